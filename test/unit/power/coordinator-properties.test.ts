import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type CoordinatorState,
  newCoordinator,
  restoredCoordinator,
  resume,
  stepCoordinator,
  viewOf,
} from "../../../src/power/coordinator.ts";
import type { CoordinatorEffect, CoordinatorInput } from "../../../src/power/model.ts";
import { aPowerConfig, boot1 } from "../../support/power/config.ts";
import { type Happening, inputOf, outages } from "../../support/power/outages.ts";

const config = aPowerConfig();

/** All that comes of what happens; where `restartAt` says so the effects of that input are lost, and those of a restart come instead. */
function played(
  happenings: readonly Happening[],
  { restartAt = -1, throughJson = false }: { restartAt?: number; throughJson?: boolean } = {},
): { readonly state: CoordinatorState; readonly effects: readonly CoordinatorEffect[] } {
  let state = newCoordinator({ bootId: boot1, atMs: 0 });
  const effects: CoordinatorEffect[] = [];
  let atMs = 0;
  happenings.forEach((happening, n) => {
    const input = inputOf(happening, { n, atMs, run: state.lastRun });
    if (happening.kind === "tick") atMs += 5_000;
    const stepped = stepCoordinator(state, input, config);
    state = throughJson ? JSON.parse(JSON.stringify(stepped.state)) : stepped.state;
    if (n === restartAt) {
      state = restoredCoordinator(JSON.parse(JSON.stringify(state)), { bootId: boot1, atMs });
      effects.push(...resume(state));
    } else effects.push(...stepped.effects);
  });
  return { state, effects };
}

/** Keys that have had a run, by run: a run that is begun again by its number is the same one. */
function begun(effects: readonly CoordinatorEffect[]): ReadonlyMap<number, string> {
  return new Map(
    effects.flatMap((effect) => (effect.kind === "begin-run" ? [[effect.run, effect.key]] : [])),
  );
}

/** Six polls more of what was said last: what a restart has held up for a poll has come by then. */
function withTail(happenings: readonly Happening[]): readonly Happening[] {
  const last = new Map<string, Happening>();
  for (const one of happenings.slice(-3)) if (one.kind === "reading") last.set(one.ups, one);
  const poll: readonly Happening[] = [...last.values(), { kind: "tick" }];
  return [...happenings, ...Array.from({ length: 6 }, () => poll).flat()];
}

describe("the coordinator, whatever happens", function () {
  this.timeout(60_000);

  it("[REQ-CRD-1] is the same with its state through JSON between any two inputs", () => {
    fc.assert(
      fc.property(outages, (happenings) => {
        const plain = played(happenings);
        const through = played(happenings, { throughJson: true });
        assert.deepEqual(through.state, plain.state);
        assert.deepEqual(through.effects, plain.effects);
      }),
      { numRuns: 20 },
    );
  });

  it("[REQ-CRD-2] begins no second run for an outage", () => {
    fc.assert(
      fc.property(outages, (happenings) => {
        const keys = [...begun(played(happenings).effects).values()];
        assert.deepEqual(keys, [...new Set(keys)]);
      }),
      { numRuns: 25 },
    );
  });

  it("[REQ-CRD-3] begins no second run and loses none when it is killed after any input, before what follows from it is done", () => {
    fc.assert(
      fc.property(outages, fc.double({ min: 0, max: 1, noNaN: true }), (happenings, part) => {
        const all = withTail(happenings);
        const unbroken = begun(played(all).effects);
        const restartAt = Math.min(all.length - 20, Math.floor(part * all.length));
        const restarted = [...begun(played(all, { restartAt }).effects).values()];
        assert.deepEqual(restarted, [...new Set(restarted)], "no key twice");
        for (const key of unbroken.values()) assert.ok(restarted.includes(key), `${key} is lost`);
      }),
      { numRuns: 80 },
    );
  });

  it("[REQ-CRD-4] begins nothing by what is old, lost or forged", () => {
    fc.assert(
      fc.property(outages, (happenings) => {
        const worthless = happenings.flatMap((one): readonly Happening[] => {
          if (one.kind === "reading") return [{ ...one, origin: "retained" }];
          // The only trigger that is none of a forger: it is about the host's own UPS.
          if (one.kind === "trigger" && one.host === "tethys" && one.ups === "statera") return [];
          return one.kind === "run" ? [] : [one];
        });
        const { effects } = played(worthless);
        assert.deepEqual(begun(effects), new Map());
      }),
      { numRuns: 25 },
    );
  });

  it("[REQ-CRD-5] begins nothing while every live reading is OL, whoever asks for it", () => {
    fc.assert(
      fc.property(outages, (happenings) => {
        const onMains = happenings.flatMap((one): readonly Happening[] =>
          one.kind === "reading"
            ? [{ ...one, said: { flags: ["OL", "LB", "RB"], runtimeS: 1, chargePercent: 1 } }]
            : one.kind === "tick"
              ? // Each of them is heard in each poll.
                [
                  { kind: "reading", ups: "pyrphoros", origin: "live", said: { flags: ["OL"] } },
                  { kind: "reading", ups: "statera", origin: "live", said: { flags: ["OL"] } },
                  one,
                ]
              : [one],
        );
        // The first poll comes before anybody asks.
        const { effects } = played([
          ...onMains.filter(({ kind }) => kind !== "trigger").slice(0, 4),
          ...onMains,
        ]);
        assert.deepEqual(begun(effects), new Map());
      }),
      { numRuns: 25 },
    );
  });

  it("[REQ-CRD-84] says that the mains are back by fresh live readings alone, and to each node that is armed and there", () => {
    const coming = fc.array(
      fc.record({
        at: fc.nat({ max: 150 }),
        node: fc.constantFrom("titan-0a", "titan-1a", "titan-1b"),
        session: fc.option(fc.constant(1), { nil: undefined }),
        armed: fc.option(fc.constantFrom("x", "y"), { nil: undefined }),
        stallMs: fc.constantFrom(0, 14_000, 16_000),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(outages, coming, (happenings, comings) => {
        let state = newCoordinator({ bootId: boot1, atMs: 0 });
        let atMs = 0;
        /** When each UPS was heard last, and only where it was on mains then. */
        const heardMs = new Map<string, number>();
        /** What nodes think that are there. */
        const armed = new Map<string, string | undefined>();
        const step = (input: CoordinatorInput) => {
          const stepped = stepCoordinator(state, input, config);
          state = stepped.state;
          for (const effect of stepped.effects) {
            if (effect.kind !== "guard") continue;
            for (const { node, outage, line } of effect.orders) {
              if (line === "ol") {
                const feeds = config.nodes.find(({ name }) => name === node)?.feeds ?? [];
                const isOn = (ups: string) => atMs - (heardMs.get(ups) ?? -15_000) < 15_000;
                assert.ok(feeds.some(isOn), `${node} was told so at ${atMs}`);
              }
              if (!armed.has(node)) continue;
              if (line === "ob") armed.set(node, outage);
              else {
                if (armed.get(node) === outage) armed.set(node, undefined);
                step({ kind: "guard-told", atMs, node, outage });
              }
            }
          }
        };
        happenings.forEach((happening, n) => {
          for (const { at, node, stallMs, session, ...says } of comings) {
            if (at !== n) continue;
            atMs += stallMs;
            if (session === undefined) {
              armed.delete(node);
              step({ kind: "node", atMs, node });
            } else {
              armed.set(node, says.armed);
              const word = says.armed === undefined ? {} : { armed: says.armed };
              step({ kind: "node", atMs, node, session, ...word });
            }
          }
          if (happening.kind === "reading") {
            const { ups, said } = happening;
            if (said.flags.includes("OL")) heardMs.set(ups, atMs);
            else if (said.flags.includes("OB")) heardMs.delete(ups);
          }
          step(inputOf(happening, { n, atMs, run: state.lastRun }));
          if (happening.kind === "tick") atMs += 5_000;
        });
        const said = { flags: ["OL"], runtimeS: 3000, chargePercent: 100 };
        // Beyond the 5 min that mains which flapped take to be back for good.
        for (let n = 0; n < 3 * 65; n += 3) {
          for (const ups of ["pyrphoros", "statera"]) {
            const reading = { kind: "reading", ups, origin: "live", said } as const;
            heardMs.set(ups, atMs);
            const of = { n: happenings.length + n + (ups === "statera" ? 1 : 0), atMs, run: 0 };
            step(inputOf(reading, of));
          }
          step({ kind: "tick", atMs });
          atMs += 5_000;
        }
        for (const [node, outage] of armed) assert.equal(outage, undefined, node);
        for (const node of armed.keys()) assert.equal(Object.hasOwn(state.guards, node), false);
      }),
      { numRuns: 30 },
    );
  });

  it("[REQ-CRD-6] ends each run by one startup at most, and never has two at once", () => {
    fc.assert(
      fc.property(outages, (happenings) => {
        const { effects } = played(happenings);
        const numbers = effects.flatMap((one) =>
          one.kind === "begin-run" || one.kind === "start-up" ? [one.run] : [],
        );
        assert.deepEqual(
          numbers,
          numbers.toSorted((a, b) => a - b),
          "numbers only rise",
        );
        assert.equal(new Set(numbers).size, numbers.length);
        const after = effects.flatMap((one) => (one.kind === "start-up" ? [one.after] : []));
        assert.equal(new Set(after).size, after.length);
        const scopes = new Map<number, readonly string[]>();
        for (const one of effects) {
          if (one.kind !== "begin-run" && one.kind !== "widen-run") continue;
          for (const node of scopes.get(one.run) ?? []) assert.ok(one.scope.includes(node));
          scopes.set(one.run, one.scope);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("[REQ-CRD-7] shows a view whenever it is asked for one", () => {
    fc.assert(
      fc.property(outages, (happenings) => {
        const { state } = played(happenings);
        const view = viewOf(state, config, state.atMs + 1);
        assert.deepEqual(JSON.parse(JSON.stringify(view)), view);
        if (view.condition !== "normal") assert.ok(view.reasons.length > 0);
      }),
      { numRuns: 25 },
    );
  });
});
