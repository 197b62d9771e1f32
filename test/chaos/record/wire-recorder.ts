import mqtt, { type MqttClient } from "mqtt";
import type { Job, Reply } from "../../../src/protocol/generated/schemas.ts";
import { matchTopic, root, topics } from "../../../src/protocol/topics.ts";
import type { Answered, Told } from "../history.ts";

/** A third party that hears what is told of jobs, and what clients are answered. */
export class WireRecorder {
  readonly told: Told[] = [];
  readonly replies: Answered[] = [];
  readonly #client: MqttClient;

  constructor(url: string) {
    this.#client = mqtt.connect(url, { reconnectPeriod: 100, keepalive: 15, protocolVersion: 4 });
    this.#client.on("error", () => {}); // it comes back by itself
    this.#client.on("message", (topic, payload) => this.#hear(topic, payload.toString()));
    this.#client.subscribe([`${root}/jobs/+`, `${root}/replies/+/+`], { qos: 1 });
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
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
export async function retainedJobs(url: string): Promise<string[]> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0, protocolVersion: 4 });
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
