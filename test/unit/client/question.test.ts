import { deepEqual, equal } from "node:assert/strict";
import { RowsInPieces } from "../../../src/client/question.ts";

const [a, b, c] = [{ row: "a" }, { row: "b" }, { row: "c" }];

describe("rows that come in pieces", () => {
  it("[REQ-CLT-8] are joined in order, and complete with the last", () => {
    const rows = new RowsInPieces();
    equal(rows.add({ chunk: 0, last: false, data: [a] }), false);
    equal(rows.add({ chunk: 1, last: true, data: [b, c] }), true);
    deepEqual(rows.rows, [a, b, c]);
  });

  it("[REQ-CLT-8] may come in one piece without a number", () => {
    const rows = new RowsInPieces();
    equal(rows.add({ data: [a] }), true);
    deepEqual(rows.rows, [a]);
  });

  it("[REQ-CLT-8] are not mixed up or doubled when a question was answered twice", () => {
    const rows = new RowsInPieces();
    rows.add({ chunk: 0, last: false, data: [a] });
    rows.add({ chunk: 0, last: false, data: [a] });
    equal(rows.add({ chunk: 2, last: true, data: [c] }), false);
    equal(rows.add({ chunk: 1, last: true, data: [b] }), true);
    deepEqual(rows.rows, [a, b]);
  });
});
