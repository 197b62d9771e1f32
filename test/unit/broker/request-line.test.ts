import { deepEqual, equal, match } from "node:assert/strict";
import { type LineLimits, RequestLine } from "../../../broker/request-line.ts";

describe("the line of requests", () => {
  /** In the order in which they were served. */
  let served: string[];
  /** Lets the broker have what was said; the next ones are served by then. */
  let settle: () => Promise<void>;
  let line: RequestLine;

  /** Users that have as much under way as they may. */
  let held: Set<string>;

  let nowMs: number;

  function begin(limits: Partial<LineLimits> = {}, sliceMs?: number): void {
    nowMs = 0;
    served = [];
    held = new Set();
    let resolve: () => void = () => undefined;
    settle = async () => {
      // The line asks once the event is over.
      await new Promise<void>((done) => setImmediate(done));
      resolve();
      await new Promise<void>((done) => setImmediate(done));
    };
    const settled = () =>
      new Promise<void>((done) => {
        resolve = done;
      });
    const isHeld = (user: string) => held.has(user);
    line = new RequestLine({
      ...{ settled, limits, isHeld, monoMs: () => nowMs },
      ...(sliceMs === undefined ? {} : { sliceMs }),
    });
  }

  const add = (id: string, user = "anna", asked = id, untilMonoMs?: number) =>
    line.add({
      ...{ id, user, asked },
      ...(untilMonoMs === undefined ? {} : { untilMonoMs }),
      serve: () => void served.push(id),
      giveUp: (why) => void served.push(`${why} ${id}`),
    });
  const tick = (monoMs: number, stalledMs = 0) => {
    nowMs = monoMs;
    line.tick({ upToMonoMs: monoMs, stalledMs });
  };
  const addAll = (user: string, count: number) =>
    Array.from({ length: count }, (_, i) => add(`${user}${i}`, user)).filter((no) => no);

  beforeEach(() => begin());

  it("[REQ-REQ-4] serves at once what comes when nothing waits", () => {
    add("a");
    deepEqual(served, ["a"]);
  });

  it("[REQ-REQ-4] goes on only when the broker has what was said, until all are served, in order", async () => {
    addAll("anna", 40);
    const counts = [];
    for (let i = 0; i < 3; i++) {
      counts.push(served.length);
      await settle();
    }
    deepEqual(counts, [16, 32, 40]);
    deepEqual(
      served,
      Array.from({ length: 40 }, (_, i) => `anna${i}`),
    );
    equal(line.find("anna39"), undefined);
  });

  it("[REQ-REQ-4] lets users take turns", async () => {
    addAll("mallory", 1000);
    add("a", "anna");
    await settle();
    equal(served.includes("a"), true);
  });

  it("[REQ-REQ-4] has no room for more than its bounds, of one user and in all", async () => {
    begin({ perUser: 10, inAll: 15 });
    const [refused, ...more] = addAll("mallory", 27);
    match(refused ?? "", /^10 requests of mallory wait/);
    equal(more.length, 0);
    equal(addAll("anna", 5).length, 0);
    match(add("a", "bert") ?? "", /^15 requests wait/);
    await settle();
    equal(add("b", "bert"), undefined);
  });

  it("[REQ-REQ-4] has no room for more text than its bounds", async () => {
    begin({ textPerUser: 10, textInAll: 12 });
    addAll("anna", 16);
    equal(add("a", "anna", "x".repeat(10)), undefined);
    match(add("b", "anna", "x") ?? "", /of anna wait/);
    match(add("c", "bert", "xxx") ?? "", /requests wait/);
    await settle();
    equal(add("d", "anna", "x".repeat(10)), undefined);
  });

  it("[REQ-REQ-4] does what comes after a request that waits once that is served, or at once", async () => {
    addAll("anna", 17);
    line.after("anna16", "anna 1", () => void served.push("after 16"));
    line.after("anna0", "anna 2", () => void served.push("after 0"));
    await settle();
    deepEqual(served.slice(16), ["after 0", "anna16", "after 16"]);
  });

  it("[REQ-REQ-4] has room for 16 that come after a request that waits, each of them once", async () => {
    addAll("anna", 17);
    const follow = (by: string) => line.after("anna16", by, () => void served.push(`after ${by}`));
    const refused = Array.from({ length: 20 }, (_, i) => follow(`anna ${i}`)).filter((no) => no);
    equal(refused.length, 4);
    match(refused[0] ?? "", /^16 requests about anna16 wait/);
    // A copy is done with the first one.
    equal(follow("anna 0"), undefined);
    await settle();
    deepEqual(
      served.slice(17),
      Array.from({ length: 16 }, (_, i) => `after anna ${i}`),
    );
  });

  it("[REQ-QUOTA-10] serves nobody who has as much under way as it may, but others, and goes on when some of it ends", async () => {
    held.add("mallory");
    addAll("mallory", 20);
    add("a", "anna");
    await settle();
    deepEqual(served, ["a"]);
    held.delete("mallory");
    line.goOn();
    await settle();
    equal(served.length, 17);
    await settle();
    equal(served.length, 21);
  });

  it("[REQ-QUOTA-10] gives those up that have waited for 10 s while held, a few at a time, with what comes after them", () => {
    held.add("mallory");
    addAll("mallory", 20);
    line.after("mallory0", "mallory 1", () => void served.push("after 0"));
    tick(9999);
    deepEqual(served, []);
    tick(10_000);
    deepEqual(served.slice(0, 3), ["held mallory0", "after 0", "held mallory1"]);
    equal(served.length, 17);
    equal(line.find("mallory0"), undefined);
    held.clear();
    tick(10_200);
    equal(served.length, 17);
    held.add("mallory");
    tick(10_400);
    equal(served.length, 21);
    add("a", "anna");
    equal(served.at(-1), "a");
  });

  it("[REQ-QUOTA-10] gives nobody up who has not waited for 10 s, however long its user is held", () => {
    held.add("mallory");
    for (let second = 0; second <= 30; second++) {
      tick(second * 1000);
      add(`m${second}`, "mallory");
    }
    equal(served.at(-1), "held m20");
    deepEqual([served.length, line.find("m21")?.id], [21, "m21"]);
  });

  it("[REQ-QUOTA-10] counts no time in which nobody could be heard, nor more of it than somebody has waited", () => {
    held.add("mallory");
    add("early", "mallory");
    nowMs = 30_000;
    add("late", "mallory");
    tick(31_000, 31_000);
    tick(40_999);
    deepEqual(served, []);
    tick(41_000);
    deepEqual(served, ["held early", "held late"]);
  });

  it("[REQ-QUOTA-10] says so where it is too late for a request that is held, also in a time that does not count", () => {
    held.add("mallory");
    add("a", "mallory", "a", 3000);
    add("b", "mallory");
    tick(2999, 2999);
    deepEqual(served, []);
    tick(3000, 1);
    deepEqual(served, ["too-late a"]);
  });

  it("[REQ-QUOTA-9] serves one at least and no more than there is time for in one go, where some take long", async () => {
    begin({}, 10);
    const slow = (id: string, user: string) =>
      line.add({
        ...{ id, user, asked: id },
        serve: () => {
          nowMs += id.startsWith("slow") ? 100 : 4;
          served.push(id);
        },
      });
    for (let i = 0; i < 3; i++) slow(`slow${i}`, "mallory");
    for (let i = 0; i < 5; i++) slow(`fast${i}`, "anna");
    deepEqual(served, ["slow0"]);
    await settle();
    deepEqual(served, ["slow0", "slow1"]);
    await settle();
    deepEqual(served.slice(2), ["fast0", "slow2"]);
    await settle();
    deepEqual(served.slice(4), ["fast1", "fast2", "fast3"]);
  });
});
