# shellcheck shell=bash
# Versions of the programs, for install.sh: each in a directory of its own, named for what is in it, to one of which
# /usr/lib/hirte is a link. A directory has its name only when it is whole and on disk.
# Of the caller: what files.sh has, from, versions, work.
# shellcheck disable=SC2154,SC2034

is_new_here=false
in_use() { readlink "$root/usr/lib/hirte" 2> /dev/null || true; }

# All that is in the new version is there as well, byte by byte: a file that was cut is found.
is_whole() { # DIRECTORY
  [ -d "$1" ] && (cd "$1" && sha256sum --check --status --strict "$work/sums" 2> /dev/null)
}

stage() {
  local files=("$from"/dist/*.js "$from/dist/package.json" "$from/dist/LICENSES.txt") version
  [ ! -d "$from/dist/node_modules" ] || files+=("$from/dist/node_modules")
  version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$from/dist/package.json" | head -n 1)
  (cd "$from/dist" && find "${files[@]#"$from/dist/"}" -type f -print0 | sort -z | xargs -0 sha256sum) > "$work/sums"
  # Not of the sums: no two builds write the same, and programs look themselves whether it is whole.
  [ ! -e "$from/dist/hirte.cache" ] || files+=("$from"/dist/*.cache)
  id=$version-$(sha256sum < "$work/sums" | cut -c 1-12)
  # What is in use and not whole is left to those who run from it: it is made again beside it.
  case $(in_use) in
    "hirte-versions/$id") is_whole "$root$versions/$id" || id=$id.again ;;
    "hirte-versions/$id.again") ! is_whole "$root$versions/$id.again" || id=$id.again ;;
  esac
  staged=$root$versions/$id
  if $is_dry; then
    staged=$from/dist
    return 0
  fi
  # Of runs that were killed, or cut short by a loss of power; nobody else is at work.
  rm -rf "$root$versions"/*.new
  ! is_whole "$staged" || return 0
  [ "$id" != "${id%.again}" ] || [ ! -e "$staged" ] || say "$versions/$id is not whole"
  [ "$id" = "${id%.again}" ] || say "$versions/${id%.again} is not whole"
  rm -rf "$staged"
  copy_to "$staged.new" "${files[@]}"
  mv -T "$staged.new" "$staged"
  sync "$root$versions"
  is_new_here=true
}

# Code is not what a version is known by: after an update of Node.js the same version, built anew, brings other code.
# Who runs has read what it needs of it.
renew_code() {
  local file
  [ -d "$root$versions/$id" ] || return 0 # a dry run
  for file in "$from"/dist/*.cache; do
    [ ! -e "$file" ] || put 644 root:root "$file" "$versions/$id/${file##*/}"
  done
}

copy_to() { # DIRECTORY FILE...
  local to=$1 takes
  shift
  mkdir -p "$to"
  if cp -R "$@" "$to/" && cp "$work/sums" "$to/SHA256SUMS" && chmod -R u=rwX,go=rX "$to" \
    && find "$to" \( -type f -o -type d \) -print0 | xargs -0 sync && is_whole "$to"; then
    return 0
  fi
  rm -rf "$to"
  takes=$(du -cm "$@" | tail -n 1 | cut -f 1)
  die 1 "the new version cannot be put into $root$versions: it takes $takes MiB, and$(df --output=avail -m "$root$versions" | tail -n 1) MiB are free; what runs goes on, and nothing was changed"
}

# The new version is no good here: what runs goes on, and nothing was changed.
refuse() {
  echo "install.sh: $*; nothing was changed" >&2
  ! $is_new_here || [ "$(in_use)" = "hirte-versions/$id" ] || rm -rf "$staged"
  exit 2
}

check_version() {
  local program
  for program in hirte hirte-agent hirtectl hecate; do
    timeout 60 node "$staged/$program.js" --version > "$work/said" 2>&1 \
      || refuse "the new $program does not run: $(tail -n 1 "$work/said")"
  done
}

# From here on programs that are started are the new ones.
switch() {
  local old=$root/usr/lib/hirte name kept=by-hand n=1
  if [ -d "$old" ] && [ ! -L "$old" ] && ! $is_dry; then
    # Put there by hand: kept among the versions, and never taken away.
    while is_at "$root$versions/$kept"; do
      n=$((n + 1))
      kept=by-hand.$n
    done
    say "/usr/lib/hirte was a directory: kept as $versions/$kept"
    # Between two steps there is none: who is cut short there has it noted.
    enlist moved "$kept" /usr/lib/hirte
    ln -sfn "hirte-versions/$kept" "$(new_of "$old")"
    sync "$list"
    mv -T "$old" "$root$versions/$kept"
    mv -T "$(new_of "$old")" "$old"
  fi
  link "hirte-versions/$id" /usr/lib/hirte
  for name in hirte hirte-agent hirtectl hecate; do link "../lib/hirte/$name.js" "/usr/bin/$name"; done
}

# All but the newest two, which are the one that runs and the one before it; and but for what was put there by hand.
prune() {
  local dir
  # shellcheck disable=SC2012 # their names are ours
  ls -1dt "$root$versions"/[0-9]*/ 2> /dev/null | tail -n +3 | while read -r dir; do
    [ "${dir%/}" = "$staged" ] || rm -rf "$dir"
  done
}
