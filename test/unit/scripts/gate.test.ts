import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { Gate } from "../../../scripts/test/gate.ts";

describe("the gate that labs begin at", () => {
  it("[REQ-LAB-10] lets as many pass as it has room for, and more in their order when it is widened", async () => {
    const gate = new Gate(1);
    const passed: string[] = [];
    for (const name of ["a", "b", "c", "d"]) void gate.pass().then(() => passed.push(name));
    await setImmediate();
    assert.deepEqual(passed, ["a"]);
    gate.widen(2);
    await setImmediate();
    assert.deepEqual(passed, ["a", "b", "c"]);
    gate.widen(2);
    await gate.pass();
    await setImmediate();
    assert.deepEqual(passed, ["a", "b", "c", "d"]);
  });
});
