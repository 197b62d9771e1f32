import type { FluxEntry, KubernetesEntry } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import { formatDuration } from "../../core/duration.ts";
import { HirteError, messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { isTransient, type KubeClient } from "../../kube/client.ts";
import type { KubeCall } from "../../kube/transport.ts";
import type { ClusterAct, NodeHands } from "../run/ports.ts";
import { type ApiSilence, isSilence, lookMs } from "./api-silence.ts";

/** What works about the cluster are done with. */
export interface ClusterParts {
  readonly api: KubeClient;
  readonly kubernetes: KubernetesEntry;
  readonly flux?: FluxEntry;
  /** Nodes of the configuration: the cluster may know them by their address alone. */
  readonly nodes: readonly { readonly name: string; readonly address: string }[];
  readonly runCommand?: NodeHands["runCommand"];
  readonly clock: Clock;
  readonly log: Log;
  /** Between two looks. */
  readonly pollMs: number;
}

/** What was seen. */
export interface Look {
  readonly isDone: boolean;
  readonly text: string;
}

/** Why it is not asked any longer. */
const givenUp = "; the API gives no answer, and this run has waited for it for long enough";

/** How long a request may take. */
const requestMs = 10_000;

/** A work under way: its time, its signal, its words. */
export class Task {
  readonly parts: ClusterParts;
  readonly act: ClusterAct;
  /** When waiting ends, a little before the whole is given up, so that there is an outcome with words. */
  readonly endMs: number;
  readonly #controller = new AbortController();
  readonly #stop: () => void;
  readonly #silence: ApiSilence | undefined;
  #said = "";
  /** Requests so far. */
  #calls = 0;
  /** Since when nothing comes to what it asks. */
  #silentMs: number | undefined;

  /** `silence`: an API from which nothing comes is not waited for any longer than a run waits for it. */
  constructor(parts: ClusterParts, act: ClusterAct, silence?: ApiSilence) {
    this.parts = parts;
    this.act = act;
    this.#silence = silence;
    const { clock } = parts;
    const reserveMs = Math.min(2000, act.timeoutMs / 10);
    this.endMs = clock.monotonicMs() + act.timeoutMs - reserveMs;
    const timer = clock.after(act.timeoutMs, () => {
      const what = `not within ${formatDuration(act.timeoutMs)}${this.#said === "" ? "" : `: ${this.#said}`}`;
      this.#controller.abort(new HirteError("deadline", what));
    });
    const leave = () => {
      this.#controller.abort(new HirteError("closed", "it was given up"));
    };
    act.signal.addEventListener("abort", leave, { once: true });
    if (act.signal.aborted) leave();
    this.#stop = () => {
      timer.cancel();
      act.signal.removeEventListener("abort", leave);
    };
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** For one request. */
  get call(): KubeCall {
    this.#calls += 1;
    const leftMs = this.endMs - this.nowMs();
    const mostMs = this.#silence?.isKnown(this.act.run) ? lookMs : requestMs;
    return { signal: this.signal, timeoutMs: Math.max(500, Math.min(mostMs, leftMs)) };
  }

  nowMs(): number {
    return this.parts.clock.monotonicMs();
  }

  /** So long from now, or until the end of the work if that comes first. */
  within(ms: number): number {
    return Math.min(this.nowMs() + ms, this.endMs);
  }

  /** Says what is under way, where it is not what was said last. */
  tell(text: string): void {
    if (text === this.#said) return;
    this.#said = text;
    this.act.onProgress(text);
  }

  /** @throws what the work was ended with */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const { signal } = this;
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        timer.cancel();
        reject(signal.reason);
      };
      const timer = this.parts.clock.after(ms, () => {
        signal.removeEventListener("abort", leave);
        resolve();
      });
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  /** Looks until it is done, or there is no time for another look. An API that is away for a moment is waited for. */
  async watch(endMs: number, look: () => Promise<Look>): Promise<Look> {
    for (;;) {
      const seen = await this.#unlessAway(look);
      if (seen.isDone) return seen;
      this.tell(seen.text);
      if (this.nowMs() + this.parts.pollMs > endMs) return seen;
      if (this.#isGivenUp) return { isDone: false, text: `${seen.text}${givenUp}` };
      await this.sleep(this.parts.pollMs);
    }
  }

  /** Tries until it succeeds, or there is no time for another attempt. @throws the last error */
  async persist<T>(endMs: number, attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.#heard(attempt);
      } catch (error) {
        if (this.signal.aborted) throw this.signal.reason;
        if (!isTransient(error) || this.nowMs() + this.parts.pollMs > endMs) throw error;
        if (this.#isGivenUp) {
          throw new HirteError("not-reachable", `${messageOf(error)}${givenUp}`, { cause: error });
        }
        this.tell(messageOf(error));
        await this.sleep(this.parts.pollMs);
      }
    }
  }

  /** Nothing of it goes on. */
  close(): void {
    this.#stop();
  }

  /** Whether nothing comes, and a run waits for it no longer. */
  get #isGivenUp(): boolean {
    if (!this.#silence || this.#silentMs === undefined) return false;
    const of = { firstMs: this.#silentMs, nowMs: this.nowMs() + this.parts.pollMs };
    return this.#silence.leftMs(this.act.run, of) < 0;
  }

  /** Notes whether anything comes to what is asked. */
  async #heard<T>(ask: () => Promise<T>): Promise<T> {
    const fromMs = this.nowMs();
    const before = this.#calls;
    const answered = () => {
      // Who has asked for nothing has heard nothing.
      if (this.#calls === before) return;
      this.#silentMs = undefined;
      this.#silence?.answered();
    };
    try {
      const answer = await ask();
      answered();
      return answer;
    } catch (error) {
      if (this.signal.aborted) throw error;
      if (isSilence(error)) {
        this.#silentMs ??= fromMs;
        this.#silence?.unanswered(this.act.run, fromMs, this.nowMs());
      } else answered();
      throw error;
    }
  }

  async #unlessAway(look: () => Promise<Look>): Promise<Look> {
    try {
      return await this.#heard(look);
    } catch (error) {
      if (this.signal.aborted) throw this.signal.reason;
      if (!isTransient(error)) throw error;
      return { isDone: false, text: messageOf(error) };
    }
  }
}

/** Does something with each, some at a time; the results are in the order of the items. */
export async function forEach<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
  atOnce = 8,
): Promise<readonly R[]> {
  const results: R[] = [];
  const rest = [...items.entries()];
  const work = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const [index, item] = next;
      results[index] = await act(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return results;
}

/** Names for people: the first ones, and how many more there are. */
export function few(names: readonly string[], most = 8): string {
  if (names.length <= most) return names.join(" ");
  return `${names.slice(0, most).join(" ")} and ${names.length - most} more`;
}

/** `1 pod`, `3 pods`. */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
