import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { encodeManifest, type Manifest } from "../../../../broker/backup/manifest.ts";
import { manifestName } from "../../../../broker/backup/members.ts";
import { tarEnd, tarHeader, tarPadding } from "../../../../broker/backup/tar.ts";

/** A file of an archive, as somebody wants it. */
export interface Piece {
  readonly name: string;
  readonly bytes: Buffer;
  /** Spoils the header; its sum is put right afterwards. */
  readonly spoil?: (header: Buffer) => void;
}

export function piece(name: string, text: string, spoil?: Piece["spoil"]): Piece {
  return { name, bytes: Buffer.from(text), ...(spoil ? { spoil } : {}) };
}

/** What a backup of these files would say of them. */
export function manifestOf(pieces: readonly Piece[], rest: Partial<Manifest> = {}): Manifest {
  return {
    ...{ format: 1, version: "1.2.3", host: "primary", takenAtMs: 1_795_687_843_000 },
    members: pieces.map(({ name, bytes }) => ({
      ...{ name, size: bytes.length, mode: 0o640 },
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
    ...rest,
  };
}

/** A backup of these files, in order, not compressed. */
export function tarOf(
  pieces: readonly Piece[],
  manifest = encodeManifest(manifestOf(pieces)),
): Buffer {
  return Buffer.concat([
    ...fileOf({ name: manifestName, bytes: manifest }),
    ...pieces.flatMap(fileOf),
    tarEnd,
  ]);
}

/** The same, as it is read from a file. */
export function stream(tar: Buffer): Readable {
  return Readable.from([gzipSync(tar)]);
}

function fileOf({ name, bytes, spoil }: Piece): Buffer[] {
  const header = tarHeader({
    name: name.slice(0, 100),
    size: bytes.length,
    mode: 0o640,
    mtimeMs: 0,
  });
  if (spoil) {
    spoil(header);
    header.fill(" ", 148, 156);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  }
  return [header, bytes, tarPadding(bytes.length)];
}
