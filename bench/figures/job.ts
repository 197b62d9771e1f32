import { HirteClient } from "../../src/client/hirte-client.ts";
import { silentLog } from "../../src/core/log.ts";
import { tcpStream } from "../../src/mqtt/link.ts";
import { brokerPort, type Cluster, type LabNode } from "../../test/support/lab.ts";
import { type Context, type Figure, moreThan, type Tell } from "../figure.ts";
import { interleave, timed } from "../interleave.ts";
import { LocalSystemd } from "../local-systemd.ts";
import { Primary } from "../primary.ts";
import { diskDirectory } from "../scratch.ts";
import { compare } from "../statistics.ts";
import { oneshot, simple } from "../units.ts";

const budget = { p50: 1.5, p99: 5 };
const sides = { base: "local", ours: "hirte" };
const once = "bench-once.service";
const stays = "bench-stays.service";
/** Address of the lab itself, where a program of this process's side listens for nodes. */
const labAddress = "10.99.0.1";

/** From a request to the end of its job, against the same job by the node's own bus. */
export const job: Figure = {
  name: "job",
  summary: "request → job done on another node, against the same job through that node's own bus",
  place: "lab",

  async measure(context, tell, lab) {
    const local = await LocalSystemd.connect(lab.node1, "jobs");
    const client = await connect(lab.primary.ip, brokerPort);
    try {
      await lab.node1.unit(once, oneshot);
      await lab.node1.unit(stays, simple);
      await measureJobs(context, tell, {
        local: (verb, unit) => timed(() => local.job(verb, unit)),
        hirte: (verb, unit) => timed(() => done(client, lab.node1, verb, unit)),
      });
      await measureDisk(context, tell, lab, client);
    } finally {
      await client.close();
      local.close();
    }
  },
};

type Do = (verb: "start" | "stop", unit: string) => Promise<number>;

async function measureJobs(
  { isQuick, progress }: Context,
  tell: Tell,
  { local, hirte }: { readonly local: Do; readonly hirte: Do },
): Promise<void> {
  const limitMs = isQuick ? 4000 : 20_000;
  progress("start of a oneshot");
  const starts = await interleave(
    () => local("start", once),
    () => hirte("start", once),
    {
      rounds: isQuick ? 200 : 1000,
      limitMs,
    },
  );
  tell(...moreThan("start of Type=oneshot /bin/true", sides, compare(starts), budget));

  progress("start and stop of a service");
  const rounds = isQuick ? 60 : 300;
  const alone = async (by: Do, measured: "start" | "stop") => {
    if (measured === "stop") await local("start", stays);
    const tookMs = await by(measured, stays);
    if (measured === "start") await local("stop", stays);
    return tookMs;
  };
  for (const verb of ["start", "stop"] as const) {
    const pairs = await interleave(
      () => alone(local, verb),
      () => alone(hirte, verb),
      {
        rounds,
        limitMs,
      },
    );
    tell(...moreThan(`${verb} of Type=simple`, sides, compare(pairs), budget));
  }

  progress("start of what is active already");
  await local("start", stays);
  const noops = await interleave(
    () => local("start", stays),
    () => hirte("start", stays),
    {
      rounds: isQuick ? 200 : 1000,
      limitMs,
    },
  );
  await local("stop", stays);
  tell(...moreThan("start of what is active already", sides, compare(noops), budget));
}

/** What it costs more when the log of jobs is on a disk: a second primary, and a node of its own. */
async function measureDisk(
  { isQuick, progress }: Context,
  tell: Tell,
  lab: Cluster,
  client: HirteClient,
): Promise<void> {
  const directory = diskDirectory();
  const what = "the log on a disk instead of in memory";
  if (directory === undefined) {
    tell({ what, unit: "ms", note: "not measured: this machine has no disk that can be written" });
    return;
  }
  progress(what);
  const node = lab.node2;
  const primary = await Primary.start({
    directory,
    allowedNodes: [node.name],
    host: labAddress,
  });
  let onDisk: HirteClient | undefined;
  try {
    onDisk = await connect(labAddress, primary.port);
    await node.unit(once, oneshot);
    await moveTo(node, { host: labAddress, port: primary.port });
    await isOnline(onDisk, node.name);
    const diskClient = onDisk;
    const pairs = await interleave(
      () => timed(() => done(client, lab.node1, "start", once)),
      () => timed(() => done(diskClient, node, "start", once)),
      { rounds: isQuick ? 100 : 400, limitMs: isQuick ? 4000 : 15_000 },
    );
    tell(...moreThan(what, { base: "memory", ours: "disk" }, compare(pairs)));
  } finally {
    await onDisk?.close();
    await moveTo(node, { host: lab.primary.ip, port: brokerPort });
    await isOnline(client, node.name);
    await primary.stop();
  }
}

function connect(host: string, port: number): Promise<HirteClient> {
  return HirteClient.connect({ servers: [tcpStream(host, port)], user: "bench", log: silentLog() });
}

async function done(
  client: HirteClient,
  node: LabNode,
  verb: "start" | "stop",
  unit: string,
): Promise<void> {
  const { result } = await client.submit(node.name, verb, { unit }).finished;
  if (result !== "done") throw new Error(`${verb} ${unit} on ${node.name} ended as ${result}`);
}

/** Has a node's agent register elsewhere. */
async function moveTo(node: LabNode, where: { host: string; port: number }): Promise<void> {
  await node.write(
    "/etc/hirte/agent.conf.d/bench.conf",
    `[hirte-agent]\nManagerHost=${where.host}\nManagerPort=${where.port}\n`,
  );
  // Epochs of managers follow the clock: without its memory the agent obeys the one that began earlier.
  await node.must(
    ...["sh", "-c"],
    "systemctl stop hirte-agent; rm -f /var/lib/hirte-agent/epoch; systemctl start hirte-agent",
  );
}

async function isOnline(client: HirteClient, node: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${node} did not come online`)), 15_000);
    client
      .watchNodes((_change, view) => {
        const shown = [...view.nodes()].find((n) => n.node === node);
        if (shown?.state.state !== "online" || !shown.state.synced) return;
        clearTimeout(timer);
        resolve();
      })
      .catch(reject);
  });
}
