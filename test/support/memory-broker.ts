import { type Duplex, duplexPair } from "node:stream";
import { Aedes } from "aedes";
import mqttPacket, { type Packet } from "mqtt-packet";
import type { Log } from "../../src/core/log.ts";
import type { Link, LinkOptions, StreamFactory } from "../../src/mqtt/link.ts";
import { linkTo } from "./link.ts";

/** A bare aedes joined to its clients by memory: any MQTT broker, without a port. */
export class MemoryBroker {
  readonly #aedes: Aedes;
  readonly #streams = new Set<Duplex>();
  readonly #links = new Set<Link>();
  /** Filters that hold this text are refused to everybody. */
  refused: string | undefined;

  private constructor(aedes: Aedes) {
    this.#aedes = aedes;
    aedes.authorizeSubscribe = (_client, wish, callback) => {
      const isRefused = this.refused !== undefined && wish.topic.includes(this.refused);
      callback(null, isRefused ? null : wish);
    };
  }

  static async start(): Promise<MemoryBroker> {
    const aedes = await Aedes.createBroker({
      maxClientsIdLength: 200,
      preConnect(client, _packet, callback) {
        // aedes drops retained messages that plain ones have overtaken (its issue #955).
        Object.defineProperty(client, "duplicates", {
          value: Object.defineProperty({}, String(this.id), { get: () => 0, set: () => undefined }),
        });
        callback(null, true);
      },
    });
    return new MemoryBroker(aedes);
  }

  /** Streams for a Link; `cutAll` cuts every stream that was made. */
  readonly stream: StreamFactory = () => {
    const [client, server] = duplexPair();
    this.#streams.add(client).add(server);
    client.once("close", () => server.destroy());
    server.once("close", () => client.destroy());
    this.#aedes.handle(server as never);
    return client;
  };

  /** Streams that can be made dead without an end, as a pulled cable does: bytes just vanish. */
  cable(): { readonly stream: StreamFactory; unplug(): void } {
    const ends: Duplex[] = [];
    return {
      stream: () => {
        const [client, near] = duplexPair();
        const far = this.stream();
        near.pipe(far).pipe(near);
        client.once("close", () => far.destroy());
        far.once("close", () => client.destroy());
        ends.push(near, far);
        return client;
      },
      unplug: () => {
        for (const end of ends.splice(0)) end.unpipe().resume();
      },
    };
  }

  /**
   * Streams on which what a client says on `topic` (QoS 1) is confirmed after it was sent back to that
   * client, as mosquitto does it; aedes confirms first.
   */
  echoingFirst(topic: string): StreamFactory {
    return () => {
      const [client, near] = duplexPair();
      const far = this.stream();
      const unheard = new Set<number>();
      const held: Packet[] = [];
      const pass = (packet: Packet) => near.write(mqttPacket.generate(packet));
      const said = mqttPacket.parser();
      said.on("packet", (packet) => {
        if (packet.cmd !== "publish" || packet.topic !== topic) return;
        if (packet.messageId !== undefined) unheard.add(packet.messageId);
      });
      const heard = mqttPacket.parser();
      heard.on("packet", (packet) => {
        const isWaited = packet.cmd === "puback" && unheard.delete(packet.messageId ?? 0);
        if (isWaited) held.push(packet);
        else pass(packet);
        if (packet.cmd !== "publish" || packet.topic !== topic) return;
        for (const ack of held.splice(0)) pass(ack);
      });
      near.on("data", (bytes: Buffer) => {
        said.parse(bytes);
        far.write(bytes);
      });
      far.on("data", (bytes: Buffer) => heard.parse(bytes));
      near.once("end", () => far.end());
      client.once("close", () => far.destroy());
      far.once("close", () => client.destroy());
      return client;
    };
  }

  /** A link of its own to this broker, up. */
  async link(options: Partial<LinkOptions> & { readonly log?: Log } = {}): Promise<Link> {
    return new Promise((resolve) => {
      const link = linkTo(options.servers ?? [this.stream], {
        ...options,
        onUp: (up) => {
          options.onUp?.(up);
          resolve(link);
        },
      });
      this.#links.add(link);
      link.open();
    });
  }

  /** Breaks every connection, as a restart of the broker would; what is retained stays. */
  cutAll(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  /** Told the filters of each subscription, before its client can know that it is in place. */
  onSubscribe(listener: (filters: readonly string[]) => void): void {
    this.#aedes.on("subscribe", (subscriptions) =>
      listener(subscriptions.map(({ topic }) => topic)),
    );
  }

  /** Breaks the connections made after the first `count` of them. */
  cutFrom(count: number): void {
    // Each has two ends in there.
    const later = [...this.#streams].slice(2 * count);
    for (const stream of later) stream.destroy();
  }

  async stop(): Promise<void> {
    for (const link of this.#links) await link.close("cut");
    await new Promise<void>((resolve) => this.#aedes.close(resolve));
    this.cutAll();
  }
}
