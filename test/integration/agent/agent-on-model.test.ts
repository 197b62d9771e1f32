import { deepEqual, equal } from "node:assert/strict";
import { FakeSystemd } from "../../support/fake-systemd.ts";
import { SystemdModel } from "../../support/systemd-model.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { AgentBench } from "./agent-bench.ts";

describe("an agent on a systemd that behaves like one", () => {
  const directory = useTempDir();
  let bench: AgentBench;
  let model: SystemdModel;
  let systemd: FakeSystemd;
  beforeEach(async () => {
    bench = await AgentBench.start(directory());
    model = new SystemdModel(bench.clock);
    model.add("web.service", { serviceType: "notify", start: { delayMs: 500 } });
    model.add("db.service");
    systemd = new FakeSystemd(model);
    bench.makeAgent({ systemd, units: systemd });
    await bench.join();
  });
  afterEach(async () => {
    await bench.stop();
    model.close();
    equal(bench.clock.pending, 0, "timers are left");
  });

  const ended = (n: number, word: string) =>
    bench.until(`${n} is ${word}`, () => bench.manager.saidOf(n).at(-1) === word);
  const activeOf = async (unit: string) => (await bench.retained()).get(unit)?.active;

  it("[REQ-AGT-10] [REQ-AGT-31] starts and stops a unit, and shows it active and inactive", async () => {
    bench.manager.command(1);
    await ended(1, "done");
    equal(await activeOf("web.service"), "active");
    bench.manager.command(2, { verb: "stop" });
    await ended(2, "done");
    equal(await activeOf("web.service"), "inactive");
  });

  it("[REQ-AGT-10] ends a start that a stop overtakes as canceled", async () => {
    bench.manager.command(1);
    await ended(1, "running");
    bench.manager.command(2, { verb: "stop" });
    await ended(2, "done");
    equal(bench.manager.saidOf(1).at(-1), "canceled");
  });

  it("[REQ-AGT-10] tells JobRemoved that comes before the answer from one that does not come", async () => {
    model.endsBeforeAnswer = true;
    bench.manager.command(1);
    await ended(1, "done");
    deepEqual(bench.manager.saidOf(1), ["done"]);
  });

  it("[REQ-AGT-15] [REQ-AGT-35] loses no job and shows every unit anew when the bus was away", async () => {
    bench.manager.command(1);
    await ended(1, "running");
    systemd.loseBus();
    await bench.pass(100);
    systemd.restoreBus();
    await ended(1, "done");
    const { session } = bench.manager;
    await bench.until("all units anew", () => {
      const latest = bench.manager.inventories.messages.at(-1);
      return latest?.session === session && latest.units.length === 2;
    });
    equal(await activeOf("web.service"), "active");
  });
});
