import type { UpsStory } from "./story.ts";

/** A battery as it really is: a share of its energy, and how long that lasts. */
export class Battery {
  readonly #story: UpsStory;
  /** From 0 to 1, of what it can hold at its age. */
  charge: number;

  constructor(story: UpsStory) {
    this.#story = story;
    this.charge = story.startCharge;
  }

  get isEmpty(): boolean {
    return this.charge <= 0;
  }

  /** Seconds until it is empty with this load, by Peukert's law. */
  runtimeS(loadW: number): number {
    const { fullS, ratedW, peukert, ageing } = this.#story;
    return (this.charge * ageing * fullS) / (Math.max(loadW, 1) / ratedW) ** peukert;
  }

  /** What a gauge would say that knows neither Peukert's law nor the battery's age. */
  simpleRuntimeS(loadW: number): number {
    const { fullS, ratedW } = this.#story;
    return (this.charge * fullS) / (Math.max(loadW, 1) / ratedW);
  }

  drain(seconds: number, loadW: number): void {
    const leftS = this.runtimeS(loadW);
    this.charge = leftS <= seconds ? 0 : this.charge * (1 - seconds / leftS);
  }

  recharge(seconds: number): void {
    this.charge = Math.min(1, this.charge + seconds / this.#story.rechargeS);
  }
}
