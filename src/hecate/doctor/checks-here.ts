/** What is about this machine: its files, its daemon, its clock, its NUT. */
import { formatDuration } from "../../core/duration.ts";
import { hostFactsOf } from "../host-facts.ts";
import { saidOfRehearsal } from "../rehearsal.ts";
import { type Check, configOf, daemonOf, type Finding, finding, ok } from "./model.ts";

/** A certificate is renewed by the agent at two thirds of its life; one that has less left was not. */
const certificateWarningMs = 30 * 86_400_000;
/** The journal, reports and runs of many outages. */
const leastFreeBytes = 64 * 1024 * 1024;
/** Logs of two machines that are further apart than this tell no story. */
const mostSkewMs = 5000;

/** Checks of this machine, in the order in which they are told. */
export const checksHere: readonly Check[] = [
  {
    name: "root",
    of: ({ isRoot }) =>
      isRoot === false
        ? [
            finding(
              "warning",
              "this was not run by root: what only root may read counts as missing below",
              "sudo hecate doctor",
            ),
          ]
        : [],
  },
  {
    name: "config",
    of: ({ config }) => {
      if ("problem" in config) {
        const lines = config.problem.split("\n");
        const rest = "; nothing else about the cluster can be checked";
        const isLast = (i: number) => i === lines.length - 1;
        return lines.map((text, i) => finding("failed", text, `mend that${isLast(i) ? rest : ""}`));
      }
      const { file, self, coordinator, configHash, warnings } = config;
      const role = self === coordinator ? "the coordinator" : "a peer";
      return [
        ok(`${file} is valid; this is ${self}, ${role} (hash ${configHash})`),
        ...warnings.map(({ line, text }) =>
          finding("warning", `${file}:${line}: ${text}`, "change it, or know why it is so"),
        ),
      ];
    },
  },
  {
    name: "daemon",
    of: ({ daemon }) => {
      if ("problem" in daemon) {
        return [
          finding(
            "failed",
            `it does not answer: ${daemon.problem}`,
            daemon.isForbidden
              ? "run hecate doctor as root, whom the socket is open to"
              : "systemctl start hecate; journalctl -u hecate says why it ended",
          ),
        ];
      }
      const { state, rehearsal } = daemon;
      const answers = ok(
        `hecate ${state.version ?? ""} answers: ${state.role}, ${state.condition}`,
      );
      if (!rehearsal) return [answers];
      const cure =
        "when it has rehearsed enough, start it without that: systemctl cat hecate shows who sets it";
      return [answers, finding("warning", `it rehearses: ${saidOfRehearsal[rehearsal]}`, cure)];
    },
  },
  {
    name: "config-in-use",
    of: (facts) => {
      const [daemon, config] = [daemonOf(facts), configOf(facts)];
      if (!daemon) return [];
      const { problem, hash } = daemon.config;
      if (problem !== undefined) {
        return [
          finding(
            "failed",
            `the daemon could not read the file again: ${problem}`,
            "mend it, then systemctl reload hecate",
          ),
        ];
      }
      if (!config || config.configHash === hash)
        return [ok("the daemon has read the file as it is")];
      return [
        finding(
          "warning",
          `the daemon has read another version of the file (${hash})`,
          "systemctl reload hecate",
        ),
      ];
    },
  },
  {
    name: "inhibit",
    of: (facts) => {
      const inhibit = daemonOf(facts)?.state.inhibit;
      if (!inhibit) return [];
      return [
        finding(
          "warning",
          `maintenance holds shutdowns back for another ${formatDuration(inhibit.leftMs)}: ${inhibit.reason ?? ""}`,
          "hecate inhibit off",
        ),
      ];
    },
  },
  {
    name: "state",
    of: (facts) => {
      const { disk, isRoot } = facts;
      const directory = configOf(facts)?.stateDir ?? "/var/lib/hecate";
      const store = daemonOf(facts)?.store;
      if (store && !store.isSaving) {
        return [
          finding(
            "failed",
            `the daemon cannot save its state: ${store.problem ?? ""}`,
            `make ${directory} writable, with room`,
          ),
        ];
      }
      if ("problem" in disk) {
        if (disk.isAbsent && !daemonOf(facts)) {
          return [
            finding(
              "note",
              `${directory} is not there yet`,
              "systemd makes it at the first start: systemctl start hecate",
            ),
          ];
        }
        // It is root's alone: that somebody else is kept out is as it should be.
        if (isRoot === false) {
          const text = `${directory} is not checked: ${disk.problem}`;
          return [finding("note", text, "run hecate doctor as root")];
        }
        return [
          finding(
            "failed",
            `${directory}: ${disk.problem}`,
            "make it a directory of root's: chown root, chmod 750",
          ),
        ];
      }
      const mib = Math.floor(disk.freeBytes / 1024 / 1024);
      return disk.freeBytes < leastFreeBytes
        ? [
            finding(
              "warning",
              `${directory}: ${mib} MiB are free`,
              "make room: a shutdown is written down before it is begun",
            ),
          ]
        : [ok(`${directory} can be written, ${mib} MiB are free`)];
    },
  },
  {
    name: "certificate",
    of: ({ certificate, nowMs }) => {
      if (!certificate) return [];
      if ("problem" in certificate) {
        return [finding("failed", certificate.problem, "the line is typed here: hirte-agent join")];
      }
      const leftMs = certificate.endsAtMs - nowMs;
      const day = new Date(certificate.endsAtMs).toISOString().slice(0, 10);
      if (leftMs <= 0)
        return [
          finding("failed", `it has ended on ${day}`, "have this node join anew: hirte-agent join"),
        ];
      if (leftMs > certificateWarningMs) return [ok(`it holds until ${day}`)];
      return [
        finding(
          "warning",
          `it ends on ${day} and was not renewed`,
          "look why hirte-agent of this node does not renew it: journalctl -u hirte-agent",
        ),
      ];
    },
  },
  {
    name: "clock",
    of: ({ isClockSynchronised }) => {
      if (isClockSynchronised === true) return [ok("the clock of this machine is synchronised")];
      const cure =
        "turn on systemd-timesyncd or chrony; without it a shutdown that was ordered keeps no hecate-bootstrap.service back after a reboot";
      return isClockSynchronised === undefined
        ? [finding("note", "nobody tells whether the clock of this machine is synchronised", cure)]
        : [finding("warning", "the clock of this machine is not synchronised", cure)];
    },
  },
  {
    name: "clock-skew",
    of: (facts) => {
      const daemon = daemonOf(facts);
      if (!daemon) return [];
      const { state, readings } = daemon;
      const worst = new Map<string, number>();
      for (const { ups, host, ageMs } of state.upses) {
        const at = readings[ups]?.at;
        if (host === state.host || at === undefined || ageMs === undefined) continue;
        // Of the reading that was heard last; both ends of the wire are within its age.
        const skewMs = at + ageMs - state.at;
        if (Math.abs(skewMs) >= Math.abs(worst.get(host) ?? 0)) worst.set(host, skewMs);
      }
      return [...worst].map(([host, skewMs]) => {
        const by = formatDuration(Math.abs(skewMs));
        return Math.abs(skewMs) <= mostSkewMs
          ? ok(`${host}: its clock is as this one`)
          : finding(
              "warning",
              `${host}: its clock is ${by} ${skewMs > 0 ? "ahead" : "behind"}`,
              "synchronise both: nothing is decided by them, but logs and certificates are",
            );
      });
    },
  },
  { name: "upsmon", of: (facts) => upsmonFindings(facts) },
];

/** hecate decides, and upsmon is the last resort: it must not be the first. */
function upsmonFindings(facts: Parameters<Check["of"]>[0]): readonly Finding[] {
  const { upsmon, upses } = facts;
  if (upsmon.isActive === undefined) {
    return [
      finding(
        "note",
        "systemd does not tell whether upsmon runs on this host",
        "systemctl is-active nut-monitor; where it runs, LB has to be set later than hecate's threshold",
      ),
    ];
  }
  if (!upsmon.isActive) {
    return [
      ok(
        `upsmon does not run on this host${upsmon.mode ? ` (MODE=${upsmon.mode})` : ""}: hecate alone decides`,
      ),
    ];
  }
  if (upsmon.minSupplies === 0) return [ok("upsmon runs and switches nothing off (MINSUPPLIES 0)")];
  const command = upsmon.shutdownCommand === undefined ? "" : ` by ${upsmon.shutdownCommand}`;
  const config = configOf(facts);
  // Not when hecate begins, but when it has this host go: until then a shutdown is under way.
  const goesAtS = new Map(
    (config ? hostFactsOf(config).upses : []).map(({ name, aloneAtS }) => [name, aloneAtS]),
  );
  return upses.map((fact): Finding => {
    const threshold = goesAtS.get(fact.ups) ?? undefined;
    const lowS = fact.kind === "read" ? runtimeAtLowS(fact.variables) : undefined;
    const says = `${fact.ups}: upsmon switches this host off${command} when LB is set`;
    if (threshold === undefined || lowS === undefined) {
      return finding(
        "note",
        `${says}; nobody tells at what runtime that is`,
        "it has to be later than hecate has this host go: see battery.charge.low and battery.runtime.low, or run scripts/install.sh again, which sets it",
      );
    }
    const at = `${says}, at runtime ${Math.round(lowS)} s`;
    return lowS >= threshold
      ? finding(
          "failed",
          `${at}: in the middle of hecate's shutdown, which has it go at ${Math.round(threshold)} s`,
          "run scripts/install.sh again after each change of policy, budget or ups, or set override.battery.runtime.low and .charge.low in ups.conf below it",
        )
      : ok(`${at}: after hecate, at ${Math.round(threshold)} s`);
  });
}

/**
 * At what runtime LB is set: by whichever of the two limits comes first. That of the charge is known on mains alone,
 * where runtime and charge are of one moment; undefined: it cannot be told.
 */
function runtimeAtLowS(variables: Readonly<Record<string, string>>): number | undefined {
  const value = (name: string) => {
    const number = Number.parseFloat(variables[name] ?? "");
    return Number.isNaN(number) ? undefined : number;
  };
  const lowS = value("battery.runtime.low");
  const lowPercent = value("battery.charge.low");
  if (lowPercent === undefined) return lowS;
  const runtimeS = value("battery.runtime");
  const percent = value("battery.charge");
  const isOnMains = variables["ups.status"]?.split(" ").includes("OL") ?? false;
  if (!isOnMains || runtimeS === undefined || !percent) return undefined;
  return Math.max(lowS ?? 0, (runtimeS * lowPercent) / percent);
}
