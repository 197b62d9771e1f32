import type { Clock, Timer } from "../src/core/clock.ts";
import { messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { Pauses } from "./pauses.ts";
import { placeOf } from "./peer-address.ts";
import type { Principal } from "./principal.ts";

/** Proves who somebody is by a password. */
export interface Authentication {
  /** @returns who it is; undefined: it is not, which takes as long for a name that nobody has */
  verify(user: string, password: string): Promise<Principal | undefined>;
}

/** What somebody shows. */
export interface Login {
  readonly user: string;
  readonly password: string;
  /** Without a port. */
  readonly address: string;
}

/** What became of it. `busy`: it was not looked at. */
export type LoginOutcome = Principal | "wrong" | "busy";

/** Looked at beside each other: each takes a core for 0.3 s, and 32 MiB. */
const maxChecking = 2;
/** Waiting at a time: of one address, and in all. */
const maxOfLane = 8;
const maxWaiting = 256;
/** Who has logged in from where. */
const maxKnown = 1000;

interface Attempt {
  readonly login: Login;
  readonly owner: object;
  readonly settle: (outcome: LoginOutcome) => void;
}

/** Attempts that are looked at one after the other. */
interface Lane {
  /** Whoever has logged in from there before: a lane of its own, before all others. */
  readonly isKnown: boolean;
  /** As `placeOf` says. */
  readonly place: string;
  readonly attempts: Attempt[];
  isChecking: boolean;
}

/**
 * Looks at passwords: a few at a time, the addresses by turns. After a failure the next attempt waits, longer each
 * time: of the same address, and of the same user. Whoever has logged in from an address before waits for nobody's
 * failures but those under its own name from there, so that nobody can lock others out by guessing. Of the others,
 * addresses that have failed less come first: who guesses from many makes room for one that has not.
 */
export class Logins {
  readonly #authentication: Authentication;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #pauses: Pauses;
  readonly #lanes = new Map<string, Lane>();
  readonly #known = new Set<string>();
  #waiting = 0;
  #checking = 0;
  #timer: Timer | undefined;
  #isClosed = false;

  constructor(options: {
    readonly authentication: Authentication;
    readonly clock: Clock;
    readonly log: Log;
  }) {
    this.#authentication = options.authentication;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#pauses = new Pauses(options.clock);
  }

  /** Attempts that wait or are looked at. */
  get size(): number {
    return this.#waiting + this.#checking;
  }

  /** Whether a login is right. `owner` names it for `forget`, after which the promise need not resolve. */
  prove(login: Login, owner: object): Promise<LoginOutcome> {
    const name = pairOf(login);
    const isKnown = this.#known.has(name);
    const place = placeOf(login.address);
    const key = isKnown ? `known ${name}` : `from ${place}`;
    const lane = this.#lanes.get(key) ?? { isKnown, place, attempts: [], isChecking: false };
    if (this.#isClosed || lane.attempts.length >= maxOfLane) return Promise.resolve("busy");
    if (!isKnown && this.#waiting >= maxWaiting && !this.#makeRoom(lane))
      return Promise.resolve("busy");
    return new Promise((settle) => {
      this.#lanes.set(key, lane);
      lane.attempts.push({ login, owner, settle });
      this.#waiting++;
      this.#goOn();
    });
  }

  /** Whoever asked has left: what still waits is not looked at. */
  forget(owner: object): void {
    for (const [key, lane] of this.#lanes) {
      const at = lane.attempts.findIndex((attempt) => attempt.owner === owner);
      if (at < 0) continue;
      lane.attempts.splice(at, 1);
      this.#waiting--;
      this.#dropIfIdle(key, lane);
    }
  }

  /** Nothing is looked at any more. */
  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#lanes.clear();
    this.#waiting = 0;
  }

  /** Has the last attempt from the address that failed most give way, if that has failed more. */
  #makeRoom(newcomer: Lane): boolean {
    let most = this.#failures(newcomer);
    let worst: Lane | undefined;
    for (const lane of this.#lanes.values()) {
      if (lane.isKnown || lane.attempts.length === 0 || this.#failures(lane) <= most) continue;
      most = this.#failures(lane);
      worst = lane;
    }
    const attempt = worst?.attempts.pop();
    if (!worst || !attempt) return false;
    this.#waiting--;
    this.#dropIfIdle(`from ${worst.place}`, worst);
    attempt.settle("busy");
    return true;
  }

  /** Lanes of addresses that nobody has logged in from, in the order in which they are looked at. */
  #strangers(): (readonly [string, Lane])[] {
    return [...this.#lanes]
      .filter(([, { isKnown }]) => !isKnown)
      .map((entry) => ({ entry, failures: this.#failures(entry[1]) }))
      .sort((a, b) => a.failures - b.failures)
      .map(({ entry }) => entry);
  }

  #failures({ place }: Lane): number {
    return this.#pauses.failures(`from ${place}`);
  }

  #goOn(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#checking >= maxChecking) return;
    const nowMs = this.#clock.monotonicMs();
    let earliestMs = Number.POSITIVE_INFINITY;
    const known = [...this.#lanes].filter(([, { isKnown }]) => isKnown);
    for (const [key, lane] of [...known, ...this.#strangers()]) {
      if (this.#checking >= maxChecking) return;
      const next = lane.attempts[0];
      if (lane.isChecking || !next) continue;
      const readyAtMs = this.#readyAtMs(next.login, lane);
      if (readyAtMs > nowMs) {
        earliestMs = Math.min(earliestMs, readyAtMs);
        continue;
      }
      // To the end of the round.
      this.#lanes.delete(key);
      this.#lanes.set(key, lane);
      lane.attempts.shift();
      this.#waiting--;
      void this.#check(key, lane, next);
    }
    if (earliestMs < Number.POSITIVE_INFINITY)
      this.#timer = this.#clock.after(earliestMs - nowMs, () => this.#goOn());
  }

  async #check(key: string, lane: Lane, { login, settle }: Attempt): Promise<void> {
    this.#checking++;
    lane.isChecking = true;
    let outcome: LoginOutcome = "busy";
    try {
      outcome = (await this.#authentication.verify(login.user, login.password)) ?? "wrong";
      this.#learn(login, lane, outcome !== "wrong");
    } catch (error) {
      this.#log.error({ problem: messageOf(error) }, "a password could not be looked at");
    }
    this.#checking--;
    lane.isChecking = false;
    settle(outcome);
    if (this.#isClosed) return;
    this.#dropIfIdle(key, lane);
    this.#goOn();
  }

  #learn(login: Login, { isKnown }: Lane, isRight: boolean): void {
    const pair = pairOf(login);
    if (!isRight) {
      this.#pauses.failed(`pair ${pair}`);
      if (isKnown) return;
      this.#pauses.failed(`user ${login.user}`);
      this.#pauses.failed(`from ${placeOf(login.address)}`);
      return;
    }
    this.#pauses.passed(`pair ${pair}`);
    this.#known.delete(pair);
    this.#known.add(pair);
    const oldest = this.#known.values().next();
    if (this.#known.size > maxKnown && !oldest.done) this.#known.delete(oldest.value);
  }

  #readyAtMs(login: Login, { isKnown }: Lane): number {
    if (isKnown) return this.#pauses.untilMs(`pair ${pairOf(login)}`);
    return Math.max(
      this.#pauses.untilMs(`user ${login.user}`),
      this.#pauses.untilMs(`from ${placeOf(login.address)}`),
    );
  }

  #dropIfIdle(key: string, lane: Lane): void {
    if (lane.attempts.length === 0 && !lane.isChecking) this.#lanes.delete(key);
  }
}

function pairOf({ user, address }: Login): string {
  return `${user} ${placeOf(address)}`;
}
