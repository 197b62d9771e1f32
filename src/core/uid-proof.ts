import { createHash, randomBytes } from "node:crypto";
import { realpathSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { HirteError, messageOf } from "./errors.ts";

/** Name of the operators' socket in the run directory of hirte. */
export const operatorsSocket = "hirte.sock";
/** The group of those who may use it. */
export const operatorsGroup = "hirte-operators";
/** Names of users of this machine, who come by the socket, end so; no other user's does. */
const localSuffix = "@local";
const root = `root${localSuffix}`;
const longestName = 63;

/** What is shown in CONNECT on the operators' socket. */
export interface UidProof {
  readonly user: string;
  readonly secret: string;
  /** Takes the file away, where it is still there. */
  withdraw(): void;
}

/** Whether somebody of this name comes by the operators' socket, with a proven uid. */
export function isLocalUser(user: string): boolean {
  return user.endsWith(localSuffix);
}

/** Whether it is the one with the uid 0. */
export function isLocalRoot(user: string): boolean {
  return user === root;
}

/** The login name in the name of a local user. */
export function loginOf(localUser: string): string {
  return localUser.slice(0, -localSuffix.length);
}

/**
 * Under which name a uid is known: one name for each, and none for two. `login`: its name on this machine, if it
 * has one; one that no topic can hold, or that says what is not so, does not count.
 */
export function localUserOf(login: string | undefined, uid: number): string {
  if (uid === 0) return root;
  const own = `${login}${localSuffix}`;
  const isFit =
    login !== undefined &&
    /^[A-Za-z0-9._@-]+$/.test(login) &&
    own.length <= longestName &&
    own !== root &&
    !/^uid-\d+$/.test(login);
  return isFit ? own : `uid-${uid}${localSuffix}`;
}

/** Under which name this process is known on the operators' socket. */
export function ownLocalUser(): string {
  const uid = process.geteuid?.() ?? -1;
  let login: string | undefined;
  try {
    login = userInfo().username;
  } catch {
    // A uid without an entry in the user database, as in some containers.
  }
  return localUserOf(login, uid);
}

/** The folder of proofs that belongs to a socket. */
export function proofFolder(socketPath: string): string {
  return join(dirname(socketPath), "auth");
}

/**
 * Name of the file that goes with a secret. The socket's path is part of it: whoever has somebody connect to
 * another socket, and is shown a secret there, can do nothing with it at hirte's.
 */
export function proofFileName(secret: string, socketPath: string): string {
  return createHash("sha256").update(`${secret} ${socketPath}`).digest("hex");
}

/**
 * Time of modification of such a file, in seconds since 1970: only the owner of a file can have set it
 * (utimensat(2)), so that no file of somebody's will do that was moved, linked or made under a chosen name.
 */
export const proofMtimeS = 0;

/**
 * A path of a socket that nobody can turn to elsewhere by a link above it.
 * @throws HirteError `not-reachable` where there is no such folder
 */
export function realSocketPath(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch (cause) {
    throw new HirteError("not-reachable", messageOf(cause), { cause, details: { path } });
  }
}

/**
 * Makes the file that proves who this process is to a hirte that listens at `socketPath`; a proof serves once,
 * within seconds.
 * @throws HirteError `not-reachable` where it cannot be made
 */
export function proveUid(socketPath: string): UidProof {
  const secret = randomBytes(32).toString("base64url");
  const path = join(proofFolder(socketPath), proofFileName(secret, socketPath));
  const withdraw = () => {
    try {
      unlinkSync(path);
    } catch {
      // It was taken away by hirte, which also takes away what is left over.
    }
  };
  try {
    writeFileSync(path, "", { flag: "wx", mode: 0 });
    utimesSync(path, proofMtimeS, proofMtimeS);
  } catch (cause) {
    withdraw();
    const message = `who asks cannot be proven: ${messageOf(cause)}`;
    throw new HirteError("not-reachable", message, { cause, details: { path } });
  }
  return { user: ownLocalUser(), secret, withdraw };
}
