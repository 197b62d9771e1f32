# shellcheck shell=bash
# What install.sh goes back by: on disk before anything is changed, so that the next run knows of one that was killed, or
# cut short by a loss of power. Until the new version has shown that it runs all is put back; from then on the rest is done.
# Of the caller: what files.sh has, journal and rest, directories. Each has a `list` of what was changed, a line each: `new
# PATH` where nothing was there, or `old PATH`; and then N, in journal, is what was there before the Nth was changed.
# shellcheck disable=SC2154,SC2034

is_halfway=false # something was written, and it is not known yet whether it does
is_settled=false # it does
carried=()       # paths that a run before has changed, and not come to the end with
remembered=0
list=            # to be on disk before what it speaks of is changed

remember() { # PATH: it is going to be another
  local there to=$journal what=new
  ! $is_settled || to=$rest
  mkdir -p "$to"
  if $is_settled; then
    write_firsts "$rest"
  else
    remembered=$((remembered + 1))
    there=$journal/$remembered
    [ ! -e "$there" ] && [ ! -L "$there" ] || rm -rf "$there"
    if [ -e "$root$1" ] || [ -L "$root$1" ]; then
      what=old
      cp -a "$root$1" "$there"
      if [ -L "$there" ]; then sync "$journal"; else sync "$there" "$journal"; fi
    fi
  fi
  list=$to/list
  echo "$what $1" >> "$list"
  [ "$remembered" -gt 1 ] || sync "$to" "${to%/*}"
}

# Puts back what was there, the last change first. Cut short, it is done again: what has been moved is not moved twice.
put_back() {
  local i line lines=() path
  # A last line that is not whole was of a change that was not begun.
  while IFS= read -r line; do lines+=("$line"); done < "$journal/list"
  for ((i = ${#lines[@]}; i > 0; i--)); do
    path=${lines[i - 1]#* }
    changed+=("$path")
    if [ "${lines[i - 1]%% *}" = new ]; then
      rm -f "$root$path"
    elif [ -e "$journal/$i" ] || [ -L "$journal/$i" ]; then
      mv -fT "$journal/$i" "$root$path"
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
  echo "$is_first $is_first_hecate $had_config" > "$1/firsts"
  sync "$1/firsts"
}

# What a run before was killed in, or the power went in.
recover() {
  if [ -e "$rest/list" ]; then
    say "a run before this one was cut short: what it has left is done now"
    mapfile -t carried < <(cut -d ' ' -f 2- "$rest/list")
  fi
  if [ -e "$journal/list" ]; then
    say "a run before this one was cut short: what it has changed is put back first"
    ! $is_dry || return 0
    put_back
    if [ -z "$root" ]; then
      note_active
      systemctl daemon-reload
      restart_services || say "what was put back does not run either"
    fi
    changed=() active_before=() restarted=()
  fi
  $is_dry || rm -rf "$journal"
}

# As the run that was cut short has found it.
recall_firsts() {
  [ ! -s "$rest/firsts" ] || read -r is_first is_first_hecate had_config < "$rest/firsts"
}
