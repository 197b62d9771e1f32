/**
 * What is said over hecate's socket: a question a line, an answer a line, in the order of the questions; JSON. Who
 * may open the socket may ask: its file's mode says who that is.
 */
import { type ErrorCode, errorCodes, HirteError, isHirteError } from "../core/errors.ts";
import { maxInhibitMs } from "../power/inhibit.ts";
import type { FinishedRun, PowerOrder } from "../power/model.ts";
import type { PowerRun, PowerState, UpsState } from "../protocol/generated/schemas.ts";

/** Longest line of a question. Answers are bounded by what they hold. */
export const maxQuestionBytes = 16_384;

/** What can be asked. */
export type Question =
  | { readonly ask: "status" }
  /** Maintenance for so long from now; 0 ends it. */
  | {
      readonly ask: "inhibit";
      readonly forMs: number;
      readonly reason: string;
      readonly by: string;
    }
  /** Of the coordinator: a shutdown, a startup, or that the run under way is called off. */
  | { readonly ask: "order"; readonly order: SocketOrder };

type WithoutId<Order> = Order extends unknown ? Omit<Order, "id" | "wallMs"> : never;
/** An order; the daemon gives it its name and its time. */
export type SocketOrder = WithoutId<PowerOrder>;

/** A connection of hecate to the broker. */
export interface LinkView {
  /** As whom it comes. */
  readonly name: string;
  readonly server: string;
  readonly isUp: boolean;
  /** For how long it has been so. */
  readonly forMs: number;
  /** Why it is not up. */
  readonly problem?: string;
}

/** Something this daemon could not do with its own files; the core's alarms are in `state`. */
export interface StoreView {
  readonly isSaving: boolean;
  readonly problem?: string;
}

/** The cluster, as it was when its API was asked last. */
export interface ClusterView {
  readonly isReachable: boolean;
  readonly detail?: string;
  readonly ageMs: number;
}

/** What the coordinator has told a peer, as it came last. Nothing is decided by it. */
export interface CoordinatorView {
  readonly host: string;
  /** What it thinks, its run included; absent: nothing was told. */
  readonly state?: Told<PowerState>;
  /** The run that it told of last; it may be over. */
  readonly run?: Told<PowerRun>;
}

/** A message, and when it came. */
export interface Told<Message> {
  readonly said: Message;
  readonly ageMs: number;
  /** An old copy that the broker has kept: how old, nobody can tell but by its sender's clock. */
  readonly isKept: boolean;
}

/** How much of what a daemon decides is not done. */
export type Rehearsal = "all" | "runs";

/** The answer to `status`. */
export interface StatusAnswer {
  readonly ok: true;
  /** `all`: nothing is done (--dry-run). `runs`: runs are not carried out (--rehearse-runs). Absent: what is decided is done. */
  readonly rehearsal?: Rehearsal;
  /** What this daemon thinks; the same that a coordinator publishes. */
  readonly state: PowerState;
  /** The run under way, or the last of this daemon's life. */
  readonly run: PowerRun | null;
  /** Runs that are over, oldest first, 100 at most. */
  readonly runs: readonly FinishedRun[];
  /** The newest reading of each UPS that came live or locally; its age is `state.upses[].ageMs`. */
  readonly readings: Readonly<Record<string, UpsState>>;
  readonly config: {
    readonly path: string;
    readonly hash: string;
    /** Why the file was not read again, where the last reload failed. */
    readonly problem?: string;
  };
  readonly links: readonly LinkView[];
  readonly store: StoreView;
  /** Absent: none is configured, here or yet. */
  readonly cluster?: ClusterView;
  /** On a peer. */
  readonly coordinator?: CoordinatorView;
}

/** The answer to `inhibit`; without `inhibit`: there is none any more. */
export interface InhibitAnswer {
  readonly ok: true;
  readonly inhibit?: PowerState["inhibit"];
}

/** The answer to `order`: the run that it is carried out by, which `status` shows. */
export interface OrderAnswer {
  readonly ok: true;
  readonly run: number;
}

/** The answer to a question that could not be answered. */
export interface ProblemAnswer {
  readonly ok: false;
  readonly problem: { readonly code: ErrorCode; readonly message: string };
}

/** The answer to a question of a kind. */
export type AnswerOf<Q extends Question> =
  | (Q extends { readonly ask: "status" }
      ? StatusAnswer
      : Q extends { readonly ask: "order" }
        ? OrderAnswer
        : InhibitAnswer)
  | ProblemAnswer;
/** Any answer. */
export type Answer = StatusAnswer | InhibitAnswer | OrderAnswer | ProblemAnswer;

/**
 * The question in a line.
 * @throws HirteError `bad-request`
 */
export function decodeQuestion(line: string): Question {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new HirteError("bad-request", "a question is a line of JSON", { cause });
  }
  if (typeof value !== "object" || value === null) {
    throw new HirteError("bad-request", 'a question is an object, like {"ask":"status"}');
  }
  // Each is looked at below.
  const { ask, forMs, reason, by, order } = value as Readonly<Record<string, unknown>>;
  switch (ask) {
    case "status":
      return { ask };
    case "inhibit":
      if (typeof forMs !== "number" || !Number.isInteger(forMs) || forMs < 0) {
        throw new HirteError("bad-request", "inhibit: forMs is a whole number of milliseconds");
      }
      if (forMs > maxInhibitMs) {
        throw new HirteError("bad-request", "inhibit: maintenance lasts 4 h at most");
      }
      return {
        ask,
        forMs,
        reason: text("inhibit: reason", reason, 1024),
        by: text("inhibit: by", by, 64),
      };
    case "order":
      return { ask, order: orderOf(order) };
    default:
      throw new HirteError("bad-request", "ask is one of: status, inhibit, order");
  }
}

function orderOf(value: unknown): SocketOrder {
  if (typeof value !== "object" || value === null) {
    throw new HirteError("bad-request", "order is an object");
  }
  // Each is looked at below.
  const order = value as Readonly<Record<string, unknown>>;
  const { what, mode, skips, isBootstrap, ignoreCharge, waitsForOthers, forceFluxBranch } = order;
  const { isOfStartup } = order;
  const by = text("order: by", order["by"], 64);
  const reason = text("order: reason", order["reason"], 1024);
  switch (what) {
    case "shutdown":
      return {
        ...{ what, by, reason },
        mode: oneOf("order: mode", mode, ["cluster-only", "poweroff"]),
        skips: list("order: skips", skips, ["drain", "snapshot"]),
      };
    case "startup":
      return {
        ...{ what, by, reason },
        isBootstrap: isBootstrap === true,
        ignoreCharge: ignoreCharge === true,
        waitsForOthers: waitsForOthers === true,
        ...(forceFluxBranch === undefined
          ? {}
          : { forceFluxBranch: text("order: forceFluxBranch", forceFluxBranch, 256) }),
      };
    case "cancel":
      return { what, by, reason, isOfStartup: isOfStartup === true };
    default:
      throw new HirteError("bad-request", "order: what is one of: shutdown, startup, cancel");
  }
}

function oneOf<Word extends string>(name: string, value: unknown, words: readonly Word[]): Word {
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw new HirteError("bad-request", `${name} is one of: ${words.join(", ")}`);
}

function list<Word extends string>(
  name: string,
  value: unknown,
  words: readonly Word[],
): readonly Word[] {
  if (!Array.isArray(value)) throw new HirteError("bad-request", `${name} is a list`);
  return value.map((one) => oneOf(name, one, words));
}

function text(name: string, value: unknown, maxLength: number): string {
  if (typeof value === "string" && value !== "" && value.length <= maxLength) return value;
  throw new HirteError("bad-request", `${name} is a text of 1 to ${maxLength} characters`);
}

/** What is answered where answering threw. */
export function problemAnswer(error: unknown): ProblemAnswer {
  const code: ErrorCode = isHirteError(error) ? error.code : "unavailable";
  const message = error instanceof Error ? error.message : errorCodes[code];
  return { ok: false, problem: { code, message } };
}
