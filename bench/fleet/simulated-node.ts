import { FakeSystemd } from "../../test/support/fake-systemd.ts";

/** A node without a machine: so many services, all of them up. */
export class SimulatedNode {
  readonly systemd = new FakeSystemd();
  readonly #unitCount: number;
  #changes = 0;

  constructor(unitCount: number) {
    this.#unitCount = unitCount;
    for (let i = 0; i < unitCount; i++) {
      const facts = { active: "active", sub: subOf(0), result: "success" };
      this.systemd.model.add(nameOf(i), { facts, fileState: "enabled" });
    }
  }

  /** One of the units, each in its turn, changes. */
  change(): void {
    const round = Math.floor(this.#changes / this.#unitCount) + 1;
    const unit = nameOf(this.#changes++ % this.#unitCount);
    this.systemd.model.change(unit, { sub: subOf(round) });
  }
}

const changedSub = /^changed-(\d+)$/;

/** How often a unit of a simulated node has changed, by its sub state. */
export function timesChanged(sub: string): number {
  return Number(changedSub.exec(sub)?.[1] ?? Number.NaN);
}

function subOf(times: number): string {
  return `changed-${times}`;
}

function nameOf(index: number): string {
  return `simulated-${index}.service`;
}
