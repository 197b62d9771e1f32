import { deepEqual, equal, match, ok } from "node:assert/strict";
import fc from "fast-check";
import { QueryLine, type QueryLineLimits } from "../../../broker/query-line.ts";

describe("the line of questions", () => {
  let passed: string[];
  let line: QueryLine;

  function begin(limits: Partial<QueryLineLimits> = {}): void {
    passed = [];
    line = new QueryLine({ atNode: 3, atNodePerUser: 2, perUser: 4, ...limits });
  }
  beforeEach(() => begin());

  const add = (id: string, user = "anna", node = "node1", size = 1) =>
    line.add({ id, user, node, size, pass: () => void passed.push(id) });
  const addAll = (user: string, count: number, node = "node1") =>
    Array.from({ length: count }, (_, i) => add(`${user}${i}`, user, node)).filter((no) => no);

  it("[REQ-QUOTA-9] passes on at once what a node has a place for, the rest when others are answered", () => {
    addAll("anna", 4);
    deepEqual(passed, ["anna0", "anna1"]);
    ok(line.isWaiting("anna2"));
    line.done("anna0");
    line.done("anna1");
    deepEqual(passed, ["anna0", "anna1", "anna2", "anna3"]);
    equal(line.isWaiting("anna3"), false);
  });

  it("[REQ-QUOTA-9] leaves others a place at each node, and lets users take turns at it", () => {
    addAll("mallory", 100);
    add("a", "anna");
    deepEqual(passed, ["mallory0", "mallory1", "a"]);
    add("b", "bert");
    line.done("mallory0");
    line.done("mallory1");
    ok(passed.includes("b"));
  });

  it("[REQ-QUOTA-9] has not more of one user under way at all nodes, nor fewer when one is answered", () => {
    for (let i = 0; i < 6; i++) add(`m${i}`, "mallory", `node${i}`);
    deepEqual(passed, ["m0", "m1", "m2", "m3"]);
    add("a", "anna", "node5");
    ok(passed.includes("a"));
    line.done("m2");
    deepEqual(passed.slice(5), ["m4"]);
    line.done("m0");
    deepEqual(passed.slice(5), ["m4", "m5"]);
  });

  it("[REQ-QUOTA-9] is not held up at other nodes by one that does not answer", () => {
    addAll("anna", 10, "hung");
    add("b", "anna", "node2");
    ok(passed.includes("b"));
  });

  it("[REQ-QUOTA-9] has no room for more than its bounds, of one user and in all", () => {
    begin({ waitingPerUser: 3, waitingInAll: 4, textPerUser: 100, textInAll: 150 });
    match(addAll("mallory", 6)[0] ?? "", /^3 questions of mallory wait/);
    addAll("anna", 1);
    equal(add("b0", "bert"), undefined);
    match(add("b1", "bert") ?? "", /^4 questions wait/);
    begin({ textPerUser: 100, textInAll: 150 });
    addAll("anna", 2);
    equal(add("long", "anna", "node1", 90), undefined);
    match(add("longer", "anna", "node1", 20) ?? "", /of anna wait/);
    addAll("bert", 1);
    match(add("b", "bert", "node1", 70) ?? "", /^1 questions wait/);
    line.done("long");
    equal(add("b", "bert", "node1", 70), undefined);
  });

  it("[REQ-QUOTA-9] forgets one that is not waited for any more", () => {
    addAll("anna", 4);
    line.done("anna2");
    line.done("anna0");
    deepEqual(passed, ["anna0", "anna1", "anna3"]);
  });

  it("[REQ-QUOTA-9] is fair: whatever is asked and answered, nothing is lost, no bound is broken, and nobody is passed over", () => {
    const steps = fc.array(
      fc.record({
        isAsked: fc.boolean(),
        user: fc.constantFrom("anna", "bert", "mallory"),
        node: fc.constantFrom("node1", "node2", "node3"),
        which: fc.nat(20),
      }),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        begin();
        const asked = new Map<string, { readonly user: string; readonly node: string }>();
        const done = new Set<string>();
        const underWay = () => passed.filter((id) => !done.has(id));
        const look = () => {
          const of = (test: (q: { user: string; node: string }) => boolean) =>
            underWay().filter((id) => test(asked.get(id) ?? { user: "", node: "" })).length;
          for (const user of ["anna", "bert", "mallory"]) {
            ok(of((q) => q.user === user) <= 4);
            for (const node of ["node1", "node2", "node3"]) {
              ok(of((q) => q.node === node) <= 3);
              ok(of((q) => q.user === user && q.node === node) <= 2);
              const waits = [...asked].some(
                ([id, q]) => q.user === user && q.node === node && line.isWaiting(id),
              );
              const hasPlace =
                of((q) => q.node === node) < 3 &&
                of((q) => q.user === user && q.node === node) < 2 &&
                of((q) => q.user === user) < 4;
              ok(!(waits && hasPlace), `${user} waits for ${node}, where there is a place`);
            }
          }
        };
        for (const { isAsked, user, node, which } of all) {
          if (isAsked) {
            const id = `${asked.size}`;
            asked.set(id, { user, node });
            equal(add(id, user, node), undefined);
          } else {
            const id = underWay()[which % Math.max(1, underWay().length)];
            if (id !== undefined) {
              done.add(id);
              line.done(id);
            }
          }
          look();
        }
        for (let [id] = underWay(); id !== undefined; [id] = underWay()) {
          done.add(id);
          line.done(id);
        }
        equal(passed.length, asked.size);
      }),
      { numRuns: 200 },
    );
  });
});
