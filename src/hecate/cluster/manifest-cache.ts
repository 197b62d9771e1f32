import { chmodSync } from "node:fs";
import type { FluxEntry } from "../../config/hecate-types.ts";
import type { Clock, Timer } from "../../core/clock.ts";
import { makeDirectory } from "../../core/directory.ts";
import { HirteError, messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { readStateFile, writeStateFile } from "../../core/state-file.ts";
import type { KubeClient } from "../../kube/client.ts";
import type { KubeCall } from "../../kube/transport.ts";
import { fileOfSet } from "./manifest-apply.ts";
import { parseSavedSet } from "./manifest-objects.ts";
import { ManifestReader } from "./manifest-reader.ts";

/** After a refresh that was not possible, and at a start. */
const retryMs = 5 * 60_000;
const firstMs = 60_000;
/** Of a whole refresh. */
const timeoutMs = 10 * 60_000;

/** What a refresh did: a line for each set. */
export interface Refreshed {
  readonly saved: readonly string[];
  /** And why. */
  readonly kept: readonly string[];
}

export interface ManifestCacheOptions {
  readonly api: KubeClient;
  readonly flux: FluxEntry;
  readonly cache: NonNullable<FluxEntry["cache"]>;
  /** No run, no outage, nothing that a shutdown changed and no startup has put back. */
  readonly isCalm: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Saves what each set of manifests has in the cluster, rendered, while all is well: every `flux.cache.refresh`, the whole
 * set at once, never of a cluster that is not as it should be. The files hold Secrets: nobody else may read them.
 */
export class ManifestCache {
  readonly #options: ManifestCacheOptions;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #controller: AbortController | undefined;

  constructor(options: ManifestCacheOptions) {
    this.#options = options;
  }

  /** From now on, until `stop`. */
  start(): void {
    const { clock, cache } = this.#options;
    // What was saved before a restart is as good as it was.
    const ages = cache.sets.map((set) => this.#savedAtMs(set) ?? Number.NEGATIVE_INFINITY);
    const dueMs = Math.min(...ages) + cache.refreshMs - clock.wallMs();
    this.#arm(Math.min(cache.refreshMs, Math.max(firstMs, dueMs)));
  }

  /** Resolves when nothing of it goes on. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#controller?.abort(new HirteError("closed", "hecate is leaving"));
    await this.#running;
  }

  /** Saves now. Never rejects. */
  async refresh(signal: AbortSignal): Promise<Refreshed> {
    const { isCalm, cache, flux, api, clock } = this.#options;
    const saved: string[] = [];
    const kept: string[] = [];
    const call: KubeCall = { signal };
    try {
      const notCalm = "a run or an outage is under way, or something is not put back yet";
      if (!isCalm()) return { saved, kept: [notCalm] };
      const reader = await ManifestReader.open({ api, flux, call });
      if (typeof reader === "string") return { saved, kept: [reader] };
      makeDirectory(cache.dir, 0o700);
      chmodSync(cache.dir, 0o700);
      for (const set of cache.sets) {
        try {
          const read = await reader.read(set);
          // The lights may have gone out meanwhile: what was read is of a cluster that is being stopped.
          if (!isCalm()) return { saved, kept: [...kept, notCalm] };
          if (typeof read === "string") kept.push(`${set}: ${read}`);
          else {
            const content = { version: 1, set, savedAtMs: clock.wallMs(), ...read };
            writeStateFile(fileOfSet(cache.dir, set), content, 0o600);
            saved.push(`${set}: ${read.objects.length} objects of ${read.from}`);
          }
        } catch (error) {
          if (signal.aborted) throw error;
          kept.push(`${set}: ${messageOf(error)}`);
        }
      }
    } catch (error) {
      kept.push(messageOf(error));
    }
    return { saved, kept };
  }

  #arm(ms: number): void {
    const { clock, log, cache } = this.#options;
    this.#timer = clock.after(ms, () => {
      const controller = new AbortController();
      this.#controller = controller;
      const deadline = clock.after(timeoutMs, () => {
        controller.abort(new HirteError("deadline", "the manifests were not read within 10 min"));
      });
      this.#running = this.refresh(controller.signal).then(({ saved, kept }) => {
        deadline.cancel();
        if (controller.signal.aborted && this.#timer === undefined) return;
        if (kept.length === 0) log.info({ saved }, "manifests were saved");
        else log.warn({ saved, kept }, "not all manifests were saved: older ones are kept");
        this.#arm(kept.length === 0 ? cache.refreshMs : Math.min(retryMs, cache.refreshMs));
      });
    });
  }

  #savedAtMs(set: string): number | undefined {
    const { cache, log } = this.#options;
    try {
      return readStateFile(fileOfSet(cache.dir, set), parseSavedSet, log)?.savedAtMs;
    } catch {
      // It is told when it cannot be written either.
      return undefined;
    }
  }
}
