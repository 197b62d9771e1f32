// Generated from schemas/config/hecate.json by scripts/gen-hecate-config.ts. Do not edit.

/**
 * Program with its arguments; no shell. `{severity}` and `{text}` stand for what is told.
 *
 * @minItems 1
 * @maxItems 64
 */
export type CommandLine = string[];
export type UpsName = string;
/**
 * UPSes that it hangs on. None: it is lost when the mains are, and nobody can help it.
 *
 * @maxItems 8
 */
export type Feeds = UpsName[];
export type RoleName = string;
/**
 * Program that switches it on, with its arguments.
 *
 * @minItems 1
 * @maxItems 64
 */
export type CommandLine1 = string[];
/**
 * UPSes that it hangs on.
 *
 * @maxItems 8
 */
export type Feeds1 = UpsName[];
/**
 * The same on every node.
 *
 * @minItems 1
 * @maxItems 64
 */
export type CommandLine2 = string[];
export type NodeName = string;
export type Word = string;

/**
 * hecate.yaml, as it is written. `allowed` ends the sentence "write …"; `minimumDuration` and `maximumDuration` bound what a duration stands for.
 */
export interface HecateFile {
  /**
   * Version of this format.
   */
  version: 1;
  /**
   * The node that decides for all and goes last. Exactly one, by name; there is no automatic fail-over.
   */
  coordinator: string;
  broker: Broker;
  /**
   * Metrics for Prometheus.
   */
  metrics: {
    /**
     * Where they are served: `:PORT` is all addresses. Read only.
     */
    listen: string;
  };
  /**
   * Programs that tell people. They never delay a step. They run inside hecate's sandbox, as root without capabilities and with nothing to write to but hecate's own directories: what needs more is begun as `[/usr/bin/systemd-run, --no-block, --collect, PROGRAM, ...]`. One that fails three times in a row is an alarm of its own.
   *
   * @maxItems 16
   */
  notify: Notify[];
  /**
   * The UPSes, each under a name that is unique over all hosts.
   */
  ups: {
    [k: string]: Ups;
  };
  policy: Policy;
  budget: Budget;
  /**
   * Hosts of UPSes other than the coordinator, by node. One that is not named here has the defaults.
   */
  peers: {
    [k: string]: Peer;
  };
  /**
   * The machines, by the names that their agents have.
   */
  nodes: {
    [k: string]: Node;
  };
  /**
   * Switches, routers and the like: without power for them no node is reached.
   */
  network: Gear[];
  /**
   * Clients of NUT that hang on a UPS and that hecate does not command.
   */
  foreign_clients: ForeignClient[];
  transports: Transports;
  kubernetes?: Kubernetes;
  flux?: Flux;
  shutdown: Shutdown;
  startup: Startup;
}
/**
 * Where messages go.
 */
export interface Broker {
  /**
   * `mqtts://ADDRESS:PORT`, hirte's ManagerPort=. `mqtt://`, without TLS, only to the machine itself or with `allow_insecure: true`.
   */
  url: string;
  /**
   * Node that the broker runs on: it is never powered off before the last agent.
   */
  host: string;
  /**
   * State directory of this node's agent: hecate shows its certificate, `pki/cert.pem` there.
   */
  identity: string;
  /**
   * In place of `pki/ca.pem` in `identity`.
   */
  ca?: string;
  /**
   * In place of `pki/cert.pem` there; with `key`.
   */
  cert?: string;
  /**
   * In place of `pki/key.pem` there; with `cert`.
   */
  key?: string;
  /**
   * `mqtt://` may lead to another machine: whoever is in between can have nodes powered off.
   */
  allow_insecure: boolean;
}
export interface Notify {
  exec: CommandLine;
  /**
   * After which it is killed.
   */
  timeout: string;
  /**
   * An alarm that goes on is told again after so long.
   */
  repeat: string;
}
export interface Ups {
  /**
   * The UPS as NUT knows it, seen from `host`: `NAME@HOST` or `NAME@HOST:PORT` (3493).
   */
  target: string;
  /**
   * Node that reads it and publishes what it reads.
   */
  host: string;
  /**
   * Name of the supply. UPSes on one supply corroborate each other: write another name only for one on another supply.
   */
  mains: string;
  /**
   * Encrypts the connection to upsd (STARTTLS). Absent: it is in clear text, password included.
   */
  tls?: {
    /**
     * `required`: no reading without TLS and a certificate that is believed. `tried`: TLS where upsd offers it, which protects from nobody who can change what is sent.
     */
    mode: "tried" | "required";
    /**
     * PEM of the CA, or of upsd's own certificate. Without it `required` believes the CAs that Node.js knows.
     */
    ca?: string;
    /**
     * For whom the certificate must be; the host of `target` otherwise.
     */
    server_name?: string;
  };
  /**
   * Account in upsd.users. Without it readings still come, but hecate does not log in.
   */
  monitor?: {
    /**
     * Name in upsd.users.
     */
    user: string;
    /**
     * Its password: the first line of a file that only its owner may read (0600).
     */
    password_file: string;
  };
  /**
   * Whether the UPS is told to cut its outlets at the very end (`shutdown.return`), under the conditions below.
   */
  killpower: boolean;
}
/**
 * When it is time to shut down.
 */
export interface Policy {
  /**
   * The threshold is the budget times this. 1.1 covers a gauge that is wrong by 10 %, no more: take 1.3 until a discharge test was made.
   */
  runtime_safety_factor: number;
  /**
   * How often each UPS is read.
   */
  poll_interval: string;
  /**
   * So many readings in a row have to be at or below the threshold. The driver's `pollfreq` must be at most (debounce_polls - 1) x poll_interval.
   */
  debounce_polls: number;
  /**
   * So long after the change to battery the runtime is only watched, unless it was tight before.
   */
  stabilisation: string;
  /**
   * Older readings count as none. At least twice poll_interval; three times is better.
   */
  stale_after: string;
  /**
   * A UPS that was on battery and is not heard for so long counts as empty. At least stale_after.
   */
  blind_on_battery: string;
  /**
   * A runtime that does not change on battery for so long is counted down by the clock.
   */
  frozen_after: string;
  /**
   * What the low battery flag (LB) is worth: enough by itself, only where charge or runtime say so too, or nothing.
   */
  trust_lb: "always" | "confirm" | "never";
  /**
   * Charge at or below which it is confirmed.
   */
  lb_confirm_charge: string;
  /**
   * A low battery flag that stays so long is believed whatever the charge, unless trust_lb is never.
   */
  lb_hold: string;
  /**
   * A UPS that says OFF for so long feeds nothing.
   */
  off_hold: string;
  /**
   * A calibration that lasts longer is taken for an outage.
   */
  calibration_max: string;
  /**
   * For a UPS that says no runtime.
   */
  without_runtime: {
    /**
     * Charge at or below which readings count.
     */
    charge: string;
    /**
     * Time on battery after which they count.
     */
    on_battery: string;
  };
  /**
   * Time on battery that is not exceeded, whatever the runtime.
   */
  max_on_battery: string;
  /**
   * The mains are back when they were there for so long without a break.
   */
  restored_after: string;
  /**
   * Mains that come and go.
   */
  flapping: {
    /**
     * So many changes to battery within `within` are flapping mains.
     */
    episodes: number;
    /**
     * The time in which they are counted.
     */
    within: string;
    /**
     * While the mains flap this holds in place of policy.restored_after. At least as long.
     */
    restored_after: string;
  };
  /**
   * Charge that is waited for before anything is started.
   */
  start_charge: string;
}
/**
 * How long a shutdown takes.
 */
export interface Budget {
  /**
   * Taken until runs.json holds a valid run.
   */
  default_shutdown_budget: string;
  /**
   * Never less than this, whatever was measured.
   */
  min_budget: string;
  /**
   * The longest of so many last valid runs counts.
   */
  use_runs: number;
  /**
   * What the coordinator alone takes, once everything else is off.
   */
  self_budget: string;
}
export interface Peer {
  /**
   * A trigger is sent again after so long, until it is acknowledged.
   */
  forward_retry: string;
  /**
   * Without an acknowledgement for so long there is an alarm; it goes on trying. At least forward_retry.
   */
  forward_timeout: string;
  /**
   * Whether the peer shuts itself down when its own UPS has no more than local_budget times the safety factor, whoever answers.
   */
  fallback_local_shutdown: boolean;
  /**
   * How long that takes.
   */
  local_budget: string;
}
export interface Node {
  /**
   * IP address; no name, for there may be no DNS during an outage.
   */
  address: string;
  feeds: Feeds;
  /**
   * It runs on as long as so many of its feeds are healthy.
   */
  min_supplies: number;
  /**
   * Words by which steps select nodes. hecate itself knows `coordinator`, `ups-host`, `k3s-server` and `k3s-agent`.
   *
   * @maxItems 32
   */
  roles: RoleName[];
  /**
   * How long it may take to be off, once told; also what the power guard gives it to stop.
   */
  off_timeout: string;
  /**
   * How it comes back if nothing wakes it: it powers on when the mains are there (BIOS), when its UPS cycles its outlets, or by hand.
   */
  return_path?: "bios" | "ups" | "manual";
  /**
   * What is otherwise with it than `transports.ssh` says.
   */
  ssh?: {
    /**
     * User on it.
     */
    user?: string;
    /**
     * File with the key for it.
     */
    identity?: string;
    /**
     * Port on it.
     */
    port?: number;
    /**
     * `none`: it is reached without one.
     */
    jump?: string;
  };
  /**
   * How it is woken.
   */
  wake?: {
    /**
     * MAC address for Wake-on-LAN.
     */
    wol?: string;
    bmc?: CommandLine1;
  };
}
export interface Gear {
  /**
   * A name of its own, not one of a node.
   */
  name: string;
  /**
   * IP address. One that answers during an outage proves that the network is there.
   */
  address?: string;
  feeds: Feeds1;
}
export interface ForeignClient {
  /**
   * What people call it.
   */
  name: string;
  /**
   * UPS that it hangs on.
   */
  ups: string;
  /**
   * How long it takes to stop, from the forced shutdown (FSD) on.
   */
  needs: string;
}
/**
 * By which ways nodes are reached.
 */
export interface Transports {
  /**
   * Tried in this order: `agent`, `ssh`.
   *
   * @minItems 1
   */
  order: ("agent" | "ssh")[];
  /**
   * How long an agent that is away is waited for before the next way is taken.
   */
  agent_patience: string;
  /**
   * With `ssh` in order.
   */
  ssh?: {
    /**
     * User on the nodes.
     */
    user: string;
    /**
     * File with its key.
     */
    identity: string;
    /**
     * File with the keys of the nodes, and of `jump`; strangers are refused.
     */
    known_hosts: string;
    /**
     * Port on the nodes.
     */
    port: number;
    /**
     * Host through which nodes are reached, by the same key.
     */
    jump?: string;
    /**
     * What `command` and `then` of steps run on a node that is reached by ssh; its own agent.conf is not read.
     */
    commands: {
      [k: string]: CommandLine2;
    };
  };
}
/**
 * The cluster. Absent: there is none.
 */
export interface Kubernetes {
  /**
   * Its server by IP address.
   */
  kubeconfig: string;
  /**
   * Decides whether a snapshot step exists.
   */
  datastore: "etcd" | "external" | "sqlite";
  /**
   * When all of the cluster goes, and not only the nodes that lose power.
   */
  whole_cluster_if: {
    /**
     * With fewer nodes of role k3s-server left than this. 0: never for this reason.
     */
    servers_left_below: number;
    /**
     * When one of these is lost.
     */
    or_lost: NodeName[];
  };
  /**
   * Namespaces that are scaled to 0, in this order; what was there before is journaled and put back.
   */
  quiesce: {
    /**
     * Scaled at the same time.
     *
     * @minItems 1
     */
    namespaces: Word[];
    /**
     * How long their pods may take to end.
     */
    timeout: string;
  }[];
  /**
   * For the step `kube: volumes-detached`.
   */
  volumes_detached?: {
    /**
     * Whose volumes.
     */
    provider: "longhorn";
    /**
     * How long is waited until all are detached.
     */
    timeout: string;
  };
}
/**
 * GitOps by Flux. Absent: there is none.
 */
export interface Flux {
  /**
   * The GitRepository that everything comes from.
   */
  source: {
    /**
     * Its namespace.
     */
    namespace: string;
    /**
     * Its name.
     */
    name: string;
  };
  /**
   * When it is not ready after so long, hecate looks for what is missing.
   */
  source_ready_within: string;
  /**
   * Manifests that are kept for a start without Git.
   */
  cache?: {
    /**
     * Where they are kept.
     */
    dir: string;
    /**
     * How often they are fetched while all is well.
     */
    refresh: string;
    /**
     * Kustomizations, in the order in which they are applied.
     *
     * @minItems 1
     */
    sets: Word[];
  };
  /**
   * For the step `flux: unseal`.
   */
  unseal?: {
    /**
     * A command of that node's agent.conf.
     */
    command: string;
    /**
     * Node that it is run on.
     */
    at: string;
    /**
     * How long a human is waited for where the command does not do it.
     */
    wait: string;
  };
}
/**
 * What is done, in stages, before the power ends.
 */
export interface Shutdown {
  /**
   * `cluster-only` powers no machine off.
   */
  mode: "cluster-only" | "poweroff";
  /**
   * In order; the steps of a stage at the same time. There is none for the coordinator: it goes last by itself.
   *
   * @maxItems 64
   */
  stages: Stage[];
  /**
   * When a node that was told to power off counts as gone (*Gone*).
   */
  gone: {
    /**
     * For so long its address has to be silent.
     */
    silent: string;
    /**
     * And for so long it is waited after that: machines that are silent write to their disks yet.
     */
    settle: string;
  };
}
export interface Stage {
  /**
   * Once in a list.
   */
  name: string;
  /**
   * May be left out when time is short. Never one that stops units or powers off.
   */
  skippable: boolean;
  /**
   * At the same time.
   *
   * @minItems 1
   * @maxItems 64
   */
  steps: Step[];
}
/**
 * One of the kinds below, by its key, with the options that go with it.
 */
export interface Step {
  /**
   * Runs the command of this name from the agent.conf of each node in `at`.
   */
  command?: string;
  /**
   * Stops a unit on each node in `at`.
   */
  stop?: string;
  /**
   * Starts a unit on each node in `at`.
   */
  start?: string;
  /**
   * Stops and starts a unit on each node in `at`, once in a run, whatever it was. Each startup does, also one after an outage of others.
   */
  restart?: string;
  /**
   * Powers nodes off, and waits until they are gone or have had their off_timeout.
   */
  poweroff?: string;
  /**
   * Reboots nodes, and waits until each is up in another boot. A node on which something runs that this startup is to start is left alone; any other one is rebooted by each startup, also by one after an outage of others.
   */
  reboot?: string;
  /**
   * Wakes nodes, and waits for their agents.
   */
  wake?: string;
  /**
   * Something about the cluster.
   */
  kube?:
    "quiesce" | "volumes-detached" | "ready" | "nodes-ready" | "uncordon-ours" | "storage-ready" | "restore-replicas";
  /**
   * Something about Flux.
   */
  flux?: "suspend" | "unseal" | "source-ready-or-fallback" | "resume-ours";
  /**
   * Waits until the clocks of the nodes in `at` are set, a `unit` there is as `is` says, something takes a connection (`tcp`) at `to`, the command `run` ends with status 0 there, or their agents are online.
   */
  wait?: "time-synced" | "unit" | "tcp" | "command" | "agent";
  /**
   * Asks until the answer is as expected.
   */
  http?: string;
  /**
   * Tells people this text, once, by the log and the programs of `notify`; nothing waits for it. Where hecate is restarted meanwhile it may be told twice.
   */
  notify?: string;
  /**
   * Sees that all of it stays up for so long.
   */
  soak?: string;
  /**
   * Nodes.
   */
  at?: string;
  /**
   * Only so many of them, the first that answer.
   */
  first?: number;
  /**
   * The unit that is waited for.
   */
  unit?: string;
  /**
   * How it is to be; default active. One that has failed, or that there is not, is inactive.
   */
  is?: "active" | "inactive";
  /**
   * `ADDRESS:PORT` to which a connection is tried from the coordinator.
   */
  to?: string;
  /**
   * A command as with `command`, run every 10 s until it succeeds: it has to be quick, and to change nothing.
   */
  run?: string;
  /**
   * What follows.
   */
  then?: {
    /**
     * A command that runs on the same node after the unit was stopped. `timeout` is for both together.
     */
    command: string;
  };
  /**
   * So many nodes are enough. Default: all.
   */
  at_least?: number;
  /**
   * How loud it is told; default info.
   */
  severity?: "info" | "warning" | "critical";
  /**
   * Whose storage.
   */
  provider?: "longhorn";
  /**
   * In the order of quiesce, or backwards, which is the default.
   */
  order?: "forward" | "reverse";
  /**
   * HTTP status that is expected; default 200.
   */
  expect?: number;
  /**
   * So often it is tried again, 5 s later, where it has failed for certain: with a bad status, or never begun. `timeout` is for all attempts together. Default: not at all.
   */
  retries?: number;
  /**
   * After which the step has failed.
   */
  timeout?: string;
  /**
   * `continue`: the stages go on. A shutdown that cannot wait goes on all the same.
   */
  on_failure: "abort" | "continue";
}
/**
 * What is done, in stages, when it is back.
 */
export interface Startup {
  /**
   * UPSes without which nothing is started; none: those that feed the coordinator. One that only a host which is to be woken can read is waited for like the others.
   */
  require_ups: UpsName[];
  /**
   * Before a startup begins without UPSes that are not required, and in it before a node is woken whose UPS cannot be read, or left out for now as that has too little, so long is waited at most.
   */
  wait_other_ups: string;
  /**
   * How long a shutdown that was ordered keeps hecate-bootstrap.service from starting the cluster, over boots too.
   */
  intent_max_age: string;
  /**
   * In order; the steps of a stage at the same time.
   *
   * @maxItems 64
   */
  stages: Stage[];
}
