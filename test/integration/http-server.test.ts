import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { connect, type Socket } from "node:net";
import { isHirteError } from "../../src/core/errors.ts";
import { type HttpLimits, type HttpRoutes, HttpServer } from "../../src/core/http-server.ts";
import { createLog, silentLog } from "../../src/core/log.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const text = (body: string) => ({ status: 200, contentType: "text/plain", body });

describe("the HTTP server", () => {
  let server: HttpServer | undefined;
  const sockets: Socket[] = [];
  const agents: Agent[] = [];
  const logged: string[] = [];
  const start = async (limits: Partial<HttpLimits> = {}, routes?: HttpRoutes) => {
    server = await HttpServer.start({
      host: "127.0.0.1",
      port: 0,
      routes: routes ?? { "/there": () => text("grüß dich\n") },
      log: createLog({ level: "debug", target: "json", write: (line) => void logged.push(line) }),
      limits,
    });
    return server;
  };
  const ask = (path: string, options: { method?: string; agent?: Agent; body?: string } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const { body, ...rest } = options;
      const asking = request(
        { host: "127.0.0.1", port: server?.port, path, ...rest },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      asking.on("error", reject);
      asking.end(body);
    });
  /** A bare connection; what comes over it is kept in `heard`. */
  const open = async (send = "") => {
    const socket = connect({ host: "127.0.0.1", port: server?.port ?? 0 });
    sockets.push(socket);
    const peer = { socket, heard: "", closed: closeOf(socket) };
    socket.on("data", (bytes) => {
      peer.heard += bytes;
    });
    socket.on("error", () => undefined);
    await once(socket, "connect");
    socket.write(send);
    return peer;
  };
  const anAgent = () => {
    const agent = new Agent({ keepAlive: true });
    agents.push(agent);
    return agent;
  };
  afterEach(async () => {
    for (const agent of agents.splice(0)) agent.destroy();
    for (const socket of sockets.splice(0)) socket.destroy();
    await server?.close();
    server = undefined;
    logged.length = 0;
  });

  it("[REQ-OBS-10] answers GET and HEAD of what is there, with or without a query", async () => {
    await start();
    const got = await ask("/there");
    assert.deepEqual([got.status, got.body], [200, "grüß dich\n"]);
    assert.equal(got.headers["content-type"], "text/plain");
    assert.equal(got.headers["cache-control"], "no-store");
    const head = await ask("/there?x=1", { method: "HEAD" });
    assert.deepEqual([head.status, head.body], [200, ""]);
    assert.equal(head.headers["content-length"], got.headers["content-length"]);
    const { body } = await ask("http://elsewhere/there");
    assert.equal(body, "grüß dich\n", "a proxy's form of a request");
  });

  it("[REQ-OBS-10] says 404 to other paths and 405 to other methods", async () => {
    await start();
    for (const path of ["/", "/there/", "/THERE", "/constructor", "/__proto__", "//there"]) {
      assert.equal((await ask(path)).status, 404, path);
    }
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const { status, headers } = await ask("/there", { method, body: "x" });
      assert.deepEqual([status, headers.allow], [405, "GET, HEAD"], method);
    }
    assert.equal((await ask("/nowhere", { method: "POST" })).status, 404);
    assert.equal((await ask("http://:x")).status, 400);
  });

  it("[REQ-OBS-10] says 500 when an answer cannot be made, logs why, and goes on", async () => {
    await start(
      {},
      {
        "/broken": () => {
          throw new Error("no such luck");
        },
        "/rejected": () => Promise.reject(new Error("later")),
        "/there": () => text("here"),
      },
    );
    for (const path of ["/broken", "/rejected"]) {
      const { status, body } = await ask(path);
      assert.equal(status, 500);
      assert.doesNotMatch(body, /luck|later/);
    }
    assert.match(logged.join(""), /no such luck/);
    assert.equal((await ask("/there")).body, "here");
  });

  it("[REQ-OBS-11] answers who has just come, however many connections are held open", async () => {
    await start({ maxConnections: 4 });
    const silent = await Promise.all(Array.from({ length: 4 }, () => open()));
    const half = await open("GET /there HTTP/1.1\r\nHost: x\r\n");
    assert.equal((await ask("/there")).status, 200);
    await silent[0]?.closed;
    const slow = await Promise.all(Array.from({ length: 20 }, () => open("GET ")));
    await half.closed;
    await slow[0]?.closed;
    assert.equal((await ask("/there")).status, 200);
  });

  it("[REQ-OBS-11] ends a request that does not come to its end", async () => {
    await start({ headersTimeoutMs: 100, requestTimeoutMs: 200 });
    const { heard, closed } = await open("GET /there HTTP/1.1\r\n");
    await closed;
    assert.doesNotMatch(heard, /200/);
  });

  it("[REQ-OBS-11] ends a client that does not read its answer", async () => {
    const long = "x".repeat(20 * 1024 * 1024);
    await start({ stallMs: 100 }, { "/long": () => text(long) });
    const { socket } = await open();
    socket.pause();
    socket.write("GET /long HTTP/1.1\r\nHost: x\r\n\r\n");
    // The server tells nobody of it.
    while (server?.connections) await new Promise<void>((resolve) => setTimeout(resolve, 5));
    assert.ok(socket.bytesRead < long.length, `${socket.bytesRead} bytes came`);
  });

  it("[REQ-OBS-11] does without whoever left before the answer was made", async () => {
    let finish = () => undefined as unknown;
    const made = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      void start(
        {},
        {
          "/slow": async () => {
            resolve();
            await made;
            return text("late");
          },
          "/there": () => text("here"),
        },
      ).then(() => open("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
    });
    await asked;
    for (const socket of sockets) socket.destroy();
    while (server?.connections) await new Promise<void>((resolve) => setTimeout(resolve, 5));
    finish();
    assert.equal((await ask("/there")).body, "here");
    assert.equal(logged.join(""), "");
  });

  it("[REQ-OBS-11] refuses headers and bytes that are not HTTP, and goes on", async () => {
    await start();
    const large = await open(`GET /there HTTP/1.1\r\nX: ${"y".repeat(10_000)}\r\n\r\n`);
    await large.closed;
    assert.match(large.heard, /^HTTP\/1.1 431/);
    const mqtt = await open("\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00");
    await mqtt.closed;
    assert.match(mqtt.heard, /^HTTP\/1.1 400/);
    const proxy = await open("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n");
    await proxy.closed;
    assert.doesNotMatch(proxy.heard, /200/);
    assert.equal((await ask("/there")).status, 200);
  });

  it("[REQ-OBS-11] keeps a connection for the next scrape", async () => {
    await start();
    const agent = anAgent();
    await ask("/there", { agent });
    const [socket] = Object.values(agent.freeSockets).flat();
    assert.ok(socket);
    await ask("/there", { agent });
    assert.equal(Object.values(agent.freeSockets).flat()[0], socket);
  });

  it("[REQ-OBS-12] is closed at once, whoever is connected", async () => {
    const { port } = await start(
      {},
      {
        "/there": () => text("here"),
        "/never": () => new Promise(() => undefined),
      },
    );
    await ask("/there", { agent: anAgent() });
    const half = await open("GET /there HTTP/1.1\r\n");
    const waiting = await open("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
    await server?.close();
    await Promise.all([half.closed, waiting.closed]);
    const late = connect({ host: "127.0.0.1", port });
    const [error] = await once(late, "error");
    assert.equal((error as NodeJS.ErrnoException).code, "ECONNREFUSED");
  });

  it("[REQ-OBS-12] says where it cannot listen", async () => {
    const { port } = await start();
    await assert.rejects(
      HttpServer.start({ host: "127.0.0.1", port, routes: {}, log: silentLog() }),
      (error) => isHirteError(error, "unavailable") && error.message.includes(String(port)),
    );
  });
});

function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}
