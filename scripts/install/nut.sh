# shellcheck shell=bash
# NUT of a host with a UPS, as hecate needs it; and upsmon as the last resort (docs/hecate.md).
# Of the caller: what files.sh has, password_file, and node_facts (lines KEY=VALUE about this host).
# shellcheck disable=SC2154

fact() { # KEY
  sed -n "s/^$1=//p" <<< "$node_facts"
}

# In a file of NUT's.
quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# Random where nobody has said one; kept over every later run.
monitor_password() {
  local file=$root$password_file given=${HECATE_NUT_MONITOR_PASSWORD:-}
  if [ -n "$given" ]; then
    [[ $given != *$'\n'* ]] || die 64 "HECATE_NUT_MONITOR_PASSWORD is more than one line"
    printf '%s\n' "$given"
  elif [ -s "$file" ]; then
    head -n 1 "$file"
  else
    head -c 24 /dev/urandom | base64 | tr '+/' '-_'
  fi
}

install_nut() {
  local ups=${HECATE_NUT_UPS_NAME:-$(fact nut_name)}
  local vendor=${HECATE_NUT_VENDOR_ID:-0764} product=${HECATE_NUT_PRODUCT_ID:-0601}
  local user=${HECATE_NUT_MONITOR_USER:-$(fact user)}
  local low dead run listen=127.0.0.1 power=1 supplies=1 password old lb
  if [ -z "$ups" ] && [ "$(fact is_valid)" = yes ]; then
    say "NUT is left alone: hecate.yaml has no UPS of this host whose upsd is here (HECATE_NUT_UPS_NAME names one)"
    return 0
  fi
  ups=${ups:-pyrphoros} user=${user:-monuser}
  low=$(fact low_s) low=${low:-60}
  dead=$(fact blind_s) run=$(fact shutdown_s) dead=$((${dead:-180} + ${run:-426} + 60))
  [ "$(fact foreign_clients)" != yes ] || listen=0.0.0.0
  # A host that has feeds enough without this UPS is not switched off for it.
  if [ "$(fact is_needed)" = no ] || [ "$HECATE_LAST_RESORT" = 0 ]; then power=0 supplies=0; fi
  lb="  # LB is set here alone: below what hecate powers this host off at, so that upsmon goes last. What the UPS says
  # of a low battery comes minutes earlier, in the middle of hecate's shutdown (docs/decisions/0027).
  ignorelb
  override.battery.charge.low = 1
  override.battery.runtime.low = $low"
  [ $power = 1 ] || lb="  # upsmon switches nothing off here: hecate hears what the UPS says of a low battery."
  [[ $ups =~ ^[A-Za-z0-9][A-Za-z0-9_.-]*$ ]] || die 64 "HECATE_NUT_UPS_NAME: $ups is no name of a UPS"
  [[ $vendor$product =~ ^[0-9A-Fa-f]{8}$ ]] || die 64 "HECATE_NUT_VENDOR_ID, _PRODUCT_ID: write four hexadecimal digits each"
  [[ $user =~ ^[A-Za-z0-9_.-]+$ ]] || die 64 "HECATE_NUT_MONITOR_USER: $user is no name"
  vendor=${vendor,,} product=${product,,}
  password=$(monitor_password)
  # hecate reads no password that others can read, and NUT has its own copies.
  printf '%s\n' "$password" | put_text 600 root:root "$password_file"
  password=$(quoted "$password")

  put_text 644 root:root /etc/udev/rules.d/62-hecate-ups.rules << RULE
# By install.sh of hecate: NUT's driver may open the UPS.
ACTION=="add|change", SUBSYSTEM=="usb", ATTR{idVendor}=="$vendor", ATTR{idProduct}=="$product", MODE="664", GROUP="nut"
RULE
  block 640 root:nut /etc/nut/nut.conf <<< "MODE=netserver"
  old=$(awk '/^# <<< hecate/ { is = 0 } is && /^\[/ { gsub(/[][]/, ""); print } /^# >>> hecate/ { is = 1 }' \
    "$root/etc/nut/ups.conf" 2> /dev/null || true)
  block 640 root:nut /etc/nut/ups.conf << UPS
[$ups]
  driver = usbhid-ups
  port = auto
  vendorid = $vendor
  productid = $product
  # Three polls of hecate's are three readings: usbhid-ups itself asks every 30 s.
  pollfreq = 10
  # What the outlets wait for after the order to cut them, and before they come back. Whole minutes, for CyberPower.
  offdelay = 120
  ondelay = 180
$lb
UPS
  block 640 root:nut /etc/nut/upsd.conf <<< "LISTEN $listen 3493"
  block 640 root:nut /etc/nut/upsd.users << USERS
[$user]
  password = $password
  upsmon primary
USERS
  block 640 root:nut /etc/nut/upsmon.conf << UPSMON
# The last resort: hecate decides, and goes first. No Node.js is needed for this.
MONITOR $ups@localhost $power $user $password secondary
MINSUPPLIES $supplies
SHUTDOWNCMD "/usr/lib/hecate/last-resort"
POLLFREQ 5
POLLFREQALERT 5
# As a secondary it wants a low battery for so long without a break: a gauge that collapses for one poll is none.
HOSTSYNC 20
FINALDELAY 0
# Lost sight of on battery: after hecate's blind_on_battery, and the shutdown that follows it.
DEADTIME $dead
# OFF alone is no outage.
OFFDURATION -1
# No POWERDOWNFLAG: outlets are cut by hecate alone, when all that hangs on them is off.
UPSMON
  nut_units "$ups" "$old"
}

# Enabled, and started anew where something of theirs has changed.
nut_units() { # UPS OLD_UPS
  has_changed '/etc/nut/*' || has_changed '/etc/udev/*' || return 0
  ! $is_dry || return 0
  local units=("nut-driver@$1.service" nut-server.service nut-monitor.service)
  [ -e "$root/usr/lib/systemd/system/nut-server.service" ] || {
    say "NUT is configured, and not there: install nut-server"
    return 0
  }
  systemctl ${root:+--root="$root"} -q enable nut.target "${units[@]}"
  [ -z "$2" ] || [ "$2" = "$1" ] || systemctl ${root:+--root="$root"} -q disable "nut-driver@$2.service"
  [ -z "$root" ] || return 0
  [ -z "$2" ] || [ "$2" = "$1" ] || systemctl --no-block stop "nut-driver@$2.service"
  { udevadm control --reload && udevadm trigger --subsystem-match=usb --action=change; } 2> /dev/null || true
  # Not waited for: a UPS that is not plugged in yet holds nothing up.
  systemctl --no-block restart "${units[@]}"
}
