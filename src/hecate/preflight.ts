import { randomId } from "../core/ids.ts";
import { listOf } from "../power/feeds.ts";
import type { PowerView } from "../power/model.ts";
import type { RunWorld } from "./run/step-runner.ts";

/** What a preflight is made with. */
export interface PreflightOptions {
  /** Absent: nothing is carried out here, and nothing looked at. */
  readonly world: Pick<RunWorld, "hands" | "cluster"> | undefined;
  /** Nodes that a shutdown would reach for. */
  readonly nodes: () => readonly string[];
  readonly tell: (problem: string | undefined) => void;
}

const timeoutMs = 10_000;

/**
 * What is done at the first sight of an outage, long before anything is decided: every node and the cluster are asked
 * whether they can be reached, which disturbs nothing and makes the connections that a shutdown needs. Who cannot be
 * reached is told to people while there is time.
 */
export class Preflight {
  readonly #options: PreflightOptions;
  /** UPSes on battery, with their outages: each is looked at once. */
  readonly #seen = new Set<string>();
  #isUnderWay = false;

  constructor(options: PreflightOptions) {
    this.#options = options;
  }

  /** Looks at what is thought now; begins at most one preflight at a time. Never throws. */
  look({ upses }: Pick<PowerView, "upses">): void {
    const onBattery = upses.filter(({ line, verdict }) => line === "ob" && verdict !== "testing");
    if (onBattery.length === 0) {
      if (this.#seen.size > 0 && upses.every(({ onBatteryS }) => onBatteryS === undefined)) {
        this.#seen.clear();
        this.#options.tell(undefined);
      }
      return;
    }
    const fresh = onBattery
      .map(({ ups, outage }) => `${ups} ${outage}`)
      .filter((one) => !this.#seen.has(one));
    if (fresh.length === 0 || this.#isUnderWay) return;
    for (const one of fresh) this.#seen.add(one);
    void this.#begin();
  }

  async #begin(): Promise<void> {
    const { world, nodes, tell } = this.#options;
    if (!world) return;
    this.#isUnderWay = true;
    const { signal } = new AbortController();
    const act = () => ({ run: 1, id: randomId(), timeoutMs, signal });
    const asked = await Promise.all(
      nodes().map(async (node) => ({ node, ...(await world.hands.probe(node, act())) })),
    );
    const cluster = await world.cluster()?.probe({ timeoutMs, signal });
    this.#isUnderWay = false;
    const mute = asked.filter(({ way }) => way === undefined).map(({ node }) => node);
    const problems = [
      ...(mute.length === 0 ? [] : [`${listOf(mute)} cannot be reached`]),
      ...(cluster?.outcome === "failed" ? [`the cluster does not answer: ${cluster.detail}`] : []),
    ];
    tell(problems.length === 0 ? undefined : problems.join("; "));
  }
}
