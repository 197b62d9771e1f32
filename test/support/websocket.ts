import type { Duplex } from "node:stream";
import { createWebSocketStream, WebSocket } from "ws";
import type { Credentials } from "./pki.ts";
import { WireClient } from "./wire-client.ts";

/** How a WebSocket is asked for. */
export interface WebSocketOptions {
  /** Of the server's certificate, PEM; absent: plain. */
  readonly ca?: string;
  readonly path?: string;
  readonly subprotocols?: readonly string[];
  /** As the browser says it of its page. */
  readonly origin?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it would show if it was asked. */
  readonly credentials?: Credentials;
}

/**
 * A WebSocket, `wss` where there is a CA, to a port of the loopback that is open; no MQTT was spoken on it yet.
 * @throws Error "Unexpected server response: STATUS" where it was refused
 */
export async function openWebSocket(
  port: number,
  options: WebSocketOptions = {},
): Promise<WebSocket> {
  const { ca, path = "/mqtt", subprotocols = ["mqtt"], origin, headers = {} } = options;
  const { credentials = {} } = options;
  const scheme = ca === undefined ? "ws" : "wss";
  const ws = new WebSocket(`${scheme}://127.0.0.1:${port}${path}`, [...subprotocols], {
    headers,
    ...credentials,
    perMessageDeflate: false,
    ...(ca === undefined ? {} : { ca }),
    ...(origin === undefined ? {} : { origin }),
  });
  await new Promise<void>((resolve, reject) => {
    ws.once("open", resolve);
    ws.once("error", reject);
  });
  return ws;
}

/** As `openWebSocket`, as the stream of bytes that MQTT is. */
export async function webSocketStream(port: number, options?: WebSocketOptions): Promise<Duplex> {
  return streamOf(await openWebSocket(port, options));
}

/** The bytes of a WebSocket; over when it is closed. */
export function streamOf(ws: WebSocket): Duplex {
  const stream = createWebSocketStream(ws);
  // By itself it would wait for its writer's end; what came before is read by then.
  ws.once("close", () => setImmediate(() => stream.destroy()));
  return stream;
}

/** A client over a WebSocket that has not sent CONNECT. */
export async function webSocketClient(
  port: number,
  options?: WebSocketOptions,
): Promise<WireClient> {
  return new WireClient(await webSocketStream(port, options));
}
