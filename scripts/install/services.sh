# shellcheck shell=bash
# Services of install.sh: asked before, restarted, put back, enabled.
# Of the caller: what files.sh has, from, versions, staged, id, is_new_here, is_anyway.
# shellcheck disable=SC2154,SC2034

services=(hirte hirte-agent hecate)
# hecate's word on whether this is a moment for it; a hecate that is not asked has none.
not_in_an_outage() {
  local status=0
  [ -z "$root" ] && ! $is_anyway && systemctl -q is-active hecate.service 2> /dev/null || return 0
  "$from/scripts/host/update.sh" --is-quiet || status=$?
  [ $status != 75 ] || die 75 "not now: a UPS is on battery, or a run is under way (hecate status; --anyway)"
}

active_before=()
# Also what is still trying to come up: it says of a new version whether that does.
note_active() { # [--enabled]: also what is to run, and does not
  local name
  for name in "${services[@]}"; do
    case $(systemctl show -p ActiveState --value "$name.service") in
      active | activating | reloading) ;;
      *)
        [ "${1:-}" = --enabled ] || continue
        [ "$(systemctl is-enabled "$name.service" 2> /dev/null)" = enabled ] || continue
        ;;
    esac
    active_before+=("$name")
  done
}

is_touched() { # SERVICE: its programs or its unit are others
  has_changed /usr/lib/hirte || has_changed "/usr/lib/systemd/system/$1.service"
}

restart_services() {
  local name
  for name in "${active_before[@]}"; do
    is_touched "$name" || continue
    say "restarting $name"
    restarted+=("$name")
    timeout 120 systemctl restart "$name.service" || return 1
    is_well "$name" || return 1
  done
}
restarted=()

is_well() { # SERVICE: it is up, and answers
  local i status
  if [ "$1" != hecate ]; then
    systemctl -q is-active "$1.service"
    return
  fi
  for ((i = 0; i < 30; i++)); do
    status=0
    /usr/bin/hecate status > /dev/null 2>&1 || status=$?
    [ $status -gt 3 ] || return 0
    sleep 1
  done
  return 1
}

go_back() {
  local name
  is_halfway=false
  echo "install.sh: the new version does not run: the old one is put back" >&2
  journalctl -q --no-pager -n 5 -u "${restarted[-1]}" >&2 2> /dev/null || true
  put_back
  systemctl daemon-reload
  for name in "${restarted[@]}"; do timeout 120 systemctl restart "$name.service" || true; done
  ! $is_new_here || rm -rf "$staged"
  exit 3
}

# The next shutdown that people ask for is then known as one, and k3s is not held at the boot after it.
begin_gate() {
  local name
  for name in k3s k3s-agent; do
    ! systemctl -q is-enabled "$name.service" 2> /dev/null || systemctl -q start hecate-gate.service
  done
}

enable_units() {
  local ctl=(systemctl ${root:+--root="$root"} -q)
  case $HECATE_ENABLE_BOOTSTRAP in
    1)
      # A start is for the coordinator: anywhere else it would be refused for ever.
      if [ "$(fact role)" = peer ]; then
        say "hecate-bootstrap.service is not enabled: this host is a peer, and the coordinator starts the cluster"
      else
        "${ctl[@]}" enable hecate-bootstrap.service
      fi
      ;;
    0) "${ctl[@]}" disable hecate-bootstrap.service ;;
  esac
  if $is_first_hecate && $had_config && [ "$(fact is_valid)" = yes ]; then
    say "enabling hecate: its configuration was there"
    "${ctl[@]}" enable hecate.service
    [ -n "$root" ] || systemctl start hecate.service
  fi
  [ -n "$root" ] || begin_gate
  # Once: whoever disables it has it disabled.
  ! $is_first || "${ctl[@]}" enable hecate-update.timer
  [ -n "$root" ] || ! $is_first || systemctl -q start hecate-update.timer
}
