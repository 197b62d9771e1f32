import { createHash } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readdirSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { HirteError, isHirteError, messageOf } from "../../src/core/errors.ts";
import { decodeManifest, longestManifest, type Manifest, type Member } from "./manifest.ts";
import { manifestName, pkiFolder, placeOf } from "./members.ts";
import { TarReader } from "./tar.ts";

/** Of a file system that keeps no more than is asked for. */
const spareBytes = 1024 * 1024;

/**
 * Unpacks a backup into an empty folder, and believes nothing of it: that there are other files than its own list
 * names, or in another order, of another size or with other bytes, is refused, as is whatever is no regular file.
 * What is in the folder then is of no use to anybody.
 * @returns what the backup says of itself
 * @throws HirteError `bad-argument`: it is no backup, damaged or cut off; `unavailable`: there is no room for it
 */
export async function unpack(input: Readable, folder: string): Promise<Manifest> {
  try {
    return await pipeline(input, createGunzip(), (pieces: AsyncIterable<Buffer>) =>
      take(new TarReader(pieces), folder),
    );
  } catch (cause) {
    if (isHirteError(cause, "bad-argument")) throw notTaken(cause.message, cause);
    if (cause instanceof HirteError) throw cause;
    const code = String(Object(cause).code ?? "");
    if (code === "Z_BUF_ERROR") throw notTaken("it is cut off", cause);
    if (code.startsWith("Z_")) throw notTaken("it is damaged, or not compressed by gzip", cause);
    throw new HirteError("unavailable", `the backup cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

async function take(archive: TarReader, folder: string): Promise<Manifest> {
  const first = await archive.next();
  if (first?.name !== manifestName || first.size > longestManifest)
    throw new HirteError("bad-argument", "it does not begin with the list of its files");
  const pieces: Buffer[] = [];
  for await (const piece of archive.bytes()) pieces.push(piece);
  const manifest = decodeManifest(Buffer.concat(pieces));
  checkRoom(manifest, folder);
  for (const member of manifest.members) await takeMember(archive, member, folder);
  const more = await archive.next();
  if (more) throw new HirteError("bad-argument", "there is more in it than its list names");
  return manifest;
}

async function takeMember(archive: TarReader, member: Member, folder: string): Promise<void> {
  const { name, size, sha256, mode } = member;
  const entry = await archive.next();
  if (entry?.name !== name || entry.size !== size)
    throw new HirteError("bad-argument", `${name} is not where its list of files has it`);
  const { path } = placeOf(name) ?? {};
  const fd = path === undefined ? undefined : begin(folder, path, mode);
  const sum = createHash("sha256");
  try {
    for await (const piece of archive.bytes()) {
      sum.update(piece);
      for (let at = 0; fd !== undefined && at < piece.length; )
        at += writeSync(fd, piece, at, piece.length - at);
    }
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
  if (sum.digest("hex") !== sha256)
    throw new HirteError(
      "bad-argument",
      `${name} is damaged: it has other bytes than it was given`,
    );
}

function begin(folder: string, path: string, mode: number): number {
  if (path.startsWith(`${pkiFolder}/`) && !readdirSync(folder).includes(pkiFolder))
    mkdirSync(join(folder, pkiFolder), { mode: 0o700 });
  const fd = openSync(join(folder, path), "wx", 0o600);
  // hirte's files are for hirte, and some for its group or everybody; none is a program.
  fchmodSync(fd, 0o600 | (mode & 0o044));
  return fd;
}

function checkRoom({ members }: Manifest, folder: string): void {
  const { blocks, bavail, bsize } = statfsSync(folder);
  const needed = members.reduce((sum, { size }) => sum + size, spareBytes);
  // A file system without blocks does not tell.
  if (blocks === 0 || needed <= bavail * bsize) return;
  throw new HirteError(
    "unavailable",
    `the backup needs ${needed} bytes, and there is room for ${bavail * bsize}`,
  );
}

function notTaken(why: string, cause: unknown): HirteError {
  return new HirteError("bad-argument", `this is no backup that can be restored: ${why}`, {
    cause,
  });
}
