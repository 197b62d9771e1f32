import { deepEqual, equal, match, ok } from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { constants, createGzip, gzipSync } from "node:zlib";
import { encodeManifest, longestManifest } from "../../../../broker/backup/manifest.ts";
import { manifestName } from "../../../../broker/backup/members.ts";
import { tarEnd, tarHeader } from "../../../../broker/backup/tar.ts";
import { unpack } from "../../../../broker/backup/unpacking.ts";
import { HirteError } from "../../../../src/core/errors.ts";
import { useTempDir } from "../../../support/temp-dir.ts";
import { manifestOf, type Piece, piece, stream, tarOf } from "./archives.ts";

const good = [
  piece("state/users.json", '{"users":[]}'),
  piece("state/pki/ca-key.pem", "secret"),
  piece("state/jobs-00000001.jsonl", "x".repeat(3000)),
  piece("config/hirte.conf", "[hirte]\n"),
];
const type = (letter: string) => (header: Buffer) => void header.write(letter, 156);

describe("reading a backup", () => {
  const directory = useTempDir();
  const folder = () => join(directory(), "in", "folder");
  const fresh = () => {
    rmSync(folder(), { recursive: true, force: true });
    mkdirSync(folder(), { recursive: true });
  };
  beforeEach(fresh);

  /** Everything below the directory of the test, as paths. */
  const everything = () =>
    readdirSync(directory(), { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(directory(), name)).isFile())
      .sort();

  /** @returns why it was refused */
  async function refusalOf(input: Readable, code = "bad-argument"): Promise<string> {
    fresh();
    try {
      await unpack(input, folder());
    } catch (error) {
      ok(error instanceof HirteError, String(error));
      equal(error.code, code, error.message);
      return error.message;
    }
    throw new Error("it was taken");
  }

  it("[REQ-BAK-4] takes what was written, and puts the state in its place, for hirte's eyes alone", async () => {
    const manifest = await unpack(stream(tarOf(good)), folder());
    equal(manifest.host, "primary");
    deepEqual(
      everything(),
      ["jobs-00000001.jsonl", "pki/ca-key.pem", "users.json"].map((name) => `in/folder/${name}`),
    );
    equal(readFileSync(join(folder(), "pki/ca-key.pem"), "utf8"), "secret");
    equal(statSync(join(folder(), "pki")).mode & 0o777, 0o700);
    equal(statSync(join(folder(), "users.json")).mode & 0o777, 0o640);
  });

  it("[REQ-BAK-4] gives no file another right than to be read, whatever its mode", async () => {
    const [users = piece("", "")] = good;
    const [member] = manifestOf([users]).members;
    const members = [{ ...member, mode: 0o6777 }] as NonNullable<typeof member>[];
    await unpack(
      stream(tarOf([users], encodeManifest(manifestOf([users], { members })))),
      folder(),
    );
    equal(statSync(join(folder(), "users.json")).mode & 0o7777, 0o644);
  });

  it("[REQ-BAK-4] refuses one that is cut off, wherever that is, or has other bytes anywhere", async () => {
    const whole = gzipSync(tarOf(good));
    for (let length = 0; length < whole.length - 8; length += 37)
      match(await refusalOf(Readable.from([whole.subarray(0, length)])), /cut off|damaged/);
    const tar = tarOf(good);
    for (let length = 0; length < tar.length - 512; length += 700)
      match(await refusalOf(stream(tar.subarray(0, length))), /cut off|does not begin/);
    for (const at of [0, 130, 600, 1400, ...good.map(({ bytes }) => tar.indexOf(bytes))]) {
      const spoilt = Buffer.from(tar);
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      match(await refusalOf(stream(spoilt)), /damaged|not begin|stands between/);
    }
  });

  const evil: readonly (readonly [what: string, pieces: readonly Piece[]])[] = [
    ["a path upwards", [piece("state/../../users.json", "x")]],
    ["a path upwards in the PKI", [piece("state/pki/../../x.json", "x")]],
    ["an absolute path", [piece("/etc/cron.d/x.json", "x")]],
    ["a name that hirte does not keep", [piece("state/hirte.pid", "1")]],
    ["a program", [piece("state/run.sh", "x")]],
    ["a name with a newline", [piece("state/users.json\n", "x")]],
    ["a name with a zero", [piece("state/users\0.json", "x")]],
    ["a folder deeper down", [piece("state/pki/x/y.json", "x")]],
    ["a symbolic link", [piece("state/users.json", "", type("2"))]],
    ["a hard link", [piece("state/users.json", "", type("1"))]],
    ["a device", [piece("state/users.json", "", type("3"))]],
    ["a pipe", [piece("state/users.json", "", type("6"))]],
    ["a folder", [piece("state/pki", "", type("5"))]],
    ["an extended header", [piece("state/users.json", "30 path=/etc/passwd\n", type("x"))]],
    ["a long name", [piece("state/users.json", "/etc/passwd", type("L"))]],
    ["a prefix", [piece("state/users.json", "x", (header) => void header.write("..", 345))]],
    [
      "a size that is no number",
      [piece("state/users.json", "x", (header) => void header.fill(0x80, 124, 136))],
    ],
    ["a name twice", [piece("state/users.json", "x"), piece("state/users.json", "y")]],
  ];
  for (const [what, pieces] of evil) {
    it(`[REQ-BAK-4] refuses ${what} and writes nothing outside of its folder`, async () => {
      await refusalOf(stream(tarOf(pieces)));
      ok(
        everything().every((path) => path === "in/folder/users.json"),
        everything().join(),
      );
    });
  }

  it("[REQ-BAK-4] refuses files that its list does not name, that are missing, or in another order", async () => {
    const [users = piece("", ""), key = piece("", "")] = good;
    const list = encodeManifest(manifestOf([users, key]));
    match(
      await refusalOf(stream(tarOf([users, key, piece("state/x.json", "")], list))),
      /more in it/,
    );
    for (const pieces of [
      [users],
      [key, users],
      [users, piece("state/pki/ca-key.pem", "longer than it was")],
    ]) {
      match(await refusalOf(stream(tarOf(pieces, list))), /not where its list of files has it/);
    }
  });

  it("[REQ-BAK-4] takes no more memory and no more disk than it has said before that it needs", async () => {
    const [users = piece("", "")] = good;
    const [member] = manifestOf([users]).members;
    const members = [{ ...member, size: 2 ** 50 }] as NonNullable<typeof member>[];
    const greedy = encodeManifest(manifestOf([users], { members }));
    match(await refusalOf(stream(tarOf([users], greedy)), "unavailable"), /needs \d+ bytes/);
    const header = tarHeader({
      name: manifestName,
      size: longestManifest + 1,
      mode: 0,
      mtimeMs: 0,
    });
    match(await refusalOf(stream(header)), /does not begin with the list/);
    // Zeros without end, which take next to nothing when they are packed.
    let given = 0;
    const endless = Readable.from(
      (function* () {
        yield tarOf(good).subarray(0, -tarEnd.length);
        for (;;) {
          given += 65_536;
          yield Buffer.alloc(65_536);
        }
      })(),
    );
    match(
      await refusalOf(endless.pipe(createGzip({ level: constants.Z_BEST_SPEED }))),
      /behind its end/,
    );
    ok(given < 64 * 1024 * 1024, String(given));
  });

  it("[REQ-BAK-4] says of what a later hirte has made that it is that", async () => {
    const later = Buffer.from(JSON.stringify({ ...manifestOf(good), format: 2 }));
    match(await refusalOf(stream(tarOf(good, later))), /of format 2.*later hirte/);
  });

  it("[REQ-BAK-4] refuses one of a time that no clock can show", async () => {
    const late = encodeManifest(manifestOf(good, { takenAtMs: Number.MAX_SAFE_INTEGER }));
    match(await refusalOf(stream(tarOf(good, late))), /of no time/);
  });

  it("[REQ-BAK-4] refuses what is no archive at all", async () => {
    for (const bytes of [
      Buffer.from("hello"),
      gzipSync("hello"),
      gzipSync(Buffer.alloc(2048)),
      Buffer.alloc(0),
    ])
      match(await refusalOf(Readable.from([bytes])), /no backup that can be restored/);
  });
});
