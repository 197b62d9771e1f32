import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { TLSSocket } from "node:tls";
import { joinAs, lineFrom } from "../../../agent/join.ts";
import { Renewal } from "../../../agent/renewal.ts";
import { Broker } from "../../../broker/broker.ts";
import { openPki, type Pki } from "../../../broker/pki/pki.ts";
import { agentTlsFiles, readAgentConfig } from "../../../src/config/agent.ts";
import { type ErrorCode, isHirteError } from "../../../src/core/errors.ts";
import { createLog } from "../../../src/core/log.ts";
import { readIdentity, wayTo } from "../../../src/identity/node-identity.ts";
import { certificateRequest } from "../../../src/pki/certificate-request.ts";
import { serialOf } from "../../../src/pki/certificates.ts";
import { joinUrl } from "../../../src/pki/join-line.ts";
import { newKey } from "../../../src/pki/keys.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { linkTo, opened, until } from "../../support/link.ts";
import { openTlsTo } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const dayMs = 86_400_000;

describe("joining", () => {
  const directory = useTempDir();
  /** Long ago, so that certificates made now and then are good by the machine's clock, too. */
  let clock: FakeClock;
  let pki: Pki;
  let broker: Broker;
  let said: string[];
  let allowed: Set<string>;
  let requests = 0;

  const start = async (
    joinLimits: NonNullable<Parameters<typeof openPki>[0]["joinLimits"]> = { refusalMs: 0 },
    listenAddresses: readonly string[] = ["127.0.0.1"],
  ) => {
    const write = (line: string) => void said.push(line);
    const log = createLog({ level: "debug", target: "stderr", write });
    pki = await openPki({
      tls: { kind: "own" },
      stateDir: join(directory(), "state"),
      runDir: join(directory(), "run"),
      listenAddresses: ["127.0.0.1"],
      mayJoin: (node) => allowed.has(node),
      ...{ clock, log, joinLimits },
    });
    const { tls } = pki;
    broker = await Broker.start({ listenAddresses, port: 0, log, clock, tls });
    pki.attach(broker);
  };
  const stop = async () => {
    pki.stop();
    await broker.close();
  };
  const lineFor = (node: string, over: { ca?: string; port?: number; host?: string } = {}) => {
    const request = `root ${requests++}`;
    const { token, ca } = pki.joining.invite({ node, request, lifeMs: 3_600_000 });
    return joinUrl({ host: "127.0.0.1", port: broker.port, node, token, ca, ...over });
  };
  const etcDir = () => join(directory(), "etc");
  const env = () => ({ HIRTE_STATE_DIRECTORY: join(directory(), "agent") });
  const joinBy = (line: string) => joinAs(line, { etcDir: etcDir(), env: env() });
  const config = () => readAgentConfig({ etcDir: etcDir(), env: env() });
  const files = () => agentTlsFiles(config().values);
  const certificate = () => new X509Certificate(readFileSync(files().certFile));
  const linkOfAgent = () => {
    const [manager] = config().config.managers;
    assert.ok(manager);
    return linkTo([wayTo(manager, config().config)]);
  };
  const rejects = (work: Promise<unknown>, code: ErrorCode, words: RegExp) =>
    assert.rejects(work, (error) => {
      assert.ok(isHirteError(error, code), String(error));
      assert.match(error.message, words);
      return true;
    });

  beforeEach(async () => {
    clock = new FakeClock(Date.now() - 250 * dayMs);
    said = [];
    allowed = new Set(["node1"]);
    mkdirSync(etcDir(), { recursive: true });
    writeFileSync(join(etcDir(), "agent.conf"), "[hirte-agent]\nManagerHost=elsewhere\n");
  });
  afterEach(() => stop());

  it("[REQ-TLS-9] makes a key that stays, fetches a certificate, and writes what the agent needs", async () => {
    await start();
    const told = await joinBy(lineFor("node1"));
    assert.match(told.join("\n"), /node node1 .*\n.*\n.*restart hirte-agent/);
    assert.equal(statSync(files().keyFile).mode & 0o777, 0o600);
    assert.equal(certificate().subjectAltName, "URI:hirte:node:node1");
    assert.equal(certificate().subject, "CN=node1");
    assert.ok(BigInt(`0x${certificate().serialNumber}`) >= 2n ** 128n);
    const { nodeName, managers, tls } = config().config;
    assert.deepEqual([nodeName, managers], ["node1", [{ host: "127.0.0.1", port: broker.port }]]);
    assert.ok(tls?.isOwn);
    const link = await opened(linkOfAgent());
    await link.close();
    assert.ok(!said.join("").includes("PRIVATE"));
  });

  it("[REQ-TLS-9] leaves configuration that everybody may read, and the CA where hirtectl finds it", async () => {
    await start();
    rmSync(etcDir(), { recursive: true });
    const before = process.umask(0o077);
    try {
      await joinAs(lineFor("node1"), {
        etcDir: etcDir(),
        env: { ...env(), HIRTE_MANAGER_HOST: "x" },
      });
    } finally {
      process.umask(before);
    }
    const mode = (name: string) => statSync(join(etcDir(), name)).mode & 0o777;
    assert.deepEqual([".", "agent.conf.d"].map(mode), [0o755, 0o755]);
    assert.deepEqual(["ca.pem", "agent.conf.d/50-join.conf"].map(mode), [0o644, 0o644]);
    const ca = readFileSync(join(directory(), "run/ca.pem"), "utf8").trim();
    assert.equal(statSync(join(directory(), "run")).mode & 0o777, 0o755);
    assert.equal(readFileSync(join(etcDir(), "ca.pem"), "utf8").trim(), ca);
    assert.equal(statSync(join(directory(), "agent/pki")).mode & 0o777, 0o700);
  });

  it("[REQ-TLS-9] leaves a CA's certificate that hirtectl has already, and says that it is another one", async () => {
    await start();
    writeFileSync(join(etcDir(), "ca.pem"), "another one");
    const told = await joinBy(lineFor("node1"));
    assert.equal(readFileSync(join(etcDir(), "ca.pem"), "utf8"), "another one");
    assert.match(told.join("\n"), /ca\.pem is another certificate/);
  });

  it("[REQ-TLS-9] reads the line from a stream, whole or with the words around it", async () => {
    await start();
    const line = lineFor("node1");
    for (const text of [line, `${line}\n`, `  hirte-agent join '${line}'\r\nmore`])
      assert.equal(await lineFrom(Readable.from([text.slice(0, 9), text.slice(9)])), line);
    for (const text of ["", "\n", "nothing\n", "x".repeat(10_000)])
      await rejects(lineFrom(Readable.from([text])), "bad-argument", /hirtectl node add/);
  });

  it("[REQ-TLS-9] can be done again with a new line, and replaces key and certificate", async () => {
    await start();
    await joinBy(lineFor("node1"));
    const key = readFileSync(files().keyFile, "utf8");
    const told = await joinBy(lineFor("node1"));
    const { keyFile, certFile } = files();
    assert.ok(told.includes(`written: ${keyFile}, ${certFile}`), told.join("\n"));
    assert.notEqual(readFileSync(files().keyFile, "utf8"), key);
    await (await opened(linkOfAgent())).close();
  });

  it("[REQ-TLS-8] [REQ-TLS-9] takes a line once, and leaves everything as it was the second time", async () => {
    await start();
    const line = lineFor("node1");
    await joinBy(line);
    const before = readFileSync(files().certFile, "utf8");
    await rejects(joinBy(line), "denied", /used already, has expired.*hirtectl node add node1/);
    assert.equal(readFileSync(files().certFile, "utf8"), before);
    await (await opened(linkOfAgent())).close();
  });

  it("[REQ-TLS-9] finds out before it shows the token that something cannot be written, and changes nothing", async () => {
    await start();
    await joinBy(lineFor("node1"));
    const { tls } = config().config;
    assert.ok(tls);
    const before = readIdentity(tls);
    const conf = join(etcDir(), "agent.conf.d");
    const put = (path: string) => {
      rmSync(path, { recursive: true });
      writeFileSync(path, "");
    };
    put(conf);
    const line = lineFor("node1");
    await rejects(joinBy(line), "unavailable", /agent\.conf\.d.*the line can be used when/);
    assert.equal(readIdentity(tls).key, before.key);
    assert.equal(readIdentity(tls).cert, before.cert);
    assert.deepEqual(readdirSync(join(tls.keyFile, "..")).sort(), [
      "ca.pem",
      "cert.pem",
      "key.pem",
    ]);
    rmSync(conf);
    await joinBy(line);
    assert.notEqual(readIdentity(tls).key, before.key);
  });

  it("[REQ-TLS-9] leaves nothing behind on a machine that gets no certificate", async () => {
    await start();
    const line = lineFor("node1");
    allowed.delete("node1");
    await rejects(joinBy(line), "denied", /may not join/);
    assert.deepEqual(readdirSync(etcDir()), ["agent.conf"]);
    assert.equal(existsSync(join(directory(), "agent")), false);
  });

  it("[REQ-TLS-8] takes no line after its time, and none after a restart that was used before", async () => {
    await start();
    const late = lineFor("node1");
    const used = lineFor("node1");
    const good = lineFor("node1");
    await joinBy(used);
    const { port } = broker;
    await stop();
    await start();
    const here = (line: string) => line.replace(`:${port}/`, `:${broker.port}/`);
    await rejects(joinBy(here(used)), "denied", /used already/);
    await joinBy(here(good));
    clock.stall(3_600_000);
    await rejects(joinBy(here(late)), "denied", /has expired/);
  });

  it("[REQ-TLS-8] gives no certificate to a node that may not join by now", async () => {
    await start();
    const line = lineFor("node1");
    allowed.delete("node1");
    await rejects(joinBy(line), "denied", /may not join/);
  });

  it("[REQ-TLS-9] sends nothing to whoever is not the hirte of the line", async () => {
    await start();
    const line = lineFor("node1", { ca: "0".repeat(64) });
    await rejects(joinBy(line), "not-reachable", /not the hirte that this line is of/);
    assert.ok(!said.some((l) => l.includes("refused a certificate")));
    // The token is good still.
    const [, ca = ""] = /ca=([0-9a-f]{64})/.exec(lineFor("node1")) ?? [];
    await joinBy(line.replace("0".repeat(64), ca));
  });

  it("[REQ-TLS-9] says where it cannot be reached, and where nobody speaks TLS", async () => {
    await start();
    const plain = createServer((socket) => socket.on("data", () => socket.destroy())).listen(0);
    const { port } = plain.address() as { port: number };
    await rejects(joinBy(lineFor("node1", { port })), "not-reachable", /does not speak TLS/);
    plain.close();
    await rejects(joinBy(lineFor("node1", { port: 1 })), "not-reachable", /127.0.0.1:1: .*REFUSED/);
  });

  it("[REQ-TLS-9] wants the name of the line to be one of the server's", async () => {
    await start({ refusalMs: 0 }, ["0.0.0.0"]);
    // It answers there, too, and its certificate says nothing of it.
    const line = lineFor("node1", { host: "127.0.0.2" });
    await rejects(joinBy(line), "not-reachable", /certificate is for another name.*127\.0\.0\.2/);
  });

  it("[REQ-TLS-9] stays away from the files of another PKI, and from a file named by hand", async () => {
    await start();
    writeFileSync(join(etcDir(), "agent.conf"), "[hirte-agent]\nTLSCertFile=/etc/pki/node.pem\n");
    await rejects(joinBy(lineFor("node1")), "bad-config", /of another PKI/);
    await rejects(joinAs(lineFor("node1"), { file: "/x.conf" }), "bad-argument", /--config/);
  });

  /** Says a request over TLS, and hears its answer to the end. */
  const say = async (text: string, options: object = {}) => {
    const ca = readFileSync(join(directory(), "run/ca.pem"), "utf8");
    const socket = await openTlsTo(broker.port, { ca, ALPNProtocols: ["http/1.1"], ...options });
    socket.on("error", () => undefined);
    socket.write(text);
    let answer = "";
    socket.on("data", (bytes) => {
      answer += bytes;
    });
    const ended = new Promise<string>((resolve) => socket.once("close", () => resolve(answer)));
    return { socket, ended };
  };
  const post = (path: string, body: string) =>
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  it("[REQ-TLS-10] answers whatever is wrong in one way", async () => {
    await start();
    const key = newKey();
    const csr = await certificateRequest(key, "node1");
    const token = /token=([^&]+)/.exec(lineFor("node1"))?.[1];
    const wishes = [
      { node: "node1", token: "x".repeat(24), csr },
      { node: "node2", token, csr },
      {
        node: "node1",
        token,
        csr: "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----",
      },
      { node: "../../etc", token, csr },
      { node: "node1", token: { length: 24 }, csr },
      { __proto__: null, token },
      [],
      null,
    ].map((wish) => post("/v1/join", JSON.stringify(wish)));
    const all = [
      ...wishes,
      post("/v1/join", "{"),
      post("/v1/join", "["),
      post("/v1/join", `"${"x".repeat(20_000)}"`),
      post("/v1/renew", "{}"),
      post("/v1/other", "{}"),
      "GET /v1/join HTTP/1.1\r\nhost: x\r\n\r\n",
    ];
    const answers = new Set<string>();
    for (const text of all) {
      const { ended } = await say(text);
      answers.add((await ended).replace(/^date: .*\r\n/im, ""));
    }
    assert.equal(answers.size, 1, [...answers].join("\n----\n"));
    assert.match([...answers].join(), /^HTTP\/1.1 403 [\s\S]*\{"error":"refused"\}$/);
    // And none of it has used the token up.
    const { ended } = await say(post("/v1/join", JSON.stringify({ node: "node1", token, csr })));
    assert.match(await ended, /^HTTP\/1.1 200 /);
  });

  it("[REQ-TLS-10] looks at the token before it looks at what is asked for", async () => {
    await start();
    const wish = { node: "node1", token: "x".repeat(24), csr: "nothing" };
    await (await say(post("/v1/join", JSON.stringify(wish)))).ended;
    assert.ok(said.some((line) => line.includes("there is no such token for node node1")));
  });

  it("[REQ-TLS-10] answers who is refused late, and counts it", async () => {
    await start({});
    const text = post(
      "/v1/join",
      JSON.stringify({ node: "node1", token: "x".repeat(24), csr: "" }),
    );
    const { ended } = await say(text);
    let isAnswered = false;
    void ended.then(() => {
      isAnswered = true;
    });
    await until(() => said.some((line) => line.includes("a node was refused a certificate")));
    await clock.advance(900);
    assert.equal(isAnswered, false);
    await clock.advance(100);
    assert.match(await ended, /403/);
  });

  it("[REQ-TLS-10] ends a request that does not end, and keeps a bound on those under way", async () => {
    await start({ maxConnections: 5 });
    const slow = await Promise.all(
      Array.from({ length: 8 }, () =>
        say("POST /v1/join HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\n{"),
      ),
    );
    await until(() => broker.stats().connections === 5);
    await clock.advance(10_000);
    await Promise.all(slow.map(({ ended }) => ended));
    await until(() => broker.stats().connections === 0);
    await joinBy(lineFor("node1"));
  });

  describe("and staying", () => {
    let renewal: Renewal | undefined;
    const startRenewal = () => {
      const { tls } = config().config;
      assert.ok(tls);
      const managers = () => config().config.managers;
      const log = createLog({ level: "debug", target: "stderr", write: (l) => void said.push(l) });
      renewal = new Renewal({ tls, managers, clock, log });
      renewal.start();
    };
    afterEach(() => renewal?.stop());

    it("[REQ-TLS-12] renews a node's certificate from two thirds of its life on, without a break", async () => {
      await start();
      await joinBy(lineFor("node1"));
      const link = await opened(linkOfAgent());
      const first = serialOf(certificate());
      const key = readFileSync(files().keyFile, "utf8");
      startRenewal();
      clock.stall(240 * dayMs);
      await clock.advance(0);
      assert.ok(!said.some((line) => line.includes("renewed")));
      clock.stall(10 * dayMs);
      await clock.advance(0);
      await until(() => serialOf(certificate()) !== first);
      assert.equal(readFileSync(files().keyFile, "utf8"), key);
      assert.ok(link.isUp);
      await link.close();
      const next = await opened(linkOfAgent());
      await next.close();
    });

    it("[REQ-TLS-12] gives no next certificate to who was removed, and none too early", async () => {
      await start();
      await joinBy(lineFor("node1"));
      const { certFile, keyFile } = files();
      const shown = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
      assert.match(await (await say(post("/v1/renew", "{}"), shown)).ended, / 403 /);
      assert.ok(said.some((line) => line.includes("too early")));
      clock.stall(250 * dayMs);
      pki.joining.revoke({ nodes: ["node1"], request: "root remove" });
      assert.match(await (await say(post("/v1/renew", "{}"), shown)).ended, / 403 /);
      assert.ok(said.some((line) => line.includes("was revoked")));
    });

    it("[REQ-TLS-12] tries again where the primary is away, and says so; it asks the one that the node obeys by then", async () => {
      await start();
      await joinBy(lineFor("node1"));
      const first = serialOf(certificate());
      const { port } = broker;
      startRenewal();
      await stop();
      clock.stall(250 * dayMs);
      await clock.advance(0);
      await until(() => said.some((line) => line.includes("cannot be renewed")));
      await start();
      const path = join(etcDir(), "agent.conf.d/50-join.conf");
      writeFileSync(path, readFileSync(path, "utf8").replace(`=${port}`, `=${broker.port}`));
      await clock.advance(3_600_000);
      await until(() => serialOf(certificate()) !== first);
    });

    it("[REQ-TLS-12] renews the server's certificate, and shows it to who comes from then on", async () => {
      await start();
      const ca = readFileSync(join(directory(), "run/ca.pem"), "utf8");
      const serial = async () => {
        const socket: TLSSocket = await openTlsTo(broker.port, { ca });
        const found = socket.getPeerX509Certificate()?.serialNumber;
        socket.destroy();
        return found;
      };
      const first = await serial();
      clock.stall(250 * dayMs);
      await clock.advance(0);
      await until(() => said.some((line) => line.includes("server's certificate was renewed")));
      assert.notEqual(await serial(), first);
    });

    it("[REQ-TLS-11] is over at once for a node that is removed, and it does not come back", async () => {
      await start();
      await joinBy(lineFor("node1"));
      const downs: string[] = [];
      const [manager] = config().config.managers;
      assert.ok(manager);
      const link = await opened(
        linkTo([wayTo(manager, config().config)], { onDown: (reason) => downs.push(reason) }),
      );
      pki.joining.revoke({ nodes: ["node1"], request: "root remove" });
      await until(() => downs.length > 0);
      await until(() => downs.some((reason) => /Not authorized/.test(reason)));
      await link.close();
    });
  });
});
