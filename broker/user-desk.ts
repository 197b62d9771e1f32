import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type {
  NewUserRequest,
  PasswordRequest,
  Request,
  UserRequest,
  UserRightsRequest,
  UserRow,
} from "../src/protocol/generated/schemas.ts";
import type { VerbName } from "../src/protocol/verbs.ts";
import type { ControlFacts } from "./log-record.ts";
import { Pauses } from "./pauses.ts";
import { Places } from "./places.ts";
import type { Replies, RequestParams } from "./replies.ts";
import { requestKeyOf } from "./request-key.ts";
import type { KnownVerb } from "./request-parts.ts";
import { type RightsOf, refusalOf } from "./rights.ts";
import type { Users } from "./users.ts";

const names = ["list-users", "add-user", "remove-user", "set-user", "set-password"] as const;

/** A verb about the users of hirte. */
export type UserVerb = (typeof names)[number];

/** Whether a verb is about the users of hirte. */
export function isUserVerb(name: VerbName): name is UserVerb {
  return names.some((one) => one === name);
}

type UserDeskAudit = (
  request: RequestParams & { readonly id: string },
  facts: ControlFacts,
  at: number,
) => void;

/** From an answer to the end of the connection that it goes over. */
const farewellMs = 200;
/** Of each user, of either kind. */
const maxOfUser = 4;
/** Requests with a password take a hash or two, 0.3 s of a core each: more than these do not wait. */
const maxWithPassword = 32;
/** The others cost next to nothing, and are not kept out by those. */
const maxOthers = 1000;

/**
 * Answers what is asked about the users of hirte: one request after the other, for each is judged by what the
 * one before it has made of the rights of who asks. Passwords go no further than to their hash.
 */
export class UserDesk {
  readonly #users: Users;
  readonly #rightsOf: RightsOf;
  readonly #signedOut: (user: string) => void;
  readonly #settled: () => Promise<void>;
  /** Of those who showed an old password that was wrong. */
  readonly #pauses: Pauses;
  readonly #replies: Replies;
  readonly #now: () => number;
  readonly #audit: UserDeskAudit;
  readonly #log: Log;
  #last: Promise<void> = Promise.resolve();
  readonly #places = {
    withPassword: new Places({ most: maxWithPassword, mostOfUser: maxOfUser }),
    others: new Places({ most: maxOthers, mostOfUser: maxOfUser }),
  };
  #isStopped = false;

  constructor(options: {
    readonly users: Users;
    readonly rightsOf: RightsOf;
    /** A user was removed, or has another password: its connections are to end. */
    readonly signedOut: (user: string) => void;
    /** Resolves when the broker has what was said so far, or cannot be reached; never rejects. */
    readonly settled: () => Promise<void>;
    readonly replies: Replies;
    /** Manager's clock, milliseconds. */
    readonly now: () => number;
    /** Keeps that a change was made; `at`: when it was begun. */
    readonly audit: UserDeskAudit;
    readonly log: Log;
  }) {
    this.#users = options.users;
    this.#rightsOf = options.rightsOf;
    this.#signedOut = options.signedOut;
    this.#settled = options.settled;
    this.#pauses = new Pauses({ monotonicMs: options.now });
    this.#replies = options.replies;
    this.#now = options.now;
    this.#audit = options.audit;
    this.#log = options.log;
  }

  /** What waits is not done any more, and not answered. */
  stop(): void {
    this.#isStopped = true;
  }

  /**
   * Answers, now or soon. The request was checked against the schema of its verb.
   * @throws HirteError `busy`
   */
  serve(
    params: RequestParams,
    verb: KnownVerb & { readonly name: UserVerb },
    request: Request,
  ): void {
    const isWithPassword = verb.name === "add-user" || verb.name === "set-password";
    const leave = this.#places[isWithPassword ? "withPassword" : "others"].take(params.user);
    if (!leave) {
      throw new HirteError("busy", `${verb.name}: too many such requests wait: nothing was done`);
    }
    this.#last = this.#last.then(async () => {
      if (this.#isStopped) return;
      try {
        const rows = await this.#serveInTurn(params, verb, request);
        this.#replies.rows(params.user, request.id, rows);
        await this.#signOutWhoAsked(params, verb.name, request);
      } catch (error) {
        if (isHirteError(error)) this.#replies.refuse(params, request.id, error);
        else
          this.#log.error(
            { user: params.user, verb: verb.name, error },
            "a request about users failed",
          );
      } finally {
        leave();
      }
    });
  }

  async #serveInTurn(
    params: RequestParams,
    verb: KnownVerb & { readonly name: UserVerb },
    request: Request,
  ): Promise<readonly UserRow[]> {
    const { user, node } = params;
    const key = requestKeyOf({ user, verb: verb.name }, request);
    // A copy is not judged anew: who asked may have no right to it any more, by what it asked for.
    if (verb.kind === "control" && this.#users.wasServed(key)) return this.#copyOf(request);
    const denied = refusalOf(this.#rightsOf(user), { user, node, verb });
    if (denied) throw denied;
    if (verb.name === "list-users") return this.#users.rows();
    this.#checkTime(verb.name, request);
    const at = this.#now();
    await this.#change(user, verb.name, { request, key });
    const { user: about } = request as UserRequest;
    const role = this.#users.row(about)?.role;
    const facts = { about, ...(role === undefined ? {} : { role }) };
    this.#audit({ ...params, id: request.id }, facts, at);
    return this.#rowsOf(request);
  }

  async #change(
    by: string,
    verb: Exclude<UserVerb, "list-users">,
    { request, key }: { readonly request: Request; readonly key: string },
  ): Promise<void> {
    // `serve` says of which schema a request is.
    const { user } = request as UserRequest;
    switch (verb) {
      case "add-user":
        await this.#users.add(request as NewUserRequest, key);
        break;
      case "remove-user":
        this.#users.remove(user, key);
        if (user !== by) this.#signedOut(user);
        break;
      case "set-user": {
        const { role, nodes, units } = request as UserRightsRequest;
        const rights = {
          ...(role ? { role } : {}),
          ...(nodes ? { nodes } : {}),
          ...(units ? { units } : {}),
        };
        this.#users.setRights(user, rights, key);
        break;
      }
      case "set-password": {
        const { password, oldPassword } = request as PasswordRequest;
        await this.#permitPassword(by, user, oldPassword);
        await this.#users.setPassword(user, password, key);
        if (user !== by) this.#signedOut(user);
        break;
      }
    }
    const rights = this.#users.row(user);
    this.#log.info(
      { user: by, verb, about: user, ...(rights ? { rights } : {}) },
      "a user was changed",
    );
  }

  /**
   * Who asked is not told from its other connections, of which one may be a thief's: all end, as soon as the answer
   * can be on its way.
   */
  async #signOutWhoAsked({ user }: RequestParams, verb: UserVerb, request: Request): Promise<void> {
    if (verb !== "remove-user" && verb !== "set-password") return;
    // As in `#change`.
    if ((request as UserRequest).user !== user) return;
    await this.#settled();
    // The broker may confirm a message before it has passed it on.
    setTimeout(() => this.#signedOut(user), farewellMs).unref();
  }

  /** A connection that was left open, or taken, is not to become the account: its owner shows the old password. */
  async #permitPassword(by: string, user: string, oldPassword: string | undefined): Promise<void> {
    const role = this.#rightsOf(by)?.role;
    if (by === user) {
      if (oldPassword === undefined) {
        throw new HirteError("denied", "set-password of one's own needs the old password as well");
      }
      const waitMs = this.#pauses.untilMs(by) - this.#now();
      if (waitMs > 0) {
        throw new HirteError(
          "busy",
          `set-password: an old password was wrong: nothing was done; try again in ${Math.ceil(waitMs)} ms`,
        );
      }
      if (await this.#users.verify(user, oldPassword)) {
        this.#pauses.passed(by);
        return;
      }
      this.#pauses.failed(by);
      throw new HirteError("denied", `set-password: the old password of ${user} is wrong`);
    }
    if (role === "admin") return;
    throw new HirteError(
      "denied",
      `set-password of ${user} needs the role admin, and user ${by} is ${role}`,
    );
  }

  #checkTime(verb: UserVerb, { startBy = Number.POSITIVE_INFINITY }: Request): void {
    const lateMs = this.#now() - startBy;
    if (lateMs < 0) return;
    const when = `${Math.round(lateMs)} ms ago`;
    throw new HirteError("expired", `${verb}: it was to begin ${when}: nothing is done any more`);
  }

  /** Keys hold no passwords: those are compared with what came of them. */
  async #copyOf(request: Request): Promise<readonly UserRow[]> {
    // As in `#change`; only some requests have one.
    const { user, password } = request as UserRequest & Partial<PasswordRequest>;
    if (password !== undefined && this.#users.row(user)) {
      if (!(await this.#users.verify(user, password))) {
        throw new HirteError(
          "id-in-use",
          `id ${request.id} belongs to a request that was carried out, and the password of ${user} is another one now`,
        );
      }
    }
    return this.#rowsOf(request);
  }

  #rowsOf(request: Request): readonly UserRow[] {
    const row = this.#users.row((request as UserRequest).user);
    return row ? [row] : [];
  }
}
