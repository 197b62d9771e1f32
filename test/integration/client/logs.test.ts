import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { HirteClient, type LogsArgs, type LogsOptions } from "../../../src/client/hirte-client.ts";
import { HirteError, isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { tcpStream } from "../../../src/mqtt/link.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { ScriptedHirte } from "../../support/scripted-hirte.ts";
import { entriesOf, ScriptedLogs } from "../../support/scripted-logs.ts";
import { Until } from "../../support/until.ts";

/** Reads logs, and shows what came. */
class Reader {
  readonly messages: string[] = [];
  readonly until = new Until();
  readonly ended: Promise<void>;
  /** Settled before the next entries are asked for. */
  busy: Promise<void> = Promise.resolve();

  constructor(client: HirteClient, args: LogsArgs, options: LogsOptions = {}) {
    this.ended = (async () => {
      for await (const entries of client.logs("node1", args, options)) {
        this.messages.push(...entries.map(({ message }) => message));
        this.until.notify();
        await this.busy;
      }
    })();
    // It is looked at later, if at all.
    this.ended.catch(() => {});
  }

  has(...messages: readonly string[]): Promise<void> {
    const wanted = messages.join();
    return this.until.until(wanted, () => this.messages.join() === wanted, 12_000);
  }
}

describe("logs read by a client", () => {
  let hirte: ScriptedHirte;
  let logs: ScriptedLogs;
  let client: HirteClient;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    logs = new ScriptedLogs(hirte);
    await logs.start("node1", 1);
    client = await HirteClient.connect({
      servers: [tcpStream("127.0.0.1", hirte.port)],
      user: "tester",
      log: silentLog(),
    });
  });
  afterEach(async () => {
    await client.close();
    await logs.stopAll();
    await hirte.stop();
  });

  it("[REQ-STR-7] come in order, to their end, and free the agent's source", async () => {
    const reader = new Reader(client, { units: ["web.service"], lines: 3 });
    const source = await logs.source("node1");
    const { id: _, ...asked } = source.request;
    deepEqual(asked, { units: ["web.service"], lines: 3 });
    source.put(entriesOf("a", "b"), entriesOf("c"));
    source.end();
    await reader.ended;
    deepEqual(reader.messages, ["a", "b", "c"]);
    await source.stopped;
  });

  it("[REQ-STR-7] end with the agent's problem", async () => {
    const reader = new Reader(client, { since: "whenever" });
    (await logs.source("node1")).end(new HirteError("bad-argument", "no such time"));
    await rejects(reader.ended, (error) => isHirteError(error, "bad-argument"));
  });

  it("[REQ-STR-10] are the last ten and what follows, where nothing else is said of what is followed", async () => {
    new Reader(client, { follow: true });
    equal((await logs.source("node1", 0)).request.lines, 10);
    new Reader(client, { follow: true, since: "today" });
    equal((await logs.source("node1", 1)).request.lines, undefined);
    new Reader(client, {});
    equal((await logs.source("node1", 2)).request.lines, undefined);
  });

  it("[REQ-STR-1] are not read faster than whoever reads them takes them", async () => {
    let goOn: () => void = () => {};
    const reader = new Reader(client, {}, { windowBytes: 4000 });
    reader.busy = new Promise((resolve) => {
      goOn = resolve;
    });
    const source = await logs.source("node1");
    source.put(...Array.from({ length: 50 }, (_, i) => entriesOf(`${i}`)));
    source.end();
    await reader.has("0");
    const credits = new Inbox(topics.credit);
    await (await hirte.broker.link()).subscribe(credits.subscription);
    // What says that it still reads, and that it has no room.
    const { ack } = await credits.next(({ windowBytes }) => windowBytes === 0, 4000);
    ok(ack <= 6 && source.asked <= 7, `${ack} came, ${source.asked} were read`);
    goOn();
    await reader.ended;
    equal(reader.messages.length, 50);
  }).timeout(10_000);

  it("[REQ-STR-2] lose nothing, and repeat nothing, when the reader's connection breaks", async () => {
    const reader = new Reader(client, { follow: true });
    const source = await logs.source("node1");
    source.put(entriesOf("a"));
    await reader.has("a");
    for (let round = 0; round < 3; round++) {
      hirte.cut();
      source.put(entriesOf(`b${round}`));
    }
    source.put(entriesOf("c"));
    await reader.has("a", "b0", "b1", "b2", "c");
    equal(hirte.of("logs").length, 1);
  }).timeout(15_000);

  it("[REQ-STR-8] are taken up after the last entry when the agent was restarted", async () => {
    const reader = new Reader(client, { follow: true, lines: 5 });
    (await logs.source("node1")).put(entriesOf("a", "b"));
    await reader.has("a", "b");
    await logs.start("node1", 2);
    const source = await logs.source("node1");
    equal(source.request.cursor, "c=b");
    source.put(entriesOf("c"));
    await reader.has("a", "b", "c");
  }).timeout(15_000);

  it("[REQ-STR-8] are taken up from where they began when there was no entry yet", async () => {
    new Reader(client, { follow: true, lines: 0 });
    const first = await logs.source("node1");
    const acked = new Inbox(topics.credit);
    await (await hirte.broker.link()).subscribe(acked.subscription);
    first.put({ entries: [], cursor: "c=tail", size: 1 });
    await acked.next(({ ack }) => ack === 1, 4000);
    await logs.start("node1", 2);
    equal((await logs.source("node1")).request.cursor, "c=tail");
  }).timeout(15_000);

  it("[REQ-STR-9] wait for a node that is away, and say so", async () => {
    const told: (string | undefined)[] = [];
    const onWaiting = (what: string | undefined) => {
      told.push(what);
      reader.until.notify();
    };
    const reader = new Reader(client, { follow: true }, { onWaiting });
    const source = await logs.source("node1");
    source.put(entriesOf("a"));
    await reader.has("a");
    await hirte.sayNode("node1", { state: "unreachable", session: 1 });
    await reader.until.until("the wait is told", () => told.length === 1);
    await hirte.sayNode("node1", { state: "online", session: 2 });
    await reader.until.until("the end of the wait is told", () => told.length === 2);
    deepEqual(told, ["node", undefined]);
    source.put(entriesOf("b"));
    await reader.has("a", "b");
  });

  it("[REQ-STR-4] are let go of on the node when the reader ends", async () => {
    const stop = new AbortController();
    const reader = new Reader(client, { follow: true }, { signal: stop.signal });
    const source = await logs.source("node1");
    source.put(entriesOf("a"));
    await reader.has("a");
    stop.abort();
    await rejects(reader.ended, (error) => isHirteError(error, "closed"));
    await source.stopped;
  });

  it("[REQ-STR-4] end with the client", async () => {
    const reader = new Reader(client, { follow: true });
    await logs.source("node1");
    await client.close();
    await rejects(reader.ended, (error) => isHirteError(error, "closed"));
  });

  it("[REQ-STR-7] fail with the refusal", async () => {
    hirte.on("logs", () => ({
      status: "refused",
      problem: { code: "node-offline", message: "node node1 is offline" },
    }));
    const reader = new Reader(client, { follow: true });
    await rejects(reader.ended, (error) => isHirteError(error, "node-offline"));
  });
});
