#!/bin/bash
# update [--is-quiet | --newest]: installs the newest version, where it is signed by somebody whom
# /etc/hecate/allowed_signers names. hecate-update.timer runs it; docs/hecate.md, "Updates".
#
#   --is-quiet   only asks whether this is a moment for it
#   --newest     only says which of the versions on standard input, a line each, is the newest
#
# Exit status: 0 up to date; 75 not now; otherwise it failed, and what was there goes on.
set -euo pipefail

conf=${HECATE_UPDATE_CONF:-/etc/hecate/update.conf}
state=${STATE_DIRECTORY:-/var/lib/hecate-update}
programs=${HECATE_TEST_ROOT:-}/usr/lib/hirte
say() { echo "hecate-update: $*"; }
die() {
  echo "hecate-update: $*" >&2
  exit 1
}

# By the precedence of semver.org, clause 11: a pre-release comes before its release, and what stands behind a + does
# not count. Letters before the number may be there (v1.2.3); what is no version is passed over.
newest() {
  awk '
    # Numbers of any length.
    function by_number(a, b) {
      sub(/^0+/, "", a); sub(/^0+/, "", b)
      if (length(a) != length(b)) return length(a) < length(b) ? -1 : 1
      return a "" == b "" ? 0 : a "" < b "" ? -1 : 1
    }
    function by_word(a, b, is_a, is_b) {
      is_a = a ~ /^[0-9]+$/; is_b = b ~ /^[0-9]+$/
      if (is_a && is_b) return by_number(a, b)
      if (is_a != is_b) return is_a ? -1 : 1
      return a "" == b "" ? 0 : a "" < b "" ? -1 : 1
    }
    function order(a, b, pre_a, pre_b, i, n, m, as, bs, found) {
      pre_a = index(a, "-") ? substr(a, index(a, "-") + 1) : ""; sub(/-.*/, "", a)
      pre_b = index(b, "-") ? substr(b, index(b, "-") + 1) : ""; sub(/-.*/, "", b)
      split(a, as, "."); split(b, bs, ".")
      for (i = 1; i <= 3; i++) if (found = by_number(as[i], bs[i])) return found
      if (pre_a == "" || pre_b == "") return (pre_a == "") - (pre_b == "")
      n = split(pre_a, as, "."); m = split(pre_b, bs, ".")
      for (i = 1; i <= n && i <= m; i++) if (found = by_word(as[i], bs[i])) return found
      return n < m ? -1 : n > m
    }
    {
      version = $0; sub(/^[A-Za-z_\/-]*/, "", version); sub(/\+.*/, "", version)
      if (version !~ /^[0-9]+(\.[0-9]+)?(\.[0-9]+)?(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/) next
      if (is && order(version, best) < 0) next
      is = 1; best = version; line = $0
    }
    END { if (is) print line }
  '
}
if [ "${1:-}" = --newest ]; then
  LC_ALL=C newest
  exit 0
fi

# Never in an outage, nor while a run is under way. A hecate that cannot be asked is none: an update may be its cure.
is_quiet() {
  local status=0 answer
  answer=$(hecate status --json 2> /dev/null) || status=$?
  [ $status != 2 ] && [ $status != 3 ] || return 1
  # A node that is told of a battery, or on its way down.
  ! grep -qsE '"at":"(armed|stopping|powering-off)"' "${HECATE_TEST_ROOT:-}/run/hirte-agent/power-guard.json" || return 1
  [ $status -le 1 ] && [ -n "$answer" ] || return 0
  # shellcheck disable=SC2016 # of JavaScript
  node -e '
    const { run } = JSON.parse(require("fs").readFileSync(0, "utf8"));
    process.exit(run && !run.isDryRun && !["done", "failed", "cancelled"].includes(run.phase) ? 1 : 0);
  ' <<< "$answer"
}
if ! is_quiet; then
  say "not now: a UPS is on battery, or a run is under way" || :
  exit 75
fi
[ "${1:-}" != --is-quiet ] || exit 0

git='' tags='v*' branch='' release='' signers=/etc/hecate/allowed_signers signer=release
while IFS='=' read -r name value; do
  case $name in
    GIT) git=$value ;; TAGS) tags=$value ;; BRANCH) branch=$value ;; RELEASE) release=$value ;;
    SIGNERS) signers=$value ;; SIGNER) signer=$value ;;
    '' | '#'*) ;;
    *) die "$conf: $name: write GIT, TAGS, BRANCH, RELEASE, SIGNERS or SIGNER" ;;
  esac
done < "$conf"
[ -s "$signers" ] || die "$signers: nobody is trusted: nothing is installed"

# Nobody else may hold it.
(umask 077 && mkdir -p "$state")
# One at a time: what lies here under such a name was left by one in which the machine went down.
exec 8< "$state"
if ! flock -n 8; then
  say "not now: another update is at work"
  exit 75
fi
find "$state" -mindepth 1 -maxdepth 1 -type d -name 'new.??????' -user "$(id -u)" -exec rm -rf {} +
work=$(mktemp -d "$state/new.XXXXXX")
trap 'rm -rf "$work"' EXIT
current=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$programs/package.json" 2> /dev/null || true)

# An old version is signed as well: it would bring its old mistakes.
not_older() { # VERSION
  [ -z "$current" ] || [ "$(printf '%s\n' "$current" "$1" | LC_ALL=C newest)" = "$1" ] \
    || die "$1 is older than $current, which is installed"
}

from_release() {
  curl -fsSL --max-time 600 --max-filesize 200000000 -o "$work/release.tgz" "$release"
  curl -fsSL --max-time 60 --max-filesize 100000 -o "$work/release.sig" "$release.sig"
  ssh-keygen -Y verify -f "$signers" -I "$signer" -n hirte-release -s "$work/release.sig" \
    < "$work/release.tgz" > "$work/said" 2>&1 || die "$release: $(tail -n 1 "$work/said")"
  id=$(sha256sum < "$work/release.tgz" | cut -d ' ' -f 1)
  mkdir "$work/source"
  tar -xf "$work/release.tgz" -C "$work/source" --strip-components=1 --no-same-owner
  not_older "$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$work/source/package.json" | head -n 1)"
}

from_git() {
  local repo=$state/git what tag former
  local ask=(git -C "$repo" -c gpg.format=ssh -c gpg.program=false -c gpg.openpgp.program=false -c gpg.x509.program=false -c gpg.ssh.allowedSignersFile="$signers")
  local refs=('+refs/tags/*:refs/tags/*' ${branch:+"+refs/heads/$branch:refs/heads/$branch"})
  if [ ! -d "$repo" ] || ! "${ask[@]}" fetch -q --prune --force "$git" "${refs[@]}" 2> "$work/said"; then
    # It may be what is here that is broken: a fetch that was cut short leaves locks, and halves of files.
    git init -q --bare "$work/git"
    git -C "$work/git" fetch -q "$git" "${refs[@]}"
    rm -rf "$repo"
    mv -T "$work/git" "$repo"
  fi
  if [ -n "$branch" ]; then
    what=refs/heads/$branch
    "${ask[@]}" verify-commit "$what" > "$work/said" 2>&1 || die "$branch of $git: $(tail -n 1 "$work/said")"
    id=$("${ask[@]}" rev-parse "$what^{commit}")
    former=$(cat "$state/installed" 2> /dev/null || true)
    [ -z "$former" ] || "${ask[@]}" merge-base --is-ancestor "$former" "$id" 2> /dev/null \
      || die "$branch of $git does not follow from what is installed ($former)"
  else
    tag=$("${ask[@]}" tag --list "$tags" | LC_ALL=C newest)
    [ -n "$tag" ] || die "$git has no tag $tags"
    what=refs/tags/$tag
    "${ask[@]}" verify-tag "$tag" > "$work/said" 2>&1 || die "$tag of $git: $(tail -n 1 "$work/said")"
    # What is signed is the name as well: an old tag under a new name is none.
    [ "$("${ask[@]}" cat-file tag "$tag" | sed -n '/^$/q; s/^tag //p')" = "$tag" ] || die "$tag of $git is another tag"
    not_older "$tag"
    id=$("${ask[@]}" rev-parse "$what^{commit}")
  fi
  mkdir "$work/source"
  "${ask[@]}" archive "$id" | tar -x -C "$work/source"
}

# What is installed is byte by byte what it was, as far as it says so.
is_whole() {
  [ ! -e "$programs/SHA256SUMS" ] || (cd "$programs" && sha256sum --check --status --strict SHA256SUMS 2> /dev/null)
}

write() { # FILE TEXT: all of it, or what was there
  printf '%s\n' "$2" > "$1.new"
  sync "$1.new"
  mv -f "$1.new" "$1"
}

id=''
if [ -n "$release" ]; then from_release; elif [ -n "$git" ]; then from_git; else die "$conf: write RELEASE or GIT"; fi
if [ "$id" = "$(cat "$state/installed" 2> /dev/null)" ]; then
  if is_whole; then
    say "up to date"
    exit 0
  fi
  say "what is installed is not whole: it is installed again"
fi
if [ "$id" = "$(cat "$state/failed" 2> /dev/null)" ]; then
  say "$id did not run here before: left alone"
  exit 0
fi
status=0
"$work/source/scripts/install.sh" || status=$?
case $status in
  0) write "$state/installed" "$id" && rm -f "$state/failed" ;;
  3) write "$state/failed" "$id" ;; # it was put back, and would be again
esac
exit "$status"
