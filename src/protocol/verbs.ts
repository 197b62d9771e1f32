import type { Schemas, UserRole } from "./generated/schemas.ts";

/** A row of the verb table: what `requests/{user}/{node}/{verb}` may ask for. */
export interface Verb {
  /**
   * `job`: has systemd queue a job for a unit. `action`: changes something by one call to systemd or
   * the agent. `run`: has systemd make and start a unit. All are done at most once and end as a job of
   * hirte. `query`: changes nothing, answered with rows. `stream`: answered without rows, then read as a
   * stream. `control`: acts on a job, or on hirte itself.
   */
  readonly kind: "job" | "action" | "run" | "query" | "stream" | "control";
  /** Whether {node} is a node, or `@manager`. */
  readonly target: "node" | "manager";
  readonly requestSchema: Extract<keyof Schemas, "request" | `request-${string}`>;
  /** The least that a user must be to ask for it, where hirte knows who asks. */
  readonly needs: UserRole;
  /** Schema of each row of the result, for queries. */
  readonly rowSchema?: keyof Schemas;
  readonly summary: string;
}

/** Every verb there is. Requests with any other are refused with `unknown-verb`. */
export const verbs = {
  start: {
    kind: "job",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-job",
    summary: "Start a unit.",
  },
  stop: {
    kind: "job",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-job",
    summary: "Stop a unit.",
  },
  restart: {
    kind: "job",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-job",
    summary: "Stop, then start a unit.",
  },
  reload: {
    kind: "job",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-job",
    summary: "Ask a unit to reload its configuration.",
  },
  enable: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-file",
    summary: "Have a unit started at boot, as its [Install] section says.",
  },
  disable: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-file",
    summary: "Undo enable.",
  },
  mask: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-file",
    summary: "Make it impossible to start a unit.",
  },
  unmask: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit-file",
    summary: "Undo mask.",
  },
  freeze: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit",
    summary: "Suspend the processes of a unit.",
  },
  thaw: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit",
    summary: "Undo freeze.",
  },
  kill: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-kill",
    summary: "Send a signal to processes of a unit.",
  },
  "reset-failed": {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-reset-failed",
    summary: "Forget that a unit failed, or all units.",
  },
  "daemon-reload": {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request",
    summary: "Have systemd read its unit files again.",
  },
  "set-default": {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-unit",
    summary: "Choose the target that is started at boot.",
  },
  "set-property": {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-set-property",
    summary: "Set resource controls of a unit.",
  },
  "set-loglevel": {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-log-level",
    summary: "How much the agent of a node writes to its log.",
  },
  poweroff: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request",
    summary: "Have systemd begin to switch the node off.",
  },
  reboot: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request",
    summary: "Have systemd begin to reboot the node.",
  },
  power: {
    kind: "action",
    target: "node",
    needs: "operator",
    requestSchema: "request-power",
    summary:
      "For the coordinator of power: switch the node off or reboot it, by force after a time, or disarm its power guard.",
  },
  run: {
    kind: "run",
    target: "node",
    needs: "operator",
    requestSchema: "request-run",
    summary: "Run a command in a unit of its own.",
  },
  command: {
    kind: "run",
    target: "node",
    needs: "operator",
    requestSchema: "request-command",
    summary: "Run a command that the node knows by name.",
  },
  status: {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request-units",
    rowSchema: "row-status",
    summary: "Units in detail, with their last log lines, read on the node.",
  },
  "is-active": {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request-units",
    rowSchema: "row-active-state",
    summary: "Active states of units, one for each name.",
  },
  "list-unit-files": {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request-units",
    rowSchema: "row-unit-file",
    summary: "Unit files on a node and whether they are enabled.",
  },
  "is-enabled": {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request-unit-names",
    rowSchema: "row-file-state",
    summary: "Unit file states of units.",
  },
  "get-default": {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request",
    rowSchema: "row-default-target",
    summary: "The target that is started at boot.",
  },
  show: {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request-show",
    rowSchema: "row-property",
    summary: "Properties of units, as systemctl show prints them.",
  },
  properties: {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request-properties",
    rowSchema: "row-typed-property",
    summary: "Typed D-Bus properties of a unit.",
  },
  cat: {
    kind: "query",
    target: "node",
    needs: "viewer",
    requestSchema: "request-unit-names",
    rowSchema: "row-file",
    summary: "The files that make up units.",
  },
  logs: {
    kind: "stream",
    target: "node",
    needs: "viewer",
    requestSchema: "request-logs",
    summary: "Entries of the node's journal, those there are and those to come.",
  },
  time: {
    kind: "query",
    target: "manager",
    needs: "viewer",
    requestSchema: "request",
    rowSchema: "row-time",
    summary: "The manager's clock.",
  },
  "list-nodes": {
    kind: "query",
    target: "manager",
    needs: "viewer",
    requestSchema: "request",
    rowSchema: "row-node",
    summary: "All allowed nodes and their state.",
  },
  "list-units": {
    kind: "query",
    target: "manager",
    needs: "viewer",
    requestSchema: "request-units",
    rowSchema: "row-unit",
    summary: "Loaded units of all or some nodes, as last published.",
  },
  job: {
    kind: "query",
    target: "manager",
    needs: "viewer",
    requestSchema: "request-job",
    rowSchema: "job",
    summary: "A job, open or ended, from the manager's log.",
  },
  jobs: {
    kind: "query",
    target: "manager",
    needs: "viewer",
    requestSchema: "request",
    rowSchema: "job",
    summary: "Jobs that have not ended.",
  },
  audit: {
    kind: "query",
    target: "manager",
    needs: "admin",
    requestSchema: "request-audit",
    rowSchema: "row-audit",
    summary: "What was asked for, by whom, and what came of it, from the manager's log.",
  },
  "allow-nodes": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-nodes",
    rowSchema: "row-allowed-node",
    summary: "Nodes that may join from now on, beyond AllowedNodeNames=.",
  },
  "disallow-nodes": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-nodes",
    rowSchema: "row-allowed-node",
    summary: "Nodes that may no longer join; those that are there are told to leave.",
  },
  "add-node": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-add-node",
    rowSchema: "row-invitation",
    summary: "A token by which a node fetches its certificate, and may join from now on.",
  },
  "remove-nodes": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-nodes",
    rowSchema: "row-allowed-node",
    summary:
      "Nodes that may no longer join; their certificates are revoked, their connections cut.",
  },
  "set-manager-loglevel": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-log-level",
    rowSchema: "row-log-level",
    summary: "How much hirte itself writes to its log.",
  },
  cancel: {
    kind: "control",
    target: "manager",
    needs: "operator",
    requestSchema: "request-job",
    rowSchema: "job",
    summary: "Let go of a job; the last to let go cancels it in systemd.",
  },
  "list-users": {
    kind: "query",
    target: "manager",
    needs: "admin",
    requestSchema: "request",
    rowSchema: "row-user",
    summary: "Users of hirte and what they may do.",
  },
  "add-user": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-new-user",
    rowSchema: "row-user",
    summary: "Add a user of hirte.",
  },
  "remove-user": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-user",
    rowSchema: "row-user",
    summary: "Remove a user of hirte, and end its connections; answered without rows.",
  },
  "set-user": {
    kind: "control",
    target: "manager",
    needs: "admin",
    requestSchema: "request-user-rights",
    rowSchema: "row-user",
    summary: "Say what a user may do from now on.",
  },
  "set-password": {
    kind: "control",
    target: "manager",
    needs: "viewer",
    requestSchema: "request-password",
    rowSchema: "row-user",
    summary: "Set the password of a user: one's own, or, as admin, another's.",
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

/** Name of a verb that has systemd queue a job. */
export type JobVerb = {
  [V in VerbName]: (typeof verbs)[V]["kind"] extends "job" ? V : never;
}[VerbName];

/** Name of a verb that is done by one call on the node. */
export type ActionName = {
  [V in VerbName]: (typeof verbs)[V]["kind"] extends "action" ? V : never;
}[VerbName];

/** The actions: what is done by one call on the node. */
export const actionVerbs: readonly ActionName[] = (Object.keys(verbs) as VerbName[]).filter(
  (name): name is ActionName => verbs[name].kind === "action",
);

/** What an agent does before it answers or begins: the verbs that reach a node. */
export const nodeVerbs: readonly VerbName[] = (Object.keys(verbs) as VerbName[]).filter(
  (name) => verbs[name].target === "node",
);
