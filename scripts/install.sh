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
# 3 it did not run well, and the old one is back; 64 usage; 75 not now, see --anyway.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
from=$(dirname "$here")
root='' is_dry=false is_anyway=false
versions=/usr/lib/hirte-versions
password_file=/etc/hecate/nut.password
# shellcheck source=scripts/install/files.sh
. "$here/install/files.sh"
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
      sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die 64 "$1: --help says what can be said" ;;
  esac
  shift
done
root=${root%/}
[ -n "$root" ] || $is_dry || [ "$(id -u)" = 0 ] || die 1 "run it as root"
undo=$(mktemp -d)
is_halfway=false # something was written, and it is not known yet whether it does
trap finish EXIT
finish() {
  local status=$?
  if $is_halfway && [ ${#undone[@]} -gt 0 ]; then
    echo "install.sh: given up: what was there is put back" >&2
    put_back
    [ -n "$root" ] || systemctl daemon-reload
  fi
  rm -rf "$undo"
  return "$status"
}

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
  done > "$undo/knobs"
  if [ -s "$undo/knobs" ] || [ -e "$root/etc/hecate/install.conf" ]; then
    put 644 root:root "$undo/knobs" /etc/hecate/install.conf
  fi
}

# ── What it needs ────────────────────────────────────────────────────────────────────────────────────────────────

is_there() { command -v "$1" > /dev/null || [ -x "/usr/sbin/$1" ]; }

install_packages() {
  local needed=()
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
  is_there apt-get || die 1 "missing, and there is no apt-get: ${needed[*]}"
  say "installing ${needed[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=300 update -qq
  apt-get -o DPkg::Lock::Timeout=300 install -yqq --no-install-recommends "${needed[@]}" > /dev/null
}

# ── The programs ─────────────────────────────────────────────────────────────────────────────────────────────────

# Each version has a directory of its own, named for what is in it.
stage() {
  local files=("$from"/dist/*.js "$from/dist/package.json" "$from/dist/LICENSES.txt") version
  [ ! -d "$from/dist/node_modules" ] || files+=("$from/dist/node_modules")
  version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$from/dist/package.json" | head -n 1)
  id=$version-$(cd "$from/dist" && find "${files[@]#"$from/dist/"}" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-12)
  staged=$root$versions/$id
  if $is_dry; then
    staged=$from/dist
    return 0
  fi
  [ ! -d "$staged" ] || return 0
  # A run that was killed has left nothing under the name.
  rm -rf "$staged.new"
  mkdir -p "$staged.new"
  cp -R "${files[@]}" "$staged.new/"
  chmod -R u=rwX,go=rX "$staged.new"
  mv -T "$staged.new" "$staged"
  is_new_here=true
}
is_new_here=false

# The new version is no good here: what runs goes on, and nothing was changed.
refuse() {
  echo "install.sh: $*; nothing was changed" >&2
  ! $is_new_here || [ "$(readlink "$root/usr/lib/hirte" 2> /dev/null)" = "hirte-versions/$id" ] || rm -rf "$staged"
  exit 2
}

check_version() {
  local program
  for program in hirte hirte-agent hirtectl hecate; do
    timeout 60 node "$staged/$program.js" --version > "$undo/said" 2>&1 \
      || refuse "the new $program does not run: $(tail -n 1 "$undo/said")"
  done
}

is_in_use() {
  [ -e "$root/etc/systemd/system/multi-user.target.wants/hecate.service" ] && return 0
  [ -z "$root" ] && systemctl -q is-active hecate.service 2> /dev/null
}

# The new version reads hecate.yaml, before it takes the place of one that could.
check_config() {
  local file=$root/etc/hecate/hecate.yaml
  node_facts="is_valid=no"
  [ -e "$file" ] || file=$from/configs/hecate.example.yaml
  if timeout 60 node "$staged/hecate.js" check-config --json --config "$file" > "$undo/facts" 2> "$undo/said"; then
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
    ' < "$undo/facts")
  elif [ "$file" = "$root/etc/hecate/hecate.yaml" ]; then
    sed 's/^hecate: /install.sh: /' "$undo/said" >&2
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
  # hecate.yaml is its owner's: it is never written again.
  [ -e "$root/etc/hecate/hecate.yaml" ] || put 644 root:root "$from/configs/hecate.example.yaml" /etc/hecate/hecate.yaml
}

# From here on programs that are started are the new ones.
switch() {
  local old=$root/usr/lib/hirte name
  if [ -d "$old" ] && [ ! -L "$old" ] && ! $is_dry; then
    # Put there by hand: kept, as a version like others.
    say "/usr/lib/hirte was a directory: kept as $versions/by-hand"
    rm -rf "$root$versions/by-hand"
    mv -T "$old" "$root$versions/by-hand"
    ln -s hirte-versions/by-hand "$old"
  fi
  link "hirte-versions/$id" /usr/lib/hirte
  for name in hirte hirte-agent hirtectl hecate; do link "../lib/hirte/$name.js" "/usr/bin/$name"; done
}

# ── All of it ────────────────────────────────────────────────────────────────────────────────────────────────────

[ -n "$root" ] || install_packages
node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' \
  || die 1 "Node.js 20.19 or later is needed, and node is $(node --version 2> /dev/null || echo "not there")"
if [ ! -e "$from/dist/hecate.js" ]; then
  ! $is_dry || die 1 "there is no $from/dist: npm ci && npm run build"
  say "building"
  (cd "$from" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && npm run -s build)
fi
not_in_an_outage
is_first=true is_first_hecate=true had_config=true
[ ! -e "$root/usr/lib/systemd/system/hecate.service" ] || is_first_hecate=false
[ -e "$root/etc/hecate/hecate.yaml" ] || had_config=false
[ ! -e "$root/usr/lib/systemd/system/hecate-update.timer" ] || is_first=false
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
remember_knobs
if $is_dry; then
  is_halfway=false
  [ "$HECATE_MANAGE_NUT" = 0 ] || install_nut
  exit 0
fi
if [ -z "$root" ] && [ ${#changed[@]} -gt 0 ]; then
  ! has_changed '/usr/lib/sysusers.d/*' || systemd-sysusers
  ! has_changed '/usr/share/dbus-1/*' || systemctl reload dbus.service 2> /dev/null || true
  systemctl daemon-reload
  restart_services || go_back
fi
is_halfway=false
# After the new version has shown that it runs: of NUT nothing is put back.
[ "$HECATE_MANAGE_NUT" = 0 ] || install_nut
enable_units
! has_changed /usr/lib/hirte || prune
[ ${#changed[@]} -gt 0 ] || say "nothing has changed"
is_in_use || say "hecate is not enabled: write /etc/hecate/hecate.yaml, look at \`hecate doctor\`, then systemctl enable --now hecate"
