// Generated from schemas/*.json by scripts/gen-types.ts. Do not edit.

/**
 * How systemd treats conflicting queued jobs (systemctl --job-mode).
 */
export type JobMode = "replace" | "fail" | "isolate" | "ignore-dependencies" | "ignore-requirements";
/**
 * What a job does to its unit.
 */
export type JobVerb = "start" | "stop" | "restart" | "reload";
/**
 * systemd's own results, plus expired (never started and never will be) and lost (the unit may be running).
 */
export type JobResult = "done" | "failed" | "canceled" | "timeout" | "dependency" | "skipped" | "expired" | "lost";
/**
 * What the manager knows of a node.
 */
export type NodeStatus = "online" | "unreachable" | "offline";

/**
 * Schema name → message.
 */
export interface Schemas {
  command: Command;
  credit: Credit;
  gone: Gone;
  heartbeat: Heartbeat;
  hello: Hello;
  inventory: Inventory;
  job: Job;
  "manager-state": ManagerState;
  "node-state": NodeState;
  pulse: Pulse;
  reply: Reply;
  report: Report;
  "request-job": JobRequest;
  "request-logs": LogsRequest;
  "request-unit-job": UnitJobRequest;
  "request-units": UnitsRequest;
  request: Request;
  "row-node": NodeRow;
  "row-status": UnitStatusRow;
  "row-time": TimeRow;
  "row-unit": UnitRow;
  stream: StreamMessage;
  "unit-state": UnitState;
  welcome: Welcome;
}
/**
 * What an agent is told. Repeated until reported on; an agent acts on an id once.
 */
export interface Command {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * job: do it; cancel: let go of it; ack: your report of its end has arrived; query: answer on reports; stream: open it.
   */
  kind: "job" | "cancel" | "ack" | "query" | "stream";
  /**
   * Job, query or stream.
   */
  id: string;
  /**
   * Verb of the job, query or stream.
   */
  verb?: string;
  /**
   * Who reads the stream.
   */
  user?: string;
  /**
   * What else the verb's request holds.
   */
  args?: {};
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit?: string;
  /**
   * Units a query is about; absent: all.
   *
   * @maxItems 1000
   *
   * Items: A unit name, or a glob over unit names: * ? [a-z].
   */
  units?: string[];
  mode?: JobMode;
  /**
   * For Type=simple, exec and idle: how long a start must hold before it counts as done.
   */
  settleMs?: number;
  /**
   * Log lines wanted.
   */
  lines?: number;
  /**
   * Never begun after this time.
   */
  startBy?: number;
  /**
   * Cancelled when still running at this time; absent: the unit's own timeouts rule.
   */
  endBy?: number;
}
/**
 * What the reader of a stream has room for. Sent whenever a quarter of the window was read, and every 2 s at the latest; after 15 s without one the stream is over.
 */
export interface Credit {
  /**
   * All messages below this number have arrived.
   */
  ack: number;
  /**
   * How much more may be sent from this number on. A reader of its own begins with 262144, and takes off what arrived and was not read yet.
   */
  windowBytes: number;
  /**
   * The reader wants no more.
   */
  close?: true;
}
/**
 * An agent's last word: its will (reason=will), or its goodbye (reason=stopping).
 */
export interface Gone {
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  instance: string;
  /**
   * will: the connection broke; stopping: the agent was told to stop.
   */
  reason: "will" | "stopping";
}
/**
 * Sign of life of an agent; answered by a pulse.
 */
export interface Heartbeat {
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  instance: string;
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * Load average over one minute.
   */
  load1?: number;
}
/**
 * First word of an agent after connecting; it publishes nothing else before the welcome.
 */
export interface Hello {
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  instance: string;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  machineId: string;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  bootId: string;
  /**
   * Version of the agent.
   */
  version: string;
  /**
   * Highest epoch this agent has ever seen; 0 = none.
   */
  epoch: number;
  /**
   * How often the agent will send a heartbeat.
   */
  heartbeatMs: number;
  /**
   * Address the agent connects from, as it sees it itself.
   */
  address?: string;
  /**
   * Verbs this agent knows.
   */
  verbs?: string[];
}
/**
 * Names of all units published in this session up to seq. A unit of the same session with a higher seq is newer than the inventory.
 */
export interface Inventory {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * Number of this chunk, from 0.
   */
  chunk?: number;
  /**
   * Number of chunks.
   */
  chunks?: number;
  /**
   * Items: A systemd unit name, never a path (systemd.unit(5)).
   */
  units: string[];
}
/**
 * A job as it is now. Retained while open; exactly one message says finished, and a resolved one may follow it, once.
 */
export interface Job {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Number of a manager's life; a later life has a higher one.
   */
  epoch: number;
  /**
   * Login name of whoever asks; unproven until connections are authenticated.
   */
  user: string;
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
  verb: JobVerb;
  /**
   * unreachable: its node does not answer; the job may be going on.
   */
  state: "queued" | "running" | "unreachable" | "finished";
  /**
   * When it came into this state.
   */
  at: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  acceptedAt: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  startBy: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  endBy?: number;
  result?: JobResult;
  /**
   * systemd's own word, or why a job is lost or expired.
   */
  detail?: string;
  after?: After;
  problem?: Problem;
  /**
   * What became of a lost job, when it was learned later.
   */
  resolved?: {
    result: JobResult;
    /**
     * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
     */
    at: number;
    after?: After;
  };
}
/**
 * What the unit was doing when its job had ended, read from systemd after JobRemoved.
 */
export interface After {
  /**
   * Load state.
   */
  load?: string;
  /**
   * Active state.
   */
  active: string;
  /**
   * Sub state.
   */
  sub: string;
  /**
   * Result property of the unit's type, e.g. success, exit-code, timeout.
   */
  result?: string;
  /**
   * False when a Condition…= of the unit was not met at the last start.
   */
  condition?: boolean;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  invocation?: string;
  /**
   * Exit status of the main process, where it exited.
   */
  exitCode?: number;
  /**
   * The unit's last log lines, oldest first; only where the job did not end well.
   *
   * @maxItems 20
   */
  log?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
}
/**
 * Why something was refused or could not be done.
 */
export interface Problem {
  /**
   * Stable code, see docs/protocol.md.
   */
  code: string;
  /**
   * What was tried, on what, what happened, what to do.
   */
  message: string;
}
/**
 * Whether a manager is there, and how its system is. The will of the manager is this message with manager=down.
 */
export interface ManagerState {
  /**
   * Number of a manager's life; a later life has a higher one.
   */
  epoch: number;
  /**
   * Node states are to be believed only while up, under the same epoch.
   */
  manager: "up" | "down";
  /**
   * up: all allowed nodes online; down: none.
   */
  system: "up" | "degraded" | "down";
  /**
   * Version of hirte.
   */
  version: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  at: number;
  /**
   * How many nodes are in which state.
   */
  nodes?: {
    /**
     * Allowed nodes.
     */
    total: number;
    /**
     * Nodes online.
     */
    online: number;
    /**
     * Nodes unreachable.
     */
    unreachable: number;
    /**
     * Nodes offline.
     */
    offline: number;
  };
  /**
   * Jobs accepted and not finished.
   */
  openJobs?: number;
}
/**
 * What the manager knows of a node. Only the manager publishes it.
 */
export interface NodeState {
  /**
   * Number of a manager's life; a later life has a higher one.
   */
  epoch: number;
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  state: NodeStatus;
  /**
   * Why it is in this state.
   */
  reason: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  since: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  lastSeen?: number;
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session?: number;
  /**
   * All units of this session have arrived; while false or not online, units are stale.
   */
  synced: boolean;
  /**
   * Address the agent connected from.
   */
  address?: string;
  /**
   * Version of the agent.
   */
  version?: string;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  bootId?: string;
}
/**
 * The manager's answer to a heartbeat; with ping, a demand for one at once.
 */
export interface Pulse {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  now: number;
  /**
   * The agent sends a heartbeat at once.
   */
  ping?: boolean;
}
/**
 * The manager's answer to a request: the job as it is now, or why it was refused, or rows.
 */
export interface Reply {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * accepted: a job of this id exists; refused: nothing was done and nothing will be; result: rows of a query.
   */
  status: "accepted" | "refused" | "result";
  /**
   * Number of a manager's life; a later life has a higher one.
   */
  epoch: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  now: number;
  job?: Job;
  problem?: Problem;
  /**
   * Number of this chunk of a result, from 0.
   */
  chunk?: number;
  /**
   * No further chunk follows.
   */
  last?: boolean;
  /**
   * Rows of a result.
   */
  data?: {}[];
}
/**
 * What an agent says of a command.
 */
export interface Report {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * running: systemd has it; finished: it ended; unknown: this agent never saw this id; answer: to a query, or that a stream is open; resolved: the true end of a job already reported as lost by this agent.
   */
  kind: "running" | "finished" | "unknown" | "answer" | "resolved";
  result?: JobResult;
  /**
   * systemd's own word, where result is a translation of it, or why a job is lost.
   */
  detail?: string;
  after?: After;
  problem?: Problem;
  /**
   * Number of this chunk of an answer, from 0.
   */
  chunk?: number;
  /**
   * No further chunk follows.
   */
  last?: boolean;
  /**
   * Rows of an answer.
   */
  data?: {}[];
}
/**
 * job, cancel: about a job.
 */
export interface JobRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Cancelled when still running this long after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  job: string;
}
/**
 * logs: entries of a node's journal, as a stream under the request's own id.
 */
export interface LogsRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Cancelled when still running this long after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
  /**
   * Entries of these units only (journalctl -u). A pattern stands for the units of which the journal holds entries when it is read.
   *
   * @maxItems 100
   *
   * Items: A unit name, or a glob over unit names: * ? [a-z].
   */
  units?: string[];
  /**
   * Go on with new entries as they come.
   */
  follow?: boolean;
  /**
   * Only the last so many of the entries there are. Default: all.
   */
  lines?: number;
  /**
   * Entries from this time on; read on the node, by its clock and time zone.
   */
  since?: string;
  /**
   * Entries up to this time; not together with follow.
   */
  until?: string;
  /**
   * Entries of this priority and more urgent ones, or of a range (journalctl -p).
   */
  priority?: string;
  /**
   * Only what comes after this cursor; lines and since count for nothing then.
   */
  cursor?: string;
}
/**
 * start, stop, restart, reload.
 */
export interface UnitJobRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Cancelled when still running this long after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
  mode?: JobMode;
  /**
   * For Type=simple, exec and idle: how long a start must hold before it counts as done. Default 0.
   */
  settleMs?: number;
}
/**
 * list-units (of hirte), status (of a node).
 */
export interface UnitsRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Cancelled when still running this long after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
  /**
   * Only these nodes; absent: all. Of hirte only.
   *
   * @maxItems 10000
   *
   * Items: Name of a node, as in AllowedNodeNames=.
   */
  nodes?: string[];
  /**
   * Only these units; absent: all.
   *
   * @maxItems 1000
   *
   * Items: A unit name, or a glob over unit names: * ? [a-z].
   */
  units?: string[];
  /**
   * Log lines of each unit wanted (status).
   */
  lines?: number;
}
/**
 * What every request holds, whatever its verb.
 */
export interface Request {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Cancelled when still running this long after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
}
/**
 * A row of list-nodes.
 */
export interface NodeRow {
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  state: NodeStatus;
  /**
   * Why.
   */
  reason: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  since?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  lastSeen?: number;
  /**
   * How long ago the node was last heard; absent: never.
   */
  ageMs?: number;
  /**
   * Units are up to date.
   */
  synced: boolean;
  /**
   * Address.
   */
  address?: string;
  /**
   * Version of the agent.
   */
  version?: string;
  /**
   * Units known.
   */
  units?: number;
}
/**
 * A row of status: what systemctl status shows of a unit.
 */
export interface UnitStatusRow {
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
  /**
   * Load state.
   */
  load: string;
  /**
   * Active state.
   */
  active: string;
  /**
   * Sub state.
   */
  sub: string;
  /**
   * Description.
   */
  description: string;
  /**
   * Unit file state.
   */
  fileState?: string;
  /**
   * Path of the unit file.
   */
  fragment?: string;
  /**
   * Result.
   */
  result?: string;
  /**
   * False when a condition was not met.
   */
  condition?: boolean;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  invocation?: string;
  /**
   * Main process; absent: none.
   */
  mainPid?: number;
  /**
   * How long it has been in this active state, in milliseconds.
   */
  sinceMs?: number;
  /**
   * Memory of its cgroup, where accounted.
   */
  memoryBytes?: number;
  /**
   * Tasks in its cgroup.
   */
  tasks?: number;
  /**
   * Exit status of the main process.
   */
  exitCode?: number;
  /**
   * Last log lines, oldest first.
   */
  log?: string[];
}
/**
 * The answer to time.
 */
export interface TimeRow {
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  now: number;
  /**
   * Number of a manager's life; a later life has a higher one.
   */
  epoch: number;
  /**
   * Version of hirte.
   */
  version: string;
}
/**
 * A row of list-units.
 */
export interface UnitRow {
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
  /**
   * Load state.
   */
  load: string;
  /**
   * Active state.
   */
  active: string;
  /**
   * Sub state.
   */
  sub: string;
  /**
   * Description.
   */
  description: string;
  /**
   * Unit file state.
   */
  fileState?: string;
  /**
   * Freezer state.
   */
  freezer?: string;
  /**
   * Result.
   */
  result?: string;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  invocation?: string;
  /**
   * The node is not online and synced: this is what was last known, not the truth.
   */
  stale: boolean;
}
/**
 * A piece of a stream, from the agent to the one who asked for it. What was sent and not acknowledged by a credit is sent again.
 */
export interface StreamMessage {
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  instance: string;
  /**
   * data, end: number of this message, from 0, without gaps. alive: number of the next one.
   */
  seq: number;
  /**
   * data: a piece; alive: the answer to a credit; end: nothing follows.
   */
  kind: "data" | "alive" | "end";
  /**
   * data: what it counts for in the window, in bytes.
   */
  size?: number;
  /**
   * Log entries, in the journal's order.
   */
  entries?: LogEntry[];
  /**
   * The journal's cursor of the last entry, from which the stream can be taken up again; without entries: of the place it begins at.
   */
  cursor?: string;
  /**
   * Output of a command: 1 standard output, 2 standard error.
   */
  fd?: 1 | 2;
  /**
   * The output, in base64.
   */
  bytes?: string;
  problem?: Problem;
}
/**
 * An entry of the journal.
 */
export interface LogEntry {
  /**
   * When it was taken in: microseconds since 1970 on the node's clock.
   */
  atUs: string;
  /**
   * The unit that wrote it, or of which systemd wrote it.
   */
  unit?: string;
  /**
   * The writer's name for itself, or its program's.
   */
  identifier?: string;
  /**
   * The writer's process.
   */
  pid?: number;
  /**
   * From 0 (emerg) to 7 (debug).
   */
  priority?: number;
  /**
   * The text, of one line or several; one that is too long is cut, and ends in an ellipsis.
   */
  message: string;
}
/**
 * State of one unit, as its agent sees it. An empty retained message: the unit is no longer loaded.
 */
export interface UnitState {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * Load state: loaded, not-found, bad-setting, error, masked, …
   */
  load: string;
  /**
   * Active state: active, reloading, inactive, failed, activating, deactivating, maintenance, refreshing.
   */
  active: string;
  /**
   * Sub state, depends on the unit's type.
   */
  sub: string;
  /**
   * Description=
   */
  description: string;
  /**
   * Unit file state: enabled, disabled, static, …; absent where there is none.
   */
  fileState?: string;
  /**
   * Freezer state; absent: running.
   */
  freezer?: string;
  /**
   * Result of the unit's type; absent: success or none.
   */
  result?: string;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  invocation?: string;
}
/**
 * The manager's answer to hello; with refused, the agent was not let in: it has no session and publishes nothing.
 */
export interface Welcome {
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  instance: string;
  /**
   * Number of a manager's life; a later life has a higher one.
   */
  epoch: number;
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time).
   */
  now: number;
  /**
   * Jobs the manager still waits for on this node: the agent reports on each of them.
   *
   * Items: A job the manager holds open on this node.
   */
  openJobs?: {
    /**
     * Made by the asker from at least 128 random bits; the id of the job that follows.
     */
    job: string;
    /**
     * A systemd unit name, never a path (systemd.unit(5)).
     */
    unit: string;
    verb: JobVerb;
  }[];
  refused?: Problem;
}
