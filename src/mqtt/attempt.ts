import type { Duplex } from "node:stream";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { writeToStream } from "mqtt-packet";
import type { Timer } from "../core/clock.ts";
import type { StreamFactory } from "./stream-factory.ts";

// Else the first packet makes a buffer for each 16-bit number: 25 ms, and memory, for nothing.
writeToStream.cacheNumbers = false;

/** One connection, from its beginning to its end. */
export class Attempt {
  readonly client: MqttClient;
  /** Ends the attempt when it takes too long. */
  timeout: Timer | undefined;
  /** Told when CONNECT was answered, and when there will be no answer. */
  onSettled: (() => void) | undefined;
  #stream: Duplex | undefined;

  constructor(makeStream: StreamFactory, options: IClientOptions) {
    this.client = new mqtt.MqttClient(() => {
      const stream = makeStream();
      this.#stream = stream;
      // Any Duplex will do; mqtt's type asks for what only a socket has.
      return stream as never;
    }, options);
  }

  get stream(): Duplex | undefined {
    return this.#stream;
  }

  /** Ends the connection by force: no DISCONNECT is sent, the broker publishes the will. */
  end(): void {
    this.timeout?.cancel();
    this.onSettled?.();
    this.client.end(true);
    this.#stream?.destroy();
  }
}
