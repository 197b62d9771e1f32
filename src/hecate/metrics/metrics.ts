import { Counter, Gauge, Registry } from "prom-client";
import type { Clock } from "../../core/clock.ts";
import { readProcess } from "../../metrics/process.ts";
import type { StatusAnswer } from "../socket-protocol.ts";
import { hecateMetricTable } from "./table.ts";

/** A text that was made a moment ago is given out again: nobody can keep hecate busy by asking. */
const freshMs = 250;

/** hecate's metrics: what its status says, in numbers, at the moment of the scrape. */
export class HecateMetrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #status: () => Promise<StatusAnswer>;
  readonly #clock: Clock;
  #made: { readonly atMs: number; readonly text: Promise<string> } | undefined;

  constructor(options: { readonly status: () => Promise<StatusAnswer>; readonly clock: Clock }) {
    this.#status = options.status;
    this.#clock = options.clock;
  }

  /** The text format of Prometheus. */
  async text(): Promise<string> {
    const atMs = this.#clock.monotonicMs();
    if (this.#made && atMs - this.#made.atMs < freshMs) return this.#made.text;
    const made = { atMs, text: this.#make() };
    this.#made = made;
    try {
      return await made.text;
    } catch (error) {
      if (this.#made === made) this.#made = undefined;
      throw error;
    }
  }

  async #make(): Promise<string> {
    const facts = {
      status: await this.#status(),
      process: await readProcess(),
      nodeVersion: process.version,
    };
    // Made anew, so that nothing of an earlier scrape can be in it.
    const registry = new Registry();
    for (const [name, { help, labels, type, series }] of Object.entries(hecateMetricTable)) {
      const settings = { name, help, labelNames: [...labels], registers: [registry] };
      const all = series(facts);
      if (type === "counter") {
        const counter = new Counter(settings);
        for (const [of, value] of all) counter.inc({ ...of }, value);
        continue;
      }
      const gauge = new Gauge(settings);
      // One without labels has a value, 0, unless it is taken out.
      if (labels.length === 0 && all.length === 0) gauge.remove();
      for (const [of, value] of all) gauge.set({ ...of }, value);
    }
    return registry.metrics();
  }
}
