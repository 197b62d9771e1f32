import { deepEqual, equal, match } from "node:assert/strict";
import { type LineLimits, RequestLine } from "../../../broker/request-line.ts";

describe("the line of requests", () => {
  /** In the order in which they were served. */
  let served: string[];
  /** Lets the broker have what was said; the next ones are served by then. */
  let settle: () => Promise<void>;
  let line: RequestLine;

  function begin(limits: Partial<LineLimits> = {}): void {
    served = [];
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
    line = new RequestLine({ settled, limits });
  }

  const add = (id: string, user = "anna", asked = id) =>
    line.add({ id, user, asked, serve: () => void served.push(id) });
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
});
