import type { Schemas } from "./generated/schemas.ts";

/** A row of the verb table: what `requests/{user}/{node}/{verb}` may ask for. */
export interface Verb {
  /**
   * `job`: changes a unit, ends as a job. `query`: answered with rows. `stream`: answered without rows,
   * then read as a stream. `control`: acts on a job.
   */
  readonly kind: "job" | "query" | "stream" | "control";
  /** Whether {node} is a node, or `@manager`. */
  readonly target: "node" | "manager";
  readonly requestSchema:
    | "request"
    | "request-unit-job"
    | "request-units"
    | "request-logs"
    | "request-job";
  /** Schema of each row of the result, for queries. */
  readonly rowSchema?: keyof Schemas;
  readonly summary: string;
}

/** Every verb there is. Requests with any other are refused with `unknown-verb`. */
export const verbs = {
  start: {
    kind: "job",
    target: "node",
    requestSchema: "request-unit-job",
    summary: "Start a unit.",
  },
  stop: { kind: "job", target: "node", requestSchema: "request-unit-job", summary: "Stop a unit." },
  restart: {
    kind: "job",
    target: "node",
    requestSchema: "request-unit-job",
    summary: "Stop, then start a unit.",
  },
  reload: {
    kind: "job",
    target: "node",
    requestSchema: "request-unit-job",
    summary: "Ask a unit to reload its configuration.",
  },
  status: {
    kind: "query",
    target: "node",
    requestSchema: "request-units",
    rowSchema: "row-status",
    summary: "Units in detail, with their last log lines, read on the node.",
  },
  logs: {
    kind: "stream",
    target: "node",
    requestSchema: "request-logs",
    summary: "Entries of the node's journal, those there are and those to come.",
  },
  time: {
    kind: "query",
    target: "manager",
    requestSchema: "request",
    rowSchema: "row-time",
    summary: "The manager's clock.",
  },
  "list-nodes": {
    kind: "query",
    target: "manager",
    requestSchema: "request",
    rowSchema: "row-node",
    summary: "All allowed nodes and their state.",
  },
  "list-units": {
    kind: "query",
    target: "manager",
    requestSchema: "request-units",
    rowSchema: "row-unit",
    summary: "Loaded units of all or some nodes, as last published.",
  },
  job: {
    kind: "query",
    target: "manager",
    requestSchema: "request-job",
    rowSchema: "job",
    summary: "A job, open or ended, from the manager's log.",
  },
  cancel: {
    kind: "control",
    target: "manager",
    requestSchema: "request-job",
    rowSchema: "job",
    summary: "Let go of a job; the last to let go cancels it in systemd.",
  },
} as const satisfies Readonly<Record<string, Verb>>;

/** Name of a verb. */
export type VerbName = keyof typeof verbs;

/** The verb of this name, or undefined. */
export function findVerb(name: string): (Verb & { readonly name: VerbName }) | undefined {
  // hasOwn: a request may well name "constructor".
  if (!Object.hasOwn(verbs, name)) return undefined;
  const known = name as VerbName;
  return { ...verbs[known], name: known };
}

/** What an agent does before it answers or begins: the verbs that reach a node. */
export const nodeVerbs: readonly VerbName[] = (Object.keys(verbs) as VerbName[]).filter(
  (name) => verbs[name].target === "node",
);
