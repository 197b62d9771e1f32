import assert from "node:assert/strict";
import fc from "fast-check";
import { SubscriptionTable } from "../../../broker/subscription-table.ts";
import { topicMatches } from "../../../broker/topic-trie.ts";

interface Message {
  readonly topic: string;
}

const level = fc.constantFrom("a", "b", "", "$x");
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join("/"));
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant("+")), { maxLength: 4 }), fc.boolean())
  .map(([levels, hasHash]) => (hasHash ? [...levels, "#"] : levels).join("/"))
  .filter((text) => text !== "");

describe("subscription table", () => {
  it("gives a message to the listeners of all filters that match, and to no others", () => {
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 30 }), topic, (filters, t) => {
        const table = new SubscriptionTable<Message>();
        const heard: string[] = [];
        for (const f of filters) {
          table.on(f, (_message, onDone) => {
            heard.push(f);
            onDone();
          });
        }
        table.emit({ topic: t });
        assert.deepEqual(heard.sort(), filters.filter((f) => topicMatches(f, t)).sort());
      }),
    );
  });

  it("gives nothing to a listener that was taken out, and all to those that stay", () => {
    fc.assert(
      fc.property(fc.array(filter), fc.array(filter), topic, (stay, go, t) => {
        const table = new SubscriptionTable<Message>();
        const heard: string[] = [];
        const listener = (f: string) => () => void heard.push(f);
        for (const f of stay) table.on(f, listener(f));
        const gone = go.map((f) => [f, listener(f)] as const);
        for (const [f, l] of gone) table.on(f, l);
        for (const [f, l] of gone) table.removeListener(f, l);
        table.emit({ topic: t });
        assert.deepEqual(heard.sort(), stay.filter((f) => topicMatches(f, t)).sort());
      }),
    );
  });

  it("[REQ-BRK-24] is done with a message once all listeners are, in a later turn, once", async () => {
    const table = new SubscriptionTable<Message>();
    const finish: (() => void)[] = [];
    let dones = 0;
    table.on("a", (_message, onDone) => onDone());
    table.on("+", (_message, onDone) => finish.push(onDone));
    table.emit({ topic: "a" }, () => dones++);
    await aTurn();
    assert.equal(dones, 0);
    finish[0]?.();
    assert.equal(dones, 0);
    await aTurn();
    assert.equal(dones, 1);
  });

  it("[REQ-BRK-24] is done in a later turn with a message nobody hears, too", async () => {
    const table = new SubscriptionTable<Message>();
    let dones = 0;
    table.emit({ topic: "a" }, () => dones++);
    assert.equal(dones, 0);
    await aTurn();
    assert.equal(dones, 1);
  });

  it("[REQ-BRK-24] does not give a message to a listener that comes while it is given out", () => {
    const table = new SubscriptionTable<Message>();
    let late = 0;
    table.on("a", (_message, onDone) => {
      table.on("a", () => late++);
      onDone();
    });
    table.emit({ topic: "a" });
    assert.equal(late, 0);
    table.emit({ topic: "a" });
    assert.equal(late, 1);
  });
});

function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
