import type { HirteError } from "../src/core/errors.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";

/** At least for this long: a copy may say how long from its arrival it may begin. */
const shortestMs = 90_000;
/** More are not remembered, of one user and in all: the oldest are forgotten first. */
const maxOfUser = 5000;
const maxRemembered = 20_000;

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
  /** By user, so that nobody has those of others forgotten; whose last one is oldest comes first. */
  readonly #byUser = new Map<string, Map<string, Refusal>>();
  #count = 0;

  /** Remembers why this request was refused, until its time to begin is over. */
  remember(
    { user, id, startBy }: Pick<Job, "user" | "id" | "startBy">,
    error: HirteError,
    now: number,
  ): void {
    const untilMs = Math.max(startBy, now + shortestMs);
    const own = this.#byUser.get(user) ?? new Map<string, Refusal>();
    this.#count += own.has(id) ? 0 : 1;
    own.set(id, { error, untilMs });
    this.#byUser.delete(user);
    this.#byUser.set(user, own);
    this.#forget(user, own, now, () => own.size > maxOfUser);
    for (const [other, refusals] of this.#byUser) {
      this.#forget(other, refusals, now, () => this.#count > maxRemembered);
      if (this.#count <= maxRemembered) break;
    }
  }

  /** Why a request of this user and id was refused; undefined: it was not, or long ago. */
  find({ user, id }: Pick<Job, "user" | "id">, now: number): HirteError | undefined {
    const refusal = this.#byUser.get(user)?.get(id);
    return refusal && refusal.untilMs >= now ? refusal.error : undefined;
  }

  /** The oldest of one user's, as long as there are too many, or their time is over. */
  #forget(user: string, own: Map<string, Refusal>, now: number, isTooMuch: () => boolean): void {
    for (const [id, { untilMs }] of own) {
      if (!isTooMuch() && untilMs >= now) break;
      own.delete(id);
      this.#count--;
    }
    if (own.size === 0) this.#byUser.delete(user);
  }
}
