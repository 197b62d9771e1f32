import { readFileSync } from "node:fs";
import type { HirteClient } from "../../src/client/hirte-client.ts";
import { brokerPort, type LabNode } from "../../test/support/lab.ts";
import { clientOf } from "../access.ts";
import { type BenchLab, type Context, type Figure, moreThan, type Tell } from "../figure.ts";
import type { Identities } from "../identities.ts";
import { interleave, timed } from "../interleave.ts";
import { LocalSystemd } from "../local-systemd.ts";
import { areOnline } from "../online.ts";
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
    const { node1 } = lab.cluster;
    const local = await LocalSystemd.connect(node1, "jobs");
    const client = await clientOf(lab.access);
    try {
      await node1.unit(once, oneshot);
      await node1.unit(stays, simple);
      await measureJobs(context, tell, {
        local: (verb, unit) => timed(() => local.job(verb, unit)),
        hirte: (verb, unit) => timed(() => done(client, node1, verb, unit)),
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
  context: Context,
  tell: Tell,
  { cluster, access }: BenchLab,
  client: HirteClient,
): Promise<void> {
  const { isQuick, progress } = context;
  const directory = diskDirectory();
  const what = "the log on a disk instead of in memory";
  if (directory === undefined) {
    tell({ what, unit: "ms", note: "not measured: this machine has no disk that can be written" });
    return;
  }
  progress(what);
  const { node1, node2: node } = cluster;
  const identities = await context.identities();
  await identities.issueFor([node.name]);
  const primary = await Primary.start({
    directory,
    allowedNodes: [node.name],
    host: labAddress,
    identities,
  });
  let onDisk: HirteClient | undefined;
  try {
    onDisk = await clientOf(primary.access);
    await node.unit(once, oneshot);
    await moveTo(node, primary, await bring(identities, node));
    await areOnline(onDisk, [node.name]);
    const diskClient = onDisk;
    const pairs = await interleave(
      () => timed(() => done(client, node1, "start", once)),
      () => timed(() => done(diskClient, node, "start", once)),
      { rounds: isQuick ? 100 : 400, limitMs: isQuick ? 4000 : 15_000 },
    );
    tell(...moreThan(what, { base: "memory", ours: "disk" }, compare(pairs)));
  } finally {
    await onDisk?.close();
    // With the certificate by which it has joined there.
    await moveTo(node, { host: access.host, port: brokerPort });
    await areOnline(client, [node.name]);
    await primary.stop();
  }
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

/** Puts a node's certificate onto the node. @returns the keys of agent.conf that say where it is */
async function bring(
  identities: Identities,
  node: LabNode,
): Promise<Readonly<Record<string, string>>> {
  const { caFile, certFile, keyFile } = identities.filesOf(node.name);
  const files = { TLSCAFile: caFile, TLSCertFile: certFile, TLSKeyFile: keyFile };
  const keys: Record<string, string> = {};
  for (const [key, from] of Object.entries(files)) {
    keys[key] = `/etc/hirte/bench-${key}.pem`;
    await node.write(keys[key], readFileSync(from, "utf8"), 0o600);
  }
  return keys;
}

/** Has a node's agent register elsewhere. */
async function moveTo(
  node: LabNode,
  where: { readonly host: string; readonly port: number },
  keys: Readonly<Record<string, string>> = {},
): Promise<void> {
  const lines = [
    "[hirte-agent]",
    `ManagerHost=${where.host}`,
    `ManagerPort=${where.port}`,
    "TLS=on",
    ...Object.entries(keys).map(([key, value]) => `${key}=${value}`),
    "",
  ];
  // Behind what it has joined by: the later one counts.
  await node.write("/etc/hirte/agent.conf.d/bench.conf", lines.join("\n"));
  // Epochs of managers follow the clock: without its memory the agent obeys the one that began earlier.
  await node.must(
    ...["sh", "-c"],
    "systemctl stop hirte-agent; rm -f /var/lib/hirte-agent/epoch; systemctl start hirte-agent",
  );
}
