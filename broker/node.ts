import type {
  Gone,
  Hello,
  NodePower,
  NodeStatus,
  Problem,
} from "../src/protocol/generated/schemas.ts";

/**
 * What the manager knows of a node.
 *
 * - `online`: heard of within 1.5 heartbeats + 0.5 s in a session. Left by silence, by the agent's
 *   will, by its goodbye.
 * - `unreachable`: the connection broke or the agent is silent; it may come back any moment. Left by the
 *   answer to a ping, or by a hello: what arrives without one may have been on its way for long.
 * - `offline`: it said goodbye, or nothing was heard for the presence time.
 */
export interface NodeRecord {
  readonly name: string;
  readonly state: NodeStatus;
  readonly reason: string;
  /** Manager's clock. */
  readonly since: number;
  readonly session?: number;
  readonly instance?: string;
  readonly machineId?: string;
  /** The agent's process; absent: it does not say. */
  readonly process?: string;
  readonly bootId?: string;
  readonly address?: string;
  readonly version?: string;
  /** What it said of power when it registered. */
  readonly power?: NodePower;
  readonly heartbeatMs: number;
  /** Monotonic; moved on by the manager's own stalls. */
  readonly heardMonoMs: number;
  /** Manager's clock; absent: never heard of. */
  readonly lastSeen?: number;
  readonly isSynced: boolean;
  /** The connection of this session has ended, as its will says: no ping can be answered. */
  readonly isGone: boolean;
  /** It said goodbye: only a hello opens the door again; what still drips in is of the past. */
  readonly hasLeft: boolean;
  /** Pings there were, and so the number of the last one. */
  readonly pings: number;
  /** It was heard again, and asked whether it still is there: since which ping, and when last, monotonic. */
  readonly asked?: { readonly sincePing: number; readonly monoMs: number };
  /** Nothing was heard for the presence time: what was open there is lost. */
  readonly isGivenUp: boolean;
  /** Another machine, or another agent of the same one, asks for this name; the first one was pinged. */
  readonly challenger?: { readonly hello: Hello; readonly untilMonoMs: number };
}

/** What happens to a node. */
export type NodeInput =
  | { readonly kind: "hello"; readonly hello: Hello; readonly session: number }
  | { readonly kind: "gone"; readonly gone: Gone }
  /** It asked to be let in, and cannot be. */
  | { readonly kind: "kept-out"; readonly reason: string }
  /** Any message of the current session. */
  | { readonly kind: "heard" }
  /** The current session answers the ping of this number: what it said before has all arrived. */
  | { readonly kind: "answered"; readonly ping: number }
  | { readonly kind: "synced" }
  | { readonly kind: "tick"; readonly session: () => number };

/** What the manager does about it. */
export type NodeEffect =
  | { readonly kind: "welcome"; readonly hello: Hello }
  | { readonly kind: "refuse"; readonly hello: Hello; readonly problem: Problem }
  | { readonly kind: "ping"; readonly ping: number }
  /** The node answers again, in the session it had. */
  | { readonly kind: "recovered" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "given-up" };

/** The moment of a step: manager's clock, and monotonic time. */
export interface Moment {
  readonly now: number;
  readonly monoMs: number;
}

/** A step's outcome. `record` is the same object when nothing is to be published. */
export interface NodeStep {
  readonly record: NodeRecord;
  readonly effects: readonly NodeEffect[];
}

/** How long an answer to a ping is waited for: then another agent gets the name, or it is sent again. */
export const pingMs = 1000;

/** Silence after which a node is unreachable. */
export function silenceLimitMs(heartbeatMs: number): number {
  return 1.5 * heartbeatMs + 500;
}

/** Silence after which a node is offline, and what was open there is lost. */
export function presenceMs(heartbeatMs: number): number {
  return Math.max(10_000, 3 * heartbeatMs);
}

/** A node of which nothing is known yet. */
export function unknownNode(name: string, moment: Moment): NodeRecord {
  return {
    name,
    state: "offline",
    reason: "not seen since hirte started",
    since: moment.now,
    heartbeatMs: 2000,
    heardMonoMs: moment.monoMs,
    isSynced: false,
    isGone: true,
    hasLeft: false,
    pings: 0,
    isGivenUp: true,
  };
}

/** What becomes of a node. */
export function stepNode(record: NodeRecord, input: NodeInput, moment: Moment): NodeStep {
  switch (input.kind) {
    case "hello":
      return hello(record, input.hello, input.session, moment);
    case "gone":
      return gone(record, input.gone, moment);
    case "kept-out":
      // Of one that is there, somebody else has said so, or it says it of its next connection.
      return record.state === "online" || record.reason === input.reason
        ? { record, effects: [] }
        : { record: { ...record, reason: input.reason }, effects: [] };
    case "heard":
      return heard(record, moment);
    case "answered":
      return answered(record, input.ping, moment);
    case "synced":
      return record.isSynced
        ? { record, effects: [] }
        : { record: { ...record, isSynced: true }, effects: [] };
    case "tick":
      return tick(record, input.session, moment);
  }
}

/** Whether the two records say the same to readers of nodes/{node}/state. */
export function isSameToReaders(a: NodeRecord, b: NodeRecord): boolean {
  return (
    a.state === b.state &&
    a.session === b.session &&
    a.isSynced === b.isSynced &&
    a.reason === b.reason
  );
}

function hello(record: NodeRecord, asking: Hello, session: number, moment: Moment): NodeStep {
  // Who left, or has been silent for the presence time, holds no claim on the name.
  const isFirstAlive = record.session !== undefined && !record.isGone && record.state !== "offline";
  if (isFirstAlive && isAnother(record, asking)) {
    if (record.challenger && isAnother(record.challenger.hello, asking)) {
      return { record, effects: [refusal(record, asking)] };
    }
    const untilMonoMs = record.challenger?.untilMonoMs ?? moment.monoMs + pingMs;
    const challenged = { ...record, challenger: { hello: asking, untilMonoMs } };
    return record.challenger ? { record: challenged, effects: [] } : ping(challenged);
  }
  return welcome(record, asking, session, moment);
}

/** Whether another agent asks than the one that is known; a new connection of that one is none. */
function isAnother(known: Partial<Pick<Hello, "machineId" | "process">>, asking: Hello): boolean {
  if (known.machineId === undefined) return false;
  if (known.machineId !== asking.machineId) return true;
  const isTold = known.process !== undefined && asking.process !== undefined;
  return isTold && known.process !== asking.process;
}

function welcome(record: NodeRecord, asking: Hello, session: number, moment: Moment): NodeStep {
  const { challenger: _, address: _a, process: _p, asked: _k, power: _w, ...rest } = record;
  return {
    record: {
      ...rest,
      state: "online",
      reason: "connected",
      since: moment.now,
      session,
      instance: asking.instance,
      machineId: asking.machineId,
      bootId: asking.bootId,
      version: asking.version,
      heartbeatMs: asking.heartbeatMs,
      heardMonoMs: moment.monoMs,
      lastSeen: moment.now,
      isSynced: false,
      isGone: false,
      hasLeft: false,
      isGivenUp: false,
      ...(asking.address === undefined ? {} : { address: asking.address }),
      ...(asking.process === undefined ? {} : { process: asking.process }),
      ...(asking.power === undefined ? {} : { power: asking.power }),
    },
    effects: [{ kind: "welcome", hello: asking }],
  };
}

function refusal(record: NodeRecord, asking: Hello): NodeEffect {
  const address = record.address ? ` (${record.address})` : "";
  const first =
    record.machineId === asking.machineId
      ? "another agent on this machine"
      : `another machine${address}`;
  return {
    kind: "refuse",
    hello: asking,
    problem: {
      code: "name-in-use",
      message: `${first} is connected as node ${record.name} and answers: give this one a NodeName= of its own`,
    },
  };
}

function gone(record: NodeRecord, word: Gone, moment: Moment): NodeStep {
  if (word.instance === record.challenger?.hello.instance) {
    const { challenger: _, ...rest } = record;
    return { record: rest, effects: [] };
  }
  // A half-open old connection's will can come long after a new one was welcomed.
  if (word.instance !== record.instance || record.isGone) return { record, effects: [] };
  if (word.reason === "stopping") {
    return {
      record: {
        ...record,
        state: "offline",
        reason: "the agent was stopped",
        since: moment.now,
        isGone: true,
        hasLeft: true,
        isSynced: false,
      },
      effects: record.state === "online" ? [{ kind: "unreachable" }] : [],
    };
  }
  if (record.state !== "online") return { record: { ...record, isGone: true }, effects: [] };
  return {
    record: {
      ...record,
      state: "unreachable",
      reason: "the connection broke",
      since: moment.now,
      isGone: true,
    },
    effects: [{ kind: "unreachable" }],
  };
}

function heard(record: NodeRecord, moment: Moment): NodeStep {
  const { asked, ...rest } = record;
  const next: NodeRecord = { ...rest, heardMonoMs: moment.monoMs, lastSeen: moment.now };
  if (!canComeBack(record)) return refuseChallenger(next);
  // While a connection hangs, what was said waits in it: what is heard first is perhaps long past.
  const wasSilent = moment.monoMs - record.heardMonoMs > silenceLimitMs(record.heartbeatMs);
  const current = wasSilent ? undefined : asked;
  if (current && moment.monoMs - current.monoMs < pingMs)
    return { record: { ...next, asked: current }, effects: [] };
  // Should it fall silent again before it has answered, it is given up again.
  const step = ping({ ...next, isGivenUp: false });
  const sincePing = current?.sincePing ?? step.record.pings;
  return {
    record: { ...step.record, asked: { sincePing, monoMs: moment.monoMs } },
    effects: step.effects,
  };
}

/** The first one is there, and keeps its name. */
function refuseChallenger(record: NodeRecord): NodeStep {
  const { challenger, ...rest } = record;
  return challenger
    ? { record: rest, effects: [refusal(record, challenger.hello)] }
    : { record, effects: [] };
}

function answered(record: NodeRecord, number: number, moment: Moment): NodeStep {
  const step = heard(record, moment);
  const { asked, ...rest } = step.record;
  if (!asked || number < asked.sincePing || number > record.pings) return step;
  const back = refuseChallenger({
    ...rest,
    state: "online",
    reason: "answers again",
    since: moment.now,
    isGone: false,
    isGivenUp: false,
  });
  return {
    record: back.record,
    effects: [...step.effects, ...back.effects, { kind: "recovered" }],
  };
}

function canComeBack({ state, hasLeft }: NodeRecord): boolean {
  return state !== "online" && !hasLeft;
}

function ping(record: NodeRecord): NodeStep {
  const number = record.pings + 1;
  return { record: { ...record, pings: number }, effects: [{ kind: "ping", ping: number }] };
}

function tick(record: NodeRecord, session: () => number, moment: Moment): NodeStep {
  if (record.challenger && moment.monoMs > record.challenger.untilMonoMs) {
    // The first one did not answer the ping: the name goes to who does.
    return welcome(record, record.challenger.hello, session(), moment);
  }
  const silentMs = moment.monoMs - record.heardMonoMs;
  if (!record.isGivenUp && record.state !== "online" && silentMs > presenceMs(record.heartbeatMs)) {
    const isNews = record.state !== "offline";
    return {
      record: {
        ...record,
        isGivenUp: true,
        ...(isNews
          ? { state: "offline" as const, reason: "not heard of any more", since: moment.now }
          : {}),
      },
      effects: [{ kind: "given-up" }],
    };
  }
  if (record.state === "online" && silentMs > silenceLimitMs(record.heartbeatMs)) {
    return {
      record: { ...record, state: "unreachable", reason: "the agent is silent", since: moment.now },
      effects: [{ kind: "unreachable" }],
    };
  }
  return { record, effects: [] };
}
