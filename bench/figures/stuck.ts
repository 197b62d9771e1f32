import type { HirteClient } from "../../src/client/hirte-client.ts";
import { managerNode, topicOf, topics } from "../../src/protocol/topics.ts";
import type { WireClient } from "../../test/support/wire-client.ts";
import { type Access, clientOf, wireClientOf } from "../access.ts";
import { type Context, type Figure, type Measurement, ms } from "../figure.ts";
import { Primary } from "../primary.ts";
import { scratchDirectory } from "../scratch.ts";
import { summarize } from "../statistics.ts";

const budgetMs = 100;
/** What kernels hold for a reader that does not read is full within a second of this. */
const message = { bytes: 32 * 1024, everyMs: 5 };
const retainedMessages = 2000;
const node = "n1";
/** Everybody may read it. */
const measuredTopic = topicOf(topics.unitState, { node, unit: "measured.service" });
const comeBackMs = 500;

/** A subscriber that stops reading and keeps coming back, and what it costs the others. */
export const stuck: Figure = {
  name: "stuck",
  summary: "what a subscriber that stops reading and keeps reconnecting costs the others",
  place: "here",

  async measure(context, tell) {
    const identities = await context.identities();
    await identities.issueFor([node]);
    const primary = await Primary.start({
      directory: scratchDirectory(),
      allowedNodes: [node],
      identities,
    });
    const { host, port } = primary;
    const ofNode = { host, port, tls: identities.identityOf(node) };
    try {
      tell(...(await measure({ access: primary.access, ofNode }, context)));
    } finally {
      await primary.stop();
    }
  },
};

interface Ways {
  readonly access: Access;
  /** As the node's agent. */
  readonly ofNode: Omit<Access, "user">;
}

async function measure({ access, ofNode }: Ways, context: Context): Promise<Measurement[]> {
  const publisher = await wireClientOf(ofNode, { clientId: `${node}.publisher` });
  const reader = await wireClientOf(access);
  const client = await clientOf(access);
  try {
    for (let i = 0; i < retainedMessages; i++) {
      const topic = topicOf(topics.unitState, { node, unit: `u${i}.service` });
      publisher.publish(topic, "x".repeat(300), { retain: true });
    }
    await publisher.ping();
    await reader.subscribe(measuredTopic, 1);
    const others = { publisher, reader, client };
    const lookMs = context.isQuick ? 3000 : 8000;
    context.progress("without a stuck subscriber");
    const without = await lookAt(others, lookMs);
    context.progress("with a stuck subscriber");
    const nuisance = new Nuisance(access);
    const during = await lookAt(others, lookMs).finally(() => nuisance.stop());
    const note = (look: Look) =>
      `${look.delays.length} messages of ${message.bytes / 1024} KiB, ${look.answers.length} answers`;
    return [
      {
        what: "longest delay of another's message",
        value: summarize(during.delays).max,
        unit: "ms",
        budget: budgetMs,
        note: `${note(during)}, ${nuisance.comebacks} comebacks; without it ${ms(summarize(without.delays).max)} ms`,
      },
      {
        what: "longest wait for an answer of hirte",
        value: summarize(during.answers).max,
        unit: "ms",
        budget: budgetMs,
        note: `p99 ${ms(summarize(during.answers).p99)} ms; without it ${ms(summarize(without.answers).max)} ms, p99 ${ms(summarize(without.answers).p99)} ms`,
      },
      { what: "messages lost by others", value: during.lost, unit: "", budget: 0 },
    ];
  } finally {
    await client.close("cut");
    publisher.stream.destroy();
    reader.stream.destroy();
  }
}

interface Look {
  /** From publishing to delivery, milliseconds. */
  readonly delays: readonly number[];
  /** From a question to its answer, milliseconds. */
  readonly answers: readonly number[];
  readonly lost: number;
}

interface Others {
  readonly publisher: WireClient;
  readonly reader: WireClient;
  readonly client: HirteClient;
}

async function lookAt({ publisher, reader, client }: Others, lookMs: number): Promise<Look> {
  const sentAtMs: number[] = [];
  const delays: number[] = [];
  const answers: number[] = [];
  reader.messages.length = 0;
  const onData = () => {
    const nowMs = performance.now();
    while (delays.length < reader.messages.length)
      delays.push(nowMs - (sentAtMs[delays.length] ?? 0));
  };
  reader.stream.on("data", onData);
  const untilMs = performance.now() + lookMs;
  const asking = (async () => {
    while (performance.now() < untilMs) {
      const askedMs = performance.now();
      await client.query(managerNode, "time", {});
      answers.push(performance.now() - askedMs);
      await pause(20);
    }
  })();
  while (performance.now() < untilMs) {
    sentAtMs.push(performance.now());
    publisher.publish(measuredTopic, Buffer.alloc(message.bytes));
    await pause(message.everyMs);
  }
  await asking;
  await publisher.ping();
  const giveUpMs = performance.now() + 2000;
  while (delays.length < sentAtMs.length && performance.now() < giveUpMs) await pause(5);
  reader.stream.off("data", onData);
  return { delays, answers, lost: sentAtMs.length - delays.length };
}

/** Subscribes to everything, does not read it, and comes back under the same name, for ever. */
class Nuisance {
  readonly #access: Access;
  readonly #timer: NodeJS.Timeout;
  #client: WireClient | undefined;
  #comebacks = 0;
  #isStopped = false;

  constructor(access: Access) {
    this.#access = access;
    this.#timer = setInterval(() => void this.#comeBack(), comeBackMs);
    void this.#comeBack();
  }

  get comebacks(): number {
    return this.#comebacks;
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
    this.#client?.stream.destroy();
  }

  async #comeBack(): Promise<void> {
    const before = this.#client;
    this.#client = undefined;
    before?.stream.destroy();
    try {
      const client = await wireClientOf(this.#access, { clientId: "stuck" });
      if (this.#isStopped) {
        client.stream.destroy();
        return;
      }
      client.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "#", qos: 1 }] });
      client.stopReading();
      this.#client = client;
      this.#comebacks++;
    } catch {
      // It was cut off while it came back; the next one will do.
    }
  }
}

function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs));
}
