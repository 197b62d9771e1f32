import assert from "node:assert/strict";
import fc from "fast-check";
import { RetainedStore } from "../../broker/retained-store.ts";
import { type Listener, SubscriptionTable } from "../../broker/subscription-table.ts";
import { TopicTrie, topicMatches } from "../../broker/topic-trie.ts";
import { isHirteError } from "../../src/core/errors.ts";
import {
  canMatch,
  filterOf,
  findTopic,
  matchTopic,
  root,
  type TopicRow,
  topicOf,
  topics,
} from "../../src/protocol/topics.ts";
import { anyCharacter } from "../support/any-character.ts";
import { fuzz } from "./harness.ts";
import { strangeKeys } from "./hostile-json.ts";

const rows: readonly TopicRow[] = Object.values(topics);
const words = [...new Set(rows.flatMap(({ pattern }) => pattern.split("/")))];
const placeholders = ({ pattern }: TopicRow) =>
  [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

const value = fc.oneof(
  fc.constantFrom(
    ...["n1", "n2", "a.service", "@manager", "..", ".", "-x", " ", "ü", ...strangeKeys],
  ),
  fc.constantFrom(...["a/b", "+", "#", "\0", "a+", "a#b", "/", "nodes", "state", "$SYS"]),
  fc.string({ unit: anyCharacter, maxLength: 6 }),
);
const rowWithValues = fc
  .constantFrom(...rows)
  .chain((row) =>
    fc
      .tuple(...placeholders(row).map((name) => value.map((each) => [name, each] as const)))
      .map((pairs) => ({ row, params: Object.fromEntries(pairs) as Record<string, string> })),
  );
const isLevel = (text: string) => text !== "" && !/[/+#\0]/.test(text);

/** Few levels, so that filters and topics meet. */
const level = fc.constantFrom("a", "b", "", "$x", "hirte", "v1");
const topic = fc.array(level, { minLength: 1, maxLength: 5 }).map((levels) => levels.join("/"));
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant("+")), { maxLength: 5 }), fc.boolean())
  .map(([levels, isOpen]) => (isOpen ? [...levels, "#"] : levels).join("/"))
  .filter((text) => text !== "");

/** MQTT 3.1.1 §4.7 once more, as a regular expression. */
function model(pattern: string): (topic: string) => boolean {
  const levels = pattern.split("/").map((each) => {
    if (each === "+") return "[^/]*";
    return each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  });
  const open = levels.at(-1) === "#";
  const fixed = (open ? levels.slice(0, -1) : levels).join("/");
  // "a/#" stands for "a" as well.
  const text = !open ? fixed : levels.length === 1 ? "[^]*" : `${fixed}(/[^]*)?`;
  const regex = new RegExp(`^(?:${text})$`);
  const isWild = /^[+#]/.test(pattern);
  return (each) => regex.test(each) && !(isWild && each.startsWith("$"));
}

describe("fuzzing of topics", () => {
  it(
    "[REQ-WIRE-12] [REQ-BAD-8] values make a topic that gives them back, or bad-topic",
    fuzz(
      { cases: 4000 },
      fc.property(rowWithValues, ({ row, params }) => {
        const isGood = Object.values(params).every(isLevel);
        let made: string;
        try {
          made = topicOf(row, params);
        } catch (error) {
          assert.ok(isHirteError(error, "bad-topic"), String(error));
          assert.equal(isGood, false);
          assert.throws(() => filterOf(row, params), { code: "bad-topic" });
          return;
        }
        assert.equal(isGood, true);
        assert.equal(filterOf(row, params), made);
        const found = findTopic(made);
        assert.equal(found?.row, row);
        assert.deepEqual({ ...found?.params }, { ...params });
        assert.deepEqual(
          rows.filter((each) => matchTopic(each, made)),
          [row],
        );
      }),
    ),
  );

  it(
    "[REQ-WIRE-12] [REQ-BAD-8] no two rows with their values are the same topic",
    fuzz(
      { cases: 3000 },
      fc.property(rowWithValues, rowWithValues, (one, other) => {
        if (![one, other].every(({ params }) => Object.values(params).every(isLevel))) return;
        const isSame =
          one.row === other.row && JSON.stringify(one.params) === JSON.stringify(other.params);
        assert.equal(topicOf(one.row, one.params) === topicOf(other.row, other.params), isSame);
      }),
    ),
  );

  const anyTopic = fc.oneof(
    fc
      .array(fc.oneof(fc.constantFrom(...words, "n1", "+", "#", ""), value), { maxLength: 7 })
      .map((levels) => [root, ...levels].join("/")),
    fc.string({ unit: anyCharacter }),
  );
  it(
    "[REQ-WIRE-12] [REQ-BAD-8] what is found in a topic makes that topic again",
    fuzz(
      { cases: 3000 },
      fc.property(anyTopic, (text) => {
        const found = findTopic(text);
        if (!found) return;
        const params = { ...found.params };
        if (/[+#\0]/.test(text)) {
          assert.throws(() => topicOf(found.row, params), { code: "bad-topic" });
        } else assert.equal(topicOf(found.row, params), text);
      }),
    ),
  );

  const wish = fc.constantFrom(...rows).chain((row) => {
    const pattern = `${root}/${row.pattern}`.split("/");
    const levels = pattern.map((each) => {
      const own = each.startsWith("{") ? fc.constantFrom("n1", "n2", "+") : fc.constant(each);
      return fc.oneof({ weight: 5, arbitrary: own }, fc.constantFrom("+", "", "n1"));
    });
    const filters = fc
      .tuple(fc.tuple(...levels), fc.nat({ max: pattern.length }), fc.integer({ min: 0, max: 3 }))
      .map(([all, cut, how]) => {
        if (how === 0) return [...all.slice(0, cut), "#"].join("/");
        return (how === 1 ? [...all, "n1"] : all).join("/");
      });
    const names = placeholders(row);
    const params = fc.tuple(...names.map(() => fc.constantFrom("n1", "n2", undefined))).map((all) =>
      Object.fromEntries(
        names.flatMap((name, i) => {
          const each = all[i];
          return each === undefined ? [] : [[name, each] as const];
        }),
      ),
    );
    return fc.record({ row: fc.constant(row), filter: filters, params });
  });
  it(
    "[REQ-SEC-5] [REQ-BAD-8] a filter can match a row where it matches a topic of it, and only there",
    fuzz(
      { cases: 3000 },
      fc.property(wish, ({ row, filter: text, params }) => {
        const wanted = text.split("/");
        // What a value may be that is left open: whatever the filter asks for there, or anything else.
        const pattern = `${root}/${row.pattern}`.split("/");
        const candidates = pattern.map((each, i) => {
          if (!each.startsWith("{")) return each;
          const given = params[each.slice(1, -1)];
          if (given !== undefined) return given;
          const asked = wanted[i];
          return asked === undefined || !isLevel(asked) ? "other" : asked;
        });
        const expected = model(text)(candidates.join("/"));
        assert.equal(canMatch(text, row, params), expected);
      }),
    ),
  );

  it(
    "[REQ-BRK-6] [REQ-BAD-8] a filter finds in the trie, the table and the store what MQTT says",
    fuzz(
      { cases: 3600, each: 6 },
      fc.property(
        fc.array(fc.tuple(fc.boolean(), topic), { maxLength: 25 }),
        fc.array(filter, { minLength: 6, maxLength: 6 }),
        (changes, filters) => {
          const limits = { maxRetainedMessages: 100, maxRetainedBytes: 10_000 };
          const store = new RetainedStore(limits);
          const trie = new TopicTrie<string>();
          const kept = new Set<string>();
          for (const [isSet, each] of changes) {
            store.set(each, Buffer.from(isSet ? "x" : ""), 0);
            if (isSet) {
              trie.set(each, each);
              kept.add(each);
            } else {
              trie.delete(each);
              kept.delete(each);
            }
          }
          assert.equal(store.size, kept.size);
          const expectedBytes = [...kept].reduce((sum, each) => sum + each.length + 1, 0);
          assert.equal(store.bytes, expectedBytes);
          const table = new SubscriptionTable<{ readonly topic: string }>();
          const listeners = filters.map((each): [string, Listener<unknown>] => [
            each,
            () => undefined,
          ]);
          for (const [each, listener] of listeners) table.on(each, listener);
          for (const each of filters) {
            const isWanted = model(each);
            const expected = [...kept].filter(isWanted).sort();
            const found = [...trie.match(each)].filter((one) => one !== undefined);
            assert.deepEqual(found.sort(), expected);
            const messages = [...store.match(each)].flatMap((one) => one?.topic ?? []);
            assert.deepEqual(messages.sort(), expected);
            for (const one of kept) assert.equal(topicMatches(each, one), isWanted(one));
          }
          for (const [, each] of changes) {
            const expected = listeners.filter(([own]) => model(own)(each)).map(([, l]) => l);
            const heard = table.listenersOf(each);
            assert.equal(heard.length, expected.length);
            assert.deepEqual(new Set(heard), new Set(expected));
          }
          for (const [each, listener] of listeners) table.removeListener(each, listener);
          for (const [, each] of changes) assert.equal(table.listenersOf(each).length, 0);
        },
      ),
    ),
  );
});
