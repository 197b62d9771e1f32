import assert from "node:assert/strict";
import type { Effect } from "../../../src/hecate/brain.ts";
import { carryOut, type Hands } from "../../../src/hecate/effects.ts";
import type { Executor } from "../../../src/hecate/executor.ts";
import { rehearsed } from "../../../src/hecate/rehearsal.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeLink, keptLog, settled } from "./fakes.ts";

describe("a rehearsal", () => {
  it("[REQ-RUNS-24] answers no trigger and sends none, cures nothing, tells no node, and leaves its host alone", async () => {
    const link = new FakeLink();
    const done: string[] = [];
    const note = (what: string) => () => void done.push(what);
    const hands: Hands = {
      ...{ host: "titan-db", clock: new FakeClock(), log: keptLog().log },
      // Nothing of what follows is for it.
      executor: {} as Executor,
      coordinatorLink: () => link,
      publisherLink: () => link,
      sendGuards: note("guards"),
      tell: note("told"),
      cure: note("cure"),
      shutDownLocally: note("off"),
      answer: note("answer"),
    };
    const trigger = {
      ...{ id: "u:b:1", ups: "u", bootId: "b", outage: 1, reason: "empty" },
      evidence: { flags: ["OB"], row: 11 },
    };
    const effects: readonly Effect[] = [
      { kind: "ack", host: "tethys", triggerId: "statera:b:1", run: 1 },
      { kind: "publish-trigger", trigger },
      { kind: "guard", orders: [{ node: "titan-0a", outage: "o", line: "ob" }] },
      { kind: "restart-upsd", ups: "u", reason: "latched" },
      { kind: "local-shutdown", ups: "u", key: "k", reason: "empty" },
      { kind: "alarm", id: "a", severity: "warning", text: "on battery" },
    ];
    for (const effect of effects) carryOut(effect, true, rehearsed(hands));
    await settled();
    assert.deepEqual([link.sent, done], [[], ["told"]]);
    for (const effect of effects) carryOut(effect, true, hands);
    await settled();
    assert.deepEqual([link.sent.length, done.length], [2, 5]);
  });
});
