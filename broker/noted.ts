import { hash } from "node:crypto";
import type { NoteRecord } from "./log-record.ts";

/** Copies come while nobody has answered. What comes later under the same id is a request of its own. */
const rememberedMs = 600_000;
/** Ids. More are not remembered: the oldest are forgotten first. */
const maxRemembered = 10_000;

interface Written {
  /** Hashes of what was written under this id. */
  readonly records: Set<string>;
  readonly untilMonoMs: number;
}

/** A request, as far as copies of it are the same. */
export interface Copied {
  readonly user: string;
  readonly id?: string | undefined;
}

/**
 * What was written of requests lately: clients say one again until it is answered. Another request under
 * the same id is no copy, or whoever asks could hide it behind the first.
 */
export class Noted {
  readonly #ids = new Map<string, Written>();

  /** Whether this is in the log already. What bears no id is like nothing else. */
  has(request: Copied, record: () => NoteRecord, monoMs: number): boolean {
    const known = this.#ids.get(keyOf(request));
    return known !== undefined && known.untilMonoMs > monoMs && known.records.has(hashOf(record()));
  }

  /** It was written. */
  add(request: Copied, record: NoteRecord, monoMs: number): void {
    if (request.id === undefined) return;
    const key = keyOf(request);
    const known = this.#ids.get(key);
    if (known && known.untilMonoMs > monoMs) {
      known.records.add(hashOf(record));
      return;
    }
    this.#ids.delete(key);
    this.#ids.set(key, {
      records: new Set([hashOf(record)]),
      untilMonoMs: monoMs + rememberedMs,
    });
    for (const [oldest, { untilMonoMs }] of this.#ids) {
      if (this.#ids.size <= maxRemembered && untilMonoMs > monoMs) break;
      this.#ids.delete(oldest);
    }
  }
}

function keyOf({ user, id = "" }: Copied): string {
  // A topic may hold a name of any length.
  return `${user.slice(0, 64)} ${id}`;
}

function hashOf(record: NoteRecord): string {
  return hash("sha256", JSON.stringify({ ...record, at: 0, durationMs: 0 }), "base64");
}
