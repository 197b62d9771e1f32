import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Clock } from "../core/clock.ts";
import { formatDuration } from "../core/duration.ts";
import { HirteError, isHirteError, messageOf } from "../core/errors.ts";
import type { KubeAnswer, KubeCall, KubeRequest, KubeTransport } from "./transport.ts";

/** How one comes to the API, and what one shows there. */
export interface Access {
  readonly server: URL;
  readonly tls: {
    readonly ca?: string | Buffer;
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
  };
  readonly headers: Readonly<Record<string, string>>;
}

/** Knows the way to the API. */
export interface AccessSource {
  /** `isRefused`: what was given last is not taken any more. The same object as long as nothing has changed. */
  access(isRefused: boolean): Promise<Access>;
}

interface Sent extends Required<KubeCall> {
  readonly request: KubeRequest;
  readonly text: string | undefined;
}

/** Connections that are kept, none of them waited for longer than a request may take. */
export class HttpsTransport implements KubeTransport {
  readonly #source: AccessSource;
  readonly #clock: Clock;
  readonly #maxBytes: number;
  readonly #maxSockets: number;
  /** Of an access that is not used any more: what was under way on them ends by itself. */
  #retired: (HttpAgent | HttpsAgent)[] = [];
  #current: { readonly access: Access; readonly agent: HttpAgent | HttpsAgent } | undefined;

  constructor(options: {
    readonly source: AccessSource;
    readonly clock: Clock;
    /** Of an answer. */
    readonly maxBytes?: number;
    readonly maxSockets?: number;
  }) {
    const { source, clock, maxBytes = 32 * 1024 * 1024, maxSockets = 8 } = options;
    this.#source = source;
    this.#clock = clock;
    this.#maxBytes = maxBytes;
    this.#maxSockets = maxSockets;
  }

  async request(request: KubeRequest, call: Required<KubeCall>): Promise<KubeAnswer> {
    const { body } = request;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const what = `${request.method} ${request.path}`;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = this.#clock.after(call.timeoutMs, () => {
      const waited = `${what}: no answer within ${formatDuration(call.timeoutMs)}`;
      controller.abort(new HirteError("deadline", waited));
    });
    const give = () => controller.abort(call.signal.reason);
    call.signal.addEventListener("abort", give, { once: true });
    if (call.signal.aborted) give();
    try {
      const sent = { request, text, signal, timeoutMs: call.timeoutMs };
      const answer = await this.#attempts(sent, false);
      // A token that is over is fetched anew, once.
      return answer.status === 401 ? await this.#attempts(sent, true) : answer;
    } catch (error) {
      // What lay idle may be as dead as what was just used.
      this.close();
      if (signal.aborted) throw signal.reason;
      if (isHirteError(error)) throw error;
      throw new HirteError("not-reachable", `${what}: ${messageOf(error)}`, { cause: error });
    } finally {
      timer.cancel();
      call.signal.removeEventListener("abort", give);
      for (const agent of this.#retired) dropIdle(agent);
    }
  }

  close(): void {
    for (const agent of this.#retired) dropIdle(agent);
    if (this.#current) dropIdle(this.#current.agent);
  }

  async #attempts(sent: Sent, isRefused: boolean): Promise<KubeAnswer> {
    const { access, agent } = await this.#connection(isRefused, sent.signal);
    try {
      return await this.#once(sent, access, agent);
    } catch (error) {
      // The server closed an idle connection at the moment that it was used: nothing was answered on it.
      if (!(error instanceof StaleSocket) || sent.signal.aborted) throw error;
      this.close();
      return this.#once(sent, access, agent);
    }
  }

  async #connection(isRefused: boolean, signal: AbortSignal) {
    // A program that a kubeconfig names may take as long as it likes.
    const access = await unlessAborted(this.#source.access(isRefused), signal);
    if (this.#current?.access === access) return this.#current;
    if (this.#current) {
      this.#retired = [this.#current.agent, ...this.#retired].slice(0, 3);
      dropIdle(this.#current.agent);
    }
    const options = { keepAlive: true, maxSockets: this.#maxSockets, scheduling: "lifo" } as const;
    const agent =
      access.server.protocol === "http:"
        ? new HttpAgent(options)
        : new HttpsAgent({ ...options, ...access.tls });
    this.#current = { access, agent };
    return this.#current;
  }

  #once(sent: Sent, access: Access, agent: HttpAgent | HttpsAgent): Promise<KubeAnswer> {
    const { request, text, signal } = sent;
    const { server } = access;
    const query = new URLSearchParams(request.query).toString();
    const base = server.pathname.replace(/\/$/, "");
    return new Promise<KubeAnswer>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const begin = server.protocol === "http:" ? httpRequest : httpsRequest;
      const out: ClientRequest = begin({
        ...{ agent, method: request.method, signal },
        ...{ hostname: server.hostname.replace(/^\[|\]$/g, ""), port: server.port || undefined },
        path: `${base}${request.path}${query === "" ? "" : `?${query}`}`,
        headers: {
          Accept: "application/json",
          ...access.headers,
          ...(text === undefined
            ? {}
            : {
                "Content-Type": request.contentType ?? "application/json",
                "Content-Length": Buffer.byteLength(text),
              }),
        },
      });
      let isAnswered = false;
      out.on("error", (error) => {
        const isStale = out.reusedSocket && !isAnswered && !signal.aborted;
        reject(isStale ? new StaleSocket(messageOf(error)) : error);
      });
      out.on("response", (response) => {
        isAnswered = true;
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          chunks.push(chunk);
          if (bytes <= this.#maxBytes) return;
          const what = `${request.method} ${request.path}`;
          out.destroy();
          reject(
            new HirteError(
              "too-large",
              `${what}: the answer has more than ${this.#maxBytes} bytes`,
            ),
          );
        });
        response.on("error", reject);
        response.on("aborted", () =>
          reject(
            new HirteError(
              "connection-lost",
              `${request.method} ${request.path}: cut off in its answer`,
            ),
          ),
        );
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      });
      out.end(text);
    });
  }
}

function dropIdle(agent: HttpAgent | HttpsAgent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}

/** A connection that was kept broke before anything came on it. */
class StaleSocket extends Error {}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
