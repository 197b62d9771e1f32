import type { ClientKind } from "./history.ts";
import type { Fault, FaultKind, Plan, PlannedAsk } from "./plan.ts";
import { Random } from "./random.ts";
import { testUnits } from "./units.ts";

/** What a schedule depends on. The same options give the same plan. */
export interface ScheduleOptions {
  readonly seed: number;
  /** Until all faults are undone. */
  readonly durationMs: number;
  readonly nodes: readonly string[];
  readonly broker: "embedded" | "mosquitto";
}

/** How often each kind of fault comes, next to the others of its machine. */
const nodeWeights = {
  "agent-kill": 4,
  "agent-restart": 2,
  "agent-freeze": 3,
  "node-freeze": 3,
  "node-kill": 2,
  "power-cut": 2,
  reboot: 2,
  "link-cut": 3,
  "link-dead": 3,
  "link-loss": 2,
  "link-late": 2,
  "dbus-kill": 1,
  "dbus-freeze": 1,
  "dbus-restart": 1,
  "daemon-reexec": 2,
  "daemon-reload": 2,
} as const satisfies Partial<Record<FaultKind, number>>;

const primaryWeights = {
  "hirte-kill": 4,
  "hirte-restart": 2,
  "hirte-freeze": 3,
  "link-cut": 1,
  "link-loss": 1,
  "link-late": 1,
  reboot: 1,
} as const satisfies Partial<Record<FaultKind, number>>;

const brokerWeights = { "broker-kill": 2, "broker-freeze": 2 } as const;

/** Mean pause between two faults of a machine, in milliseconds. */
const nodePauseMs = 6000;
const primaryPauseMs = 12_000;
/** Mean pause between two requests of a client. */
const askPauseMs = 1500;
/** One that all nodes are up: nothing goes wrong before. */
const headStartMs = 500;

const users: readonly { readonly user: string; readonly client: ClientKind }[] = [
  { user: "alice", client: "library" },
  { user: "bob", client: "library" },
  { user: "carol", client: "library" },
  { user: "ctl", client: "hirtectl" },
  { user: "raw", client: "raw" },
  { user: "rude", client: "raw" },
];

/** All faults and requests of a run. */
export function schedule(options: ScheduleOptions): Plan {
  const { seed, durationMs, nodes } = options;
  const random = new Random(seed);
  const faults = [
    ...nodes.flatMap((node) => faultsOf(random.fork(), node, nodeWeights, nodePauseMs, durationMs)),
    ...faultsOf(
      random.fork(),
      "primary",
      options.broker === "mosquitto" ? { ...primaryWeights, ...brokerWeights } : primaryWeights,
      primaryPauseMs,
      durationMs,
    ),
  ].sort((a, b) => a.atMs - b.atMs);
  const asks = users
    .flatMap((client) => asksOf(random.fork(), client, nodes, durationMs))
    .sort((a, b) => a.atMs - b.atMs);
  return { seed, durationMs, faults, asks };
}

function faultsOf<K extends FaultKind>(
  random: Random,
  machine: string,
  weights: Readonly<Record<K, number>>,
  pauseMs: number,
  durationMs: number,
): Fault[] {
  const faults: Fault[] = [];
  let atMs = headStartMs + random.pause(pauseMs);
  while (atMs < durationMs) {
    const kind = random.weighted(weights);
    const fault = {
      atMs,
      machine,
      kind,
      // Undone by the end, more or less: a run is as long as it was asked to be.
      forMs: Math.min(lengthOf(kind, random), durationMs - atMs + 1000),
      amount: amountOf(kind, random),
    };
    faults.push(fault);
    // What happens at once still takes its time: a boot, a restart.
    atMs += fault.forMs + 1500 + random.pause(pauseMs);
  }
  return faults;
}

function lengthOf(kind: FaultKind, random: Random): number {
  switch (kind) {
    case "agent-kill":
    case "agent-restart":
    case "reboot":
    case "hirte-kill":
    case "hirte-restart":
    case "broker-kill":
    case "dbus-kill":
    case "dbus-restart":
    case "daemon-reexec":
    case "daemon-reload":
      return 0;
    case "node-kill":
    case "power-cut":
      // Shorter and longer than the presence time.
      return random.percent(25) ? random.between(11_000, 14_000) : random.between(200, 4000);
    case "link-cut":
    case "link-dead":
    case "node-freeze":
    case "agent-freeze":
      return random.percent(20) ? random.between(11_000, 14_000) : random.between(300, 6000);
    case "link-loss":
    case "link-late":
      return random.between(2000, 8000);
    case "dbus-freeze":
      return random.between(500, 4000);
    case "hirte-freeze":
    case "broker-freeze":
      return random.percent(15) ? random.between(11_000, 14_000) : random.between(300, 5000);
  }
}

function amountOf(kind: FaultKind, random: Random): number {
  if (kind === "link-loss") return random.between(5, 30);
  return kind === "link-late" ? random.between(20, 400) : 0;
}

function asksOf(
  random: Random,
  { user, client }: { readonly user: string; readonly client: ClientKind },
  nodes: readonly string[],
  durationMs: number,
): PlannedAsk[] {
  const asks: PlannedAsk[] = [];
  // Processes cost more than messages.
  const pauseMs = client === "hirtectl" ? 1.5 * askPauseMs : askPauseMs;
  let count = 0;
  for (let atMs = random.pause(pauseMs); atMs < durationMs; atMs += random.pause(pauseMs)) {
    const node = random.pick(nodes);
    const unit = random.pick(testUnits);
    // Several at once on the same unit.
    const burst = random.percent(12) ? random.between(2, 4) : 1;
    for (let i = 0; i < burst; i++) {
      asks.push({
        atMs: atMs + i * random.between(0, 30),
        id: random.id(),
        client,
        // hirtectl makes its ids itself; the name says which of its calls a job is of.
        user: client === "hirtectl" ? `${user}${count++}` : user,
        node,
        verb: random.pick(unit.verbs),
        unit: unit.name,
        ...limitsOf(random),
        ...(random.percent(70) ? { settleMs: random.pick([100, 300]) } : {}),
        doesNotWait: random.percent(12),
        ...(random.percent(15) ? { cancelAfterMs: random.between(0, 3000) } : {}),
        ...(random.percent(client === "library" ? 6 : 15)
          ? { dieAfterMs: random.between(0, 2500) }
          : {}),
        copiesAfterMs:
          client === "raw"
            ? Array.from({ length: random.between(0, 3) }, () =>
                random.percent(50) ? random.between(0, 200) : random.between(200, 9000),
              ).sort((a, b) => a - b)
            : [],
      });
    }
  }
  return asks;
}

function limitsOf(random: Random): Pick<PlannedAsk, "startWithinMs" | "endWithinMs"> {
  return {
    ...(random.percent(50) ? { startWithinMs: random.pick([150, 500, 1000, 3000, 8000]) } : {}),
    ...(random.percent(35) ? { endWithinMs: random.pick([500, 1000, 2000, 4000, 9000]) } : {}),
  };
}
