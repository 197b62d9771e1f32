import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import type {
  PowerRun,
  PowerState,
  UpsAvailability,
  UpsState,
} from "../../../src/protocol/generated/schemas.ts";
import {
  type MessageOf,
  matchTopic,
  type ParamsOf,
  root,
  type TopicRow,
  topics,
} from "../../../src/protocol/topics.ts";
import { Until } from "../until.ts";

/** A view of a UPS in power/state. */
export type UpsView = PowerState["upses"][number];

/** Hears all that hecates say, as any user may; what the broker had kept is left out. */
export class HecateWatch extends Until {
  /** The coordinator's words, oldest first. */
  readonly states: PowerState[] = [];
  readonly runs: PowerRun[] = [];
  readonly availability: { readonly host: string; readonly word: UpsAvailability }[] = [];
  readonly #polls = new Map<string, UpsState[]>();
  readonly #client: MqttClient;

  constructor(url: string, options: IClientOptions) {
    super();
    const own = { reconnectPeriod: 200, keepalive: 60, protocolVersion: 4 } as const;
    this.#client = mqtt.connect(url, { ...own, ...options });
    this.#client.on("error", () => {}); // it comes back by itself
    this.#client.on("message", (topic, payload, { retain }) => {
      if (!retain) this.#take(topic, payload.toString());
    });
    this.#client.subscribe([`${root}/ups/#`, `${root}/power/#`], { qos: 1 });
  }

  /** Polls of a UPS that were published, oldest first. */
  polls(ups: string): readonly UpsState[] {
    return this.#polls.get(ups) ?? [];
  }

  /** What the coordinator thinks of a UPS, as it said last. */
  view(ups: string): UpsView | undefined {
    return this.states.at(-1)?.upses.find((one) => one.ups === ups);
  }

  /** Waits until so many more polls of a UPS are published, and resolves to them. */
  async morePolls(ups: string, count: number, withinMs = 20_000): Promise<readonly UpsState[]> {
    const { length } = this.polls(ups);
    const what = `${count} polls more of ${ups}`;
    await this.until(what, () => this.polls(ups).length >= length + count, withinMs);
    return this.polls(ups).slice(length);
  }

  /** Waits for the next poll of a UPS that is so, and resolves to it. */
  async poll(
    ups: string,
    isSo: (state: UpsState) => boolean,
    withinMs = 20_000,
  ): Promise<UpsState> {
    const { length } = this.polls(ups);
    const found = () => this.polls(ups).slice(length).find(isSo);
    await this.until(`such a poll of ${ups}`, () => found() !== undefined, withinMs);
    const poll = found();
    if (!poll) throw new Error("it was found just now");
    return poll;
  }

  /** Waits until the coordinator says that a UPS is so. */
  async viewIs(ups: string, isSo: (view: UpsView) => boolean, withinMs = 20_000): Promise<void> {
    const holds = () => {
      const view = this.view(ups);
      return view !== undefined && isSo(view);
    };
    await this.until(`that of ${ups} from the coordinator`, holds, withinMs);
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
  }

  #take(topic: string, text: string): void {
    if (text === "") return;
    const is = <R extends TopicRow>(
      row: R,
      take: (message: MessageOf<R>, params: ParamsOf<R>) => void,
    ): void => {
      const params = matchTopic(row, topic);
      // Whether it is of its schema is the programs' own affair.
      if (params) take(JSON.parse(text) as MessageOf<R>, params);
    };
    is(topics.upsState, (state, { ups }) => {
      const polls = this.#polls.get(ups);
      if (polls) polls.push(state);
      else this.#polls.set(ups, [state]);
    });
    is(topics.upsAvailability, (word, { host }) => this.availability.push({ host, word }));
    is(topics.powerState, (state) => this.states.push(state));
    is(topics.powerRun, (run) => this.runs.push(run));
    this.notify();
  }
}
