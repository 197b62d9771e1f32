import { type Link, subscription, tcpStream } from "../../src/mqtt/link.ts";
import type {
  PowerAck,
  PowerRun,
  PowerState,
  UpsAvailability,
  UpsState,
} from "../../src/protocol/generated/schemas.ts";
import { topics } from "../../src/protocol/topics.ts";
import { linkTo, opened } from "./link.ts";
import { Until } from "./until.ts";

/** Somebody who hears all that hecates say, and may say something in the name of a host. */
export class HecateListener extends Until {
  readonly runs: PowerRun[] = [];
  readonly acks: PowerAck[] = [];
  readonly states: PowerState[] = [];
  readonly readings: { readonly ups: string; readonly state: UpsState }[] = [];
  readonly availability: UpsAvailability[] = [];
  #link: Link | undefined;

  /** `name`: as whom it comes. */
  static async connect(port: number, name: string): Promise<HecateListener> {
    const listener = new HecateListener();
    const link = linkTo([tcpStream("127.0.0.1", port)], { username: name });
    const into = <T>(list: T[], one: T | undefined): void => {
      if (one !== undefined) list.push(one);
      listener.notify();
    };
    await link.subscribe(
      subscription({
        row: topics.powerRun,
        onMessage: ({ message }) => into(listener.runs, message),
      }),
      subscription({
        row: topics.powerAck,
        onMessage: ({ message }) => into(listener.acks, message),
      }),
      subscription({
        row: topics.powerState,
        onMessage: ({ message }) => into(listener.states, message),
      }),
      subscription({
        row: topics.upsState,
        onMessage: ({ params: { ups }, message: state }) =>
          into(listener.readings, state && { ups, state }),
      }),
      subscription({
        row: topics.upsAvailability,
        onMessage: ({ message }) => into(listener.availability, message),
      }),
    );
    listener.#link = await opened(link);
    return listener;
  }

  get link(): Link {
    if (!this.#link) throw new Error("it is not connected");
    return this.#link;
  }

  async close(): Promise<void> {
    await this.#link?.close();
  }
}
