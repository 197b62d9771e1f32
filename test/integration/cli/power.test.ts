import { deepEqual, equal, match } from "node:assert/strict";
import { startCli } from "../../support/cli-run.ts";
import { type Asked, aNode, ScriptedHirte } from "../../support/scripted-hirte.ts";

const boots = { first: "1".repeat(32), second: "2".repeat(32) };

describe("hirtectl poweroff and reboot", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("node1"), aNode("node2")];
    for (const node of ["node1", "node2"]) {
      await hirte.sayNode(node, { bootId: boots.first });
    }
    for (const verb of ["poweroff", "reboot"]) {
      hirte.on(verb, (asked) => ({ status: "accepted", job: hirte.jobOf(asked) }));
    }
  });
  afterEach(() => hirte.stop());

  type Rest = Parameters<typeof startCli>[2];
  const start = (args: readonly string[], rest: Rest = {}) =>
    startCli(hirte.address, [...args], rest);

  /** The node's own word on what it was asked for. */
  const end = (asked: Asked, result: "done" | "lost" | "expired" = "done") =>
    hirte.tell(hirte.jobOf(asked, { state: "finished", result }));

  const goes = (node: string) =>
    hirte.sayNode(node, { state: "offline", reason: "the agent was stopped", bootId: boots.first });
  const comes = (node: string, bootId: string) => hirte.sayNode(node, { since: 9, bootId });

  /** Whether it has ended, after everything that was said has arrived. */
  async function isStillWaiting(run: ReturnType<typeof startCli>): Promise<boolean> {
    const before = hirte.of("list-nodes").length;
    // What is said on the same broker afterwards has arrived after what was said before.
    const probe = start(["list-nodes"]);
    await hirte.whenAsked("list-nodes", before + 1);
    await probe.status;
    return (await Promise.race([run.status, Promise.resolve("waiting")])) === "waiting";
  }

  it("[REQ-CLI-66] poweroff is done when the node has said so and has gone", async () => {
    const run = start(["poweroff", "node1"]);
    const asked = await hirte.whenAsked("poweroff");
    deepEqual([asked.node, asked.request.unit], ["node1", undefined]);
    await end(asked);
    equal(await isStillWaiting(run), true);
    await hirte.sayNode("node1", { state: "unreachable", reason: "silent", bootId: boots.first });
    equal(await isStillWaiting(run), true);
    await goes("node1");
    equal(await run.status, 0);
    equal(run.stdout() + run.stderr(), "");
  });

  it("[REQ-CLI-66] poweroff takes silence without the node's word for no success", async () => {
    const run = start(["poweroff", "node1"]);
    const asked = await hirte.whenAsked("poweroff");
    await goes("node1");
    await end(asked, "lost");
    equal(await run.status, 5);
    equal(run.stderr(), "node1: poweroff: lost, it may be done\n");
  });

  it("[REQ-CLI-66] poweroff takes a hirte that has just begun, and has heard of nobody, for no sign", async () => {
    const run = start(["poweroff", "node1"]);
    await end(await hirte.whenAsked("poweroff"));
    await hirte.sayNode("node1", { state: "offline", reason: "not seen since hirte started" });
    equal(await isStillWaiting(run), true);
    await goes("node1");
    equal(await run.status, 0);
  });

  it("[REQ-CLI-66] reboot takes the first boot it hears of for the old one", async () => {
    await hirte.say({ manager: "down" });
    const run = start(["reboot", "node1"]);
    const asked = await hirte.whenAsked("reboot");
    await hirte.say({ manager: "up" });
    await end(asked);
    equal(await isStillWaiting(run), true);
    await comes("node1", boots.second);
    equal(await run.status, 0);
  });

  it("[REQ-CLI-66] reboot is done when the node is back in another boot", async () => {
    const run = start(["reboot", "node1"]);
    await end(await hirte.whenAsked("reboot"));
    await goes("node1");
    await comes("node1", boots.first);
    equal(await isStillWaiting(run), true);
    await comes("node1", boots.second);
    equal(await run.status, 0);
  });

  it("[REQ-CLI-66] reboot is done too when only its answer was lost", async () => {
    const run = start(["reboot", "node1"]);
    await end(await hirte.whenAsked("reboot"), "lost");
    await comes("node1", boots.second);
    equal(await run.status, 0);
  });

  it("[REQ-CLI-66] ends with 6 when it is not seen in time, and says the job's id", async () => {
    const run = start(["poweroff", "node1", "--timeout", "300ms"]);
    const asked = await hirte.whenAsked("poweroff");
    await end(asked);
    equal(await run.status, 6);
    equal(
      run.stderr(),
      `node1: poweroff: not seen to go within 300 ms; job ID ${asked.request.id}\n`,
    );
  });

  it("[REQ-CLI-66] passes on a refusal, and what was not begun", async () => {
    hirte.on("reboot", () => ({
      status: "refused",
      problem: { code: "node-offline", message: "node1 is offline" },
    }));
    equal(await start(["reboot", "node1"]).status, 5);
    const run = start(["poweroff", "node1"]);
    await end(await hirte.whenAsked("poweroff"), "expired");
    equal(await run.status, 6);
  });

  it("[REQ-CLI-66] --no-block prints the job's id and does not wait", async () => {
    const run = start(["reboot", "node1", "--no-block"]);
    const { request } = await hirte.whenAsked("reboot");
    equal(await run.status, 0);
    equal(run.stdout(), `${request.id}\n`);
  });

  it("[REQ-CLI-66] says of an interrupted wait that its outcome is not known", async () => {
    const run = start(["poweroff", "node1"]);
    await end(await hirte.whenAsked("poweroff"));
    equal(await isStillWaiting(run), true);
    run.interrupt();
    equal(await run.status, 9);
  });

  it("[REQ-CLI-67] asks for more than one node by its name, and does nothing unasked", async () => {
    for (const set of [["node1,node2"], ["node1*"], ["--all"]]) {
      const run = start(["poweroff", ...set]);
      equal(await run.status, 2);
      match(
        run.stderr(),
        /^hirtectl: poweroff \d nodes?: node1.*\? Nothing was done: that needs --yes\n$/,
      );
      const refused = start(["poweroff", ...set], { ask: async () => false });
      equal(await refused.status, 2);
    }
    for (const args of [[], ["node1", "node2"], ["--all", "node1"]]) {
      equal(await start(["reboot", "--yes", ...args]).status, 2, args.join(" "));
    }
    equal(hirte.of("poweroff").length + hirte.of("reboot").length, 0);
  });

  it("[REQ-CLI-67] does it after a yes, and tells a line each", async () => {
    const questions: string[] = [];
    const ask = async (question: string) => questions.push(question) > 0;
    const run = start(["poweroff", "node1,node2"], { ask });
    await hirte.whenAsked("poweroff", 2);
    for (const asked of hirte.of("poweroff")) await end(asked);
    for (const node of ["node1", "node2"]) await goes(node);
    equal(await run.status, 0);
    deepEqual(questions, ["poweroff 2 nodes: node1, node2? [y/N] "]);
    deepEqual(run.stdout().split("\n").toSorted(), [
      "",
      "node1: poweroff: off",
      "node2: poweroff: off",
    ]);
  });
});
