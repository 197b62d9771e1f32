import type { HirteError } from "../src/core/errors.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";

/** At least for this long: a copy may say how long from its arrival it may begin. */
const shortestMs = 90_000;
/** More are not remembered: the oldest are forgotten first. */
const maxRemembered = 10_000;

interface Refusal {
  readonly error: HirteError;
  /** On the manager's clock: after this no copy can be taken on any more. */
  readonly untilMs: number;
}

/**
 * Requests for jobs that were refused. Clients say a request again until they are answered, so a copy
 * may arrive after the refusal, when the node is back or there is room again. Who asked was told that
 * nothing will be done: the copy is refused as the first one was.
 */
export class Refusals {
  readonly #refusals = new Map<string, Refusal>();

  /** Remembers why this request was refused, until its time to begin is over. */
  remember(
    { user, id, startBy }: Pick<Job, "user" | "id" | "startBy">,
    error: HirteError,
    now: number,
  ): void {
    const untilMs = Math.max(startBy, now + shortestMs);
    this.#refusals.set(keyOf(user, id), { error, untilMs });
    for (const [key, refusal] of this.#refusals) {
      if (this.#refusals.size <= maxRemembered && refusal.untilMs >= now) break;
      this.#refusals.delete(key);
    }
  }

  /** Why a request of this user and id was refused; undefined: it was not, or long ago. */
  find({ user, id }: Pick<Job, "user" | "id">, now: number): HirteError | undefined {
    const refusal = this.#refusals.get(keyOf(user, id));
    return refusal && refusal.untilMs >= now ? refusal.error : undefined;
  }
}

/** Nobody can have the requests of others refused. */
function keyOf(user: string, id: string): string {
  return `${user} ${id}`;
}
