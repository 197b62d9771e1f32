import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "./directory.ts";
import { HirteError, messageOf } from "./errors.ts";

/** What is claimed, by whom. */
export interface Claim {
  readonly directory: string;
  /** The file in it that names the owner. */
  readonly file: string;
  /** Mode of the directory where it has to be made. */
  readonly mode: number;
  /** As it is called in the message to a second one, with the key that would give that one its own. */
  readonly program: string;
  readonly key: string;
}

/** How often a file of a process that has ended may come back before it is given up. */
const attempts = 5;

/**
 * Makes sure that this process is the only one of its program on a directory. A file names the process;
 * one that is left over from a process that has ended counts for nothing, whoever has its number now.
 * It holds within one machine's processes: a container with processes of its own is not seen from another.
 * @throws HirteError `busy` when another one is running; `unavailable` when the file cannot be written
 */
export function claimDirectory(claim: Claim, pid: number = process.pid): void {
  const { directory, file, mode, program, key } = claim;
  const path = join(directory, file);
  makeDirectory(directory, mode);
  const own = `${path}.${pid}`;
  try {
    // What lies there is of one with this number that was killed, or a link that leads elsewhere.
    rmSync(own, { force: true });
    // Made whole under a name of its own: linking it is what only one of several can do.
    writeFileSync(own, processMark(pid) ?? "", { mode: 0o644, flag: "wx" });
    for (let attempt = 0; attempt < attempts && !links(own, path); attempt++) {
      const owner = readText(path);
      if (isAnother(owner, pid)) throw taken(owner);
      setAside(path, `${own}.old`);
    }
    if (readText(path) !== readText(own)) throw taken(readText(path));
  } catch (cause) {
    if (cause instanceof HirteError) throw cause;
    throw new HirteError("unavailable", `${path} cannot be written: ${messageOf(cause)}`, {
      cause,
      details: { path },
    });
  } finally {
    rmSync(own, { force: true });
  }

  /** Another start may have replaced a left-over file between our look at it and this. */
  function setAside(from: string, to: string): void {
    try {
      renameSync(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    const owner = readText(to);
    const isStolen = isAnother(owner, pid);
    if (isStolen) links(to, from);
    rmSync(to, { force: true });
    if (isStolen) throw taken(owner);
  }

  function taken(owner: string | undefined): HirteError {
    return new HirteError(
      "busy",
      `another ${program}, process ${owner?.split(" ")[0] ?? "unknown"}, is running on ${directory}: stop it, or give this one a ${key}= of its own`,
    );
  }
}

/** False: there is such a file already. */
function links(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Whether a living process other than `pid` wrote this. */
function isAnother(mark: string | undefined, pid: number): boolean {
  const ownerPid = Number(mark?.split(" ")[0]);
  return mark !== undefined && ownerPid !== pid && mark === processMark(ownerPid);
}

/** Whether a claim is this process's still: one that does not see it takes it for dead. */
export function isClaimedBy(
  pid: number,
  { directory, file }: Pick<Claim, "directory" | "file">,
): boolean {
  const mark = processMark(pid);
  return mark !== undefined && readText(join(directory, file)) === mark;
}

/** Number and start time of a living process, which together name it in this boot (proc_pid_stat(5)). */
export function processMark(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses, which can hold anything.
  const startTime = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return startTime === undefined ? undefined : `${pid} ${startTime}`;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not there, or not to be read: there is nothing to compare with.
    return undefined;
  }
}
