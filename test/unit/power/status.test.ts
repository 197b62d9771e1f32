import assert from "node:assert/strict";
import { lineOf } from "../../../src/power/status.ts";

describe("the line", () => {
  const cases = {
    ol: [
      "OL",
      "OL CHRG",
      "OL DISCHRG",
      "OL LB",
      "OL OFF",
      "CHRG OL BYPASS NEW",
      "OL CAL",
      "FSD OL",
    ],
    ob: ["OB", "OB LB DISCHRG", "OB CAL", "OB OFF", "FSD OB LB"],
    off: ["OFF", "OFF BYPASS", "FSD OFF"],
    none: [
      "",
      "OL OB",
      "OL OB OFF",
      "WAIT",
      "OL WAIT",
      "OB WAIT",
      "OFF WAIT",
      "LB",
      "DISCHRG",
      "FSD",
      "ol",
    ],
  } as const;

  for (const [line, statuses] of Object.entries(cases)) {
    it(`[REQ-PWR-5] is ${line} where the status says ${statuses.map((s) => `"${s}"`).join(", ")}`, () => {
      for (const status of statuses) assert.equal(lineOf(status.split(" ")), line, status);
    });
  }
});
