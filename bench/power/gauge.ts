import type { Battery } from "./battery.ts";
import { isInAny, isWithin } from "./spans.ts";
import { transferLbS, type UpsStory } from "./story.ts";

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
  #onBatterySinceS: number | undefined;
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
    const { gauge, blind, off = [], saysOff = [] } = this.#story;
    const { battery, loadW, isMainsOut, isFsdSet } = now;
    const test = this.#story.tests.find((span) => isWithin(span, atS));
    const isOnBattery = isMainsOut || test !== undefined;
    this.#onBatterySinceS = isOnBattery ? (this.#onBatterySinceS ?? atS) : undefined;
    if (isInAny(blind, atS)) return undefined;
    this.#measure(atS, battery, loadW);
    const flags = isFsdSet ? ["FSD"] : [];
    if (isInAny(off, atS) || isInAny(saysOff, atS)) flags.push("OFF");
    else flags.push(...(isOnBattery ? ["OB", "DISCHRG"] : ["OL"]));
    if (isOnBattery && this.#isCalSaid(test)) flags.push("CAL");
    if (!isOnBattery && isInAny(this.#story.discharges, atS)) flags.push("DISCHRG");
    if (this.#isLow(atS, battery.runtimeS(loadW))) flags.push("LB");
    return {
      flags,
      chargePercent: Math.round(100 * (gauge.chargeStuck ?? this.#told())),
      inputVoltageV: isMainsOut ? 0 : 230,
      ...(gauge.saysNoRuntime ? {} : { runtimeS: this.#runtimeS }),
    };
  }

  #told(): number {
    const { gauge, ageing } = this.#story;
    return gauge.chargeKnowsNoAge ? 1 - ageing * (1 - this.#charge) : this.#charge;
  }

  #isCalSaid(test: { readonly saysCal: boolean } | undefined): boolean {
    return this.#story.calSticks === true || test?.saysCal === true;
  }

  #isLow(atS: number, leftS: number): boolean {
    const { lb, low } = this.#story;
    const sinceS = this.#onBatterySinceS;
    if (sinceS === undefined) return lb === "on-mains";
    if (lb === "never") return false;
    const isAtTransfer = lb === "at-transfer" && atS - sinceS < transferLbS;
    return (
      isAtTransfer || lb === "on-battery" || leftS <= low.runtimeS || this.#charge <= low.charge
    );
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
    const said = this.#heldS * (1 + (gauge.jitter ?? 0) * wobble(atS));
    this.#runtimeS = Math.round(Math.min(Math.max(said, least), most) * (jump?.factor ?? 1));
  }
}

/** From -1 to 1, another at each moment, and the same for whoever asks. */
function wobble(atS: number): number {
  const wave = Math.sin(atS * 12.9898) * 43758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}
