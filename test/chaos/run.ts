import { dirname } from "node:path";
import { setTimeout as setTimeoutLater } from "node:timers/promises";
import { HirteError, isHirteError } from "../../src/core/errors.ts";
import type { Job } from "../../src/protocol/generated/schemas.ts";
import { managerNode } from "../../src/protocol/topics.ts";
import {
  type Broker,
  brokerPort,
  type Cluster,
  delay,
  must,
  until,
  withPassword,
} from "../support/lab.ts";
import type { Caller, OpenCall } from "./clients/call.ts";
import { Echo } from "./clients/echo.ts";
import { HirtectlCaller } from "./clients/hirtectl.ts";
import { LibraryCaller } from "./clients/library.ts";
import { RawCaller } from "./clients/raw.ts";
import { Faults } from "./faults.ts";
import type { History, NodeTruth, Reading } from "./history.ts";
import { callBoundMs } from "./judge/ends.ts";
import type { Plan, PlannedAsk } from "./plan.ts";
import { journalOf, realUnits, runsOf } from "./record/disk.ts";
import { LedgerFollower } from "./record/ledger-follower.ts";
import { Pid1Follower } from "./record/pid1-follower.ts";
import { retainedJobs, WireRecorder } from "./record/wire-recorder.ts";
import { testUnits } from "./units.ts";

/** The names of the nodes of a chaos run. */
export const nodeNames = ["node1", "node2", "node3", "node4"] as const;

/** How long readers may take to be right again after the last fault. */
const readingsMs = 30_000;

/** Where they are not, what was logged since so long before that fault is printed. */
const logsMs = 60_000;

/** Carries a plan out on a cluster of these nodes, and records what was asked, told and true. */
export async function carryOut(
  cluster: Cluster,
  plan: Plan,
  options: {
    readonly broker: Broker;
    readonly tls: "on" | "off";
    readonly tell: (text: string) => void;
  },
): Promise<History> {
  const { broker, tls } = options;
  const users = [...new Set(plan.asks.map(({ user }) => user))];
  await cluster.ready({ broker, tls, users });
  await cluster.close(); // it listens to everything, which costs this process time
  await Promise.all(cluster.machines.map((machine) => prepare(machine, cluster)));
  const { url } = cluster;
  const wire = await recordAs(cluster, plan);
  // Where everybody has to prove who it is, nobody says again what others have said.
  const echo = cluster.isTls ? undefined : new Echo(url, plan.seed);
  const followers = await follow(cluster);
  const cancels: { id: string; at: number }[] = [];
  const onCancel = (id: string) => void cancels.push({ id, at: Date.now() });
  const callers = await connect(cluster, plan, onCancel);
  const faults = new Faults(cluster, options.tell);

  const startedAt = Date.now();
  const calls: OpenCall[] = [];
  const timers = [
    ...plan.faults.map((fault) => setTimeout(() => faults.begin(fault), fault.atMs)),
    ...plan.asks.map((ask) =>
      setTimeout(() => {
        const call = callers.get(callerOf(ask))?.call(ask);
        if (call) calls.push(call);
      }, ask.atMs),
    ),
  ];
  await delay(plan.durationMs);
  for (const timer of timers) clearTimeout(timer);
  const done = await faults.calm();
  const calmAt = Date.now();
  await echo?.close();
  options.tell("calm: waiting for every call to end");
  // Nobody waits for the rest of that time when all are over.
  const timeIsUp = setTimeoutLater(callBoundMs + 1000, undefined, { ref: false });
  await Promise.race([Promise.all(calls.map(({ over }) => over)), timeIsUp]);

  const [library] = [...callers.values()].filter((c) => c instanceof LibraryCaller);
  if (!library) throw new Error("a plan without a client of the library");
  const seen = new Set([
    ...wire.told.map(({ job }) => job.id),
    ...calls.flatMap(({ ask }) => ask.id ?? []),
  ]);
  const last = await finallyOf(library, seen, calmAt);
  // What flaps is never the same for two readers.
  await Promise.all(cluster.nodes.map((node) => node.systemctl("stop", ...flapping)));
  const readings = await readingsOf(cluster, library);
  if (!readings.every(isRight)) options.tell(await cluster.report(calmAt - logsMs, 200));
  const retained = await retainedJobs(url, await cluster.mqttOptions());
  const nodes = await Promise.all(
    cluster.nodes.map(
      async (node): Promise<NodeTruth> => ({
        node: node.name,
        ledger: followers.get(node.name)?.ledger.finish() ?? [],
        ...(followers.get(node.name)?.pid1.finish() ?? { signals: [], spans: [], gaps: [] }),
        journal: await journalOf(node),
        runs: await runsOf(node),
      }),
    ),
  );
  const history: History = {
    startedAt,
    calmAt,
    endedAt: Date.now(),
    // As it is by now: calls that end later have not ended.
    asks: calls.map(({ ask }) => ({ ...ask })),
    told: [...wire.told],
    replies: [...wire.replies],
    cancels,
    faults: done,
    copies: echo?.count ?? 0,
    nodes,
    finally: last,
    readings,
    retained,
  };
  await Promise.all([...callers.values()].map((caller) => caller.close()));
  await wire.close();
  await cluster.close();
  return history;
}

const flapping = testUnits.filter(({ restartsItself }) => restartsItself).map(({ name }) => name);

const callerOf = ({ client, user }: PlannedAsk) => (client === "library" ? user : client);

/** Test units, and a journal that outlives a reboot and forgets nothing. */
async function prepare(machine: Cluster["primary"], cluster: Cluster): Promise<void> {
  await machine.write(
    "/etc/systemd/journald.conf.d/zz-chaos.conf",
    "[Journal]\nStorage=persistent\nSystemMaxUse=256M\nRateLimitIntervalSec=0\n",
  );
  if (cluster.nodes.includes(machine)) {
    for (const { name, text } of testUnits) {
      if (text !== undefined) await machine.write(`/etc/systemd/system/${name}`, text);
    }
  }
  await machine.systemctl("daemon-reload");
  await machine.systemctl("restart", "systemd-journald");
  await machine.must("journalctl", "--flush");
}

async function follow(cluster: Cluster) {
  const entries = await Promise.all(
    cluster.nodes.map(async ({ name }) => {
      const root = (await must(["labnode", "root", name])).trim();
      const ledger = new LedgerFollower(`${root}/run/hirte-agent/ledger.jsonl`);
      const pid1 = new Pid1Follower({ name, bootIdFile: `${dirname(root)}/boot_id` });
      await until(() => pid1.isListening, { what: `PID 1 of ${name} is listened to` });
      return [name, { ledger, pid1 }] as const;
    }),
  );
  return new Map(entries);
}

/**
 * Who hears what is told of jobs, and what clients are answered. Where these are for the clients' own eyes, it is told
 * by connections of theirs; but for hirtectl, each call of which is somebody else's.
 */
async function recordAs(cluster: Cluster, plan: Plan): Promise<WireRecorder> {
  const { url, isTls } = cluster;
  if (!isTls) return new WireRecorder(url);
  const users = new Set(
    plan.asks.flatMap(({ client, user }) => (client === "hirtectl" ? [] : [user])),
  );
  const accesses = await Promise.all([...users].map((user) => cluster.mqttOptions(user)));
  return new WireRecorder(url, [await cluster.mqttOptions(), ...accesses]);
}

async function connect(
  cluster: Cluster,
  plan: Plan,
  onCancel: (id: string) => void,
): Promise<Map<string, Caller>> {
  const { url, isTls } = cluster;
  const access = await cluster.mqttOptions();
  const accessOf = (user: string) => (isTls ? { ...access, username: user } : {});
  const users = new Set(
    plan.asks.flatMap(({ client, user }) => (client === "library" ? [user] : [])),
  );
  const callers = new Map<string, Caller>([
    ["hirtectl", new HirtectlCaller(cluster.primary, isTls ? withPassword : [])],
    ["raw", new RawCaller(url, { accessOf, onCancel })],
  ]);
  const host = cluster.primary.ip;
  for (const user of users) {
    const options = { host, port: brokerPort, user, access: accessOf(user), onCancel };
    callers.set(user, await LibraryCaller.connect(options));
  }
  return callers;
}

/** What hirte says of each id at the end, once none of them is open any more or the time is over. */
async function finallyOf(
  { client }: LibraryCaller,
  ids: ReadonlySet<string>,
  calmAt: number,
): Promise<Map<string, Job>> {
  const jobs = new Map<string, Job>();
  for (const id of ids) {
    for (;;) {
      const job = await jobOf(client, id);
      if (job) jobs.set(id, job);
      if (!job || job.state === "finished" || Date.now() > calmAt + callBoundMs) break;
      await delay(200);
    }
  }
  return jobs;
}

async function jobOf(client: LibraryCaller["client"], id: string): Promise<Job | undefined> {
  try {
    const [job] = await client.query(managerNode, "job", { job: id });
    if (!job) throw new HirteError("bad-message", `an answer about ${id} without a row`);
    return job;
  } catch (error) {
    if (isHirteError(error, "no-such-job")) return undefined;
    throw error;
  }
}

const isRight = ({ shown, real }: Reading) => `${shown}` === `${real}`;

/** Reads until what is shown is so, or the time is over; the last reading counts. */
async function readingsOf(cluster: Cluster, { client, watch }: LibraryCaller): Promise<Reading[]> {
  const untilAt = Date.now() + readingsMs;
  for (;;) {
    const readings = await read();
    if (readings.every(isRight) || Date.now() > untilAt) return readings;
    await delay(300);
  }

  async function read(): Promise<Reading[]> {
    const nodes = await client.query(managerNode, "list-nodes", {});
    const listed: Reading = {
      reader: "list-nodes",
      subject: "nodes",
      shown: nodes.map(({ node, state }) => `${node} ${state}`).sort(),
      real: cluster.nodes.map(({ name }) => `${name} online`).sort(),
    };
    const units = await Promise.all(
      cluster.nodes.map(async (machine): Promise<Reading[]> => {
        const { name } = machine;
        const rows = await client.query(managerNode, "list-units", { nodes: [name] });
        const watched = [...watch.view.units(name)].filter(({ isStale }) => !isStale);
        const real = await realUnits(machine);
        return [
          {
            reader: "list-units",
            subject: name,
            shown: rows
              .filter(({ stale }) => !stale)
              .map(({ unit, active, sub }) => `${unit} ${active} ${sub}`)
              .sort(),
            real,
          },
          {
            reader: "watchUnits",
            subject: name,
            shown: watched.map(({ unit, state }) => `${unit} ${state.active} ${state.sub}`).sort(),
            real,
          },
        ];
      }),
    );
    return [listed, ...units.flat()];
  }
}
