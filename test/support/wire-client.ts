import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import mqttPacket, { type Packet } from "mqtt-packet";

/** What a CONNECT says where a test says nothing else. */
export interface ConnectOptions {
  readonly clientId?: string;
  readonly keepalive?: number;
  readonly clean?: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly will?: {
    readonly topic: string;
    readonly payload: Buffer;
    readonly qos?: 0 | 1 | 2;
    readonly retain?: boolean;
  };
}

type PacketOf<C extends Packet["cmd"]> = Extract<Packet, { cmd: C }>;

/**
 * A client that speaks MQTT packet by packet, and can do what libraries do not: stop reading, send
 * nonsense, say things twice.
 */
export class WireClient {
  readonly stream: Duplex;
  /** Messages received, in order. */
  readonly messages: PacketOf<"publish">[] = [];
  /** Everything else that was received, in order. */
  readonly packets: Packet[] = [];
  /** Resolves when the connection is over. */
  readonly closed: Promise<void>;
  #isClosed = false;
  #lastId = 0;
  readonly #waiters = new Set<() => void>();

  constructor(stream: Duplex) {
    this.stream = stream;
    const parser = mqttPacket.parser();
    parser.on("packet", (packet) => {
      if (packet.cmd === "publish") this.messages.push(packet);
      else this.packets.push(packet);
      this.#wake();
    });
    stream.on("data", (bytes: Buffer) => parser.parse(bytes));
    stream.on("error", () => undefined);
    this.closed = new Promise((resolve) => {
      stream.once("close", () => {
        this.#isClosed = true;
        this.#wake();
        resolve();
      });
    });
  }

  /** A client over TCP, not connected in MQTT's sense yet. */
  static async open(port: number): Promise<WireClient> {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    return new WireClient(socket);
  }

  /** A client over TCP whose CONNECT was answered. */
  static async connect(port: number, options: ConnectOptions = {}): Promise<WireClient> {
    const client = await WireClient.open(port);
    await client.connect(options);
    return client;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends CONNECT and returns the return code of CONNACK. */
  async connect(options: ConnectOptions = {}): Promise<number> {
    const { clientId = "", keepalive = 0, clean = true, will, username, password } = options;
    this.send({
      cmd: "connect",
      clientId,
      keepalive,
      clean,
      protocolId: "MQTT",
      protocolVersion: 4,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password: Buffer.from(password) }),
      ...(will ? { will: { qos: 0, retain: false, ...will } } : {}),
    });
    return (await this.next("connack")).returnCode ?? -1;
  }

  /** Subscribes and returns what was granted. */
  async subscribe(filter: string, qos: 0 | 1 = 0): Promise<number> {
    const messageId = this.#nextId();
    this.send({ cmd: "subscribe", messageId, subscriptions: [{ topic: filter, qos }] });
    return Number((await this.next("suback", (p) => p.messageId === messageId)).granted[0]);
  }

  publish(topic: string, payload: string | Buffer, options: { retain?: boolean } = {}): void {
    const { retain = false } = options;
    this.send({ cmd: "publish", topic, payload, qos: 0, dup: false, retain });
  }

  /** Publishes with QoS 1 and waits for the acknowledgement. */
  async publishAcked(
    topic: string,
    payload: string | Buffer,
    options: { retain?: boolean } = {},
  ): Promise<void> {
    const { retain = false } = options;
    const messageId = this.#nextId();
    this.send({ cmd: "publish", topic, payload, qos: 1, dup: false, retain, messageId });
    await this.next("puback", (p) => p.messageId === messageId);
  }

  /** Waits until the broker has handled everything sent so far. */
  async ping(): Promise<void> {
    const before = this.packets.length;
    this.send({ cmd: "pingreq" });
    await this.until(() => this.packets.slice(before).some((p) => p.cmd === "pingresp"));
  }

  send(packet: Packet): void {
    this.sendBytes(mqttPacket.generate(packet));
  }

  sendBytes(bytes: Buffer): void {
    this.stream.write(bytes);
  }

  /** The first packet of a kind, received already or yet to come. */
  async next<C extends Packet["cmd"]>(
    cmd: C,
    isWanted: (packet: PacketOf<C>) => boolean = () => true,
  ): Promise<PacketOf<C>> {
    // The kind was compared, which TypeScript does not see through a type parameter.
    const find = () =>
      this.packets.find((p) => p.cmd === cmd && isWanted(p as PacketOf<C>)) as
        | PacketOf<C>
        | undefined;
    await this.until(() => find() !== undefined, `no ${cmd}`);
    return find() as PacketOf<C>;
  }

  /** Waits until `isSo`, asked after each packet; fails when the connection ends before. */
  until(isSo: () => boolean, otherwise = "not so"): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!isSo() && !this.#isClosed) return;
        this.#waiters.delete(check);
        if (isSo()) resolve();
        else reject(new Error(`${otherwise}: the connection was closed`));
      };
      this.#waiters.add(check);
      check();
    });
  }

  /** Stops reading; what is sent stays in the kernel, and then at the sender. */
  stopReading(): void {
    this.stream.pause();
  }

  /** Cuts the connection without a word. */
  cut(): void {
    // TCP RST, where there is TCP.
    if ("resetAndDestroy" in this.stream) (this.stream as Socket).resetAndDestroy();
    else this.stream.destroy();
  }

  #nextId(): number {
    this.#lastId = (this.#lastId % 65_535) + 1;
    return this.#lastId;
  }

  #wake(): void {
    for (const check of [...this.#waiters]) check();
  }
}
