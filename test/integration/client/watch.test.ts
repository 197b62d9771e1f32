import { deepEqual, equal } from "node:assert/strict";
import { HirteClient, type OnChange } from "../../../src/client/hirte-client.ts";
import { silentLog } from "../../../src/core/log.ts";
import { tcpStream } from "../../../src/mqtt/link.ts";
import { aUnitState, ScriptedHirte } from "../../support/scripted-hirte.ts";

/** Keeps what a watch tells, as words, and waits for more. */
class Diary {
  readonly lines: string[] = [];
  readonly #waiters = new Set<() => void>();

  readonly note: OnChange = (change) => {
    switch (change.kind) {
      case "manager":
        this.lines.push(change.isUp ? "up" : "down");
        break;
      case "node":
        this.lines.push(`${change.node} ${change.after?.state ?? "removed"}`);
        break;
      case "unit":
        this.lines.push(
          `${change.isInitial ? "" : "!"}${change.unit} ${change.after?.active ?? "unloaded"}`,
        );
        break;
      case "staleness":
        this.lines.push(`${change.node} ${change.isStale ? "stale" : "settled"}`);
        break;
    }
    for (const check of [...this.#waiters]) check();
  };

  async when(line: string): Promise<void> {
    while (!this.lines.includes(line)) {
      await new Promise<void>((resolve) => {
        const check = () => {
          this.#waiters.delete(check);
          resolve();
        };
        this.#waiters.add(check);
      });
    }
  }
}

describe("a watch of a client", () => {
  let hirte: ScriptedHirte;
  let client: HirteClient;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    await hirte.sayNode("node1", {});
    await hirte.sayInventory("node1", 1, 10, ["a.service", "b.service"]);
    await hirte.sayUnit("node1", "a.service", aUnitState(1));
    await hirte.sayUnit("node1", "b.service", aUnitState(2, { active: "inactive", sub: "dead" }));
    client = await HirteClient.connect({
      servers: [tcpStream("127.0.0.1", hirte.port)],
      user: "tester",
      log: silentLog(),
    });
  });
  afterEach(async () => {
    await client.close();
    await hirte.stop();
  });

  it("[REQ-CLT-1] begins with all there is, then tells of changes", async () => {
    const diary = new Diary();
    const watch = await client.watchUnits({}, diary.note);
    await diary.when("node1 settled");
    deepEqual([...watch.view.units()].map(({ unit, isStale }) => [unit, isStale]).sort(), [
      ["a.service", false],
      ["b.service", false],
    ]);
    equal(
      diary.lines.some((line) => line.startsWith("!")),
      false,
    );
    await hirte.sayUnit("node1", "a.service", aUnitState(11, { active: "failed", sub: "failed" }));
    await diary.when("!a.service failed");
  });

  it("[REQ-CLT-1] tells only of what was asked for", async () => {
    const diary = new Diary();
    const watch = await client.watchUnits({ nodes: ["node1"], units: ["b.*"] }, diary.note);
    await diary.when("node1 settled");
    deepEqual(
      [...watch.view.units()].map(({ unit }) => unit),
      ["b.service"],
    );
    const nodes = new Diary();
    const others = await client.watchNodes(nodes.note, { nodes: ["node*"] });
    await nodes.when("node1 online");
    deepEqual([...others.view.units()], []);
  });

  it("[REQ-CLT-10] tells a second watch of the same all there is, and the first nothing new", async () => {
    const first = new Diary();
    await client.watchUnits({}, first.note);
    await first.when("node1 settled");
    const second = new Diary();
    const watch = await client.watchUnits({}, second.note);
    await second.when("node1 settled");
    watch.close();
    await hirte.sayUnit("node1", "a.service", aUnitState(12, { active: "failed" }));
    await first.when("!a.service failed");
    equal(
      second.lines.some((line) => line.startsWith("!")),
      false,
    );
  });

  it("[REQ-CLT-2] goes on after a reconnect, and tells only of what differs", async () => {
    const diary = new Diary();
    await client.watchUnits({}, diary.note);
    await diary.when("node1 settled");
    diary.lines.length = 0;
    await hirte.goAway();
    await diary.when("node1 stale");
    await hirte.sayUnit("node1", "b.service", aUnitState(13, { active: "failed", sub: "failed" }));
    await hirte.listen();
    await diary.when("node1 settled");
    deepEqual(
      diary.lines.filter((line) => line.startsWith("!")),
      ["!b.service failed"],
    );
  });
});
