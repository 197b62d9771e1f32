#!/bin/bash
# install.sh [--root DIR] [--dry-run] [--anyway]: installs hirte and hecate on this host, or brings them up to date.
# Run it as root, as often as you like: what is as it should be is left alone, and nothing is restarted for it.
#
#   --root DIR   installs into the tree at DIR, for an image: no package, no service of this machine is touched
#   --dry-run    says what would be written
#   --anyway     also while a UPS is on battery or a shutdown is under way
#
# Variables, which are remembered in /etc/hecate/install.conf; docs/hecate.md explains them:
#   HECATE_ENABLE_BOOTSTRAP=1|0|auto   whether this host starts the cluster when it boots; auto: as it is
#   HECATE_MANAGE_NUT=1|0              whether NUT's files and the udev rule are written
#   HECATE_LAST_RESORT=1|0             whether upsmon switches this host off where hecate has not
#   HECATE_NUT_UPS_NAME HECATE_NUT_VENDOR_ID HECATE_NUT_PRODUCT_ID HECATE_NUT_MONITOR_USER
#   HECATE_NUT_MONITOR_PASSWORD        kept in /etc/hecate/nut.password; random where there is none
#
# Exit status: 0 done; 1 failed; 2 the new version is no good here, or cannot read hecate.yaml: nothing was changed;
# 3 it did not run well, and the old one is back; 64 usage; 75 not now: see --anyway, or another one is at work.
# Killed, or cut short by a loss of power, it leaves what was there or what is to be, whole: the next run does the rest.

# `sh install.sh` is read by another shell than the line at the top names.
[ -n "${BASH_VERSION:-}" ] || {
  echo "install.sh: run it with bash: bash $0" >&2
  exit 64
}
set -euo pipefail
# What is written by the last command of a pipeline is noted like everything else.
shopt -s lastpipe

here=$(dirname "$(readlink -f "$0")")
from=$(dirname "$here")
root='' is_dry=false is_anyway=false
versions=/usr/lib/hirte-versions
password_file=/etc/hecate/nut.password
# shellcheck source=scripts/install/files.sh
. "$here/install/files.sh"
# shellcheck source=scripts/install/undo.sh
. "$here/install/undo.sh"
# shellcheck source=scripts/install/versions.sh
. "$here/install/versions.sh"
# shellcheck source=scripts/install/nut.sh
. "$here/install/nut.sh"
# shellcheck source=scripts/install/services.sh
. "$here/install/services.sh"

while [ $# -gt 0 ]; do
  case $1 in
    --root) root=${2:?--root: which directory?} && shift ;;
    --root=*) root=${1#*=} ;;
    --dry-run) is_dry=true ;;
    --anyway) is_anyway=true ;;
    -h | --help)
      sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die 64 "$1: --help says what can be said" ;;
  esac
  shift
done
root=${root%/}
journal=$root$versions/.undo rest=$root$versions/.rest
if [ -z "$root" ] && ! $is_dry; then
  [ "$(id -u)" = 0 ] || die 1 "run it as root; nothing was changed"
  [ -d /run/systemd/system ] || die 1 "systemd is not at work here, and --root DIR installs into an image; nothing was changed"
fi
[ -z "$root" ] || $is_dry || mkdir -p "$root"
work=$(mktemp -d)
trap finish EXIT
finish() {
  local status=$?
  if $is_halfway && [ -e "$journal/list" ]; then
    echo "install.sh: given up: what was there is put back" >&2
    put_back
    [ -n "$root" ] || systemctl daemon-reload
  fi
  rm -rf "$work"
  return "$status"
}
# One at a time, by hand or by the timer; and nobody but root can hold it. Of an image, nothing is written for it.
lock=${root:-/run/hecate-install.lock}
if ! $is_dry; then
  [ -n "$root" ] || (umask 077 && : >> "$lock")
  exec 9< "$lock"
  flock -n 9 || die 75 "not now: another install.sh is at work; nothing was changed"
fi

# ── What it is told ──────────────────────────────────────────────────────────────────────────────────────────────

knobs=(HECATE_ENABLE_BOOTSTRAP HECATE_MANAGE_NUT HECATE_LAST_RESORT HECATE_NUT_UPS_NAME HECATE_NUT_VENDOR_ID 
  HECATE_NUT_PRODUCT_ID HECATE_NUT_MONITOR_USER)

# The timer's run is told what the first one was: a variable now, else what was remembered.
knobs_of_before() {
  local file=$root/etc/hecate/install.conf name value
  [ -e "$file" ] || return 0
  while IFS='=' read -r name value; do
    case " ${knobs[*]} " in *" $name "*) [ -n "${!name:-}" ] || printf -v "$name" %s "$value" ;; esac
  done < "$file"
}
knobs_of_before
case ${HECATE_ENABLE_BOOTSTRAP:=auto} in 0 | 1 | auto) ;; *) die 64 "HECATE_ENABLE_BOOTSTRAP: write 1, 0 or auto" ;; esac
case ${HECATE_MANAGE_NUT:=1} in 0 | 1) ;; *) die 64 "HECATE_MANAGE_NUT: write 1 or 0" ;; esac
case ${HECATE_LAST_RESORT:=1} in 0 | 1) ;; *) die 64 "HECATE_LAST_RESORT: write 1 or 0" ;; esac

remember_knobs() {
  local name
  for name in "${knobs[@]}"; do
    case $name=${!name:-} in
      *= | HECATE_ENABLE_BOOTSTRAP=* | HECATE_MANAGE_NUT=1 | HECATE_LAST_RESORT=1) ;; # the first is in systemd's own memory
      *) echo "$name=${!name}" ;;
    esac
  done > "$work/knobs"
  if [ -s "$work/knobs" ] || [ -e "$root/etc/hecate/install.conf" ]; then
    put 644 root:root "$work/knobs" /etc/hecate/install.conf
  fi
}

# ── What it needs ────────────────────────────────────────────────────────────────────────────────────────────────

is_there() { command -v "$1" > /dev/null || [ -x "/usr/sbin/$1" ]; }

# Before anything is installed for it.
check_node() {
  if ! is_there node; then
    # Of this machine it is installed.
    [ -n "$root" ] || return 0
    die 1 "Node.js 20.19 or later is needed, and there is none; nothing was changed"
  fi
  node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' 2> /dev/null \
    || die 1 "Node.js 20.19 or later is needed, and node is $(node --version 2> /dev/null || echo "one that does not run"); nothing was changed"
}

install_packages() {
  local needed=() candidate
  is_there node || needed+=(nodejs)
  is_there ssh || needed+=(openssh-client)
  is_there curl || needed+=(curl)
  if [ "$HECATE_MANAGE_NUT" = 1 ]; then
    is_there upsd || needed+=(nut-server)
    is_there upsmon || needed+=(nut-client)
  fi
  [ -e "$from/dist/hecate.js" ] || is_there npm || needed+=(npm)
  [ ${#needed[@]} -gt 0 ] || return 0
  if $is_dry; then
    say "would install ${needed[*]}"
    return 0
  fi
  is_there apt-get || die 1 "missing, and there is no apt-get: ${needed[*]}; nothing was changed"
  export DEBIAN_FRONTEND=noninteractive
  # 8, 9: what a package starts must not be taken for an update, nor for an installer.
  apt-get -o DPkg::Lock::Timeout=300 update -qq 8<&- 9<&-
  if ! is_there node; then
    candidate=$(apt-cache policy nodejs | sed -n 's/^ *Candidate: //p')
    dpkg --compare-versions "${candidate:-0}" ge 20.19 \
      || die 1 "Node.js 20.19 or later is needed, and apt has ${candidate:-none}: https://nodejs.org/en/download; nothing was changed"
  fi
  say "installing ${needed[*]}"
  apt-get -o DPkg::Lock::Timeout=300 install -yqq --no-install-recommends "${needed[@]}" > /dev/null 8<&- 9<&-
}

# ── The programs ─────────────────────────────────────────────────────────────────────────────────────────────────

is_in_use() {
  [ -e "$root/etc/systemd/system/multi-user.target.wants/hecate.service" ] && return 0
  [ -z "$root" ] && systemctl -q is-active hecate.service 2> /dev/null
}

# The new version reads hecate.yaml, before it takes the place of one that could.
check_config() {
  local file=$root/etc/hecate/hecate.yaml
  node_facts="is_valid=no"
  [ -e "$file" ] || file=$from/configs/hecate.example.yaml
  if timeout 60 node "$staged/hecate.js" check-config --json --config "$file" > "$work/facts" 2> "$work/said"; then
    # shellcheck disable=SC2016 # of JavaScript
    node_facts=$(node -e '
      const { role, blindOnBatteryS, shutdownS, upses } = JSON.parse(require("fs").readFileSync(0, "utf8"));
      const facts = { is_valid: "yes", role, blind_s: Math.ceil(blindOnBatteryS), shutdown_s: shutdownS };
      const [ups] = upses;
      if (ups) {
        Object.assign(facts, { nut_name: ups.nutName, user: ups.user ?? "", is_needed: ups.isNeeded ? "yes" : "no" });
        facts.foreign_clients = ups.foreignClients.length > 0 ? "yes" : "no";
        // upsmon has to see it and to stop the host, and hecate goes three polls after aloneAtS.
        if (ups.aloneAtS !== null) facts.low_s = Math.max(1, Math.min(60, Math.floor(ups.aloneAtS * 0.625)));
      }
      for (const [key, value] of Object.entries(facts)) console.log(`${key}=${value}`);
    ' < "$work/facts")
  elif [ "$file" = "$root/etc/hecate/hecate.yaml" ]; then
    sed 's/^hecate: /install.sh: /' "$work/said" >&2
    ! is_in_use || refuse "the new version cannot read /etc/hecate/hecate.yaml"
    say "/etc/hecate/hecate.yaml is not right yet"
  fi
}

completions() {
  local shell file
  while read -r shell file; do
    [ "$shell" = bash ] || [ -d "$root/usr/share/$shell" ] || continue
    node "$staged/hirtectl.js" completion "$shell" | put_text 644 root:root "/usr/share/$file"
  done << FILES
bash bash-completion/completions/hirtectl
zsh zsh/vendor-completions/_hirtectl
fish fish/vendor_completions.d/hirtectl.fish
FILES
}

install_files() {
  local file name
  for file in "$from"/systemd/*.{service,socket,timer}; do
    name=${file##*/}
    [ "$name" != hirte-agent-user.service ] || continue
    put 644 root:root "$file" "/usr/lib/systemd/system/$name"
  done
  put 644 root:root "$from/systemd/hirte-agent-user.service" /usr/lib/systemd/user/hirte-agent.service
  for name in k3s k3s-agent; do
    put 644 root:root "$from/systemd/hecate-gate.conf" "/usr/lib/systemd/system/$name.service.d/50-hecate-gate.conf"
  done
  for name in proxy dep; do
    link "hirte-$name@.service" "/usr/lib/systemd/system/bluechi-$name@.service"
  done
  put 644 root:root "$from/systemd/hirte.sysusers" /usr/lib/sysusers.d/hirte.conf
  for file in "$from"/systemd/org.*.conf; do put 644 root:root "$file" "/usr/share/dbus-1/system.d/${file##*/}"; done
  for file in "$from"/man/*.[18]; do put 644 root:root "$file" "/usr/share/man/man${file##*.}/${file##*/}"; done
  for name in gate last-resort update; do put 755 root:root "$from/scripts/host/$name.sh" "/usr/lib/hecate/$name"; done
  put 755 root:root "$from/scripts/host/killpower.sh" /usr/lib/systemd/system-shutdown/hecate-killpower
  ! $is_other || completions
  renew_code
}

# Below /etc, where people write as well: after the new version has shown that it runs, so that none of it is put back.
install_settings() {
  # It is its owner's: it is never written again.
  [ -e "$root/etc/hecate/hecate.yaml" ] || put 644 root:root "$from/configs/hecate.example.yaml" /etc/hecate/hecate.yaml
  remember_knobs
  [ "$HECATE_MANAGE_NUT" = 0 ] || install_nut
}

# ── All of it ────────────────────────────────────────────────────────────────────────────────────────────────────

check_node
if [ -z "$root" ]; then
  install_packages
  is_there node || exit 0 # a dry run: nothing more can be said
  check_node
fi
if [ ! -e "$from/dist/hecate.js" ]; then
  ! $is_dry || die 1 "there is no $from/dist: npm ci && npm run build"
  say "building"
  (cd "$from" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run -s build)
fi
not_in_an_outage
recover
is_first=true is_first_hecate=true had_config=true
[ ! -e "$root/usr/lib/systemd/system/hecate.service" ] || is_first_hecate=false
[ -e "$root/etc/hecate/hecate.yaml" ] || had_config=false
[ ! -e "$root/usr/lib/systemd/system/hecate-update.timer" ] || is_first=false
recall_firsts
stage
# What is in use has shown that it runs.
is_other=true
[ "$(readlink "$root/usr/lib/hirte" 2> /dev/null)" != "hirte-versions/$id" ] || is_other=false
! $is_other || check_version
check_config
[ -n "$root" ] || note_active
is_halfway=true
install_files
switch
if $is_dry; then
  is_halfway=false
  install_settings
  exit 0
fi
changed_to_disk
if [ -z "$root" ] && [ ${#changed[@]} -gt 0 ]; then
  ! has_changed '/usr/lib/sysusers.d/*' || systemd-sysusers
  ! has_changed '/usr/share/dbus-1/*' || systemctl reload dbus.service 2> /dev/null || true
  systemctl daemon-reload
  restart_services || go_back
fi
settle
changed+=("${carried[@]}")
install_settings
enable_units
! has_changed /usr/lib/hirte || prune
changed_to_disk
forget "$rest"
[ ${#changed[@]} -gt 0 ] || say "nothing has changed"
is_in_use || say "hecate is not enabled: write /etc/hecate/hecate.yaml, look at \`hecate doctor\`, then systemctl enable --now hecate"
