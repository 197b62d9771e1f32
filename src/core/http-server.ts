import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { HirteError, messageOf } from "./errors.ts";
import type { Log } from "./log.ts";

/** What a path answers with. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What is served: answers by path, made anew for each request. */
export type HttpRoutes = Readonly<Record<string, () => HttpAnswer | Promise<HttpAnswer>>>;

/** What one client, and all of them, may take. */
export interface HttpLimits {
  readonly maxConnections: number;
  /** From the first byte to the end of the headers, and of the whole request. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** How long a client may leave an answer unread. */
  readonly stallMs: number;
  /** Between two requests: more than a minute, the longest interval of scrapes in use. */
  readonly keepAliveMs: number;
}

const defaultLimits: HttpLimits = {
  maxConnections: 32,
  headersTimeoutMs: 5000,
  requestTimeoutMs: 10_000,
  stallMs: 10_000,
  keepAliveMs: 65_000,
};
/** Nothing that is served here depends on a header. */
const maxHeaderBytes = 8192;
const plainText = "text/plain; charset=utf-8";

/** A small HTTP server for reading: GET and HEAD of a few paths, bounded in all it takes. */
export class HttpServer {
  readonly #server: Server;
  readonly #routes: HttpRoutes;
  readonly #log: Log;
  readonly #limits: HttpLimits;
  /** In the order in which they were made. */
  readonly #sockets = new Set<Socket>();

  private constructor(options: { routes: HttpRoutes; log: Log; limits: HttpLimits }) {
    this.#routes = options.routes;
    this.#log = options.log;
    this.#limits = options.limits;
    const { headersTimeoutMs, requestTimeoutMs, stallMs, keepAliveMs } = options.limits;
    this.#server = createServer(
      {
        headersTimeout: headersTimeoutMs,
        requestTimeout: requestTimeoutMs,
        keepAliveTimeout: keepAliveMs,
        connectionsCheckingInterval: Math.min(1000, headersTimeoutMs),
        maxHeaderSize: maxHeaderBytes,
        noDelay: true,
      },
      (request, response) => void this.#answer(request, response),
    );
    this.#server.setTimeout(stallMs);
    this.#server.on("connection", (socket) => this.#admit(socket));
  }

  /**
   * A server that listens.
   * @throws HirteError `unavailable` when it cannot listen there
   */
  static async start(options: {
    /** Absent: all addresses of this machine. */
    readonly host?: string;
    /** 0: any that is free. */
    readonly port: number;
    readonly routes: HttpRoutes;
    readonly log: Log;
    readonly limits?: Partial<HttpLimits>;
  }): Promise<HttpServer> {
    const { host, port, routes, log } = options;
    const http = new HttpServer({ routes, log, limits: { ...defaultLimits, ...options.limits } });
    const server = http.#server;
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ ...(host === undefined ? {} : { host }), port }, resolve);
      });
    } catch (cause) {
      const message = `cannot listen on ${host ?? "any address"} port ${port} for HTTP: ${messageOf(cause)}`;
      throw new HirteError("unavailable", message, { cause, details: { host, port } });
    }
    server.removeAllListeners("error");
    server.on("error", (error) => log.error({ error }, "the port for HTTP failed"));
    return http;
  }

  /** Where it listens; the real one where 0 was asked for. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Stops listening and ends every connection, those kept alive between requests too. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** There is always room for who has just come: an answer takes milliseconds, so the oldest goes. */
  #admit(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    if (this.#sockets.size <= this.#limits.maxConnections) return;
    const [oldest] = this.#sockets;
    oldest?.destroy();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "" } = request;
    const path = pathOf(request);
    // A path begins with a slash: no property that every object has is one.
    const route = path === undefined ? undefined : this.#routes[path];
    try {
      if (path === undefined) refuse(response, { status: 400, word: "bad request" });
      else if (!route) refuse(response, { status: 404, word: "not found" });
      else if (method === "GET" || method === "HEAD") send(response, await route());
      else {
        response.setHeader("Allow", "GET, HEAD");
        refuse(response, { status: 405, word: "only GET and HEAD are answered here" });
      }
    } catch (error) {
      this.#log.error({ path, error }, "a request over HTTP could not be answered");
      if (response.headersSent) response.destroy();
      else refuse(response, { status: 500, word: "it failed: the log says why" });
    }
  }
}

/** The path asked for; undefined when what was asked for is no URL. RFC 9112 §3.2. */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    return new URL(request.url ?? "", "http://localhost").pathname;
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, how: { status: number; word: string }): void {
  // What the request may still bring is not waited for.
  response.setHeader("Connection", "close");
  send(response, { status: how.status, contentType: plainText, body: `${how.word}\n` });
}

/** Node leaves the body out of an answer to HEAD. */
function send(response: ServerResponse, { status, contentType, body }: HttpAnswer): void {
  response.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(body);
}
