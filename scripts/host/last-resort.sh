#!/bin/sh
# What upsmon runs when the battery is nearly empty, or its UPS was lost sight of on battery, and hecate has not
# powered this host off before: SHUTDOWNCMD of upsmon.conf. It needs systemd and a shell: no Node.js, no network, no
# broker, and it writes to no disk. All of it has 35 s.

# FSD that hecate has set itself, for clients that are not its own: it waits for them, and goes by its own rule, or stays
# where the mains come back. Where it is dead, or the battery nearly empty, nothing is waited for.
own=${HECATE_TEST_ROOT:-}/run/hecate/own-fsd
if [ -s "$own" ]; then
  echo "last resort: hecate has set FSD itself, and goes by its own rule: waiting" >&2
  while [ -s "$own" ]; do
    case $(timeout 5 systemctl show --property=ActiveState --value hecate.service 2> /dev/null) in
      # One that is started anew goes through all of these.
      active | activating | reloading | deactivating) ;;
      *) break ;;
    esac
    case $(timeout 5 upsc "$(cat "$own")" ups.status 2> /dev/null) in
      *LB*) break ;;
    esac
    sleep 2
  done
  if [ ! -s "$own" ]; then
    echo "last resort: the mains are back, and this host stays" >&2
    # It ends with this, and is wanted for the next time.
    timeout 5 systemctl --no-block restart nut-monitor.service
    exit 0
  fi
fi

# First, for everything after it may hang: what is left then is killed (docs/decisions/0022-forced-power-off.md).
timeout 5 systemd-run --quiet --collect --service-type=exec --unit=hirte-force-last-resort.service \
  -p "Description=last resort: forces poweroff when it takes too long" \
  -p DefaultDependencies=no -p IgnoreOnIsolate=yes -p SuccessAction=poweroff-force \
  -- /bin/sh -c 'sleep 35 || exit 1; kill -9 -1; exit 0'
echo "last resort: this host powers itself off, without hecate" >&2

# k3s leaves its containers running, and they hold a shutdown up.
for unit in k3s-agent.service k3s.service; do
  ! systemctl -q is-active "$unit" || timeout 12 systemctl stop "$unit"
done
[ ! -x /usr/local/bin/k3s-killall.sh ] || timeout 8 /usr/local/bin/k3s-killall.sh > /dev/null 2>&1

# By systemctl, by force, and by the signal that PID 1 hears without a bus (SIGRTMIN+4: poweroff.target).
timeout 5 systemctl poweroff --no-block || timeout 5 systemctl poweroff --force || kill -s RTMIN+4 1
