import { deepEqual, equal, match } from "node:assert/strict";
import { type LineLimits, RequestLine, type SliceTime } from "../../../broker/request-line.ts";

describe("the line of requests", () => {
  /** In the order in which they were served. */
  let served: string[];
  /** Lets the broker have what was said; the next ones are served by then. */
  let settle: () => Promise<void>;
  let line: RequestLine;

  /** Users that have as much under way as they may. */
  let held: Set<string>;

  function begin(limits: Partial<LineLimits> = {}, time?: SliceTime): void {
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
    line = new RequestLine({ settled, limits, isHeld, ...(time ? { time } : {}) });
  }

  const add = (id: string, user = "anna", asked = id) =>
    line.add({
      ...{ id, user, asked },
      serve: () => void served.push(id),
      giveUp: () => void served.push(`not ${id}`),
    });
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
    line.after("anna16", () => void served.push("after 16"));
    line.after("anna0", () => void served.push("after 0"));
    await settle();
    deepEqual(served.slice(16), ["after 0", "anna16", "after 16"]);
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

  it("[REQ-QUOTA-10] gives those up that are held for 10 s, a few at a time, with what comes after them, and no others", async () => {
    held.add("mallory");
    addAll("mallory", 20);
    line.after("mallory0", () => void served.push("after 0"));
    line.tick(1000);
    line.tick(10_999);
    deepEqual(served, []);
    line.tick(11_000);
    deepEqual(served.slice(0, 3), ["not mallory0", "after 0", "not mallory1"]);
    equal(served.length, 17);
    equal(line.find("mallory0"), undefined);
    held.clear();
    line.tick(11_200);
    held.add("mallory");
    line.tick(11_400);
    line.tick(21_000);
    equal(served.length, 17);
    line.tick(21_400);
    equal(served.length, 21);
    add("a", "anna");
    equal(served.at(-1), "a");
  });

  it("[REQ-QUOTA-9] serves one at least and no more than there is time for in one go, where some take long", async () => {
    let nowMs = 0;
    begin({}, { monoMs: () => nowMs, limitMs: 10 });
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
