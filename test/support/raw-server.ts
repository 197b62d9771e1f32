import { type Duplex, duplexPair } from "node:stream";
import { generate, type Packet, parser } from "mqtt-packet";
import type { StreamFactory } from "../../src/mqtt/link.ts";

/** What a scripted server does with a packet; undefined: what any broker would. */
export type Answer = (packet: Packet, connection: RawConnection) => "as usual" | "nothing";

/** One connection as the server sees it. */
export class RawConnection {
  readonly packets: Packet[] = [];
  readonly #stream: Duplex;

  constructor(stream: Duplex, answer: Answer, onPacket: () => void) {
    this.#stream = stream;
    const parse = parser({ protocolVersion: 4 });
    parse.on("packet", (packet) => {
      this.packets.push(packet);
      if (answer(packet, this) === "as usual") this.#answer(packet);
      onPacket();
    });
    stream.on("data", (bytes: Buffer) => void parse.parse(bytes));
    stream.on("end", () => this.cut());
    stream.on("error", () => this.cut());
  }

  /** Names of the packets that came, in order. */
  get seen(): string[] {
    return this.packets.map(({ cmd }) => cmd);
  }

  send(packet: Packet): void {
    this.#stream.write(generate(packet));
  }

  cut(): void {
    this.#stream.destroy();
  }

  #answer(packet: Packet): void {
    const answer = usualAnswer(packet);
    if (answer) this.send(answer);
  }
}

function usualAnswer(packet: Packet): Packet | undefined {
  const messageId = packet.messageId ?? 0;
  switch (packet.cmd) {
    case "connect":
      return { cmd: "connack", returnCode: 0, sessionPresent: false };
    case "subscribe":
      return { cmd: "suback", messageId, granted: packet.subscriptions.map(({ qos }) => qos) };
    case "unsubscribe":
      return { cmd: "unsuback", messageId, granted: [] };
    case "publish":
      return packet.qos === 1 ? { cmd: "puback", messageId } : undefined;
    case "pingreq":
      return { cmd: "pingresp" };
    default:
      return undefined;
  }
}

/** An MQTT server of which a test says what it answers, packet by packet. */
export class RawServer {
  readonly connections: RawConnection[] = [];
  /** Takes the place of what any broker would do; may be changed at any time. */
  answer: Answer = () => "as usual";
  readonly #waiters = new Set<() => void>();

  /** Streams for a Link. */
  readonly stream: StreamFactory = () => {
    const [client, server] = duplexPair();
    client.once("close", () => server.destroy());
    server.once("close", () => client.destroy());
    this.connections.push(
      new RawConnection(
        server,
        (packet, connection) => this.answer(packet, connection),
        () => this.#check(),
      ),
    );
    this.#check();
    return client;
  };

  /** The connection made last. */
  get last(): RawConnection {
    const last = this.connections.at(-1);
    if (!last) throw new Error("nobody has connected");
    return last;
  }

  /** Resolves once `holds`; looked at after each packet and each connection. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!holds()) return;
        this.#waiters.delete(check);
        resolve();
      };
      this.#waiters.add(check);
      check();
    });
  }

  #check(): void {
    for (const check of [...this.#waiters]) check();
  }
}
