#!/bin/bash
# update [--is-quiet]: installs the newest version, where it is signed by somebody whom /etc/hecate/allowed_signers
# names. hecate-update.timer runs it; docs/hecate.md, "Updates". --is-quiet: only asks whether this is a moment for it.
#
# Exit status: 0 up to date; 75 not now; otherwise it failed, and what was there goes on.
set -euo pipefail

conf=${HECATE_UPDATE_CONF:-/etc/hecate/update.conf}
state=${STATE_DIRECTORY:-/var/lib/hecate-update}
say() { echo "hecate-update: $*"; }
die() {
  echo "hecate-update: $*" >&2
  exit 1
}

# Never in an outage, nor while a run is under way. A hecate that cannot be asked is none: an update may be its cure.
is_quiet() {
  local status=0 answer
  answer=$(hecate status --json 2> /dev/null) || status=$?
  [ $status != 2 ] && [ $status != 3 ] || return 1
  # A node that is told of a battery, or on its way down.
  ! grep -qsE '"at":"(armed|stopping|powering-off)"' "${HECATE_TEST_ROOT:-}/run/hirte-agent/power-guard.json" || return 1
  [ $status -le 1 ] || return 0
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

mkdir -p "$state"
work=$(mktemp -d "$state/new.XXXXXX")
trap 'rm -rf "$work"' EXIT
current=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' /usr/lib/hirte/package.json 2> /dev/null || true)

# An old version is signed as well: it would bring its old mistakes.
not_older() { # VERSION
  [ -z "$current" ] || [ "$(printf '%s\n' "$current" "$1" | sort -V | tail -n 1)" = "$1" ] \
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
  [ -d "$repo" ] || git init -q --bare "$repo"
  "${ask[@]}" fetch -q --prune --force "$git" '+refs/tags/*:refs/tags/*' ${branch:+"+refs/heads/$branch:refs/heads/$branch"}
  if [ -n "$branch" ]; then
    what=refs/heads/$branch
    "${ask[@]}" verify-commit "$what" > "$work/said" 2>&1 || die "$branch of $git: $(tail -n 1 "$work/said")"
    id=$("${ask[@]}" rev-parse "$what^{commit}")
    former=$(cat "$state/installed" 2> /dev/null || true)
    [ -z "$former" ] || "${ask[@]}" merge-base --is-ancestor "$former" "$id" 2> /dev/null \
      || die "$branch of $git does not follow from what is installed ($former)"
  else
    tag=$("${ask[@]}" tag --list "$tags" --sort=-version:refname | head -n 1)
    [ -n "$tag" ] || die "$git has no tag $tags"
    what=refs/tags/$tag
    "${ask[@]}" verify-tag "$tag" > "$work/said" 2>&1 || die "$tag of $git: $(tail -n 1 "$work/said")"
    # What is signed is the name as well: an old tag under a new name is none.
    [ "$("${ask[@]}" cat-file tag "$tag" | sed -n '/^$/q; s/^tag //p')" = "$tag" ] || die "$tag of $git is another tag"
    not_older "${tag#v}"
    id=$("${ask[@]}" rev-parse "$what^{commit}")
  fi
  mkdir "$work/source"
  "${ask[@]}" archive "$id" | tar -x -C "$work/source"
}

id=''
if [ -n "$release" ]; then from_release; elif [ -n "$git" ]; then from_git; else die "$conf: write RELEASE or GIT"; fi
if [ "$id" = "$(cat "$state/installed" 2> /dev/null)" ]; then
  say "up to date"
  exit 0
fi
if [ "$id" = "$(cat "$state/failed" 2> /dev/null)" ]; then
  say "$id did not run here before: left alone"
  exit 0
fi
status=0
"$work/source/scripts/install.sh" || status=$?
case $status in
  0) echo "$id" > "$state/installed" && rm -f "$state/failed" ;;
  3) echo "$id" > "$state/failed" ;; # it was put back, and would be again
esac
exit "$status"
