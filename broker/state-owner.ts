import { execFileSync } from "node:child_process";
import { lchownSync, mkdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeDirectory } from "../src/core/directory.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";

/** To whom a state directory belongs that root makes: User= of hirte.service. */
const serviceUser = "hirte";
const lookupMs = 3000;

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Has what root types be done as the user to whom the state directory belongs: that one can put a link, or another
 * folder, in the place of whatever lies there, and root would follow it. From then on this process has that user's
 * rights and no others, for good; what only root may open is to be open before, what is loaded later to be loaded.
 * Where there is no such directory yet, it is made for the user of the service, or, below somebody's own
 * folder, left to that one to make. One that is root's own stays so, where nobody else can write there.
 * @throws HirteError `unavailable`
 */
export function workAsOwner(stateDirectory: string): void {
  if (process.geteuid?.() !== 0) return;
  const directory = resolve(stateDirectory);
  try {
    const owner = ownerOf(directory);
    if (owner.uid !== 0) become(owner);
  } catch (cause) {
    if (cause instanceof HirteError) throw cause;
    throw unavailable(
      directory,
      `root cannot work as the user to whom ${directory} belongs: ${messageOf(cause)}`,
      cause,
    );
  }
}

function ownerOf(directory: string): Pick<Account, "uid" | "gid"> {
  const there = statSync(directory, { throwIfNoEntry: false });
  const near = there ? directory : nearest(directory);
  const owner = there ?? statSync(near);
  if (owner.uid !== 0) return owner;
  checkIsRoots(near, directory);
  const account = there ? undefined : accountOf(serviceUser);
  if (!account) return owner;
  // hirte is to pass through what is above.
  makeDirectory(dirname(directory), 0o755);
  mkdirSync(directory, { mode: 0o750 });
  lchownSync(directory, account.uid, account.gid);
  return account;
}

/** The folder that is there, of those above. */
function nearest(directory: string): string {
  let path = dirname(directory);
  while (!statSync(path, { throwIfNoEntry: false })) path = dirname(path);
  return path;
}

/** What is there must be where root put it: whoever can write on the way to it can put something else there. */
function checkIsRoots(near: string, directory: string): void {
  for (const start of [near, realpathSync(near)]) {
    for (let path = start; ; path = dirname(path)) {
      const facts = statSync(path);
      // In a sticky folder nobody takes away what is root's, but anybody can add something.
      const isSafe =
        facts.uid === 0 && (!isOthers(facts) || (isSticky(facts) && path !== directory));
      if (!isSafe) {
        throw unavailable(
          directory,
          `${directory} is root's, and others can write to ${path}: give it to the user that hirte runs as (chown), or take it to where only root can write`,
        );
      }
      if (path === dirname(path)) break;
    }
  }
}

function isOthers({ mode, gid }: Stats): boolean {
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== 0);
}

function isSticky({ mode }: Stats): boolean {
  return (mode & 0o1000) !== 0;
}

function become({ uid, gid }: Pick<Account, "uid" | "gid">): void {
  const account = accountOf(String(uid));
  // Of a user that this machine does not know nothing is known but its files; root's group is not for it.
  const group = account?.gid ?? (gid === 0 ? uid : gid);
  // Node.js has it wherever it has setuid, and its types have not (process.initgroups).
  const posix = process as typeof process & { initgroups?(user: string, group: number): void };
  if (account) posix.initgroups?.(account.name, group);
  else process.setgroups?.([]);
  process.setgid?.(group);
  process.setuid?.(uid);
}

/** A user by name or number, from wherever the machine has its users (getent(1)). */
function accountOf(key: string): Account | undefined {
  let line: string;
  try {
    line = execFileSync("getent", ["passwd", key], {
      ...{ encoding: "utf8", timeout: lookupMs },
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    // There is none, or it cannot be learned: numbers are enough.
    return undefined;
  }
  const [name = "", , uid, gid] = line.split(":");
  return { name, uid: Number(uid), gid: Number(gid) };
}

function unavailable(directory: string, message: string, cause?: unknown): HirteError {
  return new HirteError("unavailable", message, {
    details: { path: directory },
    ...(cause === undefined ? {} : { cause }),
  });
}
