/** What is about the others: broker, nodes, peers, and what hangs on which UPS. */
import type { HecateConfig, NodeEntry, Step } from "../../config/hecate-types.ts";
import { type Check, configOf, daemonOf, type Facts, type Finding, finding, ok } from "./model.ts";

/** Checks of the cluster. */
export const checksOfCluster: readonly Check[] = [
  {
    name: "broker",
    of: (facts) => facts.links.map((link) => linkFinding(link, configOf(facts))),
  },
  {
    name: "daemon-links",
    of: (facts) =>
      (daemonOf(facts)?.links ?? []).map(({ name, server, isUp, problem }) =>
        isUp
          ? ok(`the daemon is connected as ${name}`)
          : finding(
              "failed",
              `the daemon is not connected to ${server} as ${name}: ${problem ?? "it has just begun"}`,
              "see the check broker",
            ),
      ),
  },
  {
    name: "hirte",
    of: ({ broker }) => {
      if (!broker) return [];
      return broker.isManagerUp
        ? [ok("hirte is at work")]
        : [
            finding(
              "failed",
              "hirte is not at work: no node can be asked for anything",
              "systemctl status hirte, on the broker's host",
            ),
          ];
    },
  },
  { name: "agent", of: (facts) => eachNode(facts, agentFinding) },
  { name: "poweroff", of: (facts) => eachNode(facts, poweroffFinding) },
  { name: "guard", of: (facts) => eachNode(facts, guardFinding) },
  {
    name: "commands",
    of: (facts) => {
      const config = configOf(facts);
      if (!config) return [];
      return [...commandsOf(config)].map(([command, nodes]) =>
        finding(
          "note",
          `${command}, a command on ${list(nodes)}: whether it is there, nobody can see from here`,
          `${command}= in the section [commands] of agent.conf, and allowed by AllowedVerbs=, on each`,
        ),
      );
    },
  },
  {
    name: "ups-host",
    of: (facts) => {
      const config = configOf(facts);
      if (!config) return [];
      const peers = new Map(daemonOf(facts)?.state.peers.map((peer) => [peer.host, peer]));
      const hosts = new Set([config.coordinator, ...config.upses.map(({ host }) => host)]);
      hosts.delete(config.self);
      return [...hosts].flatMap((host) => {
        const publisher = facts.broker?.publishers[host]?.publisher ?? peers.get(host)?.publisher;
        if (publisher === "up") return [ok(`${host}: its hecate is there`)];
        if (!facts.broker && publisher !== "down") return [];
        return [
          finding(
            "failed",
            `${host}: it has no hecate that the broker knows of: nobody reads its UPS`,
            `systemctl status hecate on ${host}`,
          ),
        ];
      });
    },
  },
  {
    name: "same-config",
    of: (facts) => {
      const config = configOf(facts);
      if (!config) return [];
      const told = new Map<string, string>();
      for (const { host, configHash } of daemonOf(facts)?.state.peers ?? []) {
        if (configHash !== undefined) told.set(host, configHash);
      }
      for (const [host, { configHash }] of Object.entries(facts.broker?.publishers ?? {})) {
        if (configHash !== undefined && host !== config.self) told.set(host, configHash);
      }
      return [...told].map(([host, hash]) =>
        hash === config.configHash
          ? ok(`${host}: it has the same hecate.yaml`)
          : finding(
              "warning",
              `${host}: it has another hecate.yaml (hash ${hash})`,
              `copy ${config.file} there, and systemctl reload hecate`,
            ),
      );
    },
  },
  {
    name: "fallback",
    of: (facts) =>
      (configOf(facts)?.peers ?? []).map(({ host, fallbackLocalShutdown }) =>
        fallbackLocalShutdown
          ? ok(`${host}: it stops itself in time where the coordinator does not answer`)
          : finding(
              "warning",
              `${host}: it goes down with its battery where the coordinator does not answer`,
              `peers.${host}.fallback_local_shutdown: true`,
            ),
      ),
  },
  {
    name: "return-path",
    of: (facts) => {
      const config = configOf(facts);
      const node = config?.nodes.find(({ name }) => name === config.coordinator);
      return node ? [returnPathFinding(node)] : [];
    },
  },
  {
    name: "network",
    of: (facts) =>
      (configOf(facts)?.network ?? []).map(({ name, feeds }) =>
        feeds.length > 0
          ? ok(`${name}: it hangs on ${feeds.join(" ")}`)
          : finding(
              "failed",
              `${name}: it hangs on no UPS, and no node is reached without it in an outage`,
              "put it on a UPS, and say so by feeds:",
            ),
      ),
  },
];

function linkFinding(link: Facts["links"][number], config: HecateConfig | undefined): Finding {
  switch (link.kind) {
    case "accepted":
      return ok(`it takes this host as ${link.as}`);
    case "refused":
      return link.as === "coordinator"
        ? finding(
            "failed",
            `it does not take this host as the coordinator: ${link.problem}`,
            `PowerCoordinator=${config?.self ?? "NODE"} in hirte.conf, and systemctl reload hirte`,
          )
        : finding(
            "failed",
            `it does not take this host as ${link.as}: ${link.problem}`,
            "its certificate has to be that of this node, and the node in AllowedNodeNames=",
          );
    case "unreachable":
      return finding(
        "failed",
        `it is not reached as ${link.as}: ${link.problem}`,
        "see broker.url in hecate.yaml, ManagerPort= in hirte.conf, and systemctl status hirte on its host",
      );
  }
}

type OfNode = (
  node: NodeEntry,
  state: NonNullable<Facts["broker"]>["nodes"][string] | undefined,
) => readonly Finding[];

/** What the manager knows of each node; nothing where it could not be asked. */
function eachNode(facts: Facts, of: OfNode): readonly Finding[] {
  const { broker } = facts;
  const config = configOf(facts);
  if (!broker?.isManagerUp || !config) return [];
  return config.nodes.flatMap((node) => of(node, broker.nodes[node.name]));
}

const agentFinding: OfNode = ({ name }, state) => {
  if (!state)
    return [
      finding(
        "failed",
        `${name}: hirte knows no such node`,
        `hirtectl node add ${name}, or mend its name in hecate.yaml`,
      ),
    ];
  if (state.state === "online") return [ok(`${name}: its agent is online`)];
  return [
    finding(
      "failed",
      `${name}: its agent is ${state.state} (${state.reason})`,
      `systemctl status hirte-agent on ${name}`,
    ),
  ];
};

const poweroffFinding: OfNode = ({ name, roles }, state) => {
  // The coordinator switches itself off.
  if (state?.state !== "online" || roles.includes("coordinator")) return [];
  if (!state.power)
    return [
      finding(
        "warning",
        `${name}: its agent does not say whether it may be switched off`,
        `update hirte-agent on ${name}`,
      ),
    ];
  return state.power.isAllowed
    ? [ok(`${name}: it may be switched off`)]
    : [
        finding(
          "failed",
          `${name}: its own limits forbid to switch it off`,
          `add power to AllowedVerbs= in agent.conf of ${name}`,
        ),
      ];
};

const guardFinding: OfNode = ({ name, roles }, state) => {
  if (!state?.power || state.state !== "online" || roles.includes("coordinator")) return [];
  return state.power.guard
    ? [ok(`${name}: cut off in an outage, it stops itself in time`)]
    : [
        finding(
          "warning",
          `${name}: cut off in an outage, it goes down with the battery (PowerGuard=no)`,
          `PowerGuard=yes in agent.conf of ${name}`,
        ),
      ];
};

/** Nobody can see from here what a BIOS is set to. */
function returnPathFinding({ name, returnPath, wake }: NodeEntry): Finding {
  const cure = "return_path: bios, with a BIOS that powers on after a power loss";
  if (returnPath === undefined) {
    return wake
      ? finding(
          "warning",
          `${name}: nothing says how it comes back, and nobody is there to wake the coordinator`,
          cure,
        )
      : finding(
          "failed",
          `${name}: nothing says how it comes back, and the cluster stays down without it`,
          cure,
        );
  }
  switch (returnPath) {
    case "bios":
      return finding(
        "note",
        `${name}: it comes back by its BIOS; whether that is set, nobody can see from here`,
        "set it to power on after a power loss (always on, not last state), and try it once",
      );
    case "ups":
      return finding(
        "note",
        `${name}: it comes back when its UPS cycles its outlets`,
        "killpower: true for that UPS, and a BIOS that powers on after a power loss",
      );
    case "manual":
      return finding(
        "warning",
        `${name}: it comes back by hand, and nothing is started before`,
        cure,
      );
  }
}

/** Commands that steps name, with the nodes that have to know them. */
function commandsOf({
  shutdown,
  startup,
  flux,
}: HecateConfig): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (command: string, nodes: readonly string[]) => {
    const known = found.get(command) ?? new Set();
    for (const node of nodes) known.add(node);
    found.set(command, known);
  };
  const steps: readonly Step[] = [...shutdown.stages, ...startup.stages].flatMap(
    (stage) => stage.steps,
  );
  for (const step of steps) {
    if (step.kind === "command") add(step.command, step.at.nodes);
    if (step.kind === "stop" && step.thenCommand !== undefined)
      add(step.thenCommand, step.at.nodes);
  }
  if (flux?.unseal) add(flux.unseal.command, [flux.unseal.at]);
  return found;
}

function list(nodes: ReadonlySet<string>): string {
  return [...nodes].join(", ");
}
