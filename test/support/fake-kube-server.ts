import { writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { keyInRequest, lifetimesMs, newSerial } from "../../broker/pki/authority.ts";
import { setUpPki } from "../../broker/pki/setup.ts";
import type { KubeRequest } from "../../src/kube/transport.ts";
import { certificateRequest } from "../../src/pki/certificate-request.ts";
import { newKey } from "../../src/pki/keys.ts";
import type { FakeKube } from "./fake-kube.ts";

/** What clients of the server show of themselves. */
export interface KubeCredentials {
  readonly server: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly token: string;
}

/** The fake, over HTTPS: clients show a certificate of its CA, or its token. */
export class FakeKubeServer {
  readonly credentials: KubeCredentials;
  /** As administrators have it: by client certificate. */
  readonly kubeconfig: string;
  /** Connections that were ever made. */
  connections = 0;
  /** Taken from now on. */
  token: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, credentials: KubeCredentials, kubeconfig: string) {
    this.#server = server;
    this.credentials = credentials;
    this.kubeconfig = kubeconfig;
    this.token = credentials.token;
  }

  /** Certificates and kubeconfig are put in `directory`. */
  static async start(options: {
    readonly kube: FakeKube;
    readonly directory: string;
    readonly host?: string;
    readonly port?: number;
  }): Promise<FakeKubeServer> {
    const { kube, directory, host = "127.0.0.1", port = 0 } = options;
    const pki = await setUpPki({
      ...{ directory, nowMs: Date.now(), names: [host], listenAddresses: [host] },
      machine: { hostName: "kube", addresses: [] },
    });
    const { cert, key } = await clientOf(pki);
    const { cert: serverCert, key: serverKey, ca } = pki.credentials;
    const server = createServer({
      ...{ cert: serverCert, key: serverKey, ca, requestCert: true, rejectUnauthorized: false },
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
    // It listens on a port, so its address is of this form.
    const { port: bound } = server.address() as AddressInfo;
    const url = `https://${host}:${bound}`;
    const token = "a-token-of-the-fake";
    const file = join(directory, "kubeconfig");
    const user = `client-certificate-data: ${base64(cert)}, client-key-data: ${base64(key)}`;
    writeFileSync(file, kubeconfigOf({ server: url, ca, user }), { mode: 0o600 });
    const self = new FakeKubeServer(server, { server: url, ca, cert, key, token }, file);
    server.on("connection", (socket: Socket) => {
      self.connections++;
      self.#sockets.add(socket);
      socket.on("close", () => self.#sockets.delete(socket));
    });
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      self.#answer(kube, request, response).catch(() => response.destroy());
    });
    return self;
  }

  /** Breaks all connections that there are. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.cut();
    await closed;
  }

  async #answer(kube: FakeKube, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    // What a request for HTTP brings are buffers.
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "/", "https://fake");
    // Connections of a server for HTTPS are of TLS.
    const isKnown =
      (request.socket as TLSSocket).authorized ||
      request.headers.authorization === `Bearer ${this.token}`;
    const { status, text: body } = isKnown
      ? await kube.answer({
          // What it does not know, it refuses.
          method: request.method as KubeRequest["method"],
          ...{ path: url.pathname, query: Object.fromEntries(url.searchParams) },
          ...(text === "" ? {} : { body: JSON.parse(text) }),
          ...(request.headers["content-type"] === undefined
            ? {}
            : { contentType: request.headers["content-type"] }),
        })
      : {
          status: 401,
          text: JSON.stringify({
            ...{ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", code: 401 },
            ...{ reason: "Unauthorized", message: "Unauthorized" },
          }),
        };
    response.writeHead(status, { "Content-Type": "application/json" }).end(body);
  }
}

/** What the server cannot know: a CA that is none of its, and what that one has signed for a client. */
export async function strangersOf(
  directory: string,
): Promise<Pick<KubeCredentials, "ca" | "cert" | "key">> {
  const pki = await setUpPki({
    ...{ directory, nowMs: Date.now(), names: ["stranger"], listenAddresses: ["127.0.0.1"] },
    machine: { hostName: "stranger", addresses: [] },
  });
  return { ca: pki.credentials.ca, ...(await clientOf(pki)) };
}

async function clientOf({ authority }: Awaited<ReturnType<typeof setUpPki>>) {
  const key = newKey();
  const spki = await keyInRequest(await certificateRequest(key, "hecate"));
  const nowMs = Date.now();
  const cert = await authority.signNode({
    ...{ node: "hecate", serial: newSerial(), nowMs, untilMs: nowMs + lifetimesMs.node, spki },
  });
  return { cert, key };
}

/** A kubeconfig; `user` is what stands in the user's map. */
export function kubeconfigOf(of: {
  readonly server: string;
  readonly ca: string;
  readonly user: string;
}): string {
  return `apiVersion: v1
kind: Config
current-context: test
contexts: [{ name: test, context: { cluster: test, user: test } }]
clusters: [{ name: test, cluster: { server: "${of.server}", certificate-authority-data: ${base64(of.ca)} } }]
users: [{ name: test, user: { ${of.user} } }]
`;
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
