/**
 * What a journal says of a run, line by line, and what a successor makes of it. What is about to be done is written
 * before it is done: where a line says that a step was started, and none that it ended, nobody knows whether it was.
 */
import type { CoordinatorEffect, FinishedRun, OperatorSkip } from "../../power/model.ts";
import type { StepEnd } from "./ports.ts";

type StartUp = Extract<CoordinatorEffect, { readonly kind: "start-up" }>;

/** What a run is for: its first line. */
export interface RunHead {
  readonly run: number;
  readonly kind: "shutdown" | "startup";
  readonly key: string;
  readonly reason: string;
  readonly mode: "cluster-only" | "poweroff";
  readonly scope: readonly string[];
  /** Startup: nodes that are to be woken. */
  readonly wake: readonly string[];
  /** Startup: it is about those alone whom it wakes; who is left out yet. */
  readonly part?: NonNullable<StartUp["part"]>;
  /** Shutdown: nodes that a startup before it was having come up. */
  readonly owed?: readonly string[];
  /** An operator's, which no battery needs. */
  readonly isOrdered: boolean;
  readonly skips: readonly OperatorSkip[];
  readonly forceFluxBranch?: string;
  /** 128 random bits: what its acts are named by, so that no act has the name of one of another run. */
  readonly seed: string;
}

/** A line. */
export type JournalRecord =
  | ({ readonly is: "begun" } & RunHead)
  /** A battery needs it from now on, for all of these. */
  | { readonly is: "widened"; readonly reason: string; readonly scope: readonly string[] }
  | { readonly is: "held" | "went-on"; readonly reason: string }
  | { readonly is: "step-started"; readonly step: string }
  | ({
      readonly is: "step-ended";
      readonly step: string;
      readonly tookMs: number;
      /** Left out, or cut short, as the battery does not last for it. */
      readonly isForTime?: true;
    } & StepEnd)
  /** A node that had to wait may be woken now: what that may take begins here. */
  | { readonly is: "supplied"; readonly step: string }
  /** Of a step that is tried again under another name each time: before it is. */
  | { readonly is: "attempt"; readonly step: string; readonly number: number }
  /** Before a node is told to reboot: in which boot it was. */
  | {
      readonly is: "rebooting";
      readonly step: string;
      readonly node: string;
      readonly nodeBootId: string;
    }
  /** A power-off that was none: the node was off already. */
  | { readonly is: "absent"; readonly node: string }
  /** Before they are told. */
  | { readonly is: "told"; readonly nodes: readonly string[] }
  | { readonly is: "gone"; readonly nodes: readonly string[] }
  /** With what is learnt of it, for a successor that has to tell it. */
  | { readonly is: "others-gone"; readonly learnt?: FinishedRun }
  | { readonly is: "self-off"; readonly reason: string; readonly killpower: readonly string[] }
  | {
      readonly is: "finished";
      readonly outcome: FinishedRun["outcome"];
      readonly reason?: string;
      /** As with `others-gone`. */
      readonly learnt?: FinishedRun;
    };

/** A line with its moment. */
export type Dated = JournalRecord & {
  /** ms since 1970, for people. */
  readonly at: number;
  readonly bootId: string;
  /** On the boot clock of that boot. */
  readonly bootMs: number;
};

/** What a journal comes to. */
export interface RunMemory {
  readonly head: RunHead;
  /** Of its first line. */
  readonly begun: Pick<Dated, "at" | "bootId" | "bootMs">;
  readonly ends: ReadonlyMap<string, StepEnd & { readonly tookMs: number }>;
  /** Steps that were left out, or cut short, as the battery did not last for them. */
  readonly forTime: number;
  /** Nodes that were off when their turn came. */
  readonly absent: ReadonlySet<string>;
  /** Boots in which nodes were told to reboot, by step. */
  readonly reboots: ReadonlyMap<string, string>;
  /** Steps of which nobody knows whether they were done, and when they were begun for the first time. */
  readonly started: ReadonlyMap<string, Pick<Dated, "bootId" | "bootMs">>;
  /** Steps whose nodes had to wait for their batteries, and may be woken now. */
  readonly supplied: ReadonlySet<string>;
  /** The last attempt at a step that was begun. */
  readonly attempts: ReadonlyMap<string, number>;
  readonly told: readonly string[];
  /** And when. */
  readonly gone: ReadonlyMap<string, Pick<Dated, "bootId" | "bootMs">>;
  readonly areOthersGone: boolean;
  readonly isSelfOff: boolean;
  readonly heldMs: number;
  /** It was held at its end, since this moment of its last boot. */
  readonly heldSinceMs?: number;
  readonly outcome?: FinishedRun["outcome"];
  /** What was learnt of it when it had come so far; nobody knows whether that was told. */
  readonly learnt?: FinishedRun;
}

/** What the lines of a journal come to; undefined: it does not begin as one. */
export function memoryOf(records: readonly Dated[]): RunMemory | undefined {
  const [first] = records;
  if (first?.is !== "begun") return undefined;
  const { is: _, at, bootId, bootMs, ...begunHead } = first;
  let head: RunHead = begunHead;
  const ends = new Map<string, StepEnd & { readonly tookMs: number }>();
  const started = new Map<string, Pick<Dated, "bootId" | "bootMs">>();
  const attempts = new Map<string, number>();
  const supplied = new Set<string>();
  const told = new Set<string>();
  const gone = new Map<string, Pick<Dated, "bootId" | "bootMs">>();
  const absent = new Set<string>();
  const reboots = new Map<string, string>();
  const forTime = new Set<string>();
  let [areOthersGone, isSelfOff] = [false, false];
  let heldMs = 0;
  let held: Dated | undefined;
  let outcome: FinishedRun["outcome"] | undefined;
  let learnt: FinishedRun | undefined;
  const endHold = (now: Dated) => {
    if (held && held.bootId === now.bootId) heldMs += Math.max(0, now.bootMs - held.bootMs);
    // How long it was off is not known: that it was held is what counts.
    else if (held) heldMs += 1;
    held = undefined;
  };
  for (const record of records.slice(1)) {
    switch (record.is) {
      case "begun":
        break;
      case "widened":
        head = { ...head, scope: record.scope, reason: record.reason, isOrdered: false };
        // It works again, whatever it had come to.
        outcome = undefined;
        learnt = undefined;
        areOthersGone = false;
        break;
      case "held":
        held ??= record;
        break;
      case "went-on":
        endHold(record);
        break;
      case "step-started":
        if (!started.has(record.step)) started.set(record.step, record);
        break;
      case "supplied":
        supplied.add(record.step);
        started.set(record.step, record);
        break;
      case "attempt":
        attempts.set(record.step, record.number);
        break;
      case "step-ended": {
        const { outcome: end, detail, tookMs } = record;
        ends.set(record.step, {
          outcome: end,
          tookMs,
          ...(detail === undefined ? {} : { detail }),
        });
        started.delete(record.step);
        if (record.isForTime) forTime.add(record.step);
        break;
      }
      case "told":
        for (const node of record.nodes) {
          told.add(node);
          // It was there again.
          gone.delete(node);
        }
        break;
      case "gone":
        for (const node of record.nodes) gone.set(node, record);
        break;
      case "rebooting":
        reboots.set(record.step, record.nodeBootId);
        break;
      case "absent":
        absent.add(record.node);
        break;
      case "others-gone":
        areOthersGone = true;
        learnt = record.learnt;
        break;
      case "self-off":
        isSelfOff = true;
        break;
      case "finished":
        outcome = record.outcome;
        learnt = record.learnt;
        endHold(record);
    }
  }
  return {
    ...{ head, begun: { at, bootId, bootMs }, ends, started, attempts, supplied },
    ...{ heldMs, areOthersGone, isSelfOff },
    ...{ told: [...told], gone, absent, reboots, forTime: forTime.size },
    ...(held ? { heldSinceMs: held.bootMs } : {}),
    ...(outcome === undefined ? {} : { outcome }),
    ...(learnt === undefined ? {} : { learnt }),
  };
}
