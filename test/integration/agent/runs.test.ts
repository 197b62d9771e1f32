import { deepEqual, equal, notEqual } from "node:assert/strict";
import type { Evidence } from "../../../agent/ports.ts";
import { subscription } from "../../../src/mqtt/link.ts";
import type { Command, StreamMessage } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { jobId } from "../../unit/agent/fakes.ts";
import { AgentBench, node } from "./agent-bench.ts";

const unit = "hirte-run-x.service";
const running: Evidence = { active: "active", sub: "running", wasActive: true };
const user = "tester";

describe("commands that an agent runs for a reader", () => {
  const directory = useTempDir();
  let bench: AgentBench;
  beforeEach(async () => {
    bench = await AgentBench.start(directory());
    bench.systemd.evidenceOf.set(unit, running);
    await bench.join();
  });
  afterEach(async () => {
    await bench.stop();
    equal(bench.clock.pending, 0, "timers are left");
  });

  const run = (n: number, rest: Partial<Command> = {}) => {
    const args = { shell: "cat", wait: true, pipe: true };
    bench.manager.command(n, { verb: "run", unit, user, args, ...rest });
  };
  const unitDoes = (evidence: Evidence) => {
    bench.systemd.evidenceOf.set(unit, evidence);
    bench.runs.change(unit);
  };
  const outputOf = (n: number) => {
    const output = bench.runs.outputs.get(jobId(n));
    if (!output) throw new Error(`${n} has no output`);
    return output;
  };

  /** A reader of the output. */
  async function read(n: number) {
    const messages: StreamMessage[] = [];
    const params = { node, user, id: jobId(n) };
    await bench.manager.link?.subscribe(
      subscription({
        row: topics.stream,
        params,
        onMessage: ({ message }) => message && messages.push(message),
      }),
    );
    const credit = (ack: number) =>
      bench.manager.link?.publish(topics.credit, params, { ack, windowBytes: 10_000 });
    const said = () =>
      messages.map(({ kind, seq, bytes }) =>
        bytes === undefined ? `${kind} ${seq}` : Buffer.from(bytes, "base64").toString(),
      );
    return { messages, credit, said };
  }

  it("[REQ-RUN-1] say that the stream is open, send the output, and end it after their own end", async () => {
    const reader = await read(1);
    run(1);
    await bench.until("a greeting", () => reader.said().includes("alive 0"));
    outputOf(1).write("out");
    outputOf(1).write("err", 2);
    await reader.credit(0);
    await bench.until("the output", () => reader.said().includes("err"));
    deepEqual(
      reader.messages.flatMap(({ fd }) => fd ?? []),
      [1, 2],
    );
    const after = { exitCode: 3, result: "exit-code" };
    unitDoes({ ...{ active: "failed", sub: "failed", wasActive: true }, ...after });
    await bench.until("the end", () => reader.said().includes("end 2"));
    deepEqual(bench.manager.saidOf(1).at(-1), "failed");
    await reader.credit(3);
    await bench.pass(100);
  });

  it("[REQ-RUN-6] are read on by a successor, which their reader can tell, also by its own question", async () => {
    const reader = await read(1);
    run(1);
    await bench.until("a greeting", () => reader.said().includes("alive 0"));
    outputOf(1).write("before");
    await reader.credit(0);
    await bench.until("the output", () => reader.said().includes("before"));
    await bench.restart();
    await bench.until("a greeting", () => reader.said().filter((s) => s === "alive 0").length > 1);
    notEqual(reader.messages.at(-1)?.instance, reader.messages[0]?.instance);
    const { length } = reader.messages;
    await reader.credit(1);
    await bench.until("an answer", () => reader.messages.length > length);
    outputOf(1).write("after");
    await reader.credit(0);
    await bench.until("the output", () => reader.said().includes("after"));
    equal(bench.runs.calls.length, 1);
    unitDoes({ ...{ active: "active", sub: "exited", wasActive: true }, exitCode: 0 });
    await bench.until("the end", () => bench.manager.saidOf(1).at(-1) === "done");
    await reader.credit(2);
    await bench.pass(100);
  });

  it("[REQ-STR-5] say in the end of the stream why their output cannot be read any further", async () => {
    const reader = await read(1);
    run(1);
    await bench.until("a greeting", () => reader.said().includes("alive 0"));
    outputOf(1).next = () => Promise.reject(new Error("EIO: i/o error, read"));
    await reader.credit(0);
    await bench.until("the end", () => reader.said().includes("end 0"));
    deepEqual(reader.messages.at(-1)?.problem, {
      code: "run-unavailable",
      message: "EIO: i/o error, read",
    });
    unitDoes({ ...{ active: "active", sub: "exited", wasActive: true }, exitCode: 0 });
    await bench.until("its end", () => bench.manager.saidOf(1).at(-1) === "done");
  });

  it("[REQ-RUN-5] are stopped when the manager does not want the agent any more", async () => {
    const reader = await read(1);
    run(1);
    await bench.until("a greeting", () => reader.said().includes("alive 0"));
    await reader.credit(0);
    await bench.turnAway();
    await bench.until("its end", () => bench.runs.stops.length > 0, 1000);
    equal(outputOf(1).isStopped, true);
    unitDoes({ active: "inactive", sub: "dead", wasActive: true });
    bench.manager.answersHello = true;
    await bench.until("the end", () => bench.manager.saidOf(1).at(-1) === "canceled");
  });

  it("[REQ-RUN-6] go on when the agent leaves", async () => {
    const reader = await read(1);
    run(1);
    await bench.until("a greeting", () => reader.said().includes("alive 0"));
    await bench.agent.stop();
    await bench.pass(100);
    deepEqual(bench.runs.stops, []);
  });

  it("[REQ-RUN-5] are stopped 15 s after the last word of their reader", async () => {
    const reader = await read(1);
    run(1);
    await bench.until("a greeting", () => reader.said().includes("alive 0"));
    await reader.credit(0);
    await bench.pass(14_000);
    deepEqual(bench.runs.stops, []);
    await bench.until("the end of the lease", () => bench.runs.stops.length > 0, 2000);
    equal(outputOf(1).isStopped, true);
    unitDoes({ active: "inactive", sub: "dead", wasActive: true });
    await bench.until("the end", () => bench.manager.saidOf(1).at(-1) === "canceled");
  });
});
