# shellcheck shell=bash
# What install.sh goes back by: on disk before anything is changed, so that the next run knows of one that was killed, or
# cut short by a loss of power. Until the new version has shown that it runs all is put back; from then on the rest is done.
# Below /etc nothing is written before that: what people write there is never put back.
# Of the caller: what files.sh has, journal and rest, directories. Each has a `list` of what was changed, a line each,
# WHAT MARK PATH; MARK (mark_of) is what is written there, and WHAT is
#   new     nothing was there
#   old     N, in journal, is what was there before the Nth was changed
#   moved   a directory, which is MARK among the versions from then on
# shellcheck disable=SC2154,SC2034

is_halfway=false # something was written, and it is not known yet whether it does
is_settled=false # it does
carried=()       # paths that a run before has changed, and not come to the end with
remembered=0
list=            # to be on disk before what it speaks of is changed

is_at() { [ -e "$1" ] || [ -L "$1" ]; }

mark_of() { # FILE: what it is, in a word
  local sum
  if [ -L "$1" ]; then
    echo "link:$(readlink "$1")"
  elif [ -f "$1" ]; then
    sum=$(sha256sum < "$1")
    echo "${sum%% *}"
  else
    echo none
  fi
}

# Nothing is changed that cannot be put back. Said at each step: `set -e` does not hold wherever a caller asks with || or if.
remember() { # PATH MARK: it is going to be another, of this mark
  local path=$root$1 there=$journal/$((remembered + 1)) what=new
  if ! $is_settled && is_at "$path"; then
    what=old
    # It is there whole before the list speaks of it.
    { [ -d "$journal" ] || mkdir -p "$journal"; } && rm -rf "$there" "$there.new" \
      && cp -a "$path" "$there.new" && { [ -L "$path" ] || sync "$there.new"; } \
      && mv -T "$there.new" "$there" && sync "$journal" || no_way_back "$1"
  fi
  enlist "$what" "$2" "$1"
}

enlist() { # WHAT MARK PATH
  local to=$journal
  ! $is_settled || to=$rest
  list=$to/list
  [ -d "$to" ] || mkdir -p "$to" || no_way_back "$3"
  if $is_settled; then write_firsts "$rest" || no_way_back "$3"; fi
  echo "$1 $2 $3" >> "$list" || no_way_back "$3"
  remembered=$((remembered + 1))
  [ "$remembered" -gt 1 ] || sync "$to" "${to%/*}" || no_way_back "$3"
}
no_way_back() { # PATH
  die 1 "what is there of $1 cannot be noted"
}

# Puts back what was there, the last change first. Cut short, it is done again: what has been moved is not moved twice.
# What is neither as it was nor as that run has left it somebody has changed since: it is theirs.
put_back() {
  local i line lines=() what mark path there now
  # A last line that is not whole was of a change that was not begun.
  while IFS= read -r line; do lines+=("$line"); done < "$journal/list"
  for ((i = ${#lines[@]}; i > 0; i--)); do
    read -r what mark path <<< "${lines[i - 1]}"
    [ -n "$path" ] || continue
    there=$journal/$i
    changed+=("$path")
    if [ "$what" = moved ]; then
      is_at "$root$path" || [ ! -d "$root$versions/$mark" ] || ln -sT "hirte-versions/$mark" "$root$path"
      continue
    fi
    [ "$what" = new ] || is_at "$there" || continue
    now=$(mark_of "$root$path")
    if [ "$now" = "$mark" ]; then
      if [ "$what" = new ]; then rm -f "$root$path"; else mv -fT "$there" "$root$path"; fi
    elif [ "$what" = new ] && [ "$now" = none ] || [ "$what" = old ] && [ "$now" = "$(mark_of "$there")" ]; then
      : # as it was
    else
      say "$path was changed since: it stays as it is"
    fi
  done
  changed_to_disk
  forget "$journal"
}

# The list goes first: without it there is nothing to be put back.
forget() { # DIRECTORY
  [ -d "$1" ] || return 0
  rm -f "$1/list"
  sync "$1"
  rm -rf "$1"
  remembered=0
}

# The new version runs: nothing is put back any more, and what is left to be done is known.
settle() {
  is_settled=true is_halfway=false
  [ -e "$journal/list" ] || return 0
  if [ -e "$rest/list" ]; then
    cat "$journal/list" >> "$rest/list"
    sync "$rest/list"
    forget "$journal"
  else
    rm -rf "$rest"
    write_firsts "$journal"
    mv -T "$journal" "$rest"
    sync "${rest%/*}"
  fi
}

# What enable_units goes by.
write_firsts() { # DIRECTORY
  [ ! -s "$1/firsts" ] || return 0
  echo "$is_first $is_first_hecate $had_config" > "$1/firsts" && sync "$1/firsts"
}

# What a run before was killed in, or the power went in.
recover() {
  local name
  if [ -e "$rest/list" ]; then
    if $is_dry; then
      say "a run before this one was cut short: what it has left would be done first"
    else
      say "a run before this one was cut short: what it has left is done now"
    fi
    mapfile -t carried < <(sed 's/.* //' "$rest/list")
  elif ! $is_dry; then
    rm -rf "$rest"
  fi
  if [ -e "$journal/list" ]; then
    if $is_dry; then
      say "a run before this one was cut short: what it has changed would be put back first"
      return 0
    fi
    say "a run before this one was cut short: what it has changed is put back first"
    put_back
    if [ -z "$root" ]; then
      systemctl daemon-reload
      # The machine may have begun with what was not known to run, and given it up.
      note_active --enabled
      for name in "${active_before[@]}"; do
        is_touched "$name" || continue
        timeout 120 systemctl restart "$name.service" || say "$name does not run with what was put back either"
      done
    fi
    changed=() active_before=()
  fi
  $is_dry || rm -rf "$journal"
}

# As the run that was cut short has found it.
recall_firsts() {
  [ ! -e "$rest/list" ] || [ ! -s "$rest/firsts" ] || read -r is_first is_first_hecate had_config < "$rest/firsts"
}
