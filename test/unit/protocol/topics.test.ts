import assert from "node:assert/strict";
import fc from "fast-check";
import {
  filterOf,
  findTopic,
  matchTopic,
  root,
  type TopicRow,
  topicOf,
  topics,
} from "../../../src/protocol/topics.ts";
import { anyCharacter } from "../../support/any-character.ts";

const rows: readonly TopicRow[] = Object.values(topics);
const level = fc
  .string({ minLength: 1, maxLength: 20, unit: anyCharacter })
  .filter((text) => !/[/+#\0]/.test(text));
const anyRow = fc.constantFrom(...rows);
const placeholdersOf = ({ pattern }: TopicRow) =>
  [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
const rowWithParams = anyRow.chain((row) =>
  fc
    .tuple(...placeholdersOf(row).map((name) => level.map((value) => [name, value] as const)))
    .map((entries) => ({ row, params: Object.fromEntries(entries) })),
);

describe("the topic table", () => {
  it("[REQ-WIRE-12] finds the row and the values a topic was made of", () => {
    fc.assert(
      fc.property(rowWithParams, ({ row, params }) => {
        const found = findTopic(topicOf(row, params));
        assert.equal(found?.row, row);
        assert.deepEqual({ ...found?.params }, params);
      }),
    );
  });

  it("[REQ-WIRE-12] has no topic that belongs to two rows", () => {
    fc.assert(
      fc.property(rowWithParams, ({ row, params }) => {
        const topic = topicOf(row, params);
        assert.deepEqual(
          rows.filter((each) => matchTopic(each, topic)),
          [row],
        );
      }),
    );
  });

  it("[REQ-WIRE-12] takes no value that would make another topic of it", () => {
    const bad = fc
      .tuple(fc.string(), fc.constantFrom("/", "+", "#", "\0"), fc.string())
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(bad, fc.constant("")), (node) => {
        assert.throws(() => topicOf(topics.hello, { node }), { code: "bad-topic" });
        assert.throws(() => filterOf(topics.hello, { node }), { code: "bad-topic" });
      }),
    );
  });

  it("[REQ-WIRE-12] finds nothing for a topic that is in no row", () => {
    const strange = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc
        .array(fc.constantFrom("nodes", "jobs", "", "constructor", "__proto__", "units"), {
          maxLength: 8,
        })
        .map((levels) => levels.join("/")),
    );
    fc.assert(fc.property(strange, (topic) => assert.equal(findTopic(topic), undefined)));
    for (const topic of [`${root}/nodes//state`, `${root}/jobs`, `/${root}/jobs/1`, root]) {
      assert.equal(findTopic(topic), undefined, topic);
    }
  });

  it("[REQ-WIRE-12] leaves a wildcard where a filter is given no value", () => {
    assert.equal(filterOf(topics.unitState, { node: "n1" }), `${root}/nodes/n1/units/+`);
    assert.equal(filterOf(topics.reply), `${root}/replies/+/+`);
  });

  it("[REQ-WIRE-12] needs every value when a topic is made", () => {
    assert.throws(() => topicOf(topics.unitState, { node: "n1" } as never), { code: "bad-topic" });
  });
});
