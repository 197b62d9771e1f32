import { HirteError } from "../core/errors.ts";
import type { Schemas } from "./generated/schemas.ts";

/** First levels of every topic: the name of the protocol and its major version. */
export const root = "hirte/v1";
/** Stands for hirte itself where a request names no node. */
export const managerNode = "@manager";
/** Largest packet a broker of ours takes; lists go in chunks below it. */
export const maxPacketBytes = 1024 * 1024;
/** No message carries an epoch above this (schemas/defs.json). */
export const highestEpoch = 253_402_300_799_999;

/**
 * Who may publish or read: `agent` is the node's own, `client` the user named in the topic, `ups` whoever reads
 * the UPSes of the host in it, `coordinator` hecate on the one host that decides.
 */
export type Party = "manager" | "agent" | "client" | "ups" | "coordinator" | "anyone";

/** A row of the topic table. */
export interface TopicRow<S extends keyof Schemas = keyof Schemas, P extends string = string> {
  /** Levels below the root; `{name}` stands for one level. */
  readonly pattern: P;
  readonly schema: S;
  readonly qos: 0 | 1;
  /** The broker keeps the last message; an empty one clears it. */
  readonly isRetained: boolean;
  /** The publisher leaves this message as its will. */
  readonly isWill: boolean;
  readonly publishers: readonly Party[];
  readonly readers: readonly Party[];
  readonly summary: string;
}

function row<const S extends keyof Schemas, const P extends string>(
  pattern: P,
  schema: S,
  rest: Partial<Pick<TopicRow, "qos" | "isRetained" | "isWill">> &
    Pick<TopicRow, "publishers" | "readers" | "summary">,
): TopicRow<S, P> {
  return { pattern, schema, qos: 1, isRetained: false, isWill: false, ...rest };
}

/**
 * Every topic there is. The typed client, authorization, schemas/asyncapi.yaml and docs/protocol.md
 * derive from this table; no other place spells a topic.
 */
export const topics = {
  managerState: row("manager/state", "manager-state", {
    isRetained: true,
    isWill: true,
    publishers: ["manager"],
    readers: ["anyone"],
    summary: "Whether a manager is there, its epoch, and how the system is.",
  }),
  hello: row("nodes/{node}/hello", "hello", {
    publishers: ["agent"],
    readers: ["manager"],
    summary: "An agent asks to be let in.",
  }),
  gone: row("nodes/{node}/gone", "gone", {
    isWill: true,
    publishers: ["agent"],
    readers: ["manager"],
    summary: "An agent's connection broke, or it says goodbye.",
  }),
  welcome: row("nodes/{node}/welcome", "welcome", {
    publishers: ["manager"],
    readers: ["agent"],
    summary: "An agent is let in, or refused.",
  }),
  heartbeat: row("nodes/{node}/heartbeat", "heartbeat", {
    qos: 0,
    publishers: ["agent"],
    readers: ["manager"],
    summary: "Sign of life of an agent.",
  }),
  pulse: row("nodes/{node}/pulse", "pulse", {
    qos: 0,
    publishers: ["manager"],
    readers: ["agent"],
    summary: "Answer to a heartbeat, with the manager's time; or a demand for one.",
  }),
  echo: row("nodes/{node}/echo", "echo", {
    publishers: ["agent"],
    readers: ["manager"],
    summary:
      "Answer to a ping. QoS 1 as what it vouches for: a broker may let QoS 0 overtake that.",
  }),
  nodeState: row("nodes/{node}/state", "node-state", {
    isRetained: true,
    publishers: ["manager"],
    readers: ["anyone"],
    summary: "What the manager knows of a node.",
  }),
  unitState: row("nodes/{node}/units/{unit}", "unit-state", {
    isRetained: true,
    publishers: ["agent"],
    readers: ["anyone"],
    summary: "State of a unit; empty when it is no longer loaded.",
  }),
  inventory: row("nodes/{node}/inventory", "inventory", {
    isRetained: true,
    publishers: ["agent"],
    readers: ["anyone"],
    summary: "Names of all units published in this session.",
  }),
  command: row("nodes/{node}/commands", "command", {
    publishers: ["manager"],
    readers: ["agent"],
    summary: "What an agent is to do.",
  }),
  report: row("nodes/{node}/reports", "report", {
    publishers: ["agent"],
    readers: ["manager"],
    summary: "What became of it.",
  }),
  proxies: row("nodes/{node}/proxies", "proxies", {
    publishers: ["agent"],
    readers: ["manager"],
    summary: "What units of a node need of other nodes.",
  }),
  proxyStates: row("nodes/{node}/proxy-states", "proxy-states", {
    publishers: ["manager"],
    readers: ["agent"],
    summary: "What became of it.",
  }),
  stream: row("nodes/{node}/streams/{user}/{id}", "stream", {
    publishers: ["agent"],
    readers: ["client"],
    summary: "Pieces of a stream that a client asked a node for; {id} is the id of its request.",
  }),
  credit: row("nodes/{node}/credits/{user}/{id}", "credit", {
    publishers: ["client"],
    readers: ["agent"],
    summary: "What the reader of a stream has room for.",
  }),
  request: row("requests/{user}/{node}/{verb}", "request", {
    publishers: ["client"],
    readers: ["manager"],
    summary: "Somebody asks for something; the schema depends on the verb.",
  }),
  reply: row("replies/{user}/{id}", "reply", {
    publishers: ["manager"],
    readers: ["client"],
    summary: "Accepted, refused, or the result of a query.",
  }),
  job: row("jobs/{job}", "job", {
    isRetained: true,
    publishers: ["manager"],
    readers: ["anyone"],
    summary:
      "A job; retained while it is open. Its end is published once, then the topic is cleared.",
  }),
  upsState: row("ups/{host}/{ups}/state", "ups-state", {
    isRetained: true,
    publishers: ["ups"],
    readers: ["anyone"],
    summary: "Every poll of a UPS. What was retained is for display, and no evidence of anything.",
  }),
  upsAvailability: row("ups/{host}/availability", "ups-availability", {
    isRetained: true,
    isWill: true,
    publishers: ["ups"],
    readers: ["anyone"],
    summary: "Whether the UPSes of a host are being read.",
  }),
  powerTrigger: row("power/triggers/{host}", "power-trigger", {
    publishers: ["ups"],
    readers: ["coordinator"],
    summary: "A host whose UPS is running out asks for a shutdown; repeated until acknowledged.",
  }),
  powerAck: row("power/acks/{host}", "power-ack", {
    publishers: ["coordinator"],
    readers: ["ups"],
    summary: "The coordinator has a trigger on disk.",
  }),
  powerState: row("power/state", "power-state", {
    isRetained: true,
    publishers: ["coordinator"],
    readers: ["anyone"],
    summary: "What the coordinator thinks of every UPS, and why; every 10 s at least.",
  }),
  powerRun: row("power/run", "power-run", {
    isRetained: true,
    publishers: ["coordinator"],
    readers: ["anyone"],
    summary: "The coordinator's run under way, or its last, with the state of each step.",
  }),
  powerGuard: row("power/guards/{node}", "power-guard", {
    publishers: ["coordinator"],
    readers: ["agent"],
    summary:
      "How long the battery lasts, to a node without a UPS cable; every 10 s during an outage.",
  }),
} as const;

type Placeholder<P extends string> = P extends `${string}{${infer N}}${infer Rest}`
  ? N | Placeholder<Rest>
  : never;
/** Values of a row's placeholders. */
export type ParamsOf<R extends TopicRow> = { readonly [K in Placeholder<R["pattern"]>]: string };
/** The message a row carries. */
export type MessageOf<R extends TopicRow> = Schemas[R["schema"]];

/**
 * The topic of a row with its placeholders filled in.
 * @throws HirteError `bad-topic` when a value is empty or holds `/`, `+`, `#` or NUL
 */
export function topicOf<R extends TopicRow>(row: R, params: ParamsOf<R>): string {
  return fill(row, params, (name) => {
    throw new HirteError("bad-topic", `topic ${row.pattern} needs a value for {${name}}`);
  });
}

/** The filter of a row: placeholders without a value match anything. */
export function filterOf<R extends TopicRow>(row: R, params: Partial<ParamsOf<R>> = {}): string {
  return fill(row, params, () => "+");
}

function fill(
  row: TopicRow,
  params: Readonly<Record<string, string | undefined>>,
  missing: (name: string) => string,
): string {
  const levels = row.pattern.split("/").map((level) => {
    if (!level.startsWith("{")) return level;
    const name = level.slice(1, -1);
    const value = params[name];
    if (value === undefined) return missing(name);
    // MQTT 3.1.1 §4.7: these characters would change which topic this is.
    if (value === "" || /[/+#\0]/.test(value)) {
      throw new HirteError("bad-topic", `"${value}" cannot stand for {${name}} in a topic`);
    }
    return value;
  });
  return `${root}/${levels.join("/")}`;
}

const rowLevels = new Map<TopicRow, readonly string[]>(
  Object.values(topics).map((r) => [r, `${root}/${r.pattern}`.split("/")]),
);
/** Rows by their number of levels: a broker looks for the row of each message. */
const rowsByDepth = new Map<number, (readonly [TopicRow, readonly string[]])[]>();
for (const [row, levels] of rowLevels) {
  rowsByDepth.set(levels.length, [...(rowsByDepth.get(levels.length) ?? []), [row, levels]]);
}

/** The row's placeholder values in `topic`, or undefined when the topic is not of this row. */
export function matchTopic<R extends TopicRow>(row: R, topic: string): ParamsOf<R> | undefined {
  const pattern = rowLevels.get(row) ?? `${root}/${row.pattern}`.split("/");
  const params = matchLevels(pattern, topic.split("/"));
  // Every placeholder of the pattern was given a value.
  return params as ParamsOf<R> | undefined;
}

function matchLevels(
  pattern: readonly string[],
  levels: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (levels.length !== pattern.length) return undefined;
  // What the broker and every client do for each message: most rows are told apart before anything is made.
  for (let i = 0; i < pattern.length; i++) {
    const expected = pattern[i];
    if (isPlaceholder(expected) ? levels[i] === "" : levels[i] !== expected) return undefined;
  }
  const params: Record<string, string> = Object.create(null);
  for (let i = 0; i < pattern.length; i++) {
    const expected = pattern[i] ?? "";
    if (isPlaceholder(expected)) params[expected.slice(1, -1)] = levels[i] ?? "";
  }
  return params;
}

function isPlaceholder(level: string | undefined): boolean {
  return level?.startsWith("{") === true;
}

/** The row a topic belongs to, with its placeholder values; undefined when it is in no row. */
export function findTopic(
  topic: string,
): { readonly row: TopicRow; readonly params: Readonly<Record<string, string>> } | undefined {
  const levels = topic.split("/");
  for (const [row, pattern] of rowsByDepth.get(levels.length) ?? []) {
    const params = matchLevels(pattern, levels);
    if (params) return { row, params };
  }
  return undefined;
}

/** Whether there is a topic of this row, with these values of placeholders, that a filter matches (MQTT 3.1.1 §4.7). */
export function canMatch(
  filter: string,
  row: TopicRow,
  params: Readonly<Record<string, string>>,
): boolean {
  const pattern = rowLevels.get(row) ?? [];
  const wanted = filter.split("/");
  const isOpen = wanted.at(-1) === "#";
  const fixed = isOpen ? wanted.slice(0, -1) : wanted;
  if (isOpen ? fixed.length > pattern.length : fixed.length !== pattern.length) return false;
  return fixed.every((level, i) => {
    const expected = pattern[i] ?? "";
    if (level === "+") return true;
    if (!expected.startsWith("{")) return level === expected;
    const value = params[expected.slice(1, -1)];
    return value === undefined ? level !== "" : level === value;
  });
}
