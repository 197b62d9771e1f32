import assert from "node:assert/strict";
import fc from "fast-check";
import type { Reading } from "../../../src/power/model.ts";
import { defaultPolicy } from "../../../src/power/policy.ts";
import {
  newUps,
  restoredUps,
  type Sibling,
  stepUps,
  type UpsContext,
  type UpsEvent,
  type UpsMemory,
  type UpsStepped,
} from "../../../src/power/ups.ts";
import { aReading, aUpsContext } from "../../support/power.ts";

/** Something that happens `afterMs` after the last: a poll, a late copy of one, a tick, or a kill of who judges. */
interface Happening {
  readonly afterMs: number;
  readonly what: "poll" | "again" | "retained" | "tick" | "kill" | "new-session";
  readonly reading: Partial<Reading>;
}

const numRuns = 150;
const times = fc.constantFrom(0, 100, 2_500, 5_000, 5_000, 5_000, 5_000, 16_000, 61_000, 400_000);
const values = {
  runtimeS: fc.constantFrom(0, 100, 150, 329, 330, 331, 340, 346, 347, 500, 5000),
  chargePercent: fc.constantFrom(0, 30, 31, 50, 51, 100),
  inputVoltageV: fc.constantFrom(0, 230),
};
const comms = fc.constantFrom(
  "ok",
  "ok",
  "ok",
  "ok",
  "data-stale",
  "driver-not-connected" as const,
);

function happenings(lines: readonly string[], words: readonly string[]) {
  const flags = fc
    .tuple(fc.constantFrom(...lines), fc.subarray([...words]))
    .map(([line, more]) => [...line.split(" "), ...more]);
  return fc.array(
    fc.record<Happening>({
      afterMs: times,
      what: fc.constantFrom(
        "poll",
        "poll",
        "poll",
        "poll",
        "tick",
        "tick",
        "again",
        "retained",
        "kill",
        "new-session",
      ),
      reading: fc.record({ flags, comms, ...values }, { requiredKeys: ["flags", "comms"] }),
    }),
    { maxLength: 60 },
  );
}
const anything = happenings(
  ["OL", "OB", "OB", "OB", "OFF", "OL OB", "WAIT"],
  ["LB", "CAL", "FSD", "OFF", "RB"],
);

/** All steps of a story; `between` may do something to the memory before each. */
function told(
  story: readonly Happening[],
  context: Partial<UpsContext> = {},
  between: (memory: UpsMemory, at: number) => UpsMemory = (memory) => memory,
): readonly (UpsStepped & { readonly event: UpsEvent; readonly isOld: boolean })[] {
  let memory = newUps();
  let atMs = 0;
  let [session, seq] = [1, 0];
  let last = aReading();
  return story.flatMap(({ afterMs, what, reading }, index) => {
    atMs += afterMs;
    memory = between(memory, index);
    if (what === "kill") {
      memory = restoredUps(memory, { isSameBoot: true });
      return [];
    }
    if (what === "new-session") session++;
    if (what === "poll" || what === "new-session") {
      last = { ...reading, session: `s${session}`, seq: ++seq, comms: reading.comms ?? "ok" };
    }
    const event: UpsEvent =
      what === "tick"
        ? { kind: "tick", atMs }
        : what === "retained"
          ? {
              kind: "reading",
              origin: "retained",
              reading: { ...last, ...reading, seq: 9e9 },
              atMs,
            }
          : { kind: "reading", origin: "live", reading: last, atMs };
    const stepped = stepUps(memory, event, aUpsContext(context));
    memory = stepped.memory;
    return [{ ...stepped, event, isOld: what === "again" || what === "retained" }];
  });
}

/** Something old that comes after 2.5 s, and says that the battery is empty. */
function old(what: "again" | "retained", line: string): Happening {
  return { afterMs: 2_500, what, reading: { flags: [line], runtimeS: 0 } };
}

/** The story with `those` between any two happenings that are far enough apart for old ones to look like polls. */
function withBetween(
  story: readonly Happening[],
  those: readonly Happening[],
): readonly Happening[] {
  const first = story.findIndex(({ what }) => what === "poll" || what === "new-session");
  const tookMs = those.reduce((sum, { afterMs }) => sum + afterMs, 0);
  return story.flatMap((one, index) =>
    one.afterMs < 16_000 || first < 0 || index <= first
      ? [one]
      : [...those, { ...one, afterMs: one.afterMs - tookMs }],
  );
}

/** What was thought at each happening but old ones. */
function judgedOf(steps: ReturnType<typeof told>) {
  return steps
    .filter(({ isOld }) => !isOld)
    .map(({ judgement: { bad, row, ageMs } }) => ({ bad, row, ageMs }));
}

describe("the verdict on a UPS, whatever happens", function () {
  this.timeout(20_000);

  it("[REQ-PWR-7] never fires on mains without a forced shutdown, however blind it is", () => {
    fc.assert(
      fc.property(
        happenings(["OL", "OL", "OFF", "OL OB", "WAIT", "DISCHRG"], ["LB", "CAL", "DISCHRG", "RB"]),
        (story) => {
          assert.ok(told(story).every(({ judgement }) => !judgement.firesNow));
        },
      ),
      { numRuns },
    );
  });

  it("[REQ-PWR-8] fires on as many distinct readings as the debounce asks for, but for rows 1, 4, 5 and 9", () => {
    fc.assert(
      fc.property(anything, (story) => {
        let counted = new Set<string>();
        for (const { judgement, event } of told(story)) {
          if (judgement.bad === 0) counted = new Set();
          if (judgement.counts) {
            counted.add(
              event.kind === "tick"
                ? `tick ${event.atMs}`
                : `${event.reading.session} ${event.reading.seq}`,
            );
          }
          if (judgement.firesNow && judgement.row >= 10) {
            assert.ok(counted.size >= defaultPolicy.debouncePolls);
          }
        }
      }),
      { numRuns },
    );
  });

  it("[REQ-PWR-8] fires when the battery runs out, whatever happened before", () => {
    const flat: Happening = {
      ...{ afterMs: 5_000, what: "poll" },
      reading: { comms: "ok", flags: ["OB"], runtimeS: 300, chargePercent: 60 },
    };
    fc.assert(
      fc.property(anything, (story) => {
        // 30 s to steady itself, and three polls.
        const steps = told([...story, ...Array<Happening>(9).fill(flat)]);
        assert.equal(steps.at(-1)?.judgement.hasFired, true);
      }),
      { numRuns },
    );
  });

  it("[REQ-PWR-8] obeys a forced shutdown that it sees coming, whatever happened before", () => {
    const poll = (flags: string[]): Happening => ({
      ...{ afterMs: 5_000, what: "poll", reading: { comms: "ok", flags } },
    });
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 20 }), (story, polls) => {
        const mains = Array<Happening>(polls).fill(poll(["OL"]));
        const steps = told([...story, ...mains, poll(["FSD", "OL"])]);
        assert.equal(steps.at(-1)?.judgement.hasFired, true);
      }),
      { numRuns },
    );
  });

  it("[REQ-PWR-9] fires once in an outage, and outages have rising numbers", () => {
    fc.assert(
      fc.property(anything, (story) => {
        const steps = told(story);
        const fired = steps
          .filter(({ judgement }) => judgement.firesNow)
          .map((s) => s.judgement.outage);
        assert.equal(new Set(fired).size, fired.length);
        const numbers = steps.map(({ judgement }) => judgement.outage);
        assert.deepEqual(
          numbers,
          [...numbers].sort((a, b) => a - b),
        );
      }),
      { numRuns },
    );
  });

  it("[REQ-PWR-10] is the same after its memory was on disk, between any two events", () => {
    fc.assert(
      fc.property(anything, (story) => {
        // A file holds JSON, and so does the memory.
        const fromDisk = (memory: UpsMemory) => JSON.parse(JSON.stringify(memory)) as UpsMemory;
        assert.deepEqual(told(story, {}, fromDisk), told(story));
      }),
      { numRuns },
    );
  });

  it("[REQ-PWR-10] is what it was when who judges is killed between polls that are heard", () => {
    const polls = happenings(["OL", "OB", "OB", "OB"], ["LB", "FSD"]).map((story) =>
      story.map(
        ({ reading }): Happening => ({
          ...{ afterMs: 5_000, what: "poll", reading: { ...reading, comms: "ok" } },
        }),
      ),
    );
    fc.assert(
      fc.property(polls, fc.array(fc.nat(60)), (story, kills) => {
        const killed = told(story, {}, (memory, index) =>
          kills.includes(index) ? restoredUps(memory, { isSameBoot: true }) : memory,
        );
        const judged = (steps: typeof killed) => steps.map(({ judgement }) => judgement);
        assert.deepEqual(judged(killed), judged(told(story)));
      }),
      { numRuns },
    );
  });

  it("[REQ-PWR-6] takes nothing for news that is old: copies, and what the broker kept", () => {
    const isNews = ({ what }: Happening) => what !== "again" && what !== "retained";
    // Whoever hears a copy has listened: a life that was short is that much longer by it.
    const isOfOneLife = ({ what }: Happening) => what !== "kill";
    fc.assert(
      fc.property(anything, (story) => {
        const news = story.filter((one) => isNews(one) && isOfOneLife(one));
        const withOld = withBetween(news, [old("again", "OB"), old("retained", "OB")]);
        assert.deepEqual(judgedOf(told(withOld)), judgedOf(told(news)));
      }),
      { numRuns },
    );
  });

  it("[REQ-PWR-6] looks at nothing that the broker kept, whoever is killed meanwhile", () => {
    fc.assert(
      fc.property(anything, (story) => {
        const news = story.filter(({ what }) => what !== "again" && what !== "retained");
        const of = (line: string) => withBetween(news, [old("retained", line)]);
        assert.deepEqual(judgedOf(told(of("OB"))), judgedOf(told(of("OL"))));
      }),
      { numRuns },
    );
  });

  it("[REQ-CRD-142] is never fired sooner by a sibling on mains, nor later by one that was not out with it", () => {
    const firstFire = (story: readonly Happening[], siblings: readonly Sibling[]) => {
      const at = told(story, { siblings }).findIndex(({ judgement }) => judgement.firesNow);
      return at < 0 ? Number.POSITIVE_INFINITY : at;
    };
    const moments = fc.nat({ max: 600_000 });
    fc.assert(
      fc.property(
        anything,
        moments,
        moments,
        fc.array(moments),
        (story, sinceMs, readAtMs, outagesAtMs) => {
          const alone = firstFire(story, []);
          const isOnBattery = false;
          const seen = { isOnBattery, episodesAtMs: outagesAtMs, outagesAtMs, readAtMs };
          const back = { ...seen, onMainsSinceMs: sinceMs };
          assert.ok(firstFire(story, [back]) >= alone);
          assert.equal(firstFire(story, [{ ...back, outagesAtMs: [] }]), alone);
          assert.equal(firstFire(story, [seen]), alone);
        },
      ),
      { numRuns },
    );
  });

  it("[REQ-PWR-11] is held back by maintenance, but for forced shutdowns and low batteries that last", () => {
    fc.assert(
      fc.property(anything, (story) => {
        const policy = { ...defaultPolicy, maxOnBatteryMs: 20_000 };
        for (const { judgement, memory } of told(story, { isInhibited: true, policy })) {
          if (!judgement.firesNow) continue;
          assert.ok(
            judgement.row === 1 || (judgement.row === 9 && memory.spans.lbMs !== undefined),
          );
        }
      }),
      { numRuns },
    );
  });
});
