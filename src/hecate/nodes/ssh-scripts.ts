/** What is run on a node by ssh: a script for its sh, and the words that the script takes. */
export interface Remote {
  readonly script: string;
  readonly args: readonly string[];
  /**
   * It changes something: it says that it is there, and begins only when it hears that it is to, within some seconds of
   * its own clock. A network that stood still delivers nothing that is begun late.
   */
  readonly isGuarded: boolean;
}

const readyWord = "hecate-ready";
/** Said by each script as it begins, on both of its outputs: what comes before is of a shell that greets people. */
export const readyMark = `\n${readyWord}\n`;
/** Heard by it, where it is to begin. */
export const goWord = "go";
/** Its status when it heard nothing in time (sysexits.h EX_TEMPFAIL). */
export const notToldStatus = 75;
/** What a command came to is told after this line. */
export const endWord = "hecate-end";
/** systemctl's status for a unit that there is not (systemctl(1), EXIT STATUS). */
export const noSuchUnitStatus = 5;

/** `sudo`: empty for root. */
type Sudo = "" | "sudo -n ";

/** Words that may do as another user does. */
export function sudoFor(user: string): Sudo {
  return user === "root" ? "" : "sudo -n ";
}

/** Has systemd stop or start a unit, and waits for it. */
export function unitScript(sudo: Sudo, verb: "stop" | "start", unit: string): Remote {
  const script = `exec ${sudo}systemctl --no-ask-password ${verb} -- "$1"`;
  return { script, args: [unit], isGuarded: true };
}

/**
 * Runs a command in a unit that stays when it has ended: whoever comes again under the same name runs nothing, and
 * hears how that ended. It lasts as long as the boot, as an agent's ledger does.
 */
export function commandScript(
  sudo: Sudo,
  options: {
    readonly unit: string;
    readonly name: string;
    readonly argv: readonly string[];
    readonly limitS: number;
    /** Whether it is to be known later, too, how that ended. */
    readonly isKept: boolean;
  },
): Remote {
  const { unit, name, argv, limitS, isKept } = options;
  const forgotten = `
for verb in stop reset-failed; do ${sudo}systemctl --no-ask-password $verb -- "$unit"; done > /dev/null 2>&1
exit 0`;
  const script = `
unit=$1 name=$2 limit=$3; shift 3
state() { systemctl show -p "$1" --value -- "$unit"; }
[ "$(state LoadState)" = loaded ] ||
  ${sudo}systemd-run --quiet --no-ask-password --unit="$unit" --description="hecate: $name" -p Type=oneshot \\
    -p RemainAfterExit=yes -p TimeoutStartSec="$limit" -p TimeoutStopSec=5 -- "$@"
while [ "$(state ActiveState)" = activating ]; do sleep 0.3; done
echo ${endWord}
systemctl show -p LoadState -p ActiveState -p Result -p ExecMainStatus -- "$unit"${isKept ? "" : forgotten}`;
  return { script, args: [unit, name, String(limitS), ...argv], isGuarded: true };
}

/**
 * Has systemd begin to switch the machine off, and kill what has not stopped after a time, in the way of the node's
 * agent (docs/decisions/0022-forced-power-off.md) and under the same name: there is one such clock for a run. It is asked
 * for by a unit, half a second later: a shutdown cuts this connection off before it could say that it was begun.
 */
export function powerOffScript(
  sudo: Sudo,
  options: {
    readonly what: "poweroff" | "reboot";
    readonly run: number;
    readonly forceAfterMs: number;
    /** The boot that is meant: in another one it does nothing. */
    readonly bootId?: string | undefined;
  },
): Remote {
  const { what, run, forceAfterMs, bootId = "" } = options;
  const script = `
force=$1 what=$2 off=$4
if [ -n "$5" ] && [ "$(${bootLine})" != "$5" ]; then
  echo "the machine is in another boot than that which is meant" >&2; exit 1
fi
[ "$(systemctl show -p LoadState --value -- "$what.target")" = loaded ] || { echo "$what.target is masked" >&2; exit 1; }
run() { ${sudo}systemd-run --quiet --no-ask-password --no-block --collect -p DefaultDependencies=no "$@"; }
run --unit="$force" --description="hecate: forces $what when it takes too long" -p Type=exec -p IgnoreOnIsolate=yes \
  -p SuccessAction="$what-force" -- /bin/sh -c "sleep $3 || exit 1; kill -9 -1; exit 0"
run --unit="$off" --description="hecate: $what" -- /bin/sh -c "sleep 0.5
systemctl start --no-block --job-mode=replace-irreversibly $what.target || systemctl kill --signal=KILL $force" && exit 0
status=$?
[ "$(systemctl show -p LoadState --value -- "$off")" = loaded ] && exit 0
${sudo}systemctl --no-ask-password kill --signal=KILL -- "$force"
exit $status`;
  const seconds = (forceAfterMs / 1000).toFixed(3);
  const units = [`hirte-force-run-${run}.service`, `hecate-off-run-${run}.service`] as const;
  return { script, args: [units[0], what, seconds, units[1], bootId], isGuarded: true };
}

const bootLine = "tr -d - < /proc/sys/kernel/random/boot_id";
/** The boot that the machine is in, as systemd writes it. */
export const bootScript: Remote = { script: bootLine, args: [], isGuarded: false };

/** LoadState and ActiveState of a unit. */
export function conditionScript(unit: string): Remote {
  const script = `exec systemctl show -p LoadState -p ActiveState -- "$1"`;
  return { script, args: [unit], isGuarded: false };
}

/** Whether systemd-timedated takes the clock for synchronised. */
export const syncScript: Remote = {
  script: "exec timedatectl show -p NTPSynchronized --value",
  args: [],
  isGuarded: false,
};

/** Does nothing, with the rights that are needed. */
export function probeScript(sudo: Sudo): Remote {
  const script = `${sudo}systemctl --version > /dev/null && exec ${sudo}systemd-run --version`;
  return { script, args: [], isGuarded: false };
}

/** The one line that ssh hands to the user's shell there. */
export function remoteLine({ script, args, isGuarded }: Remote, goWithinS: number): string {
  // In the words that are looked for (ssh-words.ts), whatever the user there speaks.
  const begin = `export LC_ALL=C; printf '\\n${readyWord}\\n' >&2; printf '\\n${readyWord}\\n'\n`;
  const guard = `[ "$(timeout ${goWithinS} head -n 1)" = ${goWord} ] || exit ${notToldStatus}\n`;
  const words = ["sh", "-c", `${begin}${isGuarded ? guard : ""}${script}`, "hecate", ...args];
  return words.map(quoted).join(" ");
}

/** A word as any shell of Bourne's kind takes it. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** NAME=VALUE of `systemctl show`. */
export function propertiesIn(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\n").flatMap((line) => {
      const [, name, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}
