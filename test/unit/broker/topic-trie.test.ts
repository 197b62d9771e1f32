import assert from "node:assert/strict";
import fc from "fast-check";
import { TopicTrie, topicMatches } from "../../../broker/topic-trie.ts";

const level = fc.constantFrom("a", "b", "", "$x", "c");
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join("/"));
const filter = fc
  .tuple(
    fc.array(fc.oneof(level, fc.constant("+")), { minLength: 1, maxLength: 4 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([levels, hasHash, isAll]) =>
    isAll ? "#" : [...levels, ...(hasHash ? ["#"] : [])].join("/"),
  );

describe("topic trie", () => {
  for (const [pattern, found] of [
    ["sport/tennis", ["sport/tennis"]],
    ["sport/+", ["sport/", "sport/golf", "sport/tennis"]],
    ["sport/#", ["sport", "sport/", "sport/golf", "sport/tennis", "sport/tennis/p1"]],
    ["+/+", ["/finance", "sport/", "sport/golf", "sport/tennis"]],
    ["+", ["sport"]],
    ["/+", ["/finance"]],
    ["#", ["/finance", "sport", "sport/", "sport/golf", "sport/tennis", "sport/tennis/p1"]],
    ["$SYS/#", ["$SYS/uptime"]],
    ["+/uptime", []],
    ["sport/tennis/p1/x", []],
  ] as const) {
    it(`[REQ-BRK-6] finds by ${pattern} what MQTT 3.1.1 §4.7 says`, () => {
      const trie = new TopicTrie<string>();
      for (const t of [
        "sport",
        "sport/",
        "sport/tennis",
        "sport/tennis/p1",
        "sport/golf",
        "/finance",
        "$SYS/uptime",
      ]) {
        trie.set(t, t);
      }
      assert.deepEqual(matches(trie, pattern), found);
    });
  }

  it("[REQ-BRK-6] finds what a comparison with each topic finds", () => {
    fc.assert(
      fc.property(fc.array(topic, { maxLength: 30 }), filter, (topics, pattern) => {
        const trie = new TopicTrie<string>();
        for (const t of topics) trie.set(t, t);
        const expected = [...new Set(topics)].filter((t) => topicMatches(pattern, t)).sort();
        assert.deepEqual(matches(trie, pattern), expected);
      }),
    );
  });

  it("forgets what is deleted, and nothing else", () => {
    fc.assert(
      fc.property(fc.array(topic, { maxLength: 20 }), fc.array(topic), (kept, deleted) => {
        const trie = new TopicTrie<string>();
        for (const t of [...kept, ...deleted]) trie.set(t, t);
        for (const t of deleted) trie.delete(t);
        const expected = [...new Set(kept)].filter((t) => !deleted.includes(t));
        assert.deepEqual(matches(trie, "#"), expected.filter((t) => !t.startsWith("$")).sort());
      }),
    );
  });

  it("finds what stays exactly once while topics come and go during the search", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(topic, { maxLength: 20 }),
        fc.array(fc.tuple(fc.boolean(), topic), { maxLength: 40 }),
        (stay, changes) => {
          const trie = new TopicTrie<string>();
          for (const t of stay) trie.set(t, t);
          const found: string[] = [];
          const pending = [...changes];
          for (const step of trie.match("#")) {
            if (step !== undefined) found.push(step);
            const [isSet, t] = pending.pop() ?? [true, "a"];
            if (stay.includes(t) || pending.length === 0) continue;
            if (isSet) trie.set(t, t);
            else trie.delete(t);
          }
          for (const t of stay.filter((s) => !s.startsWith("$"))) {
            assert.equal(found.filter((f) => f === t).length, 1, t);
          }
        },
      ),
    );
  });

  it("bears a topic of 30,000 levels", () => {
    const trie = new TopicTrie<string>();
    const deep = "/".repeat(30_000);
    trie.set(deep, "deep");
    assert.deepEqual(matches(trie, "#"), ["deep"]);
    trie.delete(deep);
    assert.deepEqual(matches(trie, "#"), []);
  });
});

function matches(trie: TopicTrie<string>, pattern: string): string[] {
  return [...trie.match(pattern)].filter((v) => v !== undefined).sort();
}
