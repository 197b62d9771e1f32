import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import fc from "fast-check";
import { JoinDesk } from "../../broker/pki/join-desk.ts";
import { streamPair } from "../../broker/stream-pair.ts";
import { isHirteError } from "../../src/core/errors.ts";
import { createLog } from "../../src/core/log.ts";
import { joinUrl, parseJoinUrl } from "../../src/pki/join-line.ts";
import { anyCharacter } from "../support/any-character.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { TestPki } from "../support/pki.ts";
import { fuzz } from "./harness.ts";
import { hostileJson, mutated, mutations } from "./hostile-json.ts";
import { cutUp, pieceSizes } from "./mqtt-bytes.ts";

const anything = fc.string({ unit: anyCharacter, maxLength: 40 });

describe("fuzzing of the way in for nodes", () => {
  const of = (characters: string, min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max });
  const invitation = fc.record(
    {
      host: fc.oneof(
        fc.constantFrom("192.168.1.10", "fd00::10", "hirte.example", "::1", "a_b", "-"),
        of("abcXYZ019._-", 1, 20),
        of("0123456789abcdef:.", 2, 20),
      ),
      port: fc.integer({ min: 1, max: 65_535 }),
      node: of("abcXYZ019._-", 1, 63),
      token: of("abcXYZ019_-", 22, 64),
      ca: of("0123456789abcdef", 64, 64),
    },
    { noNullPrototype: true },
  );
  it(
    "[REQ-TLS-9] [REQ-BAD-8] the line to join by is read as it was written, or refused without its token",
    fuzz(
      { cases: 2000, each: 2 },
      fc.property(invitation, fc.nat(), anything, (wish, at, put) => {
        const url = joinUrl(wish);
        assert.deepEqual(parseJoinUrl(url), wish);
        const place = at % url.length;
        for (const text of [url.slice(0, place) + put + url.slice(place + 1), put]) {
          try {
            const read = parseJoinUrl(text);
            assert.deepEqual(parseJoinUrl(joinUrl(read)), read);
          } catch (error) {
            assert.ok(isHirteError(error, "bad-argument"), String(error));
            assert.equal(error.message.includes(wish.token), false);
          }
        }
      }),
    ),
  );

  const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
  after(() => {
    desk.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const said: string[] = [];
  let desk: JoinDesk;
  before(async () => {
    const { own, issued } = await TestPki.make(join(directory, "pki"));
    desk = new JoinDesk({
      ...{ authority: own.authority, issued, clock: new FakeClock() },
      vouch: () => ({ problem: "none" }),
      mayJoin: () => true,
      log: createLog({ level: "error", target: "json", write: (line) => void said.push(line) }),
      limits: { refusalMs: 0 },
    });
  });
  const body = fc.oneof(
    mutations.map((changes) => mutated({ node: "n1", token: "x".repeat(24), csr: "pem" }, changes)),
    hostileJson,
    anything,
  );
  const request = fc
    .tuple(
      body,
      fc.constantFrom("POST /v1/join", "POST /v1/renew", "GET /v1/join", "POST /../v1/join", "X"),
      fc.constantFrom("right", "less", "more", "chunked"),
    )
    .map(([text, line, length]) => {
      const bytes = Buffer.byteLength(text);
      const head = {
        right: `content-length: ${bytes}`,
        less: `content-length: ${Math.max(0, bytes - 1)}`,
        more: `content-length: ${bytes + 1}`,
        chunked: "transfer-encoding: chunked",
      }[length];
      const written = length === "chunked" ? `${bytes.toString(16)}\r\n${text}\r\n0\r\n\r\n` : text;
      return Buffer.from(`${line} HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n${written}`);
    });
  it(
    "[REQ-TLS-10] [REQ-BAD-8] whatever asks for a certificate without a right to it is refused, and is no error of hirte's",
    fuzz(
      { cases: 200 },
      fc.asyncProperty(request, pieceSizes, async (bytes, sizes) => {
        const { near, far } = streamPair();
        for (const end of [near, far]) end.on("error", () => undefined);
        let answer = "";
        near.on("data", (piece: Buffer) => {
          answer += piece.toString("latin1");
        });
        const over = new Promise<void>((resolve) => near.once("close", () => resolve()));
        // HTTP does not ask of its connection whether it is encrypted, or a socket.
        desk.serve({ socket: far as TLSSocket, address: "10.0.0.1:1" });
        for (const piece of cutUp(bytes, sizes)) if (near.writable) near.write(piece);
        near.end();
        await over;
        assert.match(answer, /^(HTTP\/1\.1 (400|403) |$)/);
        assert.deepEqual(said, []);
      }),
    ),
  );
});
