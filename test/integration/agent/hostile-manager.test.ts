import { deepEqual, equal } from "node:assert/strict";
import { topicOf, topics } from "../../../src/protocol/topics.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { WireClient } from "../../support/wire-client.ts";
import { jobId } from "../../unit/agent/fakes.ts";
import { AgentBench, node } from "./agent-bench.ts";

describe("an agent and a manager that was taken over", () => {
  const directory = useTempDir();
  let bench: AgentBench;
  let wire: WireClient;
  beforeEach(async () => {
    bench = await AgentBench.start(directory());
    await bench.join();
    wire = new WireClient(bench.broker.stream());
    await wire.connect();
  });
  afterEach(async () => {
    wire.cut();
    await bench.stop();
  });

  /** Says to the agent what no manager of ours can say. */
  const command = (n: number, rest: Readonly<Record<string, unknown>>) => {
    const { session, now } = bench.manager;
    const message = { session, kind: "job", id: jobId(n), startBy: now + 10_000, ...rest };
    wire.publish(topicOf(topics.command, { node }), JSON.stringify(message));
  };
  /** A good command comes through after all the others. */
  const works = async () => {
    bench.manager.command(99);
    await bench.until("a good command", () => bench.systemd.calls.length > 0);
    deepEqual(
      bench.systemd.calls.map(({ unit }) => unit),
      ["web.service"],
    );
  };

  it("[REQ-BAD-9] takes no path, option or second line for a unit, whoever asks", async () => {
    const names = [
      "/opt/x/evil.service",
      "../x.service",
      "a\0.service",
      "a.service\n",
      "a.service --now",
      "",
    ];
    let n = 0;
    for (const verb of [
      "enable",
      "mask",
      "start",
      "kill",
      "set-default",
      "set-property",
      "freeze",
    ]) {
      for (const unit of names) command(++n, { verb, unit });
      // Beside a good name, and in the place of one.
      command(++n, { verb, args: { unit: "/opt/x/evil.service" } });
    }
    for (const unit of names) {
      command(++n, { verb: "run", unit, args: { shell: "true" } });
      command(++n, { verb: "run", args: { shell: "true", unit } });
      command(++n, { verb: "logs", kind: "stream", user: "mallory", args: { units: [unit] } });
      command(++n, { verb: "cat", kind: "query", args: { units: [unit] } });
    }
    await works();
    deepEqual(bench.actions.calls, []);
    // What has its unit among the arguments has the unit that its id stands for.
    for (const { call } of bench.runs.calls)
      equal(/^hirte-run-\w+\.service$/.test(call.unit), true);
    deepEqual(bench.logs.sources, []);
  });

  it("[REQ-BAD-9] does with a good name what it was asked for, whatever else is called like it", async () => {
    command(1, {
      verb: "enable",
      unit: "web.service",
      args: { unit: "/opt/x/evil.service", id: "x" },
    });
    await bench.until("an action", () => bench.actions.calls.length > 0);
    deepEqual(bench.actions.calls, [{ verb: "enable", unit: "web.service", args: {} }]);
  });

  it("[REQ-BAD-10] is not moved by what is nested without end, or named as every object's own", async () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const { session, now } = bench.manager;
    const topic = topicOf(topics.command, { node });
    const head = `"session":${session},"kind":"job","startBy":${now + 10_000},"verb":"enable"`;
    wire.publish(topic, `{${head},"id":"${jobId(1)}","unit":"web.service","args":{"x":${deep}}}`);
    wire.publish(topic, `{${head},"id":"${jobId(2)}","__proto__":{"unit":"web.service"}}`);
    wire.publish(
      topic,
      `{${head},"id":"${jobId(3)}","unit":"db.service","args":{"__proto__":{"runtime":true,"polluted":1}}}`,
    );
    await bench.until("an action", () => bench.actions.calls.length > 0);
    await works();
    deepEqual(
      bench.actions.calls.map(({ unit, args }) => [unit, Object.keys(args), args["runtime"]]),
      [["db.service", ["__proto__"], undefined]],
    );
    equal(Reflect.get({}, "polluted"), undefined);
  });
});
