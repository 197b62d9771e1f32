import { deepEqual, equal, match } from "node:assert/strict";
import { limitsOf } from "../../support/fake-names.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { jobId } from "../../unit/agent/fakes.ts";
import { AgentBench } from "./agent-bench.ts";

describe("an agent within limits", () => {
  const directory = useTempDir();
  let bench: AgentBench;
  beforeEach(async () => {
    bench = await AgentBench.start(directory());
  });
  afterEach(async () => {
    await bench.stop();
    equal(bench.clock.pending, 0, "timers are left");
  });
  const reportsOf = (n: number) =>
    bench.manager.reports.messages.filter(({ id }) => id === jobId(n));
  const answered = (n: number) =>
    bench.until(`an answer to ${n}`, () => reportsOf(n).some(({ kind }) => kind !== "running"));

  it("[REQ-LIM-1] [REQ-LIM-3] [REQ-LIM-5] refuses jobs, actions, commands and questions that are out, whoever asks", async () => {
    bench.names.links.set("web-x.service", "sshd.service");
    const limits = limitsOf({
      AllowedUnits: ["web-*"],
      AllowedVerbs: ["start", "enable", "run", "cat"],
    });
    bench.makeAgent({ limits });
    await bench.join();
    bench.manager.command(1, { unit: "web-x.service" });
    bench.manager.command(2, { verb: "enable", unit: "web-x.service", user: "hirte" });
    bench.manager.command(3, { verb: "run", unit: "sshd.service", args: { argv: ["true"] } });
    bench.manager.command(4, { verb: "stop", unit: "web-1.service" });
    bench.manager.command(5, { kind: "query", verb: "cat", args: { units: ["web-x.service"] } });
    bench.manager.command(6, { kind: "query", verb: "show" });
    for (const n of [1, 2, 3, 4, 5, 6]) {
      await answered(n);
      const { problem } = reportsOf(n)[0] ?? {};
      equal(problem?.code, "denied", `${n}`);
      match(problem?.message ?? "", /Allowed(Units|Verbs)= in \/etc\/hirte\/agent\.conf/);
    }
    deepEqual([bench.systemd.calls, bench.actions.calls, bench.runs.calls], [[], [], []]);
    bench.manager.command(7, { unit: "web-1.service" });
    await bench.until("the start", () => bench.systemd.calls.length === 1);
    equal(bench.systemd.calls[0]?.unit, "web-1.service");
  });

  it("[REQ-LIM-9] does by itself what its own configuration says, whatever may be asked of it", async () => {
    bench.makeAgent({
      limits: limitsOf({ AllowedVerbs: ["status"], DeniedUnits: ["*"] }),
      managerLoss: { onLost: { verb: "stop", unit: "web.service" }, afterMs: 20_000 },
    });
    await bench.join();
    bench.manager.isSilent = true;
    bench.manager.answersHello = false;
    await bench.until("OnManagerLost=", () => bench.systemd.calls.length > 0);
    deepEqual(bench.systemd.calls, [{ verb: "stop", unit: "web.service", mode: "replace" }]);
  });
});
