import type { Clock, Timer } from "../core/clock.ts";
import { HirteError } from "../core/errors.ts";
import { type IncomingMessage, messageFlags, type OutgoingMessage } from "./codec.ts";

/** A method call. */
export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
  /** Counts from the call, time in the queue included. */
  readonly deadlineMs?: number;
  /**
   * Asked once, at the moment the call would leave, which may be long after it was made. After "no",
   * and after any other failure before that moment, it fails with `not-sent` and never leaves. A
   * HirteError that it throws is what the call fails with, and it never leaves either.
   */
  readonly mayLeave?: () => boolean;
}

/** What calls need of their connection. */
export interface CallsOptions {
  /** Sends and says by which serial the answer will come. @throws HirteError */
  readonly send: (message: OutgoingMessage) => number;
  /** As `send`, but the bytes leave within the call, or never; undefined: blocked after all. */
  readonly sendNow: (message: OutgoingMessage, mayLeave: () => boolean) => number | undefined;
  /** Whether the other side does not read, so that what is sent would stay in this process. */
  readonly isBlocked: () => boolean;
  readonly clock: Clock;
  /** Deadline of a call that brings none. */
  readonly timeoutMs: number;
  readonly maxPending: number;
}

interface OpenCall {
  readonly call: MethodCall;
  readonly resolve: (body: readonly unknown[]) => void;
  readonly reject: (error: HirteError) => void;
  readonly timer: Timer;
  wasSent: boolean;
  /** Rejected at its deadline; the bus still counts it until the answer comes. */
  isGivenUp: boolean;
}

/**
 * The calls of one connection that have not been answered: a window of them on the bus, the others
 * in a queue, each with its deadline.
 */
export class Calls {
  readonly #options: CallsOptions;
  readonly #pending = new Map<number, OpenCall>();
  #queue: OpenCall[] = [];

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  /** Makes a call as soon as the window has room, and resolves with the body of its answer. */
  make(call: MethodCall): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      const deadlineMs = call.deadlineMs ?? this.#options.timeoutMs;
      const timer = this.#options.clock.after(deadlineMs, () => {
        open.isGivenUp = true;
        const error = new HirteError(
          "deadline",
          `${nameOf(call)}: no answer within ${deadlineMs} ms`,
          { details: { member: call.member } },
        );
        reject(failureOf(open, error));
      });
      const open: OpenCall = { call, resolve, reject, timer, wasSent: false, isGivenUp: false };
      this.#queue.push(open);
      this.#sendQueued();
    });
  }

  /** Takes an answer; one that nobody waits for any more only makes room. */
  settle(answer: IncomingMessage): void {
    const serial = answer.replySerial ?? 0;
    const open = this.#pending.get(serial);
    if (!open) return;
    this.#pending.delete(serial);
    open.timer.cancel();
    this.#sendQueued();
    if (open.isGivenUp) return;
    try {
      if (answer.type === "return") open.resolve(answer.body);
      else open.reject(toError(open.call, answer));
    } catch (error) {
      // Decoding a body throws nothing else.
      open.reject(error as HirteError);
    }
  }

  /** Rejects everything: there will be no answers. */
  rejectAll(error: HirteError): void {
    const all = [...this.#pending.values(), ...this.#queue];
    this.#pending.clear();
    this.#queue = [];
    for (const open of all) {
      open.timer.cancel();
      open.reject(failureOf(open, error));
    }
  }

  /** The other side reads again. */
  resume(): void {
    this.#sendQueued();
  }

  #sendQueued(): void {
    // What would stay in this process waits here, where it can still be held back.
    while (this.#pending.size < this.#options.maxPending && !this.#options.isBlocked()) {
      const next = this.#queue.shift();
      if (!next) return;
      if (next.isGivenUp) continue;
      try {
        const serial = this.#send(next.call);
        if (serial === undefined) {
          this.#queue.unshift(next);
          return;
        }
        next.wasSent = true;
        this.#pending.set(serial, next);
      } catch (error) {
        next.timer.cancel();
        // `send` throws nothing else.
        next.reject(error as HirteError);
      }
    }
  }

  #send({ deadlineMs: _, mayLeave, ...call }: MethodCall): number | undefined {
    const message = { ...call, type: "call", flags: messageFlags.noAutoStart } as const;
    return mayLeave ? this.#options.sendNow(message, mayLeave) : this.#options.send(message);
  }
}

/** What befell the call: nobody may take one that never left for one of unknown outcome. */
function failureOf({ call, wasSent }: OpenCall, error: HirteError): HirteError {
  if (!call.mayLeave || wasSent) return error;
  return new HirteError("not-sent", `it did not leave: ${error.message}`, { cause: error });
}

/** How messages name a call: interface and member. */
export function nameOf(call: MethodCall): string {
  return `${call.interface}.${call.member}`;
}

/** Errors of the bus which say that nobody is there, or that who was there has left. */
const goneNames: ReadonlySet<string> = new Set([
  "org.freedesktop.DBus.Error.NoReply",
  "org.freedesktop.DBus.Error.ServiceUnknown",
  "org.freedesktop.DBus.Error.NameHasNoOwner",
  "org.freedesktop.DBus.Error.Disconnected",
]);

function toError(call: MethodCall, answer: IncomingMessage): HirteError {
  const dbusName = answer.errorName ?? "org.freedesktop.DBus.Error.Failed";
  const text = typeof answer.body[0] === "string" ? answer.body[0] : dbusName;
  return new HirteError(
    goneNames.has(dbusName) ? "dbus-gone" : "dbus-error",
    `${nameOf(call)}: ${text}`,
    { details: { dbusName, text } },
  );
}
