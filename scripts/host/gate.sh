#!/bin/sh
# gate hold|open|leave: holds k3s back at a boot that follows an outage, until hecate starts it, and for 15 minutes at
# most (docs/decisions/0028-k3s-waits-at-boot.md). Run by hecate-gate.service and hecate-gate-open.service; no Node.js.
held=/run/hecate-gate                 # a file for each unit that was held and has not been started since
orderly=/var/lib/hecate-gate/orderly  # the last shutdown was one that people asked for
guard=/run/hirte-agent/power-guard.json

is_held() { case $1 in k3s.service | k3s-agent.service) ;; *) false ;; esac; }

case ${1:-} in
  hold)
    was_orderly=false
    [ ! -e "$orderly" ] || was_orderly=true
    rm -f "$orderly"
    # Once in a boot: a gate that has failed is started again by whoever starts k3s, and would take their job back.
    [ ! -e "$held" ] || exit 0
    mkdir -p "$held"
    # Not at a boot: who has installed this in a running system, or starts k3s by hand, waits for nothing.
    case $(systemctl is-system-running) in initializing | starting) ;; *) exit 0 ;; esac
    ! $was_orderly || exit 0
    # The boot's own jobs are taken back, before the agent of this node is up: one who asks for a start later has a
    # job of his own, which nothing holds.
    systemctl list-jobs --no-legend --plain | while read -r job unit type _; do
      if ! is_held "$unit" || [ "$type" != start ]; then continue; fi
      : > "$held/$unit"
      systemctl cancel "$job"
      echo "$unit waits until hecate starts it, for 15 minutes at most; systemctl start $unit does not wait"
      systemctl --no-block start hecate-gate.timer
    done
    ;;
  open)
    for file in "$held"/*.service; do
      [ -e "$file" ] || continue
      if grep -Eqs '"at": *"(armed|stopping|powering-off)"' "$guard"; then
        echo "${file##*/} goes on waiting: a UPS of this node is on battery"
        exit 0 # asked again by the timer
      fi
      rm -f "$file"
      echo "nobody has started ${file##*/}: it is started now"
      systemctl --no-block start "${file##*/}"
    done
    systemctl --no-block stop hecate-gate.timer
    ;;
  leave)
    [ "$(systemctl is-system-running)" = stopping ] || exit 0
    # What powers nodes off in an outage has such a unit (docs/decisions/0022-forced-power-off.md).
    [ -z "$(systemctl list-units --no-legend --plain 'hirte-force-*.service')" ] || exit 0
    : > "$orderly"
    ;;
  *)
    echo "gate hold|open|leave" >&2
    exit 64
    ;;
esac
