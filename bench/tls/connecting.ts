import { randomId } from "../../src/core/ids.ts";
import { encode } from "../../src/protocol/codec.ts";
import { topicOf, topics } from "../../src/protocol/topics.ts";
import type { WireClient } from "../../test/support/wire-client.ts";
import { wireClientOf } from "../access.ts";
import { ms, timesAs } from "../figure.ts";
import { interleave, timed } from "../interleave.ts";
import { cpuSecondsOf } from "../process-usage.ts";
import { compare } from "../statistics.ts";
import { type Pair, type Plan, type Side, sides } from "./pair.ts";

/** Connections that are begun before the first of them is there. */
const atOnce = 64;

/** What it takes to come in: from the first packet of TCP to the answer to CONNECT. */
export async function measureConnecting(
  { context: { isQuick, progress }, tell, nodes }: Plan,
  { plain, tls, identities }: Pair,
): Promise<void> {
  const [node = ""] = nodes;
  const rounds = { rounds: isQuick ? 60 : 300, limitMs: isQuick ? 3000 : 10_000 };
  const asAgent = (side: Side) => () => comeAndGo(() => agentAt(side, node));
  const asUser = (side: Side, user: string) => () =>
    comeAndGo(() => wireClientOf({ ...side.primary.access, user }));

  progress("connecting");
  const agents = compare(await interleave(asAgent(plain), asAgent(tls), rounds));
  tell(timesAs("CONNECT with a node's certificate", sides, agents));

  // The first time a password is looked at with scrypt, which is to take long.
  let comers = 0;
  const strangers = compare(
    await interleave(asUser(plain, "bench"), () => asUser(tls, identities.stranger(comers++))(), {
      rounds: isQuick ? 4 : 15,
      warmUp: 1,
      limitMs: isQuick ? 4000 : 15_000,
    }),
  );
  tell(timesAs("CONNECT with a user's password, the first time", sides, strangers));
  const users = compare(await interleave(asUser(plain, "bench"), asUser(tls, "bench"), rounds));
  tell(timesAs("CONNECT with a user's password, later", sides, users));

  progress("many connections, one behind the other");
  const crowds = { plain: [] as Crowd[], tls: [] as Crowd[] };
  const most = { count: isQuick ? 100 : 500, limitMs: isQuick ? 2000 : 4000 };
  for (let round = 0; round < (isQuick ? 1 : 2); round++) {
    crowds.plain.push(await crowd(plain, nodes, most));
    crowds.tls.push(await crowd(tls, nodes, most));
  }
  const [base, ours] = [sumOf(crowds.plain), sumOf(crowds.tls)];
  const [basePerS, perS] = [base.count / base.tookS, ours.count / ours.tookS];
  tell(
    {
      what: "connections taken by hirte, of clients in one process",
      value: perS,
      unit: "/s",
      note: `plain ${basePerS.toFixed(0)}/s; hirte took ${percent(ours)} of a core, plain ${percent(base)}; ${atOnce} at a time, n = ${ours.count}`,
    },
    {
      what: "CPU of hirte for a connection",
      value: ours.cpuS / ours.count / (base.cpuS / base.count),
      unit: "×",
      note: `TLS ${cost(ours)}, plain ${cost(base)}: a core takes no more than ${(ours.count / ours.cpuS).toFixed(0)}/s, plain ${(base.count / base.cpuS).toFixed(0)}/s`,
    },
  );
}

/** A client that connects as the agent of a node does, and says nothing more. */
export function agentAt(side: Side, node: string): Promise<WireClient> {
  const instance = "0123456789abcdef0123456789abcdef";
  const will = {
    topic: topicOf(topics.gone, { node }),
    payload: Buffer.from(encode("gone", { instance, reason: "will" })),
  };
  return wireClientOf(side.agentOf(node), { clientId: `${node}.${randomId()}`, will });
}

async function comeAndGo(come: () => Promise<WireClient>): Promise<number> {
  let client: WireClient | undefined;
  const tookMs = await timed(async () => {
    client = await come();
  });
  client?.send({ cmd: "disconnect" });
  client?.stream.end();
  await client?.closed;
  return tookMs;
}

interface Crowd {
  readonly count: number;
  readonly tookS: number;
  /** Of hirte. */
  readonly cpuS: number;
}

/** So many connections, or as many as begin in that time; each is over when the next one begins. */
async function crowd(
  side: Side,
  nodes: readonly string[],
  most: { readonly count: number; readonly limitMs: number },
): Promise<Crowd> {
  let count = 0;
  const { pid } = side.primary;
  const [cpu, startMs] = [cpuSecondsOf(pid), performance.now()];
  const come = async () => {
    while (count < most.count && performance.now() - startMs < most.limitMs) {
      const node = nodes[count++ % nodes.length] ?? "";
      await comeAndGo(() => agentAt(side, node));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, come));
  return { count, tookS: (performance.now() - startMs) / 1000, cpuS: cpuSecondsOf(pid) - cpu };
}

function sumOf(crowds: readonly Crowd[]): Crowd {
  const sum = (of: (one: Crowd) => number) => crowds.reduce((all, one) => all + of(one), 0);
  return {
    count: sum(({ count }) => count),
    tookS: sum(({ tookS }) => tookS),
    cpuS: sum(({ cpuS }) => cpuS),
  };
}

function percent({ cpuS, tookS }: Crowd): string {
  return `${((cpuS / tookS) * 100).toFixed(0)}%`;
}

function cost({ cpuS, count }: Crowd): string {
  return `${ms((cpuS / count) * 1000)} ms`;
}
