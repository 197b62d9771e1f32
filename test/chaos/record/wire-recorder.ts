import mqtt, { type MqttClient } from "mqtt";
import type { Job, Reply } from "../../../src/protocol/generated/schemas.ts";
import { matchTopic, root, topics } from "../../../src/protocol/topics.ts";
import type { MqttAccess } from "../../support/lab.ts";
import type { Answered, Told } from "../history.ts";

const usual = { protocolVersion: 4 } as const;

/** A third party that hears what is told of jobs, and what clients are answered. */
export class WireRecorder {
  readonly told: Told[] = [];
  readonly replies: Answered[] = [];
  readonly #clients: readonly MqttClient[];

  /** `accesses`: the first one listens to all that everybody may hear, the others to what is for them. */
  constructor(url: string, accesses: readonly MqttAccess[] = [{}]) {
    this.#clients = accesses.map((access, i) => {
      const client = mqtt.connect(url, {
        ...access,
        ...usual,
        reconnectPeriod: 100,
        keepalive: 15,
      });
      client.on("error", () => {}); // it comes back by itself
      client.on("message", (topic, payload) => this.#hear(topic, payload.toString()));
      const filters = [...(i === 0 ? [`${root}/jobs/+`] : []), `${root}/replies/+/+`];
      client.subscribe(filters, { qos: 1 });
      return client;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.endAsync(true)));
  }

  #hear(topic: string, text: string): void {
    if (text === "") return;
    const at = Date.now();
    if (matchTopic(topics.job, topic)) {
      // hirte encodes by the schema; nobody else writes here in a chaos run.
      this.told.push({ at, job: JSON.parse(text) as Job });
      return;
    }
    if (!matchTopic(topics.reply, topic)) return;
    const { id, status, job, problem } = JSON.parse(text) as Reply; // likewise
    if (status === "result") return;
    this.replies.push({
      at,
      id,
      status,
      ...(job ? { job } : {}),
      ...(problem ? { code: problem.code } : {}),
    });
  }
}

/** Ids of the jobs that a broker has retained. */
export async function retainedJobs(url: string, access: MqttAccess): Promise<string[]> {
  const client = await mqtt.connectAsync(url, { ...access, ...usual, reconnectPeriod: 0 });
  const ids: string[] = [];
  client.on("message", (topic, payload, { retain }) => {
    const job = matchTopic(topics.job, topic)?.job;
    if (retain && job !== undefined && payload.length > 0) ids.push(job);
  });
  await client.subscribeAsync(`${root}/jobs/+`, { qos: 1 });
  // What is retained comes before the answer to whatever is asked after it.
  await client.subscribeAsync(`${root}/manager/state`, { qos: 1 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await client.endAsync(true);
  return ids;
}
