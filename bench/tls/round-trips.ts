import { encode } from "../../src/protocol/codec.ts";
import { managerNode, topicOf, topics } from "../../src/protocol/topics.ts";
import { clientOf, wireClientOf } from "../access.ts";
import { timesAs } from "../figure.ts";
import { interleave, timed } from "../interleave.ts";
import { compare } from "../statistics.ts";
import { agentAt } from "./connecting.ts";
import { type Pair, type Plan, type Side, sides } from "./pair.ts";

/** Something that is done on one connection again and again. */
interface Trips {
  trip(): Promise<number>;
  close(): Promise<void>;
}

/** What every message costs: from a node to a reader, and from a client to hirte and back. */
export async function measureRoundTrips(
  { context: { isQuick, progress }, tell, nodes: [node = ""] }: Plan,
  { plain, tls }: Pair,
): Promise<void> {
  const options = { rounds: isQuick ? 300 : 2000, limitMs: isQuick ? 3000 : 10_000 };
  progress("round trips");
  const ways = [
    ["unit state published → delivered", (side: Side) => deliveries(side, node)],
    ["request → reply of hirte", questions],
  ] as const;
  for (const [what, open] of ways) {
    const base = await open(plain);
    const ours = await open(tls);
    try {
      const pairs = await interleave(
        () => base.trip(),
        () => ours.trip(),
        options,
      );
      tell(timesAs(what, sides, compare(pairs)));
    } finally {
      await base.close();
      await ours.close();
    }
  }
}

async function deliveries(side: Side, node: string): Promise<Trips> {
  const topic = topicOf(topics.unitState, { node, unit: "bench.service" });
  const payload = encode("unit-state", {
    session: 1,
    seq: 1,
    load: "loaded",
    active: "active",
    sub: "running",
    description: "A service like many others",
    fileState: "enabled",
    invocation: "0123456789abcdef0123456789abcdef",
  });
  const publisher = await agentAt(side, node);
  const reader = await wireClientOf(side.primary.access);
  await reader.subscribe(topic, 1);
  return {
    trip: () =>
      timed(async () => {
        const wanted = reader.messages.length + 1;
        publisher.publish(topic, payload);
        await reader.until(() => reader.messages.length >= wanted);
      }),
    close: async () => {
      publisher.stream.destroy();
      reader.stream.destroy();
    },
  };
}

async function questions(side: Side): Promise<Trips> {
  const client = await clientOf(side.primary.access);
  return {
    trip: () => timed(() => client.query(managerNode, "time", {})),
    close: () => client.close("cut"),
  };
}
