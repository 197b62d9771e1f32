import { deepEqual, equal, match } from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { limitsOf } from "../../support/fake-names.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { ExecutorBench } from "./executor-bench.ts";

describe("runs of a coordinator, on a node", () => {
  const directory = useTempDir();
  let bench: ExecutorBench;
  beforeEach(() => {
    bench = new ExecutorBench(directory());
    bench.runs.commands.add("backup");
  });
  afterEach(() => bench.kill());
  const power = (n: number, run: number, what = "poweroff") =>
    bench.command(n, { verb: "power", unit: undefined as never, args: { do: what, run } });
  const command = (n: number, run?: number) =>
    bench.command(n, {
      verb: "command",
      unit: undefined as never,
      user: "tester",
      args: { name: "backup", ...(run === undefined ? {} : { run }) },
    });
  const codeOf = (n: number) => bench.lastOf(n)?.problem?.code ?? bench.lastOf(n)?.result;

  it("[REQ-GRD-11] obeys a run and those after it, and none before it, also after a restart", async () => {
    power(1, 7);
    await bench.settle();
    command(2, 6);
    power(3, 6, "disarm");
    power(4, 7, "reboot");
    await bench.settle();
    bench.restart();
    power(5, 6);
    command(6, 8);
    await bench.settle();
    power(7, 7);
    command(8);
    await bench.settle();
    deepEqual([1, 2, 3, 4, 5, 7].map(codeOf), [
      "done",
      "denied",
      "denied",
      "done",
      "denied",
      "denied",
    ]);
    match(
      bench.lastOf(2)?.problem?.message ?? "",
      /^command .*run 6 is over.* obeyed run 7 since$/,
    );
    deepEqual(
      bench.actions.calls.map(({ args }) => args),
      [
        { do: "poweroff", run: 7 },
        { do: "reboot", run: 7 },
      ],
    );
    equal(bench.runs.calls.length, 2);
  });

  it("[REQ-NHD-21] refuses a reboot that was meant for another boot of it", async () => {
    const reboot = (n: number, bootId: string) =>
      bench.command(n, {
        verb: "power",
        unit: undefined as never,
        args: { do: "reboot", run: 7, bootId },
      });
    reboot(1, "a".repeat(32));
    reboot(2, "b".repeat(32));
    await bench.settle();
    deepEqual([1, 2].map(codeOf), ["denied", "done"]);
    match(bench.lastOf(1)?.problem?.message ?? "", /another boot/);
    equal(bench.actions.calls.length, 1);
  });

  it("[REQ-GRD-11] refuses one that was overtaken while it waited, and learns of none that its limits refuse", async () => {
    bench.limits.set(limitsOf({ AllowedVerbs: ["command"] }));
    power(1, 9);
    equal(codeOf(1), "denied");
    bench.limits.set({});
    bench.systemd.isAvailable = false;
    power(2, 3);
    power(3, 4);
    power(4, 3);
    bench.systemd.comeBack();
    await bench.settle();
    deepEqual([2, 3, 4].map(codeOf), ["done", "done", "denied"]);
  });

  it("[REQ-GRD-11] is switched off also where that cannot be written down", async () => {
    mkdirSync(join(directory(), "power-run.new"));
    power(1, 7);
    await bench.settle();
    power(2, 6);
    deepEqual([1, 2].map(codeOf), ["done", "denied"]);
  });

  it("[REQ-GRD-9] takes no request that says nothing of its run, or asks for something else", () => {
    const asked = (n: number, args: Record<string, unknown>) =>
      bench.command(n, { verb: "power", unit: undefined as never, args });
    asked(1, { do: "poweroff" });
    asked(2, { do: "halt", run: 1 });
    asked(3, { do: "poweroff", run: 0 });
    deepEqual([1, 2, 3].map(codeOf), ["bad-request", "bad-request", "bad-request"]);
  });
});
