/** What is about nodes: their agents, what these allow, and how the coordinator comes back. */
import type { HecateConfig, NodeEntry, Step } from "../../config/hecate-types.ts";
import {
  type Check,
  configOf,
  type Facts,
  type Finding,
  finding,
  ok,
  type SshFact,
} from "./model.ts";

/** Checks of nodes. */
export const checksOfNodes: readonly Check[] = [
  {
    name: "agent",
    of: (facts) => {
      if (!configOf(facts) || facts.broker?.isManagerUp) return eachNode(facts, agentFinding);
      const who = facts.broker ? "hirte" : "the broker";
      const text = `agent, poweroff and guard of the nodes are not checked: ${who} cannot be asked`;
      return [finding("note", text, "mend what is said of it above, and ask hecate doctor again")];
    },
  },
  { name: "poweroff", of: (facts) => eachNode(facts, poweroffFinding) },
  { name: "guard", of: (facts) => eachNode(facts, guardFinding) },
  { name: "ssh", of: ({ ssh }) => (ssh ? sshFindings(ssh) : []) },
  {
    name: "commands",
    of: (facts) => {
      const config = configOf(facts);
      if (!config) return [];
      return [...commandsOf(config)].map(([command, nodes]) =>
        finding(
          "note",
          `${command}, a command on ${list(nodes)}: whether it is there, nobody can see from here`,
          "it stands in the section [commands] of agent.conf, and is allowed by AllowedVerbs=, on each",
        ),
      );
    },
  },
  {
    name: "return-path",
    of: (facts) => {
      const config = configOf(facts);
      const node = config?.nodes.find(({ name }) => name === config.coordinator);
      return node ? [returnPathFinding(node)] : [];
    },
  },
];

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
      "systemctl status hirte-agent there",
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
        "update its hirte-agent",
      ),
    ];
  return state.power.isAllowed
    ? [ok(`${name}: it may be switched off`)]
    : [
        finding(
          "failed",
          `${name}: its own limits forbid to switch it off`,
          "add power to AllowedVerbs= in its agent.conf",
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
          "PowerGuard=yes in its agent.conf",
        ),
      ];
};

/** How a file is made that is not there. */
const makeIt = {
  key: (file: string) =>
    `ssh-keygen -t ed25519 -N '' -f ${file}, and ${file}.pub into authorized_keys on each node; no node is tried until then`,
  "known-hosts": (file: string) =>
    `ssh-keyscan ADDRESS >> ${file} for each node, and compare what it has with the nodes' own keys`,
} as const;

/** Where an agent is asked first, it is a way for the worst day: its lack is no failure yet. */
function sshFindings({ isFallback, nodes, files }: SshFact): readonly Finding[] {
  const level = isFallback ? "warning" : "failed";
  const cure =
    "keep it in /etc/hecate, root's: chown root:root; chmod 600 for the key, 644 for known_hosts";
  return [
    ...files.map(({ file, problem, missing }) =>
      finding("failed", `${file}: ${problem}`, missing ? makeIt[missing](file) : cure),
    ),
    ...nodes.map(({ node, problem }) =>
      problem === undefined
        ? ok(`${node}: it is reached by ssh, and lets systemctl and systemd-run be run as root`)
        : finding(
            level,
            problem.replace(`${node}: probe: `, `${node}: `),
            "see transports.ssh in hecate.yaml, and ask hecate doctor again",
          ),
    ),
  ];
}

/** Nobody can see from here what a BIOS is set to. */
function returnPathFinding({ name, returnPath }: NodeEntry): Finding {
  const cure = "return_path: bios, with a BIOS that powers on after a power loss";
  return {
    bios: finding(
      "note",
      `${name}: it comes back by its BIOS; whether that is set, nobody can see from here`,
      "set it to power on after a power loss (always on, not last state), and try it once",
    ),
    ups: finding(
      "note",
      `${name}: it comes back when its UPS cycles its outlets`,
      "killpower: true for that UPS, and a BIOS that powers on after a power loss",
    ),
    manual: finding("warning", `${name}: it comes back by hand, and nothing before it`, cure),
    // Whoever could wake it is down, too.
    none: finding("failed", `${name}: nothing says how it comes back, and all stays down`, cure),
  }[returnPath ?? "none"];
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
    const isWait = step.kind === "wait" && step.what === "command";
    if (step.kind === "command" || isWait) add(step.command, step.at.nodes);
    if (step.kind === "stop" && step.thenCommand !== undefined)
      add(step.thenCommand, step.at.nodes);
  }
  if (flux?.unseal) add(flux.unseal.command, [flux.unseal.at]);
  return found;
}

function list(nodes: ReadonlySet<string>): string {
  return [...nodes].join(", ");
}
