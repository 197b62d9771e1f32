import fc from "fast-check";
import type { CoordinatorInput, Origin, Reading, RunEvent } from "../../../src/power/model.ts";

/** Something that happens, without its moment; `restart` is the process, not an input. */
export type Happening =
  | {
      readonly kind: "reading";
      readonly ups: string;
      readonly origin: Origin;
      readonly said: Words;
    }
  | { readonly kind: "tick" }
  | {
      readonly kind: "trigger";
      readonly ups: string;
      readonly host: string;
      readonly outage: number;
    }
  | { readonly kind: "run"; readonly event: RunEvent };

interface Words {
  readonly flags: readonly string[];
  readonly runtimeS?: number;
  readonly chargePercent?: number;
  readonly comms?: Reading["comms"];
}

const upses = ["pyrphoros", "statera"] as const;
const nodes = ["tethys", "titan-0a", "titan-1a", "titan-1b"];

const words: fc.Arbitrary<Words> = fc.oneof(
  { arbitrary: fc.constant({ flags: ["OL"], runtimeS: 3000, chargePercent: 100 }), weight: 3 },
  { arbitrary: fc.constant({ flags: ["OB"], runtimeS: 200, chargePercent: 40 }), weight: 4 },
  { arbitrary: fc.constant({ flags: ["OB"], runtimeS: 50, chargePercent: 10 }), weight: 3 },
  { arbitrary: fc.constant({ flags: ["OB"], runtimeS: 2000, chargePercent: 90 }), weight: 2 },
  { arbitrary: fc.constant({ flags: ["OB", "LB"], chargePercent: 20 }), weight: 1 },
  { arbitrary: fc.constant({ flags: ["FSD", "OB"] }), weight: 1 },
  { arbitrary: fc.constant({ flags: ["OFF"] }), weight: 1 },
  { arbitrary: fc.constant({ flags: [], comms: "data-stale" as const }), weight: 1 },
);

const events: fc.Arbitrary<RunEvent> = fc.oneof(
  fc
    .subarray(nodes, { minLength: 1 })
    .map((some) => ({ kind: "power-off-told" as const, nodes: some })),
  fc.subarray(nodes, { minLength: 1 }).map((some) => ({ kind: "gone" as const, nodes: some })),
  fc.constant({ kind: "others-gone" as const }),
  fc.record({
    kind: fc.constant("finished" as const),
    outcome: fc.constantFrom("done" as const, "failed" as const, "cancelled" as const),
    executed: fc.boolean(),
  }),
);

/** A stretch of time in which each UPS says one thing, poll after poll, or nothing. */
const stretch = fc.record({
  polls: fc.integer({ min: 1, max: 25 }),
  pyrphoros: fc.option(words, { nil: undefined, freq: 5 }),
  statera: fc.option(words, { nil: undefined, freq: 5 }),
  trigger: fc.option(
    fc.record({
      ups: fc.constantFrom(...upses),
      host: fc.constantFrom("tethys", "titan-db", "titan-1a"),
      outage: fc.integer({ min: 1, max: 3 }),
    }),
    { nil: undefined, freq: 3 },
  ),
  event: fc.option(events, { nil: undefined, freq: 2 }),
});

/** Outages as they may come, in the order of things that happen; a tick ends each poll. */
export const outages: fc.Arbitrary<readonly Happening[]> = fc
  .array(stretch, { minLength: 2, maxLength: 6 })
  .map((stretches) =>
    stretches.flatMap(({ polls, trigger, event, ...said }) => {
      const happenings: Happening[] = [];
      if (event) happenings.push({ kind: "run", event });
      if (trigger) happenings.push({ kind: "trigger", ...trigger });
      for (let n = 0; n < polls; n++) {
        for (const ups of upses) {
          const now = said[ups];
          if (now) happenings.push({ kind: "reading", ups, origin: "live", said: now });
        }
        happenings.push({ kind: "tick" });
      }
      return happenings;
    }),
  );

/** The input that a happening is, the n-th of its world at this moment; events are about the run that is under way. */
export function inputOf(
  happening: Happening,
  { n, atMs, run }: { readonly n: number; readonly atMs: number; readonly run: number },
): CoordinatorInput {
  switch (happening.kind) {
    case "reading": {
      const { ups, origin, said } = happening;
      const { comms = "ok", flags, ...values } = said;
      const reading: Reading = { session: "p1", seq: n + 1, comms, flags: [...flags], ...values };
      return { kind: "reading", atMs, ups, origin, reading };
    }
    case "tick":
      return { kind: "tick", atMs };
    case "run":
      return { kind: "run", atMs, run, event: happening.event };
    case "trigger": {
      const { ups, host, outage } = happening;
      const bootId = "a".repeat(32);
      const id = `${ups}:${bootId}:${outage}`;
      const evidence = { flags: ["OB"], row: 11 };
      const trigger = { id, ups, bootId, outage, reason: "it runs out", evidence, at: 0 };
      return { kind: "trigger", atMs, from: { host, trigger } };
    }
  }
}
