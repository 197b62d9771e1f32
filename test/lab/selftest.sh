#!/bin/bash
# selftest.sh: three nodes boot, and one of each fault is done to them. Run it through lab.sh.
set -euo pipefail
export LAB_HOSTS="n1=10.99.0.11 n2=10.99.0.12 n3=10.99.0.13"

timed() {
  local from=$EPOCHREALTIME
  "$@"
  printf '   [%4d ms] %s\n' $(((${EPOCHREALTIME/[.,]/} - ${from/[.,]/}) / 1000)) "$*"
}
boot_three() {
  local i
  for i in 1 2 3; do labnode up "n$i" "10.99.0.1$i"; done
  for i in 1 2 3; do labnode wait "n$i" > /dev/null; done
}
reaches() { labnode exec "$1" ping -q -c1 -W2 "$2" > /dev/null; }
misses() { if labnode exec "$1" ping -q -c1 -W1 "$2" > /dev/null; then return 1; fi; }

labnode net
timed boot_three
labnode exec n1 systemd-run --quiet --unit=s1 sleep 1000
[ "$(labnode exec n1 systemctl is-active s1)" = active ]

timed labnode freeze n2
[ "$(labnode status n2)" = frozen ]
timed labnode thaw n2

timed labnode cut n2
misses n1 n2
timed labnode heal n2
reaches n1 n2

labnode loss n2 100
misses n1 n2
labnode loss n2 0
timed labnode netem n2 20 5
reaches n1 n2
labnode netem n2 off

timed labnode off n3
[ "$(labnode status n3)" = "off (exit 130)" ]
timed labnode start n3
timed labnode wait n3
timed labnode kill n3
[ "$(labnode status n3)" = "off (exit 137)" ]
timed labnode reboot n2
timed labnode wait n2
echo "lab: works"
