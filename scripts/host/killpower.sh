#!/bin/sh
# The end of the power (/usr/lib/systemd/system-shutdown/hecate-killpower): tells UPSes of this host to cut their
# outlets and to give power back when the mains are there. systemd runs it when every process is gone and the disks
# are read-only. It does nothing but what hecate has written down to do before it powered this host off, in this
# boot: /run/hecate/killpower, a line NAME@HOST for each UPS. No Node.js is needed.
root=${HECATE_TEST_ROOT:-} # of a test
flag=$root/run/hecate/killpower
conf=$root/etc/nut/ups.conf

# Never for a reboot: the outlets would go under a machine that is starting.
case ${1:-} in poweroff | halt) ;; *) exit 0 ;; esac
if [ ! -f "$flag" ] || [ -L "$flag" ]; then exit 0; fi

said() {
  echo "hecate-killpower: $*" >> "$flag.log" || :
  { echo "hecate-killpower: $*" > "$root/dev/kmsg"; } 2> /dev/null || :
}

# Seconds between the order and the cut, as ups.conf has them for a UPS; nothing where there is no such UPS here.
delay_of() {
  awk -v ups="$1" '
    /^[ \t]*\[/ { is = index($0, "[" ups "]") > 0; if (is) there = 1; next }
    is && /^[ \t]*(offdelay|(default|override)\.ups\.delay\.shutdown)[ \t]*=/ {
      gsub(/.*=[ \t]*"?|"?[ \t]*(#.*)?$/, ""); delay = $0
    }
    END { if (there) print delay "" == "" ? "unknown" : delay }
  ' "$conf" 2> /dev/null
}

cut_outlets() { # NAME@HOST
  name=${1%%@*}
  host=${1#*@}
  case $name in
    '' | *[!A-Za-z0-9_.-]*)
      said "$1: no name of a UPS"
      return
      ;;
  esac
  case $host in
    localhost | localhost:* | 127.* | ::1 | '[::1]'* | "$(uname -n)" | "$(uname -n)":*) ;;
    *)
      said "$name: its upsd is not on this host"
      return
      ;;
  esac
  delay=$(delay_of "$name")
  case $delay in
    '')
      said "$name: ups.conf has no such UPS"
      return
      ;;
    *[!0-9]*)
      said "$name: nothing in ups.conf says what offdelay is: its outlets stay on"
      return
      ;;
  esac
  # This host is about to be off, and the last of others may be.
  if [ "$delay" -lt 60 ]; then
    said "$name: its delay of $delay s is less than 60 s: its outlets stay on"
    return
  fi
  said "$name: its outlets are cut in $delay s"
  timeout 30 upsdrvctl shutdown "$name" >> "$flag.log" 2>&1 || said "$name: the driver has not done it"
}

# One that has not ended in the power-off it was written for is none of this one: people's, hours later, say.
if [ -z "$(find "$flag" -mmin -15)" ]; then
  said "what $flag says is older than 15 minutes: nothing is cut"
  exit 0
fi
while IFS= read -r line || [ -n "$line" ]; do cut_outlets "$line"; done < "$flag"
exit 0
