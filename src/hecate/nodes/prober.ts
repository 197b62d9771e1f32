import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import type { Clock } from "../../core/clock.ts";

/** A look at an address. */
export interface Probe {
  readonly begunMs: number;
  /** Something came from there, a refusal too. */
  readonly hasAnswered: boolean;
}

/** Whether anything answers at an address, within a time. */
export type Knock = (address: string, port: number, withinMs: number) => Promise<boolean>;

const knockMs = 1000;
/** No address is probed more often. */
const everyMs = 1000;

/** Looks whether addresses answer, each at most once a second, whoever asks for it. */
export class Prober {
  readonly #knock: Knock;
  readonly #clock: Clock;
  readonly #last = new Map<string, { readonly begunMs: number; readonly probe: Promise<Probe> }>();

  constructor({ clock, knock = knockAtDoor }: { readonly clock: Clock; readonly knock?: Knock }) {
    this.#clock = clock;
    this.#knock = knock;
  }

  /** A probe of this second; never rejects. */
  probe({ address, port }: { readonly address: string; readonly port: number }): Promise<Probe> {
    const nowMs = this.#clock.monotonicMs();
    const last = this.#last.get(address);
    if (last && nowMs - last.begunMs < everyMs) return last.probe;
    const probe = this.#knock(address, port, knockMs).then(
      (hasAnswered) => ({ begunMs: nowMs, hasAnswered }),
      () => ({ begunMs: nowMs, hasAnswered: false }),
    );
    this.#last.set(address, { begunMs: nowMs, probe });
    return probe;
  }
}

const pingProgram = "/usr/bin/ping";

/** By a TCP connection, which a living machine takes or refuses, and by an echo request where there is ping. */
const knockAtDoor: Knock = async (address, port, withinMs) => {
  const ways = [connectTo(address, port, withinMs)];
  if (existsSync(pingProgram)) ways.push(ping(address, withinMs));
  return new Promise((resolve) => {
    // The first answer will do; silence is known when all are silent.
    for (const way of ways) void way.then((isThere) => isThere && resolve(true));
    void Promise.all(ways).then((answers) => resolve(answers.includes(true)));
  });
};

function connectTo(address: string, port: number, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (isThere: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isThere);
    };
    const timer = setTimeout(() => end(false), withinMs);
    socket.once("connect", () => end(true));
    // Whoever refuses is there; that there is no way to it (EHOSTUNREACH) is said by this machine, or by one before it.
    socket.once("error", (error) => end("code" in error && refusals.has(String(error.code))));
  });
}

const refusals = new Set(["ECONNREFUSED", "ECONNRESET"]);

function ping(address: string, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const waitS = String(Math.max(1, Math.ceil(withinMs / 1000)));
    let child: ChildProcess;
    try {
      child = spawn(pingProgram, ["-n", "-q", "-c", "1", "-W", waitS, address], {
        stdio: "ignore",
      });
    } catch {
      // No memory, say: what does not ask hears nothing.
      resolve(false);
      return;
    }
    // ping itself ends in time; one that does not is not waited for.
    const timer = setTimeout(() => child.kill("SIGKILL"), withinMs + 500);
    const end = (isThere: boolean) => {
      clearTimeout(timer);
      resolve(isThere);
    };
    child.once("error", () => end(false));
    child.once("exit", (status) => end(status === 0));
  });
}
