import { equal, match, ok } from "node:assert/strict";
import { startCli } from "../../support/cli-run.ts";
import { aNode, aUnitState, ScriptedHirte } from "../../support/scripted-hirte.ts";

describe("hirtectl status -w", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    await know("online");
  });
  afterEach(() => hirte.stop());

  /** node1 as it is from now on, asked or published. */
  async function know(state: "online" | "offline"): Promise<void> {
    hirte.nodes = [aNode("node1", { state }), aNode("node2")];
    await hirte.sayNode("node2", {});
    await hirte.sayNode("node1", { state });
  }

  const start = (args: readonly string[], rest: Parameters<typeof startCli>[2] = {}) =>
    startCli(hirte.address, ["status", "-w", ...args], rest);

  it("[REQ-CLI-68] prints a block after each change into a pipe, and ends with 0", async () => {
    const run = start([]);
    await run.whenSaid("node1   online");
    await hirte.whenAsked("time");
    await know("offline");
    await run.whenSaid("node1   offline");
    await know("online");
    await run.whenSaid("offline   -       -         -         now\nnode2   online");
    run.interrupt();
    equal(await run.status, 0);
    ok(!run.stdout().includes("\x1b"), "nothing steers a terminal");
    ok(run.stdout().includes("\n\nNODE"), "blocks stand apart");
    equal(run.stderr(), "");
  });

  it("[REQ-CLI-68] paints in place on a terminal, cut to its lines", async () => {
    const run = start([], { isTty: true, columns: 80, rows: 3 });
    await run.whenSaid("node1");
    await hirte.whenAsked("time");
    await know("offline");
    await run.whenSaid("offline");
    run.interrupt();
    equal(await run.status, 0);
    const paints = run.stdout().split("\x1b[?7l\x1b[H").slice(1);
    equal(paints.length, 2);
    for (const paint of paints) {
      match(paint.replaceAll("\x1b", "^"), /^NODE .*\^\[K\nnode1 .*\^\[K\n\^\[J\^\[\?7h$/);
    }
  });

  it("[REQ-CLI-68] shows a unit again when it changes, as its node tells it", async () => {
    let active = "active";
    hirte.on("status", () => ({
      data: [
        { unit: "a.service", load: "loaded", active, sub: "x", description: "A", log: [] },
      ] as never,
    }));
    await hirte.sayInventory("node1", 1, 1, ["a.service"]);
    await hirte.sayUnit("node1", "a.service", aUnitState(1));
    const run = start(["node1", "a"]);
    await run.whenSaid("active (x)");
    await hirte.whenAsked("time");
    active = "failed";
    await hirte.sayUnit("node1", "a.service", aUnitState(2, { active }));
    await run.whenSaid("failed (x)");
    run.interrupt();
    equal(await run.status, 0);
  });

  it("[REQ-CLI-68] says that hirte is away, and goes on when it is back", async () => {
    const run = start([]);
    await run.whenSaid("node1   online");
    await hirte.whenAsked("time");
    await hirte.say({ manager: "down" });
    await run.whenSaid("hirte does not answer");
    hirte.nodes = [aNode("node1", { state: "offline" }), aNode("node2")];
    await hirte.say({ manager: "up" });
    await run.whenSaid("node1   offline");
    run.interrupt();
    equal(await run.status, 0);
  });

  it("[REQ-CLI-68] ends at once for a name that is none, and for one JSON document", async () => {
    equal(await start(["node9"]).status, 4);
    equal(await start(["-o", "json"]).status, 2);
  });

  it("[REQ-CLI-68] ends when nobody reads it any more", async () => {
    const run = start([]);
    await run.whenSaid("node1");
    run.leave();
    equal(await run.status, 0);
  });
});
