import { askForCertificate } from "../../agent/certificate-call.ts";
import { certificateRequest } from "../../src/pki/certificate-request.ts";
import { newKey } from "../../src/pki/keys.ts";
import { managerNode } from "../../src/protocol/topics.ts";
import type { WireClient } from "../../test/support/wire-client.ts";
import { clientOf } from "../access.ts";
import { type Memory, memoryOf } from "../process-usage.ts";
import { agentAt } from "./connecting.ts";
import { type Pair, type Plan, type Side, sides } from "./pair.ts";

const atOnce = 32;
/** Clients that come and go before: what is loaded for the first of them is nobody's. */
const warmUp = 20;

/** Memory of a hirte that was started just now, for each client that is connected and says nothing. */
export async function measureIdleClients(
  { context, tell, nodes }: Plan,
  { plain, tls, identities }: Pair,
): Promise<void> {
  const settleMs = context.isQuick ? 1000 : 4000;
  const look = async (side: Side) => {
    const { pid } = side.primary;
    const first = nodes.slice(0, warmUp);
    await leave(await comeAll(side, first));
    await pause(settleMs);
    const before = memoryOf(pid);
    const clients = await comeAll(side, nodes);
    await pause(settleMs);
    const after = memoryOf(pid);
    await leave(clients);
    return { before, perClient: perClient(before, after, nodes.length) };
  };
  context.progress(`memory with ${nodes.length} clients that say nothing`);
  const base = await look(plain);
  const ours = await look(tls);
  const what = `of ${nodes.length} clients that say nothing, each`;
  const told = (side: string, { before, perClient: each }: typeof base) =>
    `${side}: private ${each.privateMiB.toFixed(1)} KiB; without them hirte has ${before.rssMiB.toFixed(1)} MiB, private ${before.privateMiB.toFixed(1)}`;
  tell(
    {
      what: `memory of hirte, resident, ${what}`,
      value: ours.perClient.rssMiB,
      unit: "KiB",
      note: told(sides.ours, ours),
    },
    {
      what: `the same, plain`,
      value: base.perClient.rssMiB,
      unit: "KiB",
      note: told(sides.base, base),
    },
    {
      what: `the same, TLS against plain`,
      value: ours.perClient.rssMiB / base.perClient.rssMiB,
      unit: "×",
      note: `of private memory ${(ours.perClient.privateMiB / base.perClient.privateMiB).toFixed(2)}×`,
    },
  );

  const before = memoryOf(tls.primary.pid);
  const client = await clientOf(tls.primary.access);
  const [node = ""] = nodes;
  try {
    const [row] = await client.query(managerNode, "add-node", { node });
    if (!row) throw new Error("there is no line to join by");
    const { host, port } = tls.primary;
    await askForCertificate({
      endpoint: { host, port },
      identity: { ca: identities.ca },
      path: "/v1/join",
      body: { node, token: row.token, csr: await certificateRequest(newKey(), node) },
    });
  } finally {
    await client.close("cut");
  }
  const after = memoryOf(tls.primary.pid);
  tell({
    what: "memory of hirte, resident, more once a node has joined",
    value: after.rssMiB - before.rssMiB,
    unit: "MiB",
    note: "what signs certificates is loaded with the first one, and stays until hirte is started anew",
  });
}

/** In KiB. */
function perClient(before: Memory, after: Memory, count: number): Memory {
  const each = (of: keyof Memory) => ((after[of] - before[of]) * 1024) / count;
  return { rssMiB: each("rssMiB"), privateMiB: each("privateMiB") };
}

async function comeAll(side: Side, nodes: readonly string[]): Promise<WireClient[]> {
  const clients: WireClient[] = [];
  let next = 0;
  const come = async () => {
    while (next < nodes.length) clients.push(await agentAt(side, nodes[next++] ?? ""));
  };
  await Promise.all(Array.from({ length: atOnce }, come));
  return clients;
}

async function leave(clients: readonly WireClient[]): Promise<void> {
  for (const client of clients) client.stream.destroy();
  await Promise.all(clients.map(({ closed }) => closed));
}

function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs));
}
