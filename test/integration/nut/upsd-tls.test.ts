import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { isHirteError } from "../../../src/core/errors.ts";
import { UpsdClient } from "../../../src/nut/upsd-client.ts";
import type { UpsdTls } from "../../../src/nut/upsd-connection.ts";
import { debianProgram } from "../../support/debian-program.ts";
import { TestPki } from "../../support/pki.ts";
import { onLine, ScriptedUpsd } from "../../support/scripted-upsd.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

const isRefused = (error: unknown) => isHirteError(error, "tls-unavailable");

describe("TLS with upsd", () => {
  let directory: string;
  let pki: TestPki;
  let other: TestPki;
  let upsd: ScriptedUpsd;
  const clients: UpsdClient[] = [];
  const connect = async (tls: UpsdTls) => {
    const client = await UpsdClient.connect({ host: upsd.host, port: upsd.port, tls });
    clients.push(client);
    return client;
  };
  /** Goes on in TLS after `answer`; what is said within is told as by the others. */
  const encrypting =
    (answer = "OK STARTTLS\n") =>
    (line: string, socket: Socket) => {
      if (line !== "STARTTLS") return onLine(line, socket);
      socket.removeAllListeners("data");
      socket.write(answer);
      const secure = new TLSSocket(socket, { isServer: true, ...pki.own.credentials });
      secure.on("error", () => secure.destroy());
      secure.on("data", (bytes) => {
        const within = String(bytes).trimEnd();
        upsd.lines.push(`within TLS: ${within}`);
        secure.write(onLine(within, socket) ?? "");
      });
      return undefined;
    };

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "hirte-nut-tls-"));
    pki = await TestPki.make(join(directory, "pki"));
    other = await TestPki.make(join(directory, "other"));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));
  beforeEach(async () => {
    upsd = await ScriptedUpsd.start(encrypting());
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await upsd.stop();
  });

  it("[REQ-NUT-6] that is required is there before anything else is said", async () => {
    const client = await connect({ mode: "required", ca: pki.ca });
    assert.equal(client.isEncrypted, true);
    await client.authenticate({ user: "upsmon", password: "secret" });
    assert.deepEqual(await client.listVariables("alpha"), { "ups.status": "OL" });
    assert.deepEqual(upsd.lines, [
      "STARTTLS",
      ...["USERNAME upsmon", "PASSWORD secret", "LIST VAR alpha"].map((l) => `within TLS: ${l}`),
    ]);
  });

  for (const [what, tls] of Object.entries({
    "by a CA that is not believed": () => ({ mode: "required" }),
    "by a certificate for somebody else": () => ({
      ...{ mode: "required", ca: pki.ca },
      serverName: "somebody.else",
    }),
    "though only tried, by a CA other than the one given": () => ({ mode: "tried", ca: other.ca }),
  } satisfies Record<string, () => UpsdTls>)) {
    it(`[REQ-NUT-6] is refused ${what}`, async () => {
      await assert.rejects(connect(tls()), isRefused);
      await upsd.until("it hung up", () => upsd.connections === 0);
      assert.deepEqual(upsd.lines, ["STARTTLS"]);
    });
  }
  it("[REQ-NUT-6] that is tried believes anybody where no CA is given", async () => {
    assert.equal((await connect({ mode: "tried" })).isEncrypted, true);
  });

  it("[REQ-NUT-6] is refused where something follows OK STARTTLS in clear text", async () => {
    for (const more of ["OK\n", "VAR alpha ups"]) {
      upsd.script = encrypting(`OK STARTTLS\n${more}`);
      await assert.rejects(connect({ mode: "required", ca: pki.ca }), (error) =>
        isHirteError(error, "bad-message"),
      );
    }
  });

  it("[REQ-NUT-6] is refused where upsd hangs up in the middle of the handshake", async () => {
    upsd.script = (line, socket) => {
      if (line === "STARTTLS") {
        socket.removeAllListeners("data");
        socket.once("data", () => socket.destroy());
        return "OK STARTTLS\n";
      }
      return undefined;
    };
    await assert.rejects(connect({ mode: "required", ca: pki.ca }), isRefused);
  });
});

describe("TLS with Debian's upsd", () => {
  needsNut();
  let upsd: Upsd | undefined;
  afterEach(() => upsd?.stop());

  it("[REQ-NUT-6] is refused where it is required and upsd has no certificate, and left where it is tried", async function () {
    this.timeout(30_000);
    upsd = await Upsd.start();
    const { host, port } = upsd;
    const required = UpsdClient.connect({ host, port, tls: { mode: "required" } });
    await assert.rejects(
      required,
      (error) => isRefused(error) && /FEATURE-NOT-CONFIGURED/.test(String(error)),
    );
    const client = await UpsdClient.connect({ host, port, tls: { mode: "tried" } });
    assert.equal(client.isEncrypted, false);
    assert.equal(await client.variable("alpha", "ups.status"), "OL");
    await client.close();
  });

  it("[REQ-NUT-6] encrypts what is said", async function () {
    this.timeout(30_000);
    // Debian's upsd is built with NSS, and only NSS's own tools write its store.
    if (!debianProgram("certutil")) {
      console.log("\n!!! SKIPPED: there is no certutil: apt-get install libnss3-tools");
      this.skip();
    }
    const store = mkdtempSync(join(tmpdir(), "hirte-nss-"));
    try {
      const ca = makeStore(store);
      upsd = await Upsd.start(
        { alpha: {} },
        {
          lines: [`CERTPATH ${store}`, 'CERTIDENT "upsd" ""', "DISABLE_WEAK_SSL true"],
        },
      );
      const { host, port } = upsd;
      const tls = { mode: "required", ca, serverName: "upsd.test" } as const;
      const client = await UpsdClient.connect({ host, port, tls });
      assert.equal(client.isEncrypted, true);
      await client.authenticate(Upsd.secondary);
      await client.login("alpha");
      assert.equal((await client.listVariables("alpha"))["ups.status"], "OL");
      await client.close();
      await assert.rejects(
        UpsdClient.connect({ host, port, tls: { ...tls, serverName: "other.test" } }),
        isRefused,
      );
    } finally {
      rmSync(store, { recursive: true, force: true });
    }
  });
});

/** A store of NSS with a certificate for `upsd.test`. @returns that certificate, PEM */
function makeStore(directory: string): string {
  const noise = join(directory, "noise");
  writeFileSync(noise, "no secret is kept by this key");
  const [program = "", ...first] = debianProgram("certutil") ?? [];
  const certutil = (...args: string[]) =>
    execFileSync(program, [...first, ...args, "-d", `sql:${directory}`], {
      stdio: ["ignore", "pipe", "ignore"],
      encoding: "utf8",
    });
  certutil("-N", "--empty-password");
  certutil(
    ...["-S", "-n", "upsd", "-s", "CN=upsd.test", "-8", "upsd.test", "-x", "-t", "CT,,"],
    ...["-k", "ec", "-q", "nistp256", "-z", noise, "-v", "12", "-m", "1"],
  );
  return certutil("-L", "-n", "upsd", "-a");
}
