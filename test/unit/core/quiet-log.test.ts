import assert from "node:assert/strict";
import { createLog } from "../../../src/core/log.ts";
import { QuietLog } from "../../../src/core/quiet-log.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("quiet log", () => {
  it("[REQ-BRK-18] says a thing once, then keeps it back, then says how often it came", async () => {
    const { quiet, clock, lines } = aQuietLog();
    for (let i = 0; i < 5; i++) quiet.warn("nonsense 10.0.0.1", { i }, "nonsense came");
    await clock.advance(10_000);
    quiet.warn("nonsense 10.0.0.1", { i: 5 }, "nonsense came");
    assert.deepEqual(
      lines.map(({ i, alsoBefore }) => ({ i, alsoBefore })),
      [
        { i: 0, alsoBefore: undefined },
        { i: 5, alsoBefore: 4 },
      ],
    );
  });

  it("[REQ-BRK-18] keeps nothing back of one peer because of another", () => {
    const { quiet, lines } = aQuietLog();
    quiet.warn("nonsense 10.0.0.1", {}, "nonsense came");
    quiet.warn("nonsense 10.0.0.2", {}, "nonsense came");
    assert.equal(lines.length, 2);
  });
});

function aQuietLog() {
  const clock = new FakeClock();
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const quiet = new QuietLog(createLog({ level: "warn", target: "json", write }), clock);
  return { quiet, clock, lines };
}
