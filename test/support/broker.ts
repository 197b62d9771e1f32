import { Broker, type BrokerOptions } from "../../broker/broker.ts";
import type { Peer } from "../../broker/principal.ts";
import { streamPair } from "../../broker/stream-pair.ts";
import { createLog } from "../../src/core/log.ts";
import { type ConnectOptions, WireClient } from "./wire-client.ts";

/** A line of the log, read back. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

/** A broker on a free port of the loopback for each test, with clients that end with it. */
export class BrokerUnderTest {
  readonly broker: Broker;
  readonly logLines: readonly LogLine[];
  readonly #clients: WireClient[] = [];

  private constructor(broker: Broker, logLines: readonly LogLine[]) {
    this.broker = broker;
    this.logLines = logLines;
  }

  static async start(options: Partial<BrokerOptions> = {}): Promise<BrokerUnderTest> {
    const logLines: LogLine[] = [];
    const write = (line: string) => void logLines.push(JSON.parse(line) as LogLine);
    const log = createLog({ level: "debug", target: "json", write });
    const broker = await Broker.start({ listenAddresses: ["127.0.0.1"], port: 0, log, ...options });
    return new BrokerUnderTest(broker, logLines);
  }

  get port(): number {
    return this.broker.port;
  }

  /** Lines at warn or above. */
  get warnings(): readonly LogLine[] {
    return this.logLines.filter((line) => Number(line["level"]) >= 40);
  }

  /** A client whose CONNECT was accepted. */
  async client(options: ConnectOptions = {}): Promise<WireClient> {
    const client = await this.open();
    const returnCode = await client.connect(options);
    if (returnCode !== 0) throw new Error(`CONNECT was refused with ${returnCode}`);
    return client;
  }

  /** A connection without CONNECT. */
  async open(): Promise<WireClient> {
    const client = await WireClient.open(this.port);
    this.#clients.push(client);
    return client;
  }

  /** A client over a stream in memory, which holds next to nothing, from an address and with proof of its own. */
  async clientFrom(peer: Partial<Peer>, options: ConnectOptions = {}): Promise<WireClient> {
    const { near, far } = streamPair();
    this.broker.accept(far, { address: "10.0.0.1:1", via: "plain", ...peer });
    const client = new WireClient(near);
    this.#clients.push(client);
    const returnCode = await client.connect(options);
    if (returnCode !== 0) throw new Error(`CONNECT was refused with ${returnCode}`);
    return client;
  }

  /** Waits until `isSo`, asked every few milliseconds: the broker tells nobody of its numbers. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => setTimeout(resolve, 5));
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.stream.destroy();
    await this.broker.close();
  }
}

/** A broker for each test of the suite it is called in, started with the options given. */
export function useBroker(options: Partial<BrokerOptions> = {}): () => BrokerUnderTest {
  let broker: BrokerUnderTest | undefined;
  beforeEach(async () => {
    broker = await BrokerUnderTest.start(options);
  });
  afterEach(async () => {
    await broker?.stop();
    broker = undefined;
  });
  return () => {
    if (!broker) throw new Error("the broker is there within tests only");
    return broker;
  };
}
