// Generated from schemas/*.json by scripts/gen-types.ts. Do not edit.

/**
 * A verb that changes something, and so ends as a job.
 */
export type ChangeVerb =
  | "start"
  | "stop"
  | "restart"
  | "reload"
  | "enable"
  | "disable"
  | "mask"
  | "unmask"
  | "freeze"
  | "thaw"
  | "kill"
  | "reset-failed"
  | "daemon-reload"
  | "set-default"
  | "set-property"
  | "set-loglevel"
  | "poweroff"
  | "reboot"
  | "power"
  | "run"
  | "command";
/**
 * systemd's own results, plus expired (never started and never will be) and lost (the unit may be running).
 */
export type JobResult = "done" | "failed" | "canceled" | "timeout" | "dependency" | "skipped" | "expired" | "lost";
/**
 * What the manager knows of a node.
 */
export type NodeStatus = "online" | "unreachable" | "offline";
/**
 * What became of its target.
 */
export type ProxyStatus = "waiting" | "active" | "failed" | "stopped";
/**
 * LogLevel= of the configuration.
 */
export type LogLevel = "error" | "warn" | "info" | "debug";
/**
 * What a user may do; each may do what the one before may.
 */
export type UserRole = "viewer" | "operator" | "admin";
/**
 * Nodes that a user may act on and ask; * stands for all, which is the default.
 *
 * @maxItems 1000
 *
 * Items: Name of a node, or a glob over such names: * ? [a-z].
 */
export type NodePatterns = string[];
/**
 * Units that a user may act on; * stands for all, which is the default.
 *
 * @maxItems 1000
 *
 * Items: A unit name, or a glob over unit names: * ? [a-z].
 */
export type UnitPatterns = string[];
/**
 * Default fail.
 */
export type JobMode = "replace" | "fail" | "isolate" | "ignore-dependencies" | "ignore-requirements";
/**
 * How systemd treats conflicting queued jobs (systemctl --job-mode).
 */
export type JobMode1 = "replace" | "fail" | "isolate" | "ignore-dependencies" | "ignore-requirements";
/**
 * What a user may do; each may do what the one before may.
 */
export type UserRole1 = "viewer" | "operator" | "admin";
/**
 * systemd's own results, plus expired (never started and never will be) and lost (the unit may be running).
 */
export type JobResult1 = "done" | "failed" | "canceled" | "timeout" | "dependency" | "skipped" | "expired" | "lost";

/**
 * Schema name → message.
 */
export interface Schemas {
  command: Command;
  credit: Credit;
  echo: Echo;
  gone: Gone;
  heartbeat: Heartbeat;
  hello: Hello;
  inventory: Inventory;
  job: Job;
  "manager-state": ManagerState;
  "node-state": NodeState;
  "power-ack": PowerAck;
  "power-guard": PowerGuard;
  "power-run": PowerRun;
  "power-state": PowerState;
  "power-trigger": PowerTrigger;
  proxies: Proxies;
  "proxy-states": ProxyStates;
  pulse: Pulse;
  reply: Reply;
  report: Report;
  "request-add-node": AddNodeRequest;
  "request-audit": AuditRequest;
  "request-command": CommandRequest;
  "request-job": JobRequest;
  "request-kill": KillRequest;
  "request-log-level": LogLevelRequest;
  "request-logs": LogsRequest;
  "request-new-user": NewUserRequest;
  "request-nodes": NodesRequest;
  "request-password": PasswordRequest;
  "request-power": PowerRequest;
  "request-properties": PropertiesRequest;
  "request-reset-failed": ResetFailedRequest;
  "request-run": RunRequest;
  "request-set-property": SetPropertyRequest;
  "request-show": ShowRequest;
  "request-unit-file": UnitFileRequest;
  "request-unit-job": UnitJobRequest;
  "request-unit-names": UnitNamesRequest;
  "request-unit": UnitRequest;
  "request-units": UnitsRequest;
  "request-user-rights": UserRightsRequest;
  "request-user": UserRequest;
  request: Request;
  "row-active-state": ActiveStateRow;
  "row-allowed-node": AllowedNodeRow;
  "row-audit": AuditRow;
  "row-default-target": DefaultTargetRow;
  "row-file-state": FileStateRow;
  "row-file": FileRow;
  "row-invitation": InvitationRow;
  "row-log-level": LogLevelRow;
  "row-node": NodeRow;
  "row-property": PropertyRow;
  "row-status": UnitStatusRow;
  "row-time": TimeRow;
  "row-typed-property": TypedPropertyRow;
  "row-unit-file": UnitFileRow;
  "row-unit": UnitRow;
  "row-user": UserRow;
  stream: StreamMessage;
  "unit-state": UnitState;
  "ups-availability": UpsAvailability;
  "ups-state": UpsState;
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
   * job: do it; ask: say what became of it; cancel: let go of it; ack: your report of its end has arrived; query: answer on reports; stream: open it.
   */
  kind: "job" | "ask" | "cancel" | "ack" | "query" | "stream";
  /**
   * Job, query or stream.
   */
  id: string;
  /**
   * Verb of the job, query or stream.
   */
  verb?: string;
  /**
   * Who reads the stream, or the output of the command that is run.
   */
  user?: string;
  /**
   * Unit the job is about; absent: none, or not one.
   */
  unit?: string;
  /**
   * What else the verb's request holds, e.g. mode.
   */
  args?: {};
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
 * An agent's answer to a ping: what it said before has arrived by now.
 */
export interface Echo {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Number of the ping, as in the pulse.
   */
  ping: number;
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
  process?: string;
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
  power?: NodePower;
}
/**
 * What the node allows of power.
 */
export interface NodePower {
  /**
   * It stops itself when it is cut off in an outage: PowerGuard= says so, and the broker lets it hear guards.
   */
  guard: boolean;
  /**
   * The outage that its guard was armed for when it said hello; absent: none. It is to be told, under this name, when the mains are back.
   */
  armed?: string;
  /**
   * Its own limits allow the verb power to switch it off.
   */
  isAllowed: boolean;
  /**
   * Highest run of a coordinator that it had obeyed when it registered; 0: none.
   */
  run?: number;
}
/**
 * Names of all units published in this session up to seq. A unit of the same session with a higher seq is newer than the inventory. A broker retains only the last of several chunks: who has not seen them all may take every unit of this session that was not cleared for one of the node's.
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
   * Number of chunks; more than one where the names take more than 768 KiB.
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
   * Name of whoever asks: where hirte proves who its clients are, a user of hirte; elsewhere whatever they say, by default the login name.
   */
  user: string;
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit?: string;
  verb: ChangeVerb;
  /**
   * unreachable: its node does not answer; the job may be going on.
   */
  state: "queued" | "running" | "unreachable" | "finished";
  /**
   * When it came into this state.
   */
  at: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  acceptedAt: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  endBy?: number;
  result?: JobResult;
  /**
   * systemd's own word, or why a job is lost or expired.
   */
  detail?: string;
  after?: After;
  /**
   * Links that were made or removed.
   */
  files?: FileChange[];
  /**
   * enable: false when a unit file says nothing of how to enable it ([Install]).
   */
  hasInstall?: boolean;
  problem?: Problem;
  /**
   * What became of a lost job, when it was learned later.
   */
  resolved?: {
    result: JobResult;
    /**
     * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
     */
    at: number;
    /**
     * As in the job itself.
     */
    detail?: string;
    after?: After;
    problem?: Problem;
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
   * Number of the signal that ended the main process, where one did.
   */
  signal?: number;
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
 * A link that enable, disable, mask, unmask or set-default made or removed.
 */
export interface FileChange {
  /**
   * symlink, unlink, or what went wrong.
   */
  type: string;
  /**
   * The link.
   */
  file: string;
  /**
   * What it points to.
   */
  source: string;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  since: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  power?: NodePower;
}
/**
 * The coordinator has a trigger on disk. That it acts on it is seen from power/run, and not from this.
 */
export interface PowerAck {
  /**
   * UPS, boot id of its host and number of the outage, with colons between: an outage has one trigger, however often it is said.
   */
  id: string;
  /**
   * Run that it belongs to; 0: it begins none, as the reason says.
   */
  run: number;
  /**
   * Why it begins none.
   */
  reason?: string;
}
/**
 * What a node without a UPS cable is told while one of its feeds is on battery, every 10 s. A node that hears it no more counts the runtime down by itself.
 */
export interface PowerGuard {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Names the outage: a disarm holds for this one alone.
   */
  outage: string;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  life?: string;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * ol: disarm.
   */
  line: "ob" | "ol";
  /**
   * Runtime left of the feed that lasts longest, when this was sent. Without it, the last one goes on.
   */
  runtimeS?: number;
  /**
   * How long this node takes to stop, with the safety factor.
   */
  stopBudgetS?: number;
}
/**
 * A run of the coordinator, its plan and how far it is.
 */
export interface PowerRun {
  /**
   * Its number; it only rises.
   */
  run: number;
  /**
   * Which way.
   */
  kind: "shutdown" | "startup";
  /**
   * Nothing is done.
   */
  isDryRun: boolean;
  /**
   * How far a shutdown goes.
   */
  mode?: "cluster-only" | "poweroff";
  /**
   * What it is for: UPS, boot of its host, outage.
   */
  key: string;
  /**
   * Why.
   */
  reason: string;
  /**
   * Nodes that are stopped.
   *
   * @maxItems 10000
   *
   * Items: Name of a node, as in AllowedNodeNames=.
   */
  scope: string[];
  /**
   * Nodes that were told to power off.
   *
   * @maxItems 10000
   *
   * Items: Name of a node, as in AllowedNodeNames=.
   */
  told: string[];
  /**
   * How far.
   */
  phase: "planned" | "running" | "powering-off" | "holding" | "self-off" | "done" | "failed" | "cancelled";
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  session: string;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  at: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startedAt?: number;
  /**
   * In order.
   *
   * @maxItems 256
   */
  stages: PowerStage[];
}
/**
 * One stage, after the one before.
 */
export interface PowerStage {
  /**
   * Its name.
   */
  name: string;
  /**
   * In parallel.
   *
   * @maxItems 10000
   */
  steps: PowerStep[];
}
/**
 * One step.
 */
export interface PowerStep {
  /**
   * Names it within the run.
   */
  id: string;
  /**
   * What it does, for people.
   */
  text: string;
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node?: string;
  /**
   * would-do: in a dry run.
   */
  state: "planned" | "started" | "done" | "failed" | "skipped" | "would-do";
  /**
   * How long it is thought to take.
   */
  estimateS?: number;
  /**
   * How long it took.
   */
  tookS?: number;
  /**
   * What came of it.
   */
  detail?: string;
}
/**
 * What hecate thinks of the power. The coordinator's is published at each change and every 10 s; the readers count its age by their own clocks.
 */
export interface PowerState {
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  host: string;
  /**
   * Whose it is.
   */
  role: "coordinator" | "peer";
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  session: string;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  at: number;
  /**
   * Version of hecate.
   */
  version?: string;
  /**
   * SHA-256 of hecate.yaml, the first 16 digits in hexadecimal.
   */
  configHash?: string;
  /**
   * The worst of what follows; degraded has reasons.
   */
  condition: "normal" | "degraded" | "on-battery" | "shutting-down";
  /**
   * Where a run is: before any power-off was told, some nodes told, all others gone, about to go itself.
   */
  phase: "watching" | "running" | "powering-off" | "holding" | "self-off";
  /**
   * Why it is not normal.
   *
   * @maxItems 64
   *
   * Items: One.
   */
  reasons: string[];
  /**
   * Every UPS of the configuration.
   *
   * @maxItems 64
   */
  upses: UpsView[];
  /**
   * What lasts.
   *
   * @maxItems 128
   */
  alarms: PowerAlarm[];
  /**
   * Other hosts with a UPS.
   *
   * @maxItems 64
   */
  peers: PeerView[];
  /**
   * Number of the run under way, or of the last.
   */
  run?: number;
  inhibit?: PowerInhibit;
  startGate: StartGate;
}
/**
 * What is thought of a UPS.
 */
export interface UpsView {
  /**
   * Name of a UPS in hecate.yaml; unique over all hosts.
   */
  ups: string;
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  host: string;
  /**
   * As in ups-state; silent: nothing comes from its publisher.
   */
  comms: string;
  /**
   * What is held to be true of the mains at this UPS.
   */
  line: "unknown" | "ol" | "ob";
  /**
   * Words of ups.status as the driver wrote them: OL, OB, LB …
   *
   * @maxItems 32
   */
  flags: string[];
  /**
   * Of the last reading that counts; absent: there was none.
   */
  ageMs?: number;
  /**
   * battery.runtime in seconds; absent where the UPS says none. Absent is never 0.
   */
  runtimeS?: number;
  /**
   * Runtime with what has passed since then; on battery alone.
   */
  runtimeLeftS?: number;
  /**
   * battery.charge in percent; absent where the UPS says none.
   */
  chargePercent?: number;
  /**
   * ups.load.
   */
  loadPercent?: number;
  /**
   * Row of the verdict table that holds.
   */
  row: number;
  /**
   * What that row means.
   */
  verdict:
    | "unknown"
    | "fire"
    | "latched"
    | "blind"
    | "suspect"
    | "counting-down"
    | "normal"
    | "off"
    | "testing"
    | "counting"
    | "watching";
  /**
   * Why, for people.
   */
  why: string;
  /**
   * Runtime at or below which a poll counts.
   */
  thresholdS: number;
  /**
   * Time that a shutdown of all that it feeds takes, with latency.
   */
  budgetS: number;
  /**
   * Where the budget comes from.
   */
  budgetSource: "default" | "runs" | "minimum";
  /**
   * Runs that it was learnt from.
   */
  budgetRuns?: number;
  /**
   * Whether the last runtime on mains covers the threshold; absent: no runtime was seen on mains.
   */
  feasible?: boolean;
  /**
   * Consecutive polls that count.
   */
  bad: number;
  /**
   * As many fire.
   */
  debouncePolls: number;
  /**
   * Of this outage, by hecate's own clock; absent on mains.
   */
  onBatteryS?: number;
  /**
   * Number of the last outage.
   */
  outage: number;
  /**
   * Whether it fired in this outage.
   */
  fired: boolean;
}
/**
 * Something that a human should know.
 */
export interface PowerAlarm {
  /**
   * Names it while it lasts.
   */
  id: string;
  /**
   * How bad it is.
   */
  severity: "info" | "warning" | "critical";
  /**
   * What it is, and what to do.
   */
  text: string;
  /**
   * How long it has lasted.
   */
  sinceMs?: number;
}
/**
 * Another host with a UPS.
 */
export interface PeerView {
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  host: string;
  /**
   * Whether its hecate is there.
   */
  publisher: "up" | "down" | "unknown";
  /**
   * Since the last word of it.
   */
  ageMs?: number;
  /**
   * SHA-256 of hecate.yaml, the first 16 digits in hexadecimal.
   */
  configHash?: string;
  /**
   * Its last trigger.
   */
  trigger?: string;
}
/**
 * Maintenance: triggers are held back, but for FSD and a low battery that lasts.
 */
export interface PowerInhibit {
  /**
   * It ends by itself.
   */
  leftMs: number;
  /**
   * Why.
   */
  reason?: string;
  /**
   * Who.
   */
  by?: string;
}
/**
 * Whether there is enough in the batteries for a startup and a shutdown.
 */
export interface StartGate {
  /**
   * Whether a startup may begin.
   */
  open: boolean;
  /**
   * Why not.
   */
  why: string;
}
/**
 * A host that has a UPS asks the coordinator for a shutdown; said again until it is acknowledged.
 */
export interface PowerTrigger {
  /**
   * UPS, boot id of its host and number of the outage, with colons between: an outage has one trigger, however often it is said.
   */
  id: string;
  /**
   * Name of a UPS in hecate.yaml; unique over all hosts.
   */
  ups: string;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  bootId: string;
  /**
   * Number of the outage of this UPS, counted by its host.
   */
  outage: number;
  /**
   * Why, for people.
   */
  reason: string;
  evidence: PowerEvidence;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  at: number;
}
/**
 * What was seen.
 */
export interface PowerEvidence {
  /**
   * Words of ups.status as the driver wrote them: OL, OB, LB …
   *
   * @maxItems 32
   */
  flags: string[];
  /**
   * battery.runtime in seconds; absent where the UPS says none. Absent is never 0.
   */
  runtimeS?: number;
  /**
   * battery.charge in percent; absent where the UPS says none.
   */
  chargePercent?: number;
  /**
   * What runtime was compared with.
   */
  thresholdS?: number;
  /**
   * How long the UPS had been on battery.
   */
  onBatteryS?: number;
  /**
   * Row of the verdict table that fired.
   */
  row: number;
}
/**
 * What units of a node need of other nodes, all of it; repeated until it is answered.
 */
export interface Proxies {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * The whole set.
   *
   * @maxItems 500
   */
  proxies: Proxy[];
}
/**
 * A proxy unit that is starting or active. Its target is named by node and unit, or by instance.
 */
export interface Proxy {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  name: string;
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node?: string;
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit?: string;
  /**
   * NODE_UNIT, as in hirte-proxy@NODE_UNIT.service; the target is UNIT.service.
   */
  instance?: string;
  /**
   * It was told to be active before: nothing is started for it that has stopped since.
   */
  active: boolean;
}
/**
 * What became of the targets of a node's proxies, all of them: at each change, and as answer.
 */
export interface ProxyStates {
  /**
   * Number of an agent's registration, given by the manager; strictly increases, across epochs too.
   */
  session: number;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * One for each proxy of the set.
   *
   * @maxItems 500
   */
  states: ProxyState[];
}
/**
 * What became of one.
 */
export interface ProxyState {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  state: ProxyStatus;
  /**
   * Why it failed or stopped.
   */
  reason?: string;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  now: number;
  /**
   * The agent sends a heartbeat at once, and an echo of this number.
   */
  ping?: number;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  /**
   * Links that were made or removed.
   */
  files?: FileChange[];
  /**
   * enable: false when a unit file says nothing of how to enable it ([Install]).
   */
  hasInstall?: boolean;
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
 * add-node: a node may join, by a certificate that it fetches itself.
 */
export interface AddNodeRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  /**
   * How long the token may be used from now on. Default: one hour.
   */
  lifeMs?: number;
}
/**
 * audit: which requests of the audit log are wanted, the newest first.
 */
export interface AuditRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  since?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  until?: number;
  /**
   * Name of whoever asks: where hirte proves who its clients are, a user of hirte; elsewhere whatever they say, by default the login name.
   */
  user?: string;
  /**
   * Only what was asked of these nodes, or about them: names, or globs over names; @manager: hirte itself.
   *
   * @maxItems 1000
   */
  nodes?: string[];
  /**
   * Only what was asked for these units.
   *
   * @maxItems 1000
   *
   * Items: A unit name, or a glob over unit names: * ? [a-z].
   */
  units?: string[];
  /**
   * Only what was refused, or did not end well.
   */
  failed?: boolean;
  /**
   * No more than so many, the newest. Default 1000.
   */
  limit?: number;
}
/**
 * command: run one of the commands that have a name in the node's agent.conf, and wait for its end. The output is a stream under the id of the request (schemas/stream.json), unless pipe is false; when nobody reads it any more the command is stopped.
 */
export interface CommandRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Its unit is stopped when the job is still open this long after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
  /**
   * Its name, as it stands in [commands] of agent.conf.
   */
  name: string;
  /**
   * false: the output goes to the node's journal, and nobody needs to read it. Default true.
   */
  pipe?: boolean;
  /**
   * Number of the run of the coordinator that it belongs to; hirte refuses it from anybody else. A node that has obeyed a higher one refuses it.
   */
  run?: number;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
 * kill: send a signal to processes of a unit.
 */
export interface KillRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  /**
   * Which processes. Fails when there is no main or control process where that was asked for; all-fail: when there is none at all. Default all.
   */
  whom?: "main" | "control" | "all" | "main-fail" | "control-fail" | "all-fail";
  /**
   * Number of the signal. Default 15, SIGTERM.
   */
  signal?: number;
}
/**
 * set-loglevel: how much an agent, or hirte, writes to its log.
 */
export interface LogLevelRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  level: LogLevel;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
 * add-user: a user, and what it may do.
 */
export interface NewUserRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Name of whoever asks: where hirte proves who its clients are, a user of hirte; elsewhere whatever they say, by default the login name.
   */
  user: string;
  /**
   * Of a user. Kept as a salted scrypt hash, and nowhere else.
   */
  password: string;
  role: UserRole;
  nodes?: NodePatterns;
  units?: UnitPatterns;
}
/**
 * allow-nodes, disallow-nodes: which nodes may join.
 */
export interface NodesRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Names of nodes.
   *
   * @maxItems 1000
   *
   * Items: Name of a node, as in AllowedNodeNames=.
   */
  nodes: string[];
}
/**
 * set-password: the password of a user from now on.
 */
export interface PasswordRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Name of whoever asks: where hirte proves who its clients are, a user of hirte; elsewhere whatever they say, by default the login name.
   */
  user: string;
  /**
   * Of a user. Kept as a salted scrypt hash, and nowhere else.
   */
  password: string;
  /**
   * The one until now: needed for one's own.
   */
  oldPassword?: string;
}
/**
 * power: the coordinator of power has a node switched off or rebooted, or takes back what it said of an outage.
 */
export interface PowerRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Nobody waits for the answer longer than this after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
  /**
   * poweroff, reboot: systemd begins with it. disarm: the node's guard forgets the outage.
   */
  do: "poweroff" | "reboot" | "disarm";
  /**
   * Number of the run of the coordinator that it belongs to; hirte refuses it from anybody else. A node that has obeyed a higher one refuses it.
   */
  run: number;
  /**
   * poweroff, reboot: what has not stopped so long after this is killed. Without it systemd waits, for 30 min.
   */
  forceAfterMs?: number;
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  bootId?: string;
  /**
   * disarm: which, as the guards name it. Without it: the present one.
   */
  outage?: string;
}
/**
 * properties: typed D-Bus properties of a unit.
 */
export interface PropertiesRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  /**
   * D-Bus interface; absent: all of the unit.
   */
  interface?: string;
  /**
   * Only this one.
   */
  property?: string;
}
/**
 * reset-failed: forget that a unit failed, or all units.
 */
export interface ResetFailedRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  unit?: string;
}
/**
 * run: run a command in a unit of its own. Either argv, or shell, or neither: then the properties make the unit, and it is only started. The node must say AllowExec=yes.
 */
export interface RunRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  endBy?: number;
  /**
   * Never begun later than this after arrival at the manager. Without this and startBy: 90 s.
   */
  startWithinMs?: number;
  /**
   * Its unit is stopped when the job is still open this long after arrival at the manager. Default: none.
   */
  endWithinMs?: number;
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit?: string;
  /**
   * Program, by its path or its name, and its arguments.
   *
   * @minItems 1
   * @maxItems 4096
   */
  argv?: [string, ...string[]];
  /**
   * A command line for sh -c.
   */
  shell?: string;
  /**
   * The output is a stream under the id of the request (schemas/stream.json); when nobody reads it any more the unit is stopped. Otherwise it goes to the node's journal. With wait alone.
   */
  pipe?: boolean;
  /**
   * The job ends when the command has ended: done when its exit status is 0, else failed. Otherwise it ends when the command was started.
   */
  wait?: boolean;
  /**
   * Who runs it. Default root.
   */
  user?: string;
  /**
   * Where it runs. Default /.
   */
  workingDirectory?: string;
  /**
   * Variables, NAME=VALUE.
   *
   * @maxItems 1000
   */
  environment?: string[];
  /**
   * Description of the unit. Default: the name of the program, without its arguments.
   */
  description?: string;
  /**
   * NAME=VALUE of properties that the agent knows (docs/hirtectl.md, run).
   *
   * @maxItems 100
   */
  assignments?: string[];
  /**
   * Properties of the unit with their D-Bus signatures, as StartTransientUnit takes them. Only without argv and shell.
   *
   * @maxItems 100
   */
  properties?: TypedProperty[];
  mode?: JobMode;
}
/**
 * A D-Bus property with its value.
 */
export interface TypedProperty {
  /**
   * Name.
   */
  name: string;
  value: TypedValue;
}
/**
 * A value of D-Bus with its signature. 64-bit integers are strings, bytes (ay) arrays of numbers, dictionaries arrays of [key, value], variants (v) again such objects; doubles that are no numbers are strings. What is sent to a node holds no file descriptors (h), and no dictionaries with keys other than s, o, g, x, t.
 */
export interface TypedValue {
  /**
   * D-Bus signature of one complete type.
   */
  sig: string;
  /**
   * The value.
   */
  value: unknown;
}
/**
 * set-property: either assignments as systemctl takes them, or typed values.
 */
export interface SetPropertyRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  /**
   * Only until the next boot.
   */
  runtime?: boolean;
  /**
   * NAME=VALUE, as systemctl set-property takes them.
   *
   * @maxItems 100
   */
  assignments?: string[];
  /**
   * Values with their D-Bus signatures.
   *
   * @maxItems 100
   */
  properties?: TypedProperty[];
}
/**
 * show: properties of units, as systemctl show prints them.
 */
export interface ShowRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Units; absent: systemd itself.
   *
   * @maxItems 1000
   *
   * Items: A unit name, or a glob over unit names: * ? [a-z].
   */
  units?: string[];
  /**
   * Only these; absent: all.
   *
   * @maxItems 500
   */
  properties?: string[];
  /**
   * Empty ones too.
   */
  all?: boolean;
}
/**
 * enable, disable, mask, unmask: about one unit file.
 */
export interface UnitFileRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  /**
   * Only until the next boot.
   */
  runtime?: boolean;
  /**
   * Replace links that are in the way.
   */
  force?: boolean;
  /**
   * Have systemd reload its configuration afterwards. Default true.
   */
  reload?: boolean;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
  mode?: JobMode1;
  /**
   * For Type=simple, exec and idle: how long a start must hold before it counts as done. Default 0.
   */
  settleMs?: number;
}
/**
 * is-enabled, cat: about units that need not be loaded.
 */
export interface UnitNamesRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * These units.
   *
   * @maxItems 1000
   *
   * Items: A systemd unit name, never a path (systemd.unit(5)).
   */
  units: string[];
}
/**
 * freeze, thaw: about one unit.
 */
export interface UnitRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Only these units; absent: all. list-units takes 32 patterns at a time.
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
 * set-user: what a user may do from now on. What is left out stays as it is.
 */
export interface UserRightsRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Name of whoever asks: where hirte proves who its clients are, a user of hirte; elsewhere whatever they say, by default the login name.
   */
  user: string;
  role?: UserRole;
  nodes?: NodePatterns;
  units?: UnitPatterns;
}
/**
 * remove-user: which user.
 */
export interface UserRequest {
  /**
   * Made by the asker from at least 128 random bits; the id of the job that follows.
   */
  id: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * Name of whoever asks: where hirte proves who its clients are, a user of hirte; elsewhere whatever they say, by default the login name.
   */
  user: string;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  startBy?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
 * A row of is-active.
 */
export interface ActiveStateRow {
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
  /**
   * Load state; not-found: there is no such unit.
   */
  load: string;
  /**
   * Active state.
   */
  active: string;
}
/**
 * A row of allow-nodes and disallow-nodes.
 */
export interface AllowedNodeRow {
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  /**
   * Whether the node may join now.
   */
  allowed: boolean;
  /**
   * Whether this request has changed that.
   */
  changed: boolean;
}
/**
 * A row of audit: a request that changed something, was to, or began a stream, and what came of it. The newest first.
 */
export interface AuditRow {
  /**
   * Number of its first line in the log; absent: that is not kept any more, or is from before lines had numbers.
   */
  n?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  at: number;
  /**
   * Who asked; absent: several, who are not told apart.
   */
  user?: string;
  /**
   * From where: an IP address, or `operators' socket`; absent: from within hirte, as over D-Bus, or that is not known, as with BrokerURL=.
   */
  address?: string;
  /**
   * Of which node, or @manager.
   */
  node?: string;
  /**
   * For what.
   */
  verb?: string;
  /**
   * For which unit.
   */
  unit?: string;
  /**
   * Units whose entries are read, the first of them.
   */
  units?: string[];
  /**
   * Nodes that were changed, the first of them.
   */
  nodes?: string[];
  /**
   * How many units or nodes there are, where not all are named.
   */
  count?: number;
  /**
   * Name of the command, of the verb command.
   */
  command?: string;
  /**
   * Log level that was set.
   */
  level?: string;
  /**
   * Job that was let go of.
   */
  job?: string;
  /**
   * User that was added, removed or changed.
   */
  about?: string;
  role?: UserRole1;
  /**
   * How its job ended; open: it has not; begun: a stream; refused: nothing was begun.
   */
  result:
    | "done"
    | "failed"
    | "canceled"
    | "timeout"
    | "dependency"
    | "skipped"
    | "expired"
    | "lost"
    | "open"
    | "begun"
    | "refused";
  /**
   * Why it was refused or failed, see docs/protocol.md.
   */
  code?: string;
  resolved?: JobResult1;
  /**
   * From the request to its end.
   */
  durationMs?: number;
  /**
   * Of the request and its job.
   */
  id?: string;
  /**
   * So many requests came faster than they are written one by one; what they were is not known.
   */
  times?: number;
}
/**
 * The row of get-default.
 */
export interface DefaultTargetRow {
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
}
/**
 * A row of is-enabled.
 */
export interface FileStateRow {
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
  /**
   * Unit file state; not-found: there is no such unit file.
   */
  state: string;
}
/**
 * A row of cat: a file that makes up a unit, in systemd's order.
 */
export interface FileRow {
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit: string;
  /**
   * Where it lies. Empty: the unit has no files, as `problem` says; or it is masked, as the text says.
   */
  path: string;
  /**
   * What is in it.
   */
  text: string;
  /**
   * Why the text is missing, or not all of it.
   */
  problem?: string;
}
/**
 * The row of add-node: what a node needs to join. The token is good for this node, once.
 */
export interface InvitationRow {
  /**
   * Name of a node, as in AllowedNodeNames=.
   */
  node: string;
  /**
   * Whether the node was not allowed before.
   */
  changed: boolean;
  /**
   * Shown once, and kept by nobody.
   */
  token: string;
  /**
   * SHA-256 of the certificate of hirte's CA.
   */
  ca: string;
  /**
   * Where the node finds hirte, as far as hirte knows.
   */
  host: string;
  /**
   * Port at which hirte listens.
   */
  port: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  until: number;
}
/**
 * The row of set-manager-loglevel.
 */
export interface LogLevelRow {
  level: LogLevel;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  since?: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  bootId?: string;
  /**
   * Units known.
   */
  units?: number;
  power?: NodePower;
}
/**
 * A row of show.
 */
export interface PropertyRow {
  /**
   * A systemd unit name, never a path (systemd.unit(5)).
   */
  unit?: string;
  /**
   * Name of the property.
   */
  name: string;
  /**
   * Its value, as systemctl show prints it.
   */
  value: string;
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
 * A row of properties.
 */
export interface TypedPropertyRow {
  /**
   * D-Bus interface.
   */
  interface: string;
  /**
   * Name of the property.
   */
  name: string;
  value: TypedValue;
}
/**
 * A row of list-unit-files.
 */
export interface UnitFileRow {
  /**
   * Name of the unit file.
   */
  unit: string;
  /**
   * Where it lies.
   */
  path: string;
  /**
   * Unit file state.
   */
  state: string;
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
 * A row of list-users, add-user, set-user and set-password: a user as it is now.
 */
export interface UserRow {
  /**
   * Name of whoever asks: where hirte proves who its clients are, a user of hirte; elsewhere whatever they say, by default the login name.
   */
  user: string;
  role: UserRole;
  nodes: NodePatterns;
  units: UnitPatterns;
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
   * When it was written, or where that is not known taken in: microseconds since 1970 on the node's clock.
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
 * Whether a host's UPSes are being read. The will of their publisher is this message with publisher=down; that is lost sight, and never a word on a battery.
 */
export interface UpsAvailability {
  /**
   * Whether the publisher is there.
   */
  publisher: "up" | "down";
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  session: string;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  at: number;
  /**
   * Version of hecate.
   */
  version?: string;
  /**
   * Whom it reads.
   *
   * @maxItems 64
   *
   * Items: Name of a UPS in hecate.yaml; unique over all hosts.
   */
  upses?: string[];
  /**
   * SHA-256 of hecate.yaml, the first 16 digits in hexadecimal.
   */
  configHash?: string;
}
/**
 * One poll of a UPS. Every poll is published, those that brought no values too. A retained copy is for display: it says nothing of now.
 */
export interface UpsState {
  /**
   * 128 bits in lower case hexadecimal: machine id, boot id, agent instance, invocation id.
   */
  session: string;
  /**
   * Counts an agent's messages of one kind within a session.
   */
  seq: number;
  /**
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
   */
  at: number;
  /**
   * Time between two polls.
   */
  pollMs: number;
  /**
   * After this long without another poll nothing here is to be believed.
   */
  staleAfterMs: number;
  /**
   * ok: the values were read. Otherwise why there are none: upsd refuses or does not answer; upsd has lost its driver; the driver has lost the UPS; upsd has just connected to the driver; upsd has no UPS of this name, or gives no access; upsd answered something that is not its protocol.
   */
  comms:
    | "ok"
    | "upsd-unreachable"
    | "driver-not-connected"
    | "data-stale"
    | "waiting"
    | "unknown-ups"
    | "access-denied"
    | "protocol";
  /**
   * What was answered, where comms is not ok.
   */
  detail?: string;
  /**
   * Words of ups.status as the driver wrote them: OL, OB, LB …
   *
   * @maxItems 32
   */
  flags?: string[];
  /**
   * battery.runtime in seconds; absent where the UPS says none. Absent is never 0.
   */
  runtimeS?: number;
  /**
   * battery.charge in percent; absent where the UPS says none.
   */
  chargePercent?: number;
  /**
   * input.voltage.
   */
  inputVoltageV?: number;
  /**
   * input.voltage.nominal.
   */
  inputVoltageNominalV?: number;
  /**
   * ups.load.
   */
  loadPercent?: number;
  /**
   * All variables of the UPS by their names in NUT; absent where comms is not ok.
   */
  variables?: {
    [k: string]: string;
  };
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
   * Milliseconds since 1970 on the manager's clock (wall clock at its start plus monotonic time). Up to the year 9999.
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
    unit?: string;
    verb: ChangeVerb;
  }[];
  refused?: Problem;
}
