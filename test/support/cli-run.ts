import type { Io } from "../../cli/io.ts";
import type { Clock } from "../../src/core/clock.ts";

/** A run of hirtectl in this process. */
export interface CliRun {
  readonly status: Promise<number>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when standard output or error holds `text`. */
  readonly whenSaid: (text: string) => Promise<void>;
  readonly interrupt: () => void;
  readonly leave: () => void;
}

/** Starts hirtectl against the hirte at `address`. */
export function startCli(
  address: string,
  args: readonly string[],
  rest: Partial<
    Pick<Io, "isTty" | "columns" | "rows" | "env" | "ask" | "askSecret" | "readLines" | "bootId">
  > & {
    readonly clock?: Clock;
  } = {},
): CliRun {
  const interrupt = new AbortController();
  const outputGone = new AbortController();
  const said = { stdout: "", stderr: "" };
  const waiters = new Set<() => void>();
  const sink = (name: keyof typeof said) => ({
    write: (text: string | Uint8Array) => {
      said[name] += typeof text === "string" ? text : Buffer.from(text).toString();
      for (const check of [...waiters]) check();
    },
  });
  const io: Io = {
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    isTty: false,
    loginName: () => "tester",
    signal: interrupt.signal,
    outputGone: outputGone.signal,
    ...rest,
    // The hirtes of these tests prove nothing.
    env: { HIRTE_TLS: "off", ...rest.env },
  };
  // Imported, as the commands import their handlers: mocha requires its test files, and what is
  // both required and imported is there twice, each with error classes of its own.
  const status = import("../../cli/run.ts").then(({ run }) => run(lineOf(address, args), io));
  return {
    status,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    whenSaid: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (!said.stdout.includes(text) && !said.stderr.includes(text)) return;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
      }),
    interrupt: () => interrupt.abort(),
    leave: () => outputGone.abort(),
  };
}

/** Completion is asked for by its first word; the address is a part of what is completed. */
function lineOf(address: string, args: readonly string[]): string[] {
  const first = args[0] === "__complete" ? args.slice(0, 1) : [];
  // Whoever names no address tries what needs no connection.
  const where = address === "" ? [] : ["-H", address];
  return [...first, ...where, ...args.slice(first.length)];
}

/** Runs hirtectl to its end. */
export async function runCli(
  address: string,
  args: readonly string[],
  rest: Parameters<typeof startCli>[2] = {},
): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const started = startCli(address, args, rest);
  const status = await started.status;
  return { status, stdout: started.stdout(), stderr: started.stderr() };
}
