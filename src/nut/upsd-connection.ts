import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, TLSSocket } from "node:tls";
import { type Clock, systemClock, type Timer } from "../core/clock.ts";
import { formatDuration } from "../core/duration.ts";
import { HirteError, isHirteError, messageOf } from "../core/errors.ts";
import { type AnswerReader, lineAnswer, okAnswer } from "./answers.ts";
import { LineReader } from "./line-reader.ts";
import { formatCommand, shown } from "./words.ts";

/**
 * Whether the connection is to be encrypted. `tried`: where upsd offers it, and in clear text where not, so that it
 * protects from nobody who can change what is sent.
 */
export type UpsdTls =
  | { readonly mode: "off" }
  | {
      readonly mode: "tried" | "required";
      /** PEM of the CA, or of the server's own certificate. Without it `required` believes the CAs of Node, `tried` anybody. */
      readonly ca?: string;
      /** For whom the certificate must be; the host otherwise. */
      readonly serverName?: string;
    };

/** Where upsd is, and how long to wait for it. */
export interface UpsdConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: UpsdTls;
  /** Limit of each command, and of connecting as a whole. Default 5 s. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** Gives up connecting; not used later. */
  readonly signal?: AbortSignal;
}

/** A command, and what is known of it. */
export interface Command<T> {
  /** `LIST VAR alpha`: for messages, never with a password. */
  readonly name: string;
  readonly words: readonly string[];
  readonly answer: AnswerReader<T>;
  /** Has effects: that it was sent and not answered is an outcome unknown, not a failure. */
  readonly isActing?: boolean;
  readonly signal?: AbortSignal;
}

/** A command in the line, the first one sent. */
interface Turn {
  readonly name: string;
  readonly line: string;
  readonly isActing: boolean;
  /** Takes a line of the answer; true once that is whole. */
  readonly take: (line: string) => boolean;
  readonly fail: (error: HirteError) => void;
  readonly timer: Timer;
  isSent: boolean;
}

/**
 * One connection to upsd. One command is out at a time, the others wait for their turn, and each has its deadline
 * from when it was asked: answers carry no id, so after one that did not come in time, or that was given up, none
 * could be told from the next. The connection ends then, as it does with anything that is no answer.
 */
export class UpsdConnection {
  readonly #options: UpsdConnectionOptions;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #reader = new LineReader();
  #socket: Socket;
  #turns: Turn[] = [];
  #end: HirteError | undefined;
  /** Rejects what waits for the connection itself: TCP, then TLS. */
  #onEnd: ((reason: HirteError) => void) | undefined;
  #isConnected = false;
  #isEncrypted = false;

  /**
   * @throws HirteError `not-reachable`, `deadline`, `connection-lost`, `tls-unavailable`, `bad-message`, or the reason of
   * `signal` (`closed`)
   */
  static async open(options: UpsdConnectionOptions): Promise<UpsdConnection> {
    const connection = new UpsdConnection(options);
    const { signal } = options;
    const abort = () => connection.#finish(aborted("connecting to upsd", signal));
    const timer = connection.#clock.after(connection.#timeoutMs, () =>
      connection.#finish(connection.#late("connecting")),
    );
    try {
      signal?.addEventListener("abort", abort);
      if (signal?.aborted) abort();
      await connection.#event("connect");
      connection.#isConnected = true;
      await connection.#secure();
      return connection;
    } catch (error) {
      connection.destroy();
      throw error;
    } finally {
      timer.cancel();
      signal?.removeEventListener("abort", abort);
    }
  }

  private constructor(options: UpsdConnectionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#timeoutMs = options.timeoutMs ?? 5000;
    this.#socket = connectTcp({ host: options.host, port: options.port, noDelay: true });
    this.#listen(this.#socket);
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  get isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /**
   * @throws HirteError `upsd-error` with upsd's own code in `details.upsdCode`; `bad-request` where it cannot be sent;
   * `deadline`, `connection-lost`, `bad-message`, `closed`. Of an acting command `outcome-unknown` in place of those
   * once it was sent, and `not-sent` where it was not.
   */
  ask<T>(command: Command<T>): Promise<T> {
    const { name, words, answer, signal, isActing = false } = command;
    return new Promise<T>((resolve, reject) => {
      const line = formatCommand(words);
      const over = () => {
        turn.timer.cancel();
        signal?.removeEventListener("abort", abort);
      };
      const abort = () => {
        const reason = aborted(name, signal);
        if (turn.isSent) return this.#finish(reason);
        this.#turns = this.#turns.filter((other) => other !== turn);
        turn.fail(outcomeOf(turn, reason));
      };
      const turn: Turn = {
        ...{ name, line, isActing, isSent: false },
        take: (text) => {
          const whole = answer(text);
          if (!whole) return false;
          over();
          resolve(whole.value);
          return true;
        },
        fail: (error) => {
          over();
          reject(error);
        },
        timer: this.#clock.after(this.#timeoutMs, () => this.#finish(this.#late(name))),
      };
      signal?.addEventListener("abort", abort);
      if (this.#end) return turn.fail(outcomeOf(turn, this.#end));
      this.#turns.push(turn);
      if (signal?.aborted) return abort();
      this.#sendNext();
    });
  }

  /** Says goodbye, and closes; at once where the connection has ended. Never fails, and takes `timeoutMs` at most. */
  async close(): Promise<void> {
    const goodbye = { name: "LOGOUT", words: ["LOGOUT"] };
    await this.ask({ ...goodbye, answer: lineAnswer("LOGOUT", (line) => line) }).catch(() => {});
    this.destroy();
  }

  /** Closes without a word. What waits ends with `closed`. */
  destroy(): void {
    this.#finish(new HirteError("closed", `${this.#peer}: the connection was closed here`));
  }

  get #peer(): string {
    const { host, port } = this.#options;
    return `upsd at ${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  }

  #listen(socket: Socket): void {
    socket.on("data", this.#onData);
    socket.on("error", (error) => this.#finish(this.#broken(error)));
    socket.on("end", () => this.#finish(this.#broken(new Error("it closed the connection"))));
    socket.on("close", () => this.#finish(this.#broken(new Error("the connection was closed"))));
  }

  readonly #onData = (chunk: Buffer): void => {
    try {
      for (const line of this.#reader.push(chunk)) {
        if (this.#end) return;
        this.#hear(line);
      }
    } catch (error) {
      this.#finish(
        isHirteError(error)
          ? error
          : new HirteError("bad-message", `${this.#peer}: ${messageOf(error)}`, { cause: error }),
      );
    }
  };

  #hear(line: string): void {
    const [turn] = this.#turns;
    if (!turn?.isSent) {
      throw new HirteError("bad-message", `${this.#peer} says ${shown(line)} without being asked`);
    }
    try {
      if (!turn.take(line)) return;
    } catch (error) {
      if (!isHirteError(error, "upsd-error")) throw error;
      // An answer like any other: nothing is wrong with the connection.
      turn.fail(error);
    }
    this.#turns.shift();
    this.#sendNext();
  }

  #sendNext(): void {
    const [turn] = this.#turns;
    if (!turn || turn.isSent) return;
    turn.isSent = true;
    this.#socket.write(turn.line);
  }

  /** Encrypts the connection where that is wanted. */
  async #secure(): Promise<void> {
    const { tls = { mode: "off" } } = this.#options;
    if (tls.mode === "off") return;
    const isRequired = tls.mode === "required";
    try {
      await this.ask({ name: "STARTTLS", words: ["STARTTLS"], answer: okAnswer("STARTTLS") });
    } catch (error) {
      if (!isHirteError(error, "upsd-error")) throw error;
      if (!isRequired) return;
      throw new HirteError(
        "tls-unavailable",
        `${this.#peer}: TLS is required here, and upsd answers STARTTLS with ${error.details["upsdCode"]}: give it a certificate (CERTFILE or CERTPATH in upsd.conf)`,
        { cause: error },
      );
    }
    // What came with the answer was said in clear text, by anybody.
    if (this.#reader.isWithinLine) throw this.#early();
    const { host } = this.#options;
    const { ca, serverName = host } = tls;
    const plain = this.#socket;
    plain.off("data", this.#onData);
    this.#socket = connectTls({
      ...{ socket: plain, host: serverName, minVersion: "TLSv1.2" },
      ...(ca === undefined ? {} : { ca }),
      rejectUnauthorized: isRequired || ca !== undefined,
      // An address is no name to ask a server for (RFC 6066 §3); the certificate is compared with it all the same.
      ...(isIP(serverName) === 0 ? { servername: serverName } : {}),
    });
    this.#listen(this.#socket);
    await this.#event("secureConnect");
    this.#isEncrypted = true;
  }

  #early(): HirteError {
    return new HirteError("bad-message", `${this.#peer} goes on in clear text after OK STARTTLS`);
  }

  #event(name: "connect" | "secureConnect"): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      this.#onEnd = reject;
      this.#socket.once(name, resolve);
    });
  }

  #late(name: string): HirteError {
    return new HirteError(
      "deadline",
      `${this.#peer}: ${name}: no answer within ${formatDuration(this.#timeoutMs)}`,
    );
  }

  #broken(error: Error): HirteError {
    const why = `${this.#peer}: ${reasonOf(error)}`;
    if (!this.#isConnected) return new HirteError("not-reachable", why, { cause: error });
    const isHandshake = this.#socket instanceof TLSSocket && !this.#isEncrypted;
    return new HirteError(isHandshake ? "tls-unavailable" : "connection-lost", why, {
      cause: error,
    });
  }

  /** The end, once: of the socket, and of everything that waits. */
  #finish(reason: HirteError): void {
    if (this.#end) return;
    this.#end = reason;
    this.#socket.destroy();
    this.#onEnd?.(reason);
    const turns = this.#turns;
    this.#turns = [];
    for (const turn of turns) turn.fail(outcomeOf(turn, reason));
  }
}

/** What the end of a connection means to a command: where it has effects, whether it had left is what counts. */
function outcomeOf(turn: Turn, reason: HirteError): HirteError {
  if (!turn.isActing) return reason;
  const [code, what] = turn.isSent
    ? (["outcome-unknown", "it was sent, and not answered"] as const)
    : (["not-sent", "it was not sent"] as const);
  return new HirteError(code, `${turn.name}: ${what}: ${reason.message}`, { cause: reason });
}

function aborted(name: string, signal: AbortSignal | undefined): HirteError {
  const reason: unknown = signal?.reason;
  return isHirteError(reason)
    ? reason
    : new HirteError("closed", `${name}: given up`, { cause: reason });
}

/** Of several addresses that were tried the error has no message of its own. */
function reasonOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return messageOf(first ?? error);
}
