#!/bin/bash
# base.sh: builds the node tree, from Debian's archive only: the read-only root file system that all
# nodes of a lab share. A finished tree of the same recipe is used again (0 s); a fresh one takes
# about a minute and 660 MB. Prints nothing when there is nothing to do.
#
#   LAB_DIR    where trees are kept (default /var/cache/hirte-lab)
#   LAB_SUITE  Debian release (default trixie)
set -euo pipefail

LAB_DIR=${LAB_DIR:-/var/cache/hirte-lab}
SUITE=${LAB_SUITE:-trixie}
TREE=$LAB_DIR/$SUITE

PACKAGES=(
  systemd systemd-sysv libpam-systemd dbus ca-certificates passwd procps
  iproute2 iputils-ping nftables tcpdump socat curl
  nodejs python3-minimal python3-paho-mqtt busybox-static
  mosquitto mosquitto-clients
  podman crun netavark aardvark-dns conmon catatonit
  nut-server nut-client keepalived openssh-server openssh-client sudo
)

# Packages of which a program alone is taken: what belongs to it is a web interface that no test looks at.
BARE=(prometheus promtool)

# A node starts bare: a service is turned on by the test that needs it.
DISABLED=(
  ssh.service ssh.socket mosquitto.service keepalived.service nftables.service
  nut.target nut-server.service nut-monitor.service nut-driver.target
  nut-driver-enumerator.path nut-driver-enumerator.service
  podman.socket podman.service podman-auto-update.timer podman-restart.service
)

# Units that make no sense in a container, or would reach the kernel of the host, and that nothing loads.
MASKED=(
  systemd-remount-fs.service systemd-sysctl.service
  getty.target
)

# Those that would be loaded on every machine are taken out: each costs each boot, each daemon-reload, and
# each start of an agent, which has to ask for what is there.
REMOVED=(
  'initrd*' 'systemd-udev*' systemd-modules-load.service kmod-static-nodes.service modprobe@.service
  dev-hugepages.mount sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount
  sys-fs-fuse-connections.mount systemd-binfmt.service systemd-pstore.service
  'systemd-pcr*' systemd-tpm2-setup.service systemd-battery-check.service systemd-bsod.service
  systemd-hibernate-clear.service systemd-hibernate-resume.service systemd-quotacheck-root.service
  'systemd-sysext*' 'systemd-confext*' 'systemd-creds*' 'systemd-initctl*'
  systemd-random-seed.service systemd-machine-id-commit.service systemd-firstboot.service
  systemd-hwdb-update.service systemd-journal-catalog-update.service systemd-update-done.service
  ldconfig.service
)

# Files of units that nothing loads and no test asks for: each costs each start of an agent, which asks for all of them.
UNUSED=(
  'apt-daily*' 'dpkg-db-backup*' 'fstrim*' 'e2scrub*' x11-common.service sudo.service procps.service hwclock.service
  udev.service kmod.service 'cryptdisks*' pam_namespace.service rc-local.service debug-shell.service
  'autovt@*' 'capsule*' 'container-getty@*' 'console-getty*' getty-static.service 'getty@*' getty-pre.target
  'serial-getty@*' 'quotaon*' 'systemd-quotacheck@*' 'systemd-fsck*' 'systemd-growfs*' 'systemd-backlight@*'
  'systemd-rfkill*' 'blockdev@*' 'usb-gadget.target' bluetooth.target printer.target smartcard.target sound.target
  '*hibernate*' '*suspend*' '*hybrid-sleep*' sleep.target '*kexec*' 'system-update*' factory-reset.target
  'systemd-network*' 'systemd-resolved*' 'systemd-timesyncd*' 'systemd-homed*' rpcbind.target 'runlevel?.target'
  systemd-storagetm.service storage-target-mode.target systemd-volatile-root.service rescue-ssh.target
  'systemd-journald@.*' 'systemd-journald-varlink@*' systemd-boot-check-no-failures.service first-boot-complete.target
  'netavark*'
)

# What a boot would begin, and nobody on a node needs before he asks for it: logind comes by D-Bus, and labnode
# makes /dev. Together it is a third of a boot.
UNWANTED=(
  systemd-logind.service systemd-user-sessions.service systemd-journal-flush.service
  'systemd-tmpfiles-setup-dev*.service' 'systemd-ask-password-*.path' run-lock.mount dev-mqueue.mount
)

# Generators have nothing to generate here, and are more than half of a daemon-reload. That of Quadlet is let in by
# its test.
GENERATORS=('systemd-*' podman-system-generator podman-user-generator)

# In a mount namespace of its own: whatever ends it in the middle, no mount stays behind.
bootstrap() { # ROOT
  unshare --mount mmdebstrap --quiet --variant=minbase --mode=root --dpkgopt=force-unsafe-io \
    --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --include="$(IFS=,; echo "${PACKAGES[*]}")" \
    --customize-hook='cd "$1/var/cache/apt/archives" &&
      for name in '"${BARE[*]}"'; do
        APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get -qq -o APT::Sandbox::User=root download "$name" &&
        dpkg-deb --fsys-tarfile "$name"_*.deb | tar -x -C "$1" --no-same-owner "./usr/bin/$name" || exit 1
      done' \
    "$SUITE" "$1"
}

adapt() { # ROOT
  local unit
  for unit in "${DISABLED[@]}"; do
    systemctl --root="$1" disable "$unit" > /dev/null 2>&1 || true
  done
  for unit in "${MASKED[@]}"; do ln -sf /dev/null "$1/etc/systemd/system/$unit"; done
  for unit in "${REMOVED[@]}" "${UNUSED[@]}"; do
    find "$1"/{usr/lib,etc}/systemd/system -depth -name "$unit" -exec rm -rf {} +
  done
  for unit in "${UNWANTED[@]}"; do rm -f "$1"/{usr/lib,etc}/systemd/system/*.wants/$unit; done
  rm -f "$1/usr/lib/tmpfiles.d/systemd-nologin.conf" # what systemd-user-sessions would take away
  for unit in "${GENERATORS[@]}"; do rm -f "$1"/usr/lib/systemd/{system,user}-generators/$unit; done
  # What a first boot would do, done once for all nodes.
  ldconfig -r "$1"
  touch "$1/etc/.updated" "$1/var/.updated"
  : > "$1/etc/machine-id"
  rm -rf "$1"/var/cache/apt/* "$1"/var/lib/apt/lists/* "$1"/etc/ssh/ssh_host_*
  mkdir -p "$1/etc/systemd/journald.conf.d" "$1/etc/systemd/system.conf.d" "$1/var/log/journal"
  printf '[Journal]\nStorage=volatile\nForwardToSyslog=no\nRuntimeMaxUse=32M\n' \
    > "$1/etc/systemd/journald.conf.d/lab.conf"
  printf '[Manager]\nDefaultTimeoutStopSec=10s\n' > "$1/etc/systemd/system.conf.d/lab.conf"
}

# The recipe is what is run, not how it is commented.
recipe=$( (declare -f bootstrap adapt; declare -p SUITE PACKAGES BARE DISABLED MASKED REMOVED UNUSED UNWANTED GENERATORS) | sha256sum | cut -c1-16)
is_current() { [ "$(cat "$TREE/.lab-recipe" 2> /dev/null)" = "$recipe" ]; }

is_current && exit 0
mkdir -p "$LAB_DIR"
# A running lab holds this lock shared (lab.sh): its tree is not taken from under it.
exec 8> "$LAB_DIR/$SUITE.lock"
flock --nonblock 8 || { echo "lab: waiting for another lab or build to end"; flock 8; }
is_current && exit 0

echo "lab: building the node tree in $TREE (Debian $SUITE, about a minute, only once)"
rm -rf --one-file-system "$TREE.new"
bootstrap "$TREE.new"
adapt "$TREE.new"
echo "$recipe" > "$TREE.new/.lab-recipe"
rm -rf "$TREE"
mv "$TREE.new" "$TREE"
echo "lab: built in $SECONDS s, $(du -sm "$TREE" | cut -f1) MB"
