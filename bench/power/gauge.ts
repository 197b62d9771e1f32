import type { Battery } from "./battery.ts";
import { isWithin } from "./spans.ts";
import type { UpsStory } from "./story.ts";

/** What a UPS says in one poll, as upsd passes it on; undefined: it cannot be seen. */
export interface Said {
  readonly flags: readonly string[];
  readonly runtimeS?: number;
  readonly chargePercent: number;
  readonly inputVoltageV: number;
}

/** Says what a UPS would say of its battery, which is not what the battery is. */
export class Gauge {
  readonly #story: UpsStory;
  #saidAtS = Number.NEGATIVE_INFINITY;
  #heldS = 0;
  #runtimeS = 0;
  #charge = 1;

  constructor(story: UpsStory) {
    this.#story = story;
  }

  say(
    atS: number,
    now: {
      readonly battery: Battery;
      readonly loadW: number;
      readonly isMainsOut: boolean;
      readonly isFsdSet: boolean;
    },
  ): Said | undefined {
    const { gauge, blind, tests, discharges, lb, low } = this.#story;
    const { battery, loadW, isMainsOut, isFsdSet } = now;
    if (blind.some((span) => isWithin(span, atS))) return undefined;
    this.#measure(atS, battery, loadW);
    const test = tests.find((span) => isWithin(span, atS));
    const isOnBattery = isMainsOut || test !== undefined;
    const flags = isOnBattery ? ["OB", "DISCHRG"] : ["OL"];
    if (!isMainsOut && test?.saysCal) flags.push("CAL");
    if (!isOnBattery && discharges.some((span) => isWithin(span, atS))) flags.push("DISCHRG");
    const isSpent = battery.runtimeS(loadW) <= low.runtimeS || this.#charge <= low.charge;
    const isLow = lb !== "never" && isOnBattery && isSpent;
    if (isLow || (lb === "at-transfer" && isOnBattery) || (lb === "on-mains" && !isOnBattery))
      flags.push("LB");
    if (isFsdSet) flags.unshift("FSD");
    return {
      flags,
      chargePercent: Math.round(100 * this.#charge),
      inputVoltageV: isMainsOut ? 0 : 230,
      ...(gauge.saysNoRuntime ? {} : { runtimeS: this.#runtimeS }),
    };
  }

  #measure(atS: number, battery: Battery, loadW: number): void {
    const { gauge } = this.#story;
    const truth = battery.runtimeS(loadW);
    if (atS - this.#saidAtS >= gauge.refreshS) {
      this.#saidAtS = atS;
      this.#charge = battery.charge;
      const guess = gauge.bias * (gauge.knowsPhysics ? truth : battery.simpleRuntimeS(loadW));
      this.#heldS = Math.floor(guess / gauge.stepS) * gauge.stepS;
    }
    if (gauge.frozen.some((span) => isWithin(span, atS))) return;
    const [least, most] = [(1 - gauge.clip) * truth, (1 + gauge.clip) * truth];
    const jump = gauge.jumps.find((span) => isWithin(span, atS));
    this.#runtimeS = Math.round(Math.min(Math.max(this.#heldS, least), most) * (jump?.factor ?? 1));
  }
}
