import { deepEqual, equal } from "node:assert/strict";
import { type Column, printRows } from "../../../cli/output.ts";

interface Job {
  readonly id: string;
  readonly unit: string;
  readonly user: string;
}

const columns: readonly Column<Job>[] = [
  { title: "ID", text: ({ id }) => id },
  { title: "UNIT", text: ({ unit }) => unit, yields: true },
  { title: "USER", text: ({ user }) => user },
];
const job: Job = { id: "i".repeat(26), unit: "u".repeat(30), user: "ada@local" };

/** The lines on a terminal of this width; absent: in a pipe. */
function linesAt(width?: number): string[] {
  let said = "";
  const stdout = { write: (text: string | Uint8Array) => (said += text) };
  const isTty = width !== undefined;
  const io = { stdout, env: { NO_COLOR: "1" }, isTty, ...(isTty && { columns: width }) };
  printRows([job], columns, { output: "table", headers: true, io });
  return said.trimEnd().split("\n");
}

describe("a table", () => {
  it("[REQ-CLI-5] is whole in a pipe, and where the terminal is wide enough", () => {
    const [, row] = linesAt();
    equal(row, [job.id, job.unit, job.user].join("   "));
    equal(linesAt(71)[1], row);
  });

  it("[REQ-CLI-5] has a long name make room, then the gaps, before a column is lost", () => {
    const fits = (width: number) => {
      const [header = "", row = ""] = linesAt(width);
      deepEqual([header.length <= width, row.length <= width], [true, true], `${width}`);
      return row.split(/ +/).map((text) => text.length);
    };
    deepEqual(fits(61), [26, 20, 9]);
    deepEqual(fits(59), [26, 20, 9]);
    deepEqual(fits(57), [26, 20, 9]);
  });
});
