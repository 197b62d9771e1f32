import { deepEqual, equal, match } from "node:assert/strict";
import { subscription } from "../../../src/mqtt/link.ts";
import type { Command, StreamMessage } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { limitsOf } from "../../support/fake-names.ts";
import { entriesOf } from "../../support/scripted-logs.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { jobId } from "../../unit/agent/fakes.ts";
import { AgentBench, node } from "./agent-bench.ts";

describe("an agent's streams", () => {
  const directory = useTempDir();
  let bench: AgentBench;
  beforeEach(async () => {
    bench = await AgentBench.start(directory());
    await bench.join();
  });
  afterEach(async () => {
    await bench.stop();
    equal(bench.clock.pending, 0, "timers are left");
  });

  const user = "tester";
  const ask = (n: number, rest: Partial<Command> = {}) =>
    bench.manager.command(n, { kind: "stream", verb: "logs", user, args: {}, ...rest });
  const answersTo = (n: number) =>
    bench.manager.reports.messages.filter(({ id }) => id === jobId(n));
  const answered = (n: number, times = 1) =>
    bench.until(`${times} answers to ${n}`, () => answersTo(n).length === times);

  /** A reader of a stream. */
  async function read(n: number) {
    const messages: StreamMessage[] = [];
    const link = bench.manager.link;
    const params = { node, user, id: jobId(n) };
    await link?.subscribe(
      subscription({
        row: topics.stream,
        params,
        onMessage: ({ message }) => message && messages.push(message),
      }),
    );
    const credit = (ack: number, rest: { close?: true } = {}) =>
      link?.publish(topics.credit, params, { ack, windowBytes: 10_000, ...rest });
    const words = () => messages.map(({ kind, seq }) => `${kind} ${seq}`);
    return { messages, credit, words };
  }

  it("[REQ-STR-11] are opened once for each id, however often the command comes", async () => {
    ask(1, { args: { units: ["web.service"], follow: true } });
    await answered(1);
    ask(1, { args: { units: ["web.service"], follow: true } });
    await answered(1, 2);
    deepEqual(
      answersTo(1).map(({ kind, data, last }) => [kind, data, last]),
      [
        ["answer", [], true],
        ["answer", [], true],
      ],
    );
    equal(bench.logs.sources.length, 1);
    deepEqual(bench.logs.sources[0]?.request.units, ["web.service"]);
    const reader = await read(1);
    await reader.credit(0, { close: true });
    await bench.pass(100);
    ask(1);
    await answered(1, 3);
    equal(bench.logs.sources.length, 1, "one that is over is not opened again");
  });

  it("[REQ-STR-11] are refused where they cannot be had", async () => {
    ask(1, { verb: "dance" });
    ask(2, { args: { lines: -1 } });
    for (let n = 10; n < 43; n++) ask(n);
    await answered(42);
    deepEqual(
      [1, 2, 42].map((n) => answersTo(n)[0]?.problem?.code),
      ["unknown-verb", "bad-message", "busy"],
    );
    equal(answersTo(41)[0]?.problem, undefined);
  });

  it("[REQ-QUOTA-14] are not all taken by one reader", async () => {
    for (let n = 10; n < 43; n++) ask(n);
    for (let n = 50; n < 59; n++) ask(n, { user: "other" });
    await answered(58);
    const codeOf = (n: number) => answersTo(n)[0]?.problem?.code;
    deepEqual([41, 42, 50, 57, 58].map(codeOf), [undefined, "busy", undefined, undefined, "busy"]);
    match(answersTo(42)[0]?.problem?.message ?? "", /32 streams of tester are open/);
  });

  it("[REQ-STR-2] survive a broken connection of the agent", async () => {
    ask(1);
    await answered(1);
    const reader = await read(1);
    await reader.credit(0);
    bench.logs.sources[0]?.put(entriesOf("a"));
    await bench.until("data", () => reader.words().includes("data 0"));
    bench.cut();
    bench.logs.sources[0]?.put(entriesOf("b"));
    await bench.until("another session", () => bench.manager.session === 1002);
    await reader.credit(1);
    await bench.pass(1500);
    await reader.credit(1);
    await bench.until("the rest", () => reader.words().includes("data 1"));
    equal(new Set(reader.messages.map(({ instance }) => instance)).size, 1);
  });

  it("[REQ-STR-4] end on the node when no credit comes for 15 s", async () => {
    ask(1);
    await answered(1);
    const reader = await read(1);
    await reader.credit(0);
    await bench.until("an answer", () => reader.words().includes("alive 0"));
    let isStopped = false;
    void bench.logs.sources[0]?.stopped.then(() => {
      isStopped = true;
    });
    await bench.pass(14_000);
    equal(isStopped, false);
    await bench.until("the end of the lease", () => isStopped, 2000);
  });

  it("[REQ-STR-12] end when the manager does not want the agent any more", async () => {
    ask(1);
    await answered(1);
    const reader = await read(1);
    await bench.turnAway();
    bench.logs.sources[0]?.put(entriesOf("a"));
    let isStopped = false;
    void bench.logs.sources[0]?.stopped.then(() => {
      isStopped = true;
    });
    await bench.until("the end", () => isStopped, 1000);
    await reader.credit(0);
    await bench.pass(20_000);
    equal(reader.words().join(), "");
  });

  it("[REQ-STR-4] end with the agent", async () => {
    ask(1);
    await answered(1);
    await bench.agent.stop();
    await bench.logs.sources[0]?.stopped;
  });

  describe("within limits", () => {
    const limit = (items: Parameters<typeof limitsOf>[0]) => bench.agent.setLimits(limitsOf(items));

    it("[REQ-LIM-1] [REQ-LIM-7] are refused where the verb or a unit is out, once for each time they are asked for", async () => {
      bench.names.links.set("web-x.service", "sshd.service");
      limit({ AllowedUnits: ["web-*"] });
      ask(1, { args: { units: ["db.service"] } });
      ask(2, { args: { units: ["web-1.service", "web-x.service"] } });
      ask(3, { args: { units: ["web-1.service"] } });
      await answered(3);
      deepEqual(
        [1, 2, 3].map((n) => answersTo(n).map(({ problem }) => problem?.code)),
        [["denied"], ["denied"], [undefined]],
      );
      limit({ AllowedVerbs: ["status"] });
      ask(4);
      ask(2, { args: { units: ["web-x.service"] } });
      await answered(4);
      deepEqual(answersTo(4)[0]?.problem?.code, "denied");
      deepEqual(
        answersTo(2).map(({ problem }) => problem?.code),
        ["denied", "denied"],
      );
      equal(bench.logs.sources.length, 1);
    });

    it("[REQ-LIM-7] of everything are of the units that are allowed, and of their entries", async () => {
      bench.names.links.set("alias.service", "web-9.service");
      limit({ AllowedUnits: ["web-*", "app@.service"], DeniedUnits: ["alias.service"] });
      ask(1);
      ask(2, { args: { units: ["*.service"] } });
      await answered(2);
      const [all, some] = bench.logs.sources;
      deepEqual(all?.request.units, ["web-*", "app@*.service"]);
      deepEqual(some?.request.units, ["*.service"]);
      const seen = ["web-1.service", "app@1.service", "db.service", "web-9.service", undefined];
      for (const source of [all, some]) {
        deepEqual(
          seen.filter((unit) => source?.mayRead?.(unit)),
          ["web-1.service", "app@1.service"],
        );
      }
      limit({ DeniedUnits: ["web-1.service"] });
      equal(all?.mayRead?.("web-1.service"), true, "one that is open goes on");
      ask(3);
      await answered(3);
      deepEqual(
        seen.filter((unit) => bench.logs.sources[2]?.mayRead?.(unit)),
        ["app@1.service", "db.service", "web-9.service", undefined],
      );
    });

    it("[REQ-LIM-6] are opened once, after the names were told", async () => {
      let tell: () => void = () => undefined;
      bench.names.road = new Promise<void>((resolve) => {
        tell = resolve;
      });
      limit({ AllowedUnits: ["web-*"] });
      ask(1, { args: { units: ["web-1.service"] } });
      ask(1, { args: { units: ["web-1.service"] } });
      await bench.pass(100);
      deepEqual([answersTo(1).length, bench.logs.sources.length], [0, 0]);
      tell();
      await answered(1);
      equal(bench.logs.sources.length, 1);
    });
  });
});
