import { join } from "node:path";
import type { PeerConfig, Policy } from "../power/model.ts";
import { defaultPeer } from "../power/policy.ts";
import type { AgentTls } from "./agent.ts";
import type {
  Node as FileNode,
  Policy as FilePolicy,
  HecateFile,
} from "./generated/hecate-file.ts";
import { brokerOf, jumpOf, selectableNodes, targetOf } from "./hecate-parts.ts";
import { stageOf } from "./hecate-step-values.ts";
import type {
  BrokerAccess,
  HecateConfig,
  MetricsListen,
  NodeEntry,
  SshAccess,
  UpsEntry,
} from "./hecate-types.ts";
import { durationMsOf, percentOf } from "./hecate-units.ts";

/** What of a configuration is in the file itself. */
export type FileValues = Omit<
  HecateConfig,
  "file" | "configHash" | "self" | "socketPath" | "stateDir" | "runDir" | "warnings"
>;

/** The values of a file in which nothing is wrong. */
export function valuesOf(file: HecateFile): FileValues {
  const nodes = selectableNodes(file);
  const stages = (list: HecateFile["shutdown"]["stages"]) =>
    list.map((stage) => stageOf(stage, { file, nodes }));
  const { budget, transports, kubernetes, flux, startup } = file;
  return {
    coordinator: file.coordinator,
    broker: brokerAccess(file.broker),
    metricsListen: listenOf(file.metrics.listen),
    notify: file.notify.map(({ exec, timeout, repeat }) => ({
      exec,
      timeoutMs: durationMsOf(timeout),
      repeatMs: durationMsOf(repeat),
    })),
    upses: Object.entries(file.ups).map(([name, ups]) => upsOf(name, ups)),
    policy: policyOf(file.policy),
    budget: {
      defaultS: secondsOf(budget.default_shutdown_budget),
      minimumS: secondsOf(budget.min_budget),
      useRuns: budget.use_runs,
      selfS: secondsOf(budget.self_budget),
    },
    peers: peersOf(file),
    nodes: nodes.map(({ name, roles, node }) => nodeOf(name, { node, roles, transports })),
    network: file.network,
    foreignClients: file.foreign_clients.map(({ name, ups, needs }) => ({
      name,
      ups,
      needsS: secondsOf(needs),
    })),
    transports: {
      order: transports.order,
      agentPatienceMs: durationMsOf(transports.agent_patience),
      ...(transports.ssh && {
        ssh: { ...sshOf(transports.ssh), commands: transports.ssh.commands },
      }),
    },
    ...(kubernetes && { kubernetes: kubernetesOf(kubernetes) }),
    ...(flux && { flux: fluxOf(flux) }),
    shutdown: {
      mode: file.shutdown.mode,
      stages: stages(file.shutdown.stages),
      gone: {
        silenceMs: durationMsOf(file.shutdown.gone.silent),
        settleMs: durationMsOf(file.shutdown.gone.settle),
      },
    },
    startup: {
      requireUps: startup.require_ups,
      waitOtherUpsMs: durationMsOf(startup.wait_other_ups),
      intentMaxAgeMs: durationMsOf(startup.intent_max_age),
      stages: stages(startup.stages),
    },
  };
}

function secondsOf(text: string): number {
  return durationMsOf(text) / 1000;
}

function brokerAccess(broker: HecateFile["broker"]): BrokerAccess {
  const { host = "", port = 0, isTls = true } = brokerOf(broker.url) ?? {};
  const own = (name: string) => join(broker.identity, "pki", name);
  const tls: AgentTls = {
    caFile: broker.ca ?? own("ca.pem"),
    certFile: broker.cert ?? own("cert.pem"),
    keyFile: broker.key ?? own("key.pem"),
    isOwn: broker.cert === undefined && broker.key === undefined,
  };
  return { host, port, node: broker.host, ...(isTls ? { tls } : {}) };
}

function listenOf(text: string): MetricsListen | "off" {
  if (text === "off") return "off";
  const [, host = "", port] = /^\[?(.*?)\]?:(\d+)$/.exec(text) ?? [];
  return { port: Number(port), ...(host === "" ? {} : { host }) };
}

function upsOf(name: string, ups: HecateFile["ups"][string]): UpsEntry {
  const { host, mains, killpower, monitor, tls } = ups;
  const target = targetOf(ups.target) ?? { ups: "", host: "", port: 0 };
  const account = monitor && { user: monitor.user, passwordFile: monitor.password_file };
  return {
    name,
    target,
    host,
    mains,
    killpower,
    ...(account && { monitor: account }),
    ...(tls && {
      tls: {
        mode: tls.mode,
        ...(tls.ca !== undefined && { caFile: tls.ca }),
        ...(tls.server_name !== undefined && { serverName: tls.server_name }),
      },
    }),
  };
}

function policyOf(policy: FilePolicy): Policy {
  const { without_runtime: without, flapping, max_on_battery: most } = policy;
  return {
    runtimeSafetyFactor: policy.runtime_safety_factor,
    pollIntervalMs: durationMsOf(policy.poll_interval),
    debouncePolls: policy.debounce_polls,
    stabilisationMs: durationMsOf(policy.stabilisation),
    staleAfterMs: durationMsOf(policy.stale_after),
    blindOnBatteryMs: durationMsOf(policy.blind_on_battery),
    frozenAfterMs: durationMsOf(policy.frozen_after),
    trustLb: policy.trust_lb,
    lbConfirmChargePercent: percentOf(policy.lb_confirm_charge),
    lbHoldMs: durationMsOf(policy.lb_hold),
    offHoldMs: durationMsOf(policy.off_hold),
    calibrationMaxMs: durationMsOf(policy.calibration_max),
    withoutRuntime: {
      chargePercent: percentOf(without.charge),
      onBatteryMs: durationMsOf(without.on_battery),
    },
    ...(most === "none" ? {} : { maxOnBatteryMs: durationMsOf(most) }),
    restoredAfterMs: durationMsOf(policy.restored_after),
    flapping: {
      episodes: flapping.episodes,
      withinMs: durationMsOf(flapping.within),
      restoredAfterMs: durationMsOf(flapping.restored_after),
    },
    startChargePercent: percentOf(policy.start_charge),
  };
}

function peersOf(file: HecateFile): readonly PeerConfig[] {
  const hosts = new Set(Object.values(file.ups).map(({ host }) => host));
  hosts.delete(file.coordinator);
  return [...hosts].map((host) => {
    const peer = Object.hasOwn(file.peers, host) ? file.peers[host] : undefined;
    if (!peer) return { host, ...defaultPeer };
    return {
      host,
      forwardRetryMs: durationMsOf(peer.forward_retry),
      forwardTimeoutMs: durationMsOf(peer.forward_timeout),
      fallbackLocalShutdown: peer.fallback_local_shutdown,
      localBudgetS: secondsOf(peer.local_budget),
    };
  });
}

function nodeOf(
  name: string,
  {
    node,
    roles,
    transports,
  }: {
    readonly node: FileNode;
    readonly roles: readonly string[];
    readonly transports: HecateFile["transports"];
  },
): NodeEntry {
  return {
    name,
    roles,
    address: node.address,
    feeds: node.feeds,
    minSupplies: node.min_supplies,
    offTimeoutMs: durationMsOf(node.off_timeout),
    ...(node.return_path && { returnPath: node.return_path }),
    ...(node.wake && { wake: node.wake }),
    ...(transports.ssh && { ssh: sshOf(transports.ssh, node.ssh) }),
  };
}

/** What holds for all nodes, and what is otherwise with one. */
function sshOf(
  all: NonNullable<HecateFile["transports"]["ssh"]>,
  one: NonNullable<FileNode["ssh"]> = {},
): SshAccess {
  const { user, identity, port } = { ...all, ...one };
  const jump = one.jump ?? all.jump;
  const way = jump === undefined || jump === "none" ? undefined : jumpOf(jump, user);
  return {
    ...{ user, port, identityFile: identity, knownHostsFile: all.known_hosts },
    ...(way && { jump: way }),
  };
}

function kubernetesOf(
  kubernetes: NonNullable<HecateFile["kubernetes"]>,
): NonNullable<HecateConfig["kubernetes"]> {
  const { whole_cluster_if: whole, volumes_detached: volumes } = kubernetes;
  return {
    kubeconfig: kubernetes.kubeconfig,
    datastore: kubernetes.datastore,
    wholeClusterIf: { serversLeftBelow: whole.servers_left_below, orLost: whole.or_lost },
    quiesce: kubernetes.quiesce.map(({ namespaces, timeout }) => ({
      namespaces,
      timeoutMs: durationMsOf(timeout),
    })),
    ...(volumes && {
      volumesDetached: { provider: volumes.provider, timeoutMs: durationMsOf(volumes.timeout) },
    }),
  };
}

function fluxOf(flux: NonNullable<HecateFile["flux"]>): NonNullable<HecateConfig["flux"]> {
  const { source, cache, unseal } = flux;
  return {
    source,
    sourceReadyWithinMs: durationMsOf(flux.source_ready_within),
    ...(cache && {
      cache: { dir: cache.dir, refreshMs: durationMsOf(cache.refresh), sets: cache.sets },
    }),
    ...(unseal && {
      unseal: { command: unseal.command, at: unseal.at, waitMs: durationMsOf(unseal.wait) },
    }),
  };
}
