import type { Clock } from "../src/core/clock.ts";

/** Where text, and the output of commands, goes. */
export interface Sink {
  write(text: string | Uint8Array): void;
}

/** All that a run of hirtectl has to do with the world, besides the network. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Resolves when standard output and error take more, or nobody needs it any more. Absent: it always does. */
  readonly drained?: () => Promise<void>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal: colour, and lines cut to its width. */
  readonly isTty: boolean;
  /** Width of the terminal. Default 80. */
  readonly columns?: number;
  /** Its height, where it is known. */
  readonly rows?: number;
  /** Somebody wants it to end (SIGINT, SIGTERM). */
  readonly signal: AbortSignal;
  /** Nobody reads standard output any more; where it could not be written, the reason is a string that says why. */
  readonly outputGone: AbortSignal;
  /** Asks somebody at a terminal a question; absent: nobody is there. */
  readonly ask?: (question: string) => Promise<boolean>;
  /** Has somebody at a terminal type what is not shown; undefined: they would rather not. Absent: nobody is there. */
  readonly askSecret?: (question: string) => Promise<string | undefined>;
  /** The first line of standard input. */
  readonly readLines?: (count: number) => Promise<readonly string[]>;
  /** Boot id of this machine, 32 hexadecimal digits; absent: it is not known. */
  readonly bootId?: () => string | undefined;
  /** Login name of who runs it. */
  readonly loginName: () => string;
  /** Name under which hirte's socket on this machine knows who runs it. Default: that of this process. */
  readonly localUser?: () => string;
  readonly clock?: Clock;
}
