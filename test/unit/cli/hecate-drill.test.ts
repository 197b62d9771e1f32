import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verdictText } from "../../../cli/hecate/drill-text.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type DrillReport, drillNames } from "../../../src/hecate/drills/model.ts";
import { HecateSocket } from "../../../src/hecate/socket.ts";
import type { Answer, Question } from "../../../src/hecate/socket-protocol.ts";
import { aStatusAnswer } from "../../support/hecate-answer.ts";
import { runHecateCli } from "../../support/hecate-cli.ts";
import { hecateExample } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const report: DrillReport = {
  ...{ version: 1, drill: "foundation-recovery", outcome: "passed" },
  ...{ beganAt: Date.UTC(2026, 0, 31), endedAt: Date.UTC(2026, 0, 31), run: 5 },
  ...{ broken: [], limitS: 1200, recoveredS: 42, isRestored: true, protocol: [] },
};

describe("hecate drill", () => {
  const dir = useTempDir();
  let socket: HecateSocket;
  let asked: Question[];
  const stateDir = () => join(dir(), "state");

  beforeEach(async () => {
    asked = [];
    mkdirSync(join(stateDir(), "reports"), { recursive: true });
    socket = await HecateSocket.listen({
      ...{ path: join(dir(), "hecate.sock"), log: silentLog() },
      answer: async (question): Promise<Answer> => {
        asked.push(question);
        return aStatusAnswer();
      },
    });
  });
  afterEach(() => socket.close());

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runHecateCli(["drill", ...args, "--socket", join(dir(), "hecate.sock")], {
      ...{ HECATE_CONFIG: hecateExample, HECATE_NODE: "titan-db" },
      ...{ HECATE_STATE_DIRECTORY: stateDir(), ...env },
    });
  const keep = (name: string, value: unknown) =>
    writeFileSync(join(stateDir(), name), JSON.stringify(value));

  it("[REQ-DRL-9] is never held where HECATE_NO_DRILLS is set, as it is by npm test", async () => {
    for (const name of ["foundation-recovery", "mains-loss"]) {
      const { status, stderr } = await run(["run", name, "--execute"], { HECATE_NO_DRILLS: "yes" });
      assert.deepEqual(
        [status, stderr],
        [1, "hecate: HECATE_NO_DRILLS is set: no drill is held here\n"],
      );
    }
    assert.deepEqual([asked, readdirSync(stateDir())], [[], ["reports"]]);
    const command = readFileSync(join(import.meta.dirname, "../../../scripts/test.ts"), "utf8");
    assert.match(command, /^process\.env\["HECATE_NO_DRILLS"\] = "yes";$/m);
  });

  it("[REQ-DRL-11] lists all drills with what came of the last of each, and says what was left broken", async () => {
    keep("reports/drill-foundation-recovery-20260131T000000Z.json", report);
    keep("reports/drill-foundation-recovery-20260130T000000Z.json", {
      ...report,
      outcome: "failed",
    });
    // Half of a report is none, however new.
    keep("reports/drill-foundation-recovery-20260201T000000Z.json", { drill: report.drill });
    keep("reports/17.json", {});
    const undo = { kind: "suspended", resource: "a/v1/b", namespace: "c", name: "d" };
    keep("drill.json", { version: 1, drill: "reconciliation-resume", beganAt: 1, undos: [undo] });
    const { status, stdout, stderr } = await run(["list"]);
    assert.equal(status, 0);
    assert.match(stdout, /^foundation-recovery +2026-01-3\d \S+ +passed +42 s +20 min$/m);
    assert.match(stdout, /^flux-gitea-deadlock +never +- +- +15 min$/m);
    assert.match(stdout, /^mains-loss: What would be decided/m);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
    assert.match(stderr, /drill reconciliation-resume is under way, or was killed/);
    const json = await run(["list", "--json"]);
    // As the table does: each drill that there is, also one that was never held.
    assert.deepEqual(
      JSON.parse(json.stdout),
      drillNames.map((name) => ({ name, last: name === report.drill ? report : null })),
    );
  });

  it("[REQ-DRL-1] shows what is in the way where neither daemon nor cluster can be asked, and writes nothing", async () => {
    await socket.close();
    const { status, stdout } = await run(["run", "flux-gitea-deadlock"]);
    assert.equal(status, 0);
    assert.match(stdout, /^ {2}× every UPS is on mains: hecate cannot be asked/m);
    assert.match(stdout, /^ {2}✓ startup\.stages has flux: source-ready-or-fallback$/m);
    assert.match(stdout, /^Nothing is done without --execute\.$/m);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
    assert.deepEqual(readdirSync(stateDir()), ["reports"]);
  });

  it("[REQ-DRL-10] rehearses the loss of the mains with what the daemon reads; executed, it keeps a report", async () => {
    const shown = await run(["run", "mains-loss"]);
    assert.match(shown.stdout, /pyrphoros: on battery, which lasts for 1820 s; budget 500 s/);
    assert.match(shown.stdout, /^mains-loss: (passed|failed)/m);
    for (const line of shown.stdout.split("\n")) assert.ok(line.length <= 80, line);
    assert.deepEqual(readdirSync(join(stateDir(), "reports")), []);
    const held = await run(["run", "mains-loss", "--execute"]);
    const [file = ""] = readdirSync(join(stateDir(), "reports"));
    assert.match(file, /^drill-mains-loss-\d{8}T\d{6}Z\.json$/);
    assert.ok(held.stdout.includes(`report: ${join(stateDir(), "reports", file)}`));
    assert.ok(asked.every(({ ask }) => ask === "status"));
    await socket.close();
    assert.match((await run(["run", "mains-loss"])).stdout, /2 thresholds\s+are assumed/);
    assert.equal((await run(["run", "mains-loss", "--execute"])).status, 69);
  });

  it("[REQ-RUNS-61] says of a loss of the mains that passed what the battery did not last for", () => {
    const of = (leftOut: readonly string[]) =>
      verdictText(
        {
          ...({ version: 1, drill: "mains-loss", outcome: "passed", isRestored: true } as const),
          ...{ beganAt: 0, endedAt: 1, broken: [], limitS: 20, protocol: [], leftOut },
        },
        { isColoured: false, columns: 80 },
      );
    assert.equal(
      of(["snapshot", "quiesce"]),
      "mains-loss: passed, but snapshot and quiesce were left out\n",
    );
    assert.equal(of([]), "mains-loss: passed\n");
  });

  it("[REQ-DRL-3] is held on the coordinator alone, by a name that there is", async () => {
    const peer = await run(["run", "mains-loss"], { HECATE_NODE: "tethys" });
    assert.equal(peer.status, 1);
    assert.match(peer.stderr, /tethys is not the coordinator/);
    for (const words of [["run"], ["run", "fire"], ["list", "all"], ["go"]]) {
      assert.equal((await run(words)).status, 64, words.join(" "));
    }
    const restored = await run(["restore"]);
    assert.equal(restored.status, 0);
    assert.match(restored.stdout, /there is nothing to put back/);
    assert.ok(!readdirSync(stateDir()).includes("drill.pid"), "whoever holds none keeps none away");
  });
});
