#!/bin/bash
# lab.sh [CMD...]: installs what is needed (apt), builds the node tree when it is not there yet, and
# runs CMD inside a lab (default: selftest.sh). Needs root. The lab ends with CMD, with whoever
# started this script, or by SIGINT or SIGTERM; nothing of it stays behind.
#
#   lab.sh --prepare   only installs and builds
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# Where Debian keeps ip, nft and mmdebstrap's helpers; not in every user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin
export LAB_DIR=${LAB_DIR:-/var/cache/hirte-lab} LAB_SUITE=${LAB_SUITE:-trixie}

# Programs rather than packages: they may have come by other ways, and this takes no time.
declare -A program=(
  [mmdebstrap]=mmdebstrap [iproute2]=ip [nftables]=nft [procps]=ps [python3-minimal]=python3
  [dbus]=dbus-daemon
)
needed=()
for package in "${!program[@]}"; do
  command -v "${program[$package]}" > /dev/null || needed+=("$package")
done
[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || needed+=(debian-archive-keyring)
if [ ${#needed[@]} -gt 0 ]; then
  echo "lab: installing ${needed[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=300 update -qq
  apt-get -o DPkg::Lock::Timeout=300 install -yqq --no-install-recommends "${needed[@]}" > /dev/null
fi
# LAB_BASE names a tree made elsewhere, or several, colon-separated, to be laid over each other.
[ -n "${LAB_BASE:-}" ] || "$here/base.sh"
export LAB_BASE=${LAB_BASE:-$LAB_DIR/$LAB_SUITE}
[ "${1:-}" != --prepare ] || exit 0

mkdir -p "$LAB_DIR"
exec 9> "$LAB_DIR/$LAB_SUITE.lock"
flock --shared 9
[ $# -gt 0 ] || set -- "$here/selftest.sh"
# The one who started this is gone: so is the lab.
exec setpriv --pdeathsig TERM "$here/labns" "$@"
