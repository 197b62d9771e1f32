import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { SshAccess } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import { goWord, quoted, type Remote, readyMark, remoteLine } from "./ssh-scripts.ts";
import { lastLineOf, whyNotReached } from "./ssh-words.ts";

/** What ssh is run with. */
export interface SshProgramOptions {
  /** Where connections that are kept have their sockets; made where it is missing. Absent: none is kept. */
  readonly controlDir?: string;
  /** Default: ssh, as PATH has it. */
  readonly program?: readonly string[];
  readonly clock: Clock;
}

/** Whom to run something on. */
export interface SshTarget {
  readonly node: string;
  readonly address: string;
  readonly access: SshAccess;
}

/**
 * How a remote script ended.
 *
 * - `ended`: it ran to its end, with this status.
 * - `not-reached`: it was not begun, and never will be.
 * - `cut`: it was begun, and how it ended is not known; `isOver`: for the time was over.
 */
export type SshEnd =
  | {
      readonly kind: "ended";
      readonly status: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: "not-reached"; readonly why: string }
  | { readonly kind: "cut"; readonly why: string; readonly isOver: boolean };

const connectTimeoutS = 5;
/** A guarded script waits so long for its word, as far as the time allows. */
const longestGoS = 5;
/** A connection that is kept is given so long to end. */
const closeMs = 2000;
/** For so long a connection that nobody uses is kept. */
const keptS = 600;
const maxStdout = 65_536;
const maxStderr = 2000;
/** What was said before the end is read within this, whoever else holds the pipe. */
const drainMs = 300;
/** Paths of sockets are no longer than that (unix(7)); ssh adds 17 characters while it makes one. */
const maxSocketPath = 107 - 17;

/** Runs scripts on nodes by the ssh program: each process in a group of its own, with an end in time. */
export class SshProgram {
  readonly #options: SshProgramOptions;

  constructor(options: SshProgramOptions) {
    this.#options = options;
    if (options.controlDir === undefined) return;
    try {
      mkdirSync(options.controlDir, { recursive: true, mode: 0o700 });
    } catch {
      // ssh says so where it is asked for a connection: a host with a UPS is not to go unwatched for it.
    }
  }

  /** Never rejects. What was begun goes on when the time is over, or nobody waits. */
  async run(
    target: SshTarget,
    remote: Remote,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<SshEnd> {
    const { clock } = this.#options;
    const untilMs = clock.monotonicMs() + timeoutMs;
    const socket = this.#socketOf(target.node);
    const wasKept = socket !== undefined && existsSync(socket);
    const first = await this.#runOnce(target, remote, { socket, untilMs, signal });
    // A connection that was kept may be dead: a fresh one may not be.
    if (first.kind !== "not-reached" || !wasKept || signal.aborted) return first;
    if (clock.monotonicMs() >= untilMs) return first;
    return this.#runOnce(target, remote, { socket: undefined, untilMs, signal });
  }

  /** Ends the connections that are kept. */
  async close(): Promise<void> {
    const { controlDir, program = ["ssh"] } = this.#options;
    const [file = "", ...first] = program;
    if (controlDir === undefined) return;
    const sockets = existsSync(controlDir) ? readdirSync(controlDir) : [];
    await Promise.all(
      sockets.map(
        (name) =>
          new Promise<void>((resolve) => {
            const args = [...first, "-F", "none", "-S", join(controlDir, name), "-O", "exit", "x"];
            try {
              const child = spawn(file, args, { stdio: "ignore" });
              // One that hangs does not hold up who leaves.
              const timer = setTimeout(() => child.kill("SIGKILL"), closeMs);
              const end = () => {
                clearTimeout(timer);
                resolve();
              };
              child.once("error", end);
              child.once("exit", end);
            } catch {
              resolve();
            }
          }),
      ),
    );
  }

  #socketOf(node: string): string | undefined {
    const { controlDir } = this.#options;
    if (controlDir === undefined) return undefined;
    const path = join(controlDir, node);
    return path.length <= maxSocketPath ? path : undefined;
  }

  #runOnce(
    target: SshTarget,
    remote: Remote,
    how: {
      readonly socket: string | undefined;
      readonly untilMs: number;
      readonly signal: AbortSignal;
    },
  ): Promise<SshEnd> {
    const { clock, program = ["ssh"] } = this.#options;
    const { socket, untilMs, signal } = how;
    const { address, access } = target;
    const left = () => untilMs - clock.monotonicMs();
    const goWithinS = Math.max(1, Math.min(longestGoS, Math.floor(left() / 2000)));
    const words = [
      ...[...program, ...commonOptions(access), ...sharing(socket), ...through(access, program)],
      ...["-p", String(access.port), "-l", access.user, address],
      remoteLine(remote, goWithinS),
    ];
    return new Promise((resolve) => {
      const [file = "", ...args] = words;
      const stdout = new Said(maxStdout);
      const stderr = new Said(maxStderr);
      let isBegun = !remote.isGuarded;
      let child: ChildProcess | undefined;
      let isSettled = false;
      const end = (how: SshEnd) => {
        isSettled = true;
        timer.cancel();
        signal.removeEventListener("abort", onAbort);
        child?.stdout?.destroy();
        child?.stderr?.destroy();
        resolve(how);
      };
      /** Without an end of its own. */
      const cut = (why: string, isOver: boolean) => {
        killGroup(child?.pid);
        const isDone = remote.isGuarded && isBegun;
        end(isDone ? { kind: "cut", why, isOver } : { kind: "not-reached", why });
      };
      const onAbort = () => cut("it is not waited for any longer", false);
      const timer = clock.after(left(), () => cut("its time was over", true));
      signal.addEventListener("abort", onAbort);
      if (signal.aborted) return onAbort();
      try {
        // A group of its own, which can be killed as a whole: with what ssh itself has started to get there.
        child = spawn(file, args, { stdio: ["pipe", "pipe", "pipe"], detached: true });
      } catch (error) {
        return end({ kind: "not-reached", why: messageOf(error) });
      }
      const { stdin } = child;
      stdin?.on("error", () => {
        // It has ended without reading: its status says why.
      });
      if (!remote.isGuarded) stdin?.end();
      child.stdout?.on("data", (bytes: Buffer) => {
        stdout.add(bytes);
        if (isBegun || !stdout.isBegun) return;
        // It is begun within the time that there is, or not at all.
        if (left() < goWithinS * 1000) return cut("there was no time left to begin with it", true);
        isBegun = true;
        stdin?.end(`${goWord}\n`);
      });
      child.stderr?.on("data", (bytes: Buffer) => stderr.add(bytes));
      child.once("error", (error) => end({ kind: "not-reached", why: messageOf(error) }));
      child.once("exit", (status) => {
        if (isSettled) return;
        const ended = () =>
          end(endOf(status, target, { stdout, stderr, isCut: isBegun && remote.isGuarded }));
        child?.once("close", ended);
        const drained = clock.after(drainMs, ended);
        child?.once("close", () => drained.cancel());
      });
    });
  }
}

/** What one of the outputs of a script has said, behind what was said before it began. */
class Said {
  text = "";
  isBegun = false;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(bytes: Buffer): void {
    this.text += bytes.toString("utf8");
    const at = this.isBegun ? -1 : this.text.indexOf(readyMark);
    if (at >= 0) {
      this.isBegun = true;
      this.text = this.text.slice(at + readyMark.length);
    }
    // Before that the end of it counts, where ssh says what is wrong.
    this.text = this.isBegun ? this.text.slice(0, this.#most) : this.text.slice(-this.#most);
  }
}

/** `isCut`: it was begun, where it is known when it is not. */
function endOf(
  status: number | null,
  target: SshTarget,
  said: { readonly stdout: Said; readonly stderr: Said; readonly isCut: boolean },
): SshEnd {
  const { stdout, stderr, isCut } = said;
  // 255 is ssh's own word for all that goes wrong on the way.
  if (status === null || status === 255) {
    const why =
      whyNotReached(stderr.text, target) ||
      (status === null ? "ssh was killed" : "the connection has failed");
    return isCut ? { kind: "cut", why, isOver: false } : { kind: "not-reached", why };
  }
  if (!stdout.isBegun) {
    const word = lastLineOf(stderr.text) || lastLineOf(stdout.text) || "it says nothing";
    const why = `the login shell of ${target.access.user} there runs nothing: ${word} (exit status ${status})`;
    return { kind: "not-reached", why };
  }
  return { kind: "ended", status, stdout: stdout.text, stderr: stderr.text.trim() };
}

/** As little as can be is left to files of this machine, and nothing to a person. */
function commonOptions({ identityFile, knownHostsFile }: SshAccess): readonly string[] {
  const options = {
    BatchMode: "yes",
    StrictHostKeyChecking: "yes",
    UserKnownHostsFile: fileWord(knownHostsFile),
    GlobalKnownHostsFile: "none",
    UpdateHostKeys: "no",
    IdentityFile: fileWord(identityFile),
    IdentitiesOnly: "yes",
    IdentityAgent: "none",
    PreferredAuthentications: "publickey",
    ConnectTimeout: String(connectTimeoutS),
    ConnectionAttempts: "1",
    ServerAliveInterval: "5",
    ServerAliveCountMax: "2",
    LogLevel: "ERROR",
  };
  const words = Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  return ["-F", "none", "-T", "-x", "-a", ...words];
}

/** A connection is made once, and used again. */
function sharing(socket: string | undefined): readonly string[] {
  if (socket === undefined) return ["-o", "ControlPath=none"];
  const path = fileWord(socket);
  return [
    ...["-o", "ControlMaster=auto", "-o", `ControlPath=${path}`],
    ...["-o", `ControlPersist=${keptS}`],
  ];
}

/** -J would ask the machine's own files for how to get to the host in between. */
function through(access: SshAccess, program: readonly string[]): readonly string[] {
  const { jump } = access;
  if (!jump) return [];
  const words = [...program, ...commonOptions(access), "-o", "ControlPath=none"];
  const there = ["-p", String(jump.port), "-l", jump.user];
  const line = [...words, ...there].map((word) => quoted(word.replaceAll("%", "%%"))).join(" ");
  return ["-o", `ProxyCommand=${line} -W '[%h]:%p' ${quoted(jump.host)}`];
}

/** A path as ssh_config(5) has it: % stands for something there. */
function fileWord(path: string): string {
  return `"${path.replaceAll("%", "%%")}"`;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
