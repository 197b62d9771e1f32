import mqtt, { type MqttClient } from "mqtt";
import { randomId } from "../../../src/core/ids.ts";
import type { Job, Reply } from "../../../src/protocol/generated/schemas.ts";
import { managerNode, matchTopic, topicOf, topics } from "../../../src/protocol/topics.ts";
import type { MqttAccess } from "../../support/lab.ts";
import type { Ending } from "../history.ts";
import type { PlannedAsk } from "../plan.ts";
import { type Caller, newAsk, type OnCancel, type OpenCall } from "./call.ts";

/** An unanswered request is said again this often, as docs/state-manager.md tells to. */
const repeatMs = 2000;

/** As whom they connect, and who is told of what they take back. */
interface RawOptions {
  readonly accessOf: (user: string) => MqttAccess;
  readonly onCancel: OnCancel;
}

/**
 * MQTT clients without the library, a connection for each call. They repeat ids, also after the end,
 * have their library send stored messages again after a reconnect, and die in the middle.
 */
export class RawCaller implements Caller {
  readonly #url: string;
  readonly #options: RawOptions;
  readonly #calls = new Set<RawCall>();

  constructor(url: string, options: RawOptions) {
    this.#url = url;
    this.#options = options;
  }

  call(planned: PlannedAsk): OpenCall {
    const call = new RawCall(this.#url, planned, this.#options);
    this.#calls.add(call);
    return call;
  }

  async close(): Promise<void> {
    for (const call of this.#calls) call.leave();
  }
}

class RawCall implements OpenCall {
  readonly ask: OpenCall["ask"];
  readonly over: Promise<void>;
  readonly #planned: PlannedAsk;
  readonly #client: MqttClient;
  readonly #request: string;
  readonly #timers: NodeJS.Timeout[] = [];
  #copiesLeft: number;
  #isAnswered = false;
  #end: () => void = () => {};

  constructor(url: string, planned: PlannedAsk, { accessOf, onCancel }: RawOptions) {
    const { id, user, unit, startWithinMs, endWithinMs, settleMs } = planned;
    this.#planned = planned;
    this.ask = newAsk(planned, id);
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
    // Some say a moment, some a time from when hirte hears them; each copy is the same text.
    const isMoment = planned.copiesAfterMs.length % 2 === 0;
    this.#request = JSON.stringify({
      id,
      unit,
      ...(settleMs === undefined ? {} : { settleMs }),
      ...(startWithinMs === undefined
        ? {}
        : isMoment
          ? { startBy: Date.now() + startWithinMs }
          : { startWithinMs }),
      ...(endWithinMs === undefined
        ? {}
        : isMoment
          ? { endBy: Date.now() + endWithinMs }
          : { endWithinMs }),
    });
    this.#copiesLeft = planned.copiesAfterMs.length;
    this.#client = mqtt.connect(url, {
      ...accessOf(user),
      ...{ reconnectPeriod: 200, keepalive: 10, protocolVersion: 4 },
    });
    this.#client.on("error", () => {}); // it comes back by itself
    this.#client.on("message", (topic, payload) => this.#hear(topic, payload.toString()));
    this.#client.subscribe(
      [topicOf(topics.reply, { user, id }), topicOf(topics.job, { job: id })],
      { qos: 1 },
      () => {
        this.#send();
        for (const ms of planned.copiesAfterMs) this.#after(ms, () => this.#sendCopy());
      },
    );
    const repeating = setInterval(() => {
      if (!this.#isAnswered && this.#client.connected) this.#send();
    }, repeatMs);
    this.#timers.push(repeating);
    if (planned.cancelAfterMs !== undefined) {
      this.#after(planned.cancelAfterMs, () => {
        onCancel(id);
        const topic = topicOf(topics.request, { user, node: managerNode, verb: "cancel" });
        this.#client.publish(topic, JSON.stringify({ id: randomId(), job: id }), { qos: 1 });
      });
    }
    if (planned.dieAfterMs !== undefined) {
      this.#after(planned.dieAfterMs, () => {
        if (this.ask.ending) return;
        this.ask.wasAbandoned = true;
        this.leave();
      });
    }
  }

  /** Cuts the connection without a word. */
  leave(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#client.stream?.destroy();
    this.#client.end(true);
    this.#end();
  }

  #send(): void {
    const { user, node, verb } = this.#planned;
    this.#client.publish(topicOf(topics.request, { user, node, verb }), this.#request, { qos: 1 });
  }

  #sendCopy(): void {
    this.#copiesLeft--;
    this.#send();
    this.#endIfDone();
  }

  #hear(topic: string, text: string): void {
    if (text === "") return;
    const at = Date.now();
    if (matchTopic(topics.job, topic)) {
      const job = JSON.parse(text) as Job; // hirte encodes by the schema
      if (job.state === "finished") this.#ended({ at, kind: "job", job });
      return;
    }
    const { status, job, problem } = JSON.parse(text) as Reply; // likewise
    this.#isAnswered = true;
    if (status === "refused") {
      const { code = "", message = "" } = problem ?? {};
      this.#ended({ at, kind: "error", code, message });
    } else if (job?.state === "finished") this.#ended({ at, kind: "job", job });
    else if (this.#planned.doesNotWait) this.#ended({ at, kind: "accepted" });
    // Its end is asked for again and again: who was away when it was told would not hear of it.
    else this.#after(repeatMs, () => !this.ask.ending && this.#send());
  }

  #ended(ending: Ending): void {
    this.ask.ending ??= ending;
    this.#endIfDone();
  }

  #endIfDone(): void {
    if (!this.ask.ending || this.#copiesLeft > 0) return;
    // Answers to the last copies may still come; the recorder hears them, this client need not.
    this.#after(300, () => this.leave());
  }

  #after(ms: number, callback: () => void): void {
    this.#timers.push(setTimeout(callback, ms));
  }
}
