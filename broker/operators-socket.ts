import { execFile } from "node:child_process";
import { chmodSync, chownSync, fstatSync, lstatSync, rmSync } from "node:fs";
import { connect, createServer, type ListenOptions, type Server, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { makeDirectory } from "../src/core/directory.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { claimDirectory } from "../src/core/single-process.ts";
import { operatorsGroup, operatorsSocket, realSocketPath } from "../src/core/uid-proof.ts";
import type { Broker } from "./broker.ts";
import { LocalUsers } from "./local-users.ts";
import { ProofFolder } from "./proof-folder.ts";

/** Name under which hirte.socket passes it (FileDescriptorName=). */
export const operatorsSocketName = "operators";
/** How often files that were left over are taken away. */
const sweepMs = 60_000;
const lookupMs = 3000;

/** What the operators' socket is made of. */
export interface OperatorsSocketOptions {
  /** Where it is. */
  readonly runDir: string;
  /** The listening socket, where it was passed to this process. */
  readonly descriptor?: number | undefined;
  readonly broker: Pick<Broker, "accept" | "local">;
  readonly log: Log;
  readonly clock?: Clock;
  /** Tests have a slow disk here, and a slow database of groups. */
  readonly openFolder?: typeof ProofFolder.open;
  readonly findGroup?: typeof gidOf;
}

/**
 * The way in for users of this machine, who prove who they are without a password. Whom it lets in is its group's
 * matter; it is made by hirte.socket, or where there is none, by hirte itself.
 */
export class OperatorsSocket {
  /** As those who connect to it have it, without a link in it. */
  readonly path: string;
  readonly #server: Server;
  readonly #folder: ProofFolder;
  readonly #clock: Clock;
  readonly #log: Log;
  #timer: Timer | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  private constructor(parts: {
    readonly path: string;
    readonly server: Server;
    readonly folder: ProofFolder;
    readonly clock: Clock;
    readonly log: Log;
  }) {
    this.path = parts.path;
    this.#server = parts.server;
    this.#folder = parts.folder;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#sweepLater();
  }

  /**
   * Nobody is let in, and so nobody refused, before it can be looked at who it is.
   * @throws HirteError `unavailable`: also where another hirte is there
   */
  static async serve(options: OperatorsSocketOptions): Promise<OperatorsSocket> {
    const { runDir, descriptor, broker, log, clock = systemClock } = options;
    const { openFolder = ProofFolder.open, findGroup = gidOf } = options;
    makeDirectory(runDir, 0o755);
    const path = realSocketPath(join(runDir, operatorsSocket));
    let count = 0;
    const server = createServer((socket) => {
      broker.accept(socket, { address: `${operatorsSocket}:${++count}`, via: "socket" });
    });
    let folder: ProofFolder | undefined;
    try {
      if (descriptor === undefined) await clearPath(path);
      else checkPassed(path, descriptor);
      folder = await openFolder(path);
      broker.local = new LocalUsers({ folder, log });
      if (descriptor === undefined) {
        // Before the socket is there: nobody of the group is refused meanwhile.
        const gid = await findGroup(operatorsGroup);
        await makeSocket(server, path, { folder, gid, log });
      } else {
        folder.openTo(lstatSync(path).gid);
        await listening(server, { fd: descriptor });
      }
      server.on("error", (error) => log.error({ path, error }, "the operators' socket failed"));
      log.info({ path, isPassed: descriptor !== undefined }, "operators can connect by a socket");
      return new OperatorsSocket({ path, server, folder, clock, log });
    } catch (cause) {
      server.close();
      await folder?.close();
      if (cause instanceof HirteError) throw cause;
      const message = `${path} cannot be listened on: ${messageOf(cause)}`;
      throw new HirteError("unavailable", message, { cause, details: { path } });
    }
  }

  /**
   * No more come in; those that are in are the broker's, who they are can still be looked at. A socket that hirte made
   * itself is gone then.
   */
  stopListening(): void {
    // Not its end: that comes when the last connection has ended, which the broker sees to.
    this.#server.close();
  }

  /** No more come in, and at nobody it is looked who it is: those that are in have to be let in, or gone, before. */
  async close(): Promise<void> {
    this.stopListening();
    this.#timer?.cancel();
    await this.#sweeping;
    await this.#folder.close();
  }

  #sweepLater(): void {
    this.#timer = this.#clock.after(sweepMs, () => {
      this.#sweeping = this.#folder
        .sweep()
        .catch((error: unknown) => {
          const problem = messageOf(error);
          this.#log.warn({ problem }, "proofs that were left over cannot be taken away");
        })
        .then(() => this.#sweepLater());
    });
  }
}

function checkPassed(path: string, fd: number): void {
  if (!fstatSync(fd).isSocket()) throw new Error(`descriptor ${fd} is no socket`);
  if (!isSocket(path)) throw new Error("the socket that was passed is another one");
}

/** Never where somebody listens: only a file that was left over is taken away. */
async function clearPath(path: string): Promise<void> {
  // Of several who find the same file left over, only one goes on.
  claimDirectory({
    directory: dirname(path),
    file: "hirte.pid",
    mode: 0o755,
    program: "hirte",
    key: "RunDirectory",
  });
  if (await isLeftOver(path)) rmSync(path, { force: true });
}

async function makeSocket(
  server: Server,
  path: string,
  parts: { readonly folder: ProofFolder; readonly gid: number | undefined; readonly log: Log },
): Promise<void> {
  const { folder, gid, log } = parts;
  // Nobody connects before it is the group's.
  const before = process.umask(0o177);
  try {
    await listening(server, { path });
  } finally {
    process.umask(before);
  }
  try {
    if (gid !== undefined) chownSync(path, -1, gid);
  } catch (error) {
    const problem = messageOf(error);
    log.warn({ path, problem }, "the operators' socket stays with hirte's own group");
  }
  folder.openTo(lstatSync(path).gid);
  chmodSync(path, 0o660);
}

function isSocket(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSocket() === true;
}

/**
 * Whether nobody listens at what lies there.
 * @throws HirteError `unavailable` where somebody does, or it is no socket
 */
async function isLeftOver(path: string): Promise<boolean> {
  if (!lstatSync(path, { throwIfNoEntry: false })) return false;
  if (!isSocket(path)) throw taken(path, "something lies there that is no socket");
  const code = await new Promise<string | undefined>((resolve) => {
    const probe: Socket = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(undefined);
    });
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  if (code === "ECONNREFUSED" || code === "ENOENT") return true;
  throw taken(path, "somebody listens there already");
}

function taken(path: string, why: string): HirteError {
  return new HirteError("unavailable", `${path} cannot be made: ${why}`, { details: { path } });
}

function listening(server: Server, where: ListenOptions | { readonly fd: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    // The file is made before this returns.
    server.listen(where, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Number of a group, from wherever the machine has its groups; undefined: there is none, or it cannot be learned. */
function gidOf(group: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile("getent", ["group", group], { timeout: lookupMs }, (_error, stdout) => {
      const gid = Number(stdout.split(":")[2]);
      resolve(Number.isInteger(gid) && stdout !== "" ? gid : undefined);
    });
  });
}
