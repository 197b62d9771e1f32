import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { verifyLog } from "../../src/audit/verify.ts";
import { HirteError, messageOf } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { openFolder } from "../../src/core/open-folder.ts";
import { type BroughtBack, bringBack, listOf } from "./bringing-back.ts";
import type { Manifest } from "./manifest.ts";
import { pkiFolder } from "./members.ts";
import {
  finishRestore,
  folderBefore,
  folderOfRestore,
  forgetUnfinished,
  isFolder,
  putInPlace,
  stateIn,
  timeInName,
} from "./placing.ts";
import { unpack } from "./unpacking.ts";

/** What is to be restored where. */
export interface RestoreWish {
  /** The state directory, claimed by this process, which works as the user to whom it belongs. */
  readonly directory: string;
  /** A path, or `-`: how it is called. */
  readonly file: string;
  /** A state that is there is moved aside. */
  readonly isReplacing: boolean;
  /** Patterns of nodes whose certificates are revoked. */
  readonly revoked: readonly string[];
  readonly version: string;
  readonly nowMs: number;
  /** As `openBackup` gives it. */
  readonly input: Readable;
  readonly log: Log;
  /** Whether the directory is this process's still: hirte.service does not see what root runs (ProtectProc=). */
  readonly isClaimed: () => boolean;
  /** Tests have it fail. */
  readonly verify?: typeof verifyLog;
}

interface Made {
  readonly manifest: Manifest;
  readonly found: BroughtBack;
}

/**
 * Brings a backup back. @returns what is to be told, a line each
 * @throws HirteError `bad-argument`, `bad-state`, `bad-config`, `unavailable`; all is as it was then, or, where the
 *   message says so, the restored state is completed by the next start of hirte
 */
export async function restore(wish: RestoreWish): Promise<readonly string[]> {
  const { directory, file, isReplacing, nowMs, input } = wish;
  finishRestore(directory);
  forgetUnfinished(directory);
  const hadState = stateIn(directory).length > 0;
  if (hadState && !isReplacing) {
    throw new HirteError(
      "bad-argument",
      `${directory} holds the state of a hirte: --replace moves it to a folder before-restore-… in it, and deletes nothing`,
    );
  }
  refuseImmovable(directory);
  const time = freeTime(directory, nowMs);
  const folder = join(directory, folderOfRestore(time));
  let made: Made;
  try {
    mkdirSync(folder, { mode: 0o700 });
    made = await make(folder, wish);
    if (!wish.isClaimed()) {
      throw new HirteError(
        "busy",
        `hirte was started on ${directory} meanwhile: stop it, and restore again; nothing was changed`,
      );
    }
    complete(directory, time);
  } catch (cause) {
    forgetUnfinished(directory);
    if (cause instanceof HirteError) throw cause;
    throw new HirteError("unavailable", `${directory} cannot be restored: ${messageOf(cause)}`, {
      cause,
    });
  } finally {
    input.destroy();
  }
  // It counts: whatever cannot be told now takes nothing back.
  const before = hadState ? folderBefore(directory, time) : undefined;
  return tell({ ...made, file, nowMs, before, log: ofLog(wish), directory });
}

/** It is to be known before the restored state counts that what is there can be moved aside. */
function refuseImmovable(directory: string): void {
  const mountPoints = mountPointsIn(readFileSync("/proc/self/mountinfo", "utf8"));
  const real = realpathSync(directory);
  const mounted = stateIn(directory).filter((name) => mountPoints.has(join(real, name)));
  if (mounted.length > 0) {
    throw new HirteError(
      "bad-argument",
      `${mounted.join(", ")} in ${directory}: mounted there, and cannot be moved aside: unmount it, or restore into another state directory`,
    );
  }
  const path = join(directory, pkiFolder);
  if (!isFolder(path)) return;
  try {
    // Who moves a folder into another one writes to it, too (rename(2)).
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new HirteError(
      "unavailable",
      `${path} cannot be moved aside (${messageOf(cause)}): give it to whom ${directory} belongs (chown -R)`,
      { cause },
    );
  }
}

/**
 * Paths at which something is mounted (proc_pid_mountinfo(5)). Numbers of devices do not tell: on overlayfs, that of
 * containers, files may have others than their folder.
 */
export function mountPointsIn(mountinfo: string): ReadonlySet<string> {
  const fields = mountinfo.split("\n").map((line) => line.split(" ")[4] ?? "");
  const plain = (text: string) =>
    text.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
  return new Set(fields.map(plain));
}

/**
 * What a backup is read from: a path, or `-`, which is `input`. What of it can be opened is open then.
 * @throws HirteError `bad-argument`, `unavailable`
 */
export function openBackup(file: string, input: Readable & { readonly isTTY?: boolean }): Readable {
  if (file !== "-") {
    try {
      return createReadStream(file, { fd: openSync(file, "r") });
    } catch (cause) {
      throw new HirteError("unavailable", `${file} cannot be read: ${messageOf(cause)}`, { cause });
    }
  }
  if (input.isTTY === true) {
    throw new HirteError("bad-argument", "a backup comes from no terminal: send it from a file");
  }
  return input;
}

/** Makes the state in a folder that counts for nothing, and brings it to the disk. */
async function make(path: string, wish: RestoreWish): Promise<Made> {
  const { directory: present, input, revoked, version, nowMs, log } = wish;
  const folder = openFolder(path);
  try {
    const manifest = await unpack(input, folder.path);
    const { takenAtMs } = manifest;
    const own = { present, revoked, takenAtMs, version, nowMs, log };
    const found = await bringBack({ ...own, folder: folder.path });
    const isIn = (name: string) => readdirSync(folder.path).includes(name);
    const folders = isIn(pkiFolder) ? [join(folder.path, pkiFolder), folder.path] : [folder.path];
    for (const each of folders) {
      for (const name of readdirSync(each)) sync(join(each, name));
      sync(each);
    }
    return { manifest, found };
  } catch (cause) {
    if (!(cause instanceof HirteError)) throw cause;
    // Where it was looked at is nothing to anybody.
    const message = cause.message.replaceAll(`${folder.path}/`, "state/ of the backup: ");
    throw new HirteError(cause.code, message, { cause });
  } finally {
    folder.close();
  }
}

function sync(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function complete(directory: string, time: string): void {
  try {
    putInPlace(directory, time);
  } catch (cause) {
    // Not even begun: it is taken away.
    if (existsSync(join(directory, folderOfRestore(time)))) throw cause;
    throw new HirteError(
      "unavailable",
      `the restored state in ${directory} counts, and could not be put in place: ${messageOf(cause)}; the next start of hirte completes it`,
      { cause },
    );
  }
}

function freeTime(directory: string, nowMs: number): string {
  let ms = nowMs;
  // A link that leads nowhere is in the way, too.
  const isTaken = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  while (isTaken(folderBefore(directory, timeInName(ms)))) ms += 1000;
  return timeInName(ms);
}

function tell(
  facts: Made & {
    readonly file: string;
    readonly nowMs: number;
    readonly before: string | undefined;
    /** What is to be said of the log. */
    readonly log: string;
    readonly directory: string;
  },
): readonly string[] {
  const { manifest, found, file, nowMs, before, log, directory } = facts;
  const taken = new Date(manifest.takenAtMs).toISOString();
  const configuration = manifest.members.some(({ name }) => name.startsWith("config/"));
  const archive = file === "-" ? "the backup" : file;
  return [
    `restored: ${directory} is as it was at ${taken} on ${manifest.host} (hirte ${manifest.version})`,
    ...(before === undefined ? [] : [`what was there is in ${before}; delete it when all is well`]),
    log,
    "what was done after that time is not known to this hirte:",
    `  users and passwords are those of then: ${listOf(found.users)}. Who was removed since is back: hirtectl user remove, passwd`,
    `  these nodes have certificates that count: ${listOf(found.nodes)}. If one was revoked since: hirtectl node remove NODE, or restore with --revoke NODE`,
    ...(found.revoked.length === 0 ? [] : [`  revoked just now: ${listOf(found.revoked)}`]),
    ...(found.problem === undefined
      ? []
      : [`  what was revoked in the state that was replaced is not known: ${found.problem}`]),
    "  certificates given since do not count, nor do tokens: such nodes join anew (hirtectl node add NODE)",
    `  nodes allowed beside AllowedNodeNames=: ${listOf(found.allowed)}; disallowed: ${listOf(found.disallowed)}`,
    `  jobs that were open then: ${found.openJobs}. They are asked after, and not begun`,
    ...(configuration
      ? [
          `the configuration was left alone; as it was then it is in config/ of ${archive} (tar -xz)`,
        ]
      : []),
    ...(nowMs < manifest.takenAtMs
      ? ["this machine's clock is behind the time of the backup: set it before hirte is started"]
      : []),
    "start it: systemctl start hirte",
  ];
}

function ofLog({ directory, verify = verifyLog }: RestoreWish): string {
  try {
    const { faultCount, last } = verify(directory);
    return faultCount === 0 && last
      ? `the log is intact; its record ${last.n} says that it was restored`
      : "the log is NOT intact, as it was when the backup was made: hirtectl audit verify says where";
  } catch (error) {
    return `whether the log is intact is not known: ${messageOf(error)}`;
  }
}
