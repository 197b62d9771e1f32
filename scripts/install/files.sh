# shellcheck shell=bash
# Files of install.sh: written only where they differ, each of them whole or not at all.
# Of the caller: root (empty, or where the tree to install into begins), is_dry, work (a directory of this run), and
# `remember` and `list` of undo.sh.
# shellcheck disable=SC2154

changed=() # paths that were written, made or taken away

say() { echo "install.sh: $*"; }
die() { # STATUS TEXT...
  local status=$1
  shift
  echo "install.sh: $*" >&2
  exit "$status"
}
has_changed() { # PATTERN: of paths
  local path
  for path in "${changed[@]}"; do
    # shellcheck disable=SC2053 # a pattern
    [[ $path != $1 ]] || return 0
  done
  return 1
}

note() { # PATH: it is going to be another
  changed+=("$1")
  if $is_dry; then say "would write $1"; else say "$1"; fi
}

# Where a file is until it is whole. With a dot before it nobody reads it: systemd runs all that is in system-shutdown.
new_of() { # PATH
  printf %s "${1%/*}/.${1##*/}.hecate-new"
}

# The names of what was changed; the text is there before its name is.
changed_to_disk() {
  local path dirs=()
  for path in "${changed[@]}"; do [ ! -d "$root${path%/*}" ] || dirs+=("$root${path%/*}"); done
  [ ${#dirs[@]} = 0 ] || printf '%s\0' "${dirs[@]}" | sort -uz | xargs -0 sync
}

# In a tree that is not this machine groups are those of the tree.
owner_of() { # USER:GROUP -> UID:GID
  local group=${1#*:} gid=0
  [ "$group" = root ] || gid=$(awk -F: -v name="$group" '$1 == name { print $3 }' "$root/etc/group" 2> /dev/null)
  echo "0:${gid:-0}"
}

put() { # MODE USER:GROUP FILE PATH
  local mode=$1 owner file=$3 path=$root$4 new
  # Whoever is not root cannot give files away.
  if [ "$EUID" != 0 ]; then owner=$EUID:${GROUPS[0]}; else owner=$(owner_of "$2"); fi
  if [ -f "$path" ] && [ ! -L "$path" ] && cmp -s "$file" "$path" \
    && [ "$(stat -c '%a %u:%g' "$path")" = "$mode $owner" ]; then
    return 0
  fi
  note "$4"
  if $is_dry; then return 0; fi
  remember "$4" "$(mark_of "$file")"
  [ -d "${path%/*}" ] || mkdir -p "${path%/*}"
  # Nobody sees half a file, also after a loss of power, nor one that is open to more than it should be.
  new=$(new_of "$path")
  [ ! -e "$new" ] || rm -f "$new"
  (umask 077 && cp "$file" "$new") || {
    rm -f "$new"
    die 1 "$4 cannot be written"
  }
  [ "$owner" = "$EUID:${GROUPS[0]}" ] && [ -O "$new" ] && [ -G "$new" ] || chown "$owner" "$new"
  chmod "$mode" "$new"
  sync "$list" "$new"
  mv -fT "$new" "$path"
}

put_text() { # MODE USER:GROUP PATH < TEXT
  cat > "$work/text"
  put "$1" "$2" "$work/text" "$3"
}

link() { # TARGET PATH
  local path=$root$2 new
  [ "$(readlink "$path" 2> /dev/null)" != "$1" ] || return 0
  note "$2"
  if $is_dry; then return 0; fi
  remember "$2" "link:$1"
  [ -d "${path%/*}" ] || mkdir -p "${path%/*}"
  new=$(new_of "$path")
  ln -sfn "$1" "$new"
  sync "$list"
  mv -fT "$new" "$path"
}

# Keeps what somebody has written by hand, once for each text.
keep() { # PATH WHY
  local path=$root$1 to=$root$1.before-hecate n=1 new
  while [ -e "$to" ]; do
    ! cmp -s "$path" "$to" || break
    n=$((n + 1))
    to=$root$1.before-hecate.$n
  done
  if $is_dry; then
    say "would keep $1 ($2) as ${to#"$root"}"
    return 0
  fi
  say "$1 $2: kept as ${to#"$root"}"
  # All of it is on disk, under its name, before the file itself is another.
  new=$(new_of "$to")
  rm -f "$new"
  cp -a "$path" "$new" || {
    rm -f "$new"
    die 1 "$1 cannot be kept"
  }
  sync "$new"
  mv -fT "$new" "$to"
  sync "${to%/*}"
}

# The part of a file that is ours, between two lines. What else is in the file stays, but for a file that was
# there before there was such a part: that is kept aside, and is hecate's from then on.
block() { # MODE USER:GROUP PATH < TEXT
  local path=$root$3 text sum old
  local last='# <<< hecate'
  text=$(cat)
  sum=$(cksum <<< "$text")
  local first="# >>> hecate, by install.sh: what is written between these two lines is overwritten ${sum%% *}"
  if [ ! -e "$path" ]; then
    printf '%s\n' "$first" "$text" "$last" | put_text "$1" "$2" "$3"
  elif ! grep -q '^# >>> hecate' "$path"; then
    keep "$3" "was there before"
    printf '%s\n' "$first" "$text" "$last" | put_text "$1" "$2" "$3"
  else
    old=$(awk '/^# <<< hecate/ { is = 0 } is; /^# >>> hecate/ { is = 1 }' "$path")
    sum=$(cksum <<< "$old")
    grep -q "^# >>> hecate.* ${sum%% *}\$" "$path" || keep "$3" "was changed by hand between hecate's lines"
    {
      awk '/^# >>> hecate/ { exit } { print }' "$path"
      printf '%s\n' "$first" "$text" "$last"
      awk 'is; /^# <<< hecate/ { is = 1 }' "$path"
    } | put_text "$1" "$2" "$3"
  fi
}
