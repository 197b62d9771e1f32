import { formatAge } from "../../src/core/duration.ts";
import { saidOfRehearsal } from "../../src/hecate/rehearsal.ts";
import type { LinkView, StatusAnswer, Told } from "../../src/hecate/socket-protocol.ts";
import type { PowerRun, PowerState } from "../../src/protocol/generated/schemas.ts";
import { paint, printable, type Tone } from "../text.ts";
import { formatTime } from "../times.ts";
import { block, type Field, type Look, tableOf, wrapped } from "./lay-out.ts";
import { runLines, runTable } from "./run-text.ts";
import { seconds, spanText } from "./spans.ts";

type UpsView = PowerState["upses"][number];

/** What `hecate status` shows of an answer. */
export function statusText(answer: StatusAnswer, look: Look): string {
  const { state, run, runs } = answer;
  const parts = [
    hostBlock(answer, look),
    ...state.upses
      .filter((ups) => !isElsewhere(ups, state))
      .map((ups) => upsBlock(ups, { answer, look })),
    alarmLines(state, look),
    peerTable(answer, look),
    runTable(runs, look),
    run ? runLines(run, look) : "",
  ];
  return parts.filter((part) => part !== "").join("\n");
}

const toneOfCondition = {
  normal: "good",
  degraded: "busy",
  "on-battery": "bad",
  "shutting-down": "bad",
} as const satisfies Readonly<Record<PowerState["condition"], Tone>>;

function hostBlock(answer: StatusAnswer, look: Look): string {
  const { state, config, store } = answer;
  const { host, role, version, condition, reasons, startGate, inhibit } = state;
  const tone = toneOfCondition[condition];
  const sign = paint("●", tone, look.isColoured);
  const word = paint(condition.replaceAll("-", " "), tone, look.isColoured);
  const { rehearsal } = answer;
  const mark = rehearsal ? ", a rehearsal" : "";
  const title = `${sign} ${host}, ${role}: ${word}${version === undefined ? "" : ` (hecate ${printable(version)})`}${mark}`;
  const fields: Field[] = [
    { name: "Rehearsal", text: rehearsal && saidOfRehearsal[rehearsal], tone: "busy" },
    ...[...reasons, ...unheard(answer)].map((text, i) => ({ name: i === 0 ? "Why" : "", text })),
    // A peer has no shutdown of its own: those of the coordinator it was told of.
    { name: "Phase", text: role === "peer" ? undefined : phaseText(answer) },
    ...coordinatorFields(answer),
    {
      name: "Start gate",
      text:
        role === "peer" ? startGate.why : `${startGate.open ? "open" : "shut"}: ${startGate.why}`,
    },
    { name: "Maintenance", text: inhibit && inhibitText(inhibit), tone: "busy" },
    { name: "Elsewhere", text: elsewhereText(state) },
    ...answer.links.map((link, i) => linkField(link, i === 0 ? "Broker" : "")),
    { name: "Cluster", ...clusterField(answer) },
    { name: "Config", text: `${config.path} (${config.hash})` },
    {
      name: "",
      text: config.problem && `not as it is in the file now: ${config.problem}`,
      tone: "bad",
    },
    {
      name: "State",
      text: store.isSaving ? undefined : `not saved: ${store.problem ?? "nobody knows why"}`,
      tone: "bad",
    },
  ];
  return block(title, fields, look);
}

/** What is not heard for want of the broker is told as a reason, so that is one, too. */
function unheard({ state, links }: StatusAnswer): readonly string[] {
  const down = links.filter(({ isUp }) => !isUp).map(({ server }) => server);
  if (state.condition === "normal") return [];
  return [...new Set(down)].map((server) => `not connected to the broker (${server})`);
}

const saidOfPhase = {
  watching: "",
  running: ", a shutdown is under way",
  "powering-off": ", nodes are being powered off",
  holding: ", all others are off",
  "self-off": ", it powers itself off",
} as const satisfies Readonly<Record<PowerState["phase"], string>>;

/** What a peer was told of the coordinator, and how long ago: it may be otherwise by now. */
function coordinatorFields(answer: StatusAnswer): readonly Field[] {
  const { coordinator } = answer;
  if (!coordinator) return [];
  const { host, state, run } = coordinator;
  const name = "Coordinator";
  if (!state && !run) return [{ name, text: `${host}: nothing was heard of it`, tone: "busy" }];
  const fields: Field[] = [];
  if (state) {
    const { condition, phase, configHash } = state.said;
    const isSame = configHash === undefined || configHash === answer.state.configHash;
    const other = isSame ? "" : "; it has another hecate.yaml";
    const text = `${host}: ${condition.replaceAll("-", " ")}${saidOfPhase[phase]}; ${whenTold(state)}${other}`;
    fields.push({ name, text, tone: condition === "normal" ? "plain" : "busy" });
  }
  if (run && isUnderWay(run.said)) {
    const { kind, run: number, phase, reason, isDryRun } = run.said;
    const dry = isDryRun ? ", dry run" : "";
    const text = `${kind} ${number}, ${phase.replaceAll("-", " ")}${dry}; ${whenTold(run)}: ${reason}`;
    fields.push({ name: state ? "" : name, text, tone: "busy" });
  }
  if (fields.length === 0) fields.push({ name, text: `${host}: no run is under way` });
  return fields;
}

function isUnderWay({ phase }: PowerRun): boolean {
  return phase !== "done" && phase !== "failed" && phase !== "cancelled";
}

function whenTold({ said, ageMs, isKept }: Told<{ readonly at: number }>): string {
  return isKept
    ? `the broker has kept that from ${formatTime(said.at)}`
    : `told ${ageMs < 1000 ? "just now" : formatAge(ageMs)}`;
}

/** Nothing is decided by it: that it does not answer is no more than that. */
function clusterField({ cluster }: StatusAnswer): Omit<Field, "name"> {
  if (!cluster) return { text: undefined };
  const { isReachable, detail, ageMs } = cluster;
  const seen = `seen ${ageMs < 1000 ? "just now" : formatAge(ageMs)}`;
  if (isReachable) return { text: `its API answers, ${seen}` };
  return {
    text: `unreachable${detail === undefined ? "" : `: ${detail}`}, ${seen}`,
    tone: "busy",
  };
}

/** Whether it is another host that judges a UPS: a peer knows of it by name alone. */
function isElsewhere({ host }: UpsView, { role, host: own }: PowerState): boolean {
  return role === "peer" && host !== own;
}

function elsewhereText(state: PowerState): string | undefined {
  const others = state.upses.filter((ups) => isElsewhere(ups, state));
  if (others.length === 0) return undefined;
  return others.map(({ ups, host }) => `${ups} on ${host}`).join(", ");
}

function phaseText({ state: { phase, run }, run: shown }: StatusAnswer): string {
  const number = run === undefined ? "" : `, run ${run}`;
  switch (phase) {
    case "watching":
      // To the decision a startup is none of the phases of a shutdown; who looks wants to know of it.
      return shown?.kind === "startup" && isUnderWay(shown)
        ? `a startup is under way, run ${shown.run}`
        : "watching";
    case "running":
      return `a shutdown is under way${number}; no node was told to power off`;
    case "powering-off":
      return `nodes are being powered off${number}`;
    case "holding":
      return `all others are off, and the coordinator holds${number}`;
    case "self-off":
      return `the coordinator powers itself off${number}`;
  }
}

/** What maintenance does, and what it leaves as it is; also what `hecate inhibit` says. */
export function inhibitText({ leftMs, by, reason }: NonNullable<PowerState["inhibit"]>): string {
  const who = by === undefined ? "" : `, by ${by}`;
  const why = reason === undefined ? "" : `: ${reason}`;
  return `no shutdown is begun for another ${spanText(leftMs)}${who}${why}; ${notInhibited}`;
}

/** What maintenance does not hold back. */
export const notInhibited = "FSD and a low battery that lasts (LB) begin one all the same";

function linkField(link: LinkView, name: string): Field {
  const { isUp, server, forMs, problem } = link;
  const since = `for ${spanText(forMs)}`;
  const text = isUp
    ? `${server} as ${link.name}, ${since}`
    : `not connected to ${server} as ${link.name}, ${since}${problem === undefined ? "" : `: ${problem}`}`;
  return { name, text, ...(isUp ? {} : { tone: "bad" as const }) };
}

function upsBlock(
  ups: UpsView,
  of: { readonly answer: StatusAnswer; readonly look: Look },
): string {
  const { answer, look } = of;
  const tone = toneOfUps(ups);
  const status = ups.flags.length === 0 ? ups.comms : ups.flags.join(" ");
  const title = `${paint("●", tone, look.isColoured)} ${ups.ups} on ${ups.host}: ${paint(printable(status), tone, look.isColoured)}${ups.comms === "ok" || ups.flags.length === 0 ? "" : ` (${printable(ups.comms)})`}, ${ageText(ups)}`;
  const detail = answer.readings[ups.ups]?.detail;
  const then = ups.comms === "ok" || ups.ageMs === undefined ? "" : " when last read";
  return block(
    title,
    [
      {
        name: "Comms",
        text: ups.comms === "ok" ? undefined : `${ups.comms}${detail ? `: ${detail}` : ""}`,
      },
      { name: "Line", text: ups.line === "unknown" ? unknownLine(ups) : `${lineText(ups)}${then}` },
      { name: "Runtime", text: runtimeText(ups, then) },
      { name: "Charge", text: percent(ups.chargePercent, then) },
      {
        name: "Load",
        text: ups.loadPercent === undefined ? undefined : percent(ups.loadPercent, then),
      },
      {
        name: "Verdict",
        text: `${ups.verdict.replaceAll("-", " ")} (row ${ups.row}): ${ups.why}`,
        tone: tone === "good" ? "plain" : tone,
      },
      {
        name: "Polls",
        text: `${ups.bad} in a row count, ${ups.debouncePolls} fire${ups.fired ? "; it has fired in this outage" : ""}`,
      },
      { name: "Budget", text: budgetText(ups) },
      {
        name: "Feasible",
        text: feasibleText(ups),
        ...(ups.feasible === false ? { tone: "bad" as const } : {}),
      },
    ],
    look,
  );
}

function toneOfUps({ verdict, feasible }: UpsView): Tone {
  switch (verdict) {
    case "normal":
      return feasible === false ? "busy" : "good";
    case "unknown":
    case "blind":
    case "latched":
    case "testing":
    case "off":
      return "busy";
    case "fire":
    case "suspect":
    case "counting-down":
    case "counting":
    case "watching":
      return "bad";
  }
}

function ageText({ ageMs }: UpsView): string {
  if (ageMs === undefined) return "never read";
  return ageMs < 1000 ? "read just now" : `read ${formatAge(ageMs)}`;
}

function lineText({ line, onBatteryS, outage }: UpsView): string {
  const number = outage === 0 ? "" : ` (outage ${outage})`;
  if (line === "ob") {
    const since = onBatteryS === undefined ? "" : ` for ${spanText(onBatteryS * 1000)}`;
    return `on battery${since}${number}`;
  }
  if (onBatteryS === undefined) return "on mains";
  return `on mains again, not yet for good; ${spanText(onBatteryS * 1000)} since the outage began${number}`;
}

/** Of now nothing is known of it, whatever was read before. */
function unknownLine({ comms, ageMs }: UpsView): string {
  if (ageMs === undefined) return "not known: it was never read";
  if (comms !== "ok") return "not known: nothing is read of it now";
  return "not known: it says neither that it is on mains nor on battery";
}

function runtimeText({ runtimeS, runtimeLeftS, thresholdS }: UpsView, then: string): string {
  const at = `would shut down at runtime ${seconds(thresholdS)}`;
  if (runtimeS === undefined) return `not told; ${at}`;
  const isOlder = runtimeLeftS !== undefined && Math.round(runtimeLeftS) !== Math.round(runtimeS);
  const left = isOlder ? `, ${seconds(runtimeLeftS)} left by the clock` : "";
  return `${seconds(runtimeS)}${then}${left}; ${at}`;
}

function budgetText({ budgetS, budgetSource, budgetRuns = 0 }: UpsView): string {
  const runs = `${budgetRuns} run${budgetRuns === 1 ? "" : "s"}`;
  const from = {
    default: "the default, as no run was measured yet",
    runs: budgetRuns === 0 ? "told by the coordinator" : `learnt from ${runs}`,
    minimum: budgetRuns === 0 ? "the minimum" : `the minimum, ${runs} took less`,
  }[budgetSource];
  return `${seconds(budgetS)}, ${from}`;
}

function feasibleText({ feasible, thresholdS }: UpsView): string {
  if (feasible === undefined) return "not known: no runtime was seen on mains";
  if (feasible) return "yes";
  return `no: the runtime on mains is below ${seconds(thresholdS)}, so that an outage shuts down at once`;
}

function alarmLines({ alarms }: PowerState, look: Look): string {
  return alarms
    .flatMap(({ severity, text, sinceMs }) => {
      const since = sinceMs === undefined ? "" : ` (for ${spanText(sinceMs)})`;
      const tone = severity === "info" ? "plain" : severity === "warning" ? "busy" : "bad";
      return wrapped(`${text}${since}`, { first: `${severity}: `, tone, look });
    })
    .map((line) => `${line}\n`)
    .join("");
}

function peerTable({ state: { peers, configHash, role }, coordinator }: StatusAnswer, look: Look) {
  // A peer knows of one other, and what it was told by that stands above.
  if (peers.length === 0 || (role === "peer" && coordinator)) return "";
  return tableOf(look, peers, [
    { title: "PEER", text: ({ host }) => host },
    { title: "HECATE", text: ({ publisher }) => publisher },
    { title: "HEARD", text: ({ ageMs }) => (ageMs === undefined ? "never" : formatAge(ageMs)) },
    {
      title: "CONFIG",
      text: (peer) =>
        peer.configHash === undefined
          ? "not told"
          : peer.configHash === configHash
            ? "same"
            : "another one",
    },
    { title: "TRIGGER", text: ({ trigger }) => trigger ?? "-" },
  ]);
}

function percent(value: number | undefined, then: string): string {
  return value === undefined ? "not told" : `${Math.round(value * 10) / 10} %${then}`;
}
