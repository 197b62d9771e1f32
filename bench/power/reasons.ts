/** Words of a decision, and what they come down to. */
const classes: readonly (readonly [RegExp, string])[] = [
  [/forced shutdown|FSD/, "FSD (row 1)"],
  [
    /it has said LB|its runtime was|what is left, by charge|and not read for \d+ s$/,
    "a host alone",
  ],
  [/low battery \(LB\) without a break/, "LB that lasts (row 9)"],
  [/low battery \(LB\), and/, "LB with a witness (row 10)"],
  [/not read for/, "silence (rows 4, 5)"],
  [/no runtime is told/, "no runtime told (row 12)"],
  [/stands still/, "a frozen gauge (row 11)"],
  [/on battery, runtime/, "the runtime (row 11)"],
];

/** Which rule of hecate's, or which word of another policy, began something. */
export function reasonOf(why: string): string {
  return classes.find(([words]) => words.test(why))?.[1] ?? why;
}
