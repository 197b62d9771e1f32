import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import {
  type Authority,
  keyInRequest,
  lifetimesMs,
  newSerial,
} from "../../broker/pki/authority.ts";
import { IssuedCertificates } from "../../broker/pki/issued.ts";
import { type OwnPki, setUpPki } from "../../broker/pki/setup.ts";
import { silentLog } from "../../src/core/log.ts";
import { certificateRequest } from "../../src/pki/certificate-request.ts";
import { newKey } from "../../src/pki/keys.ts";
import { WireClient } from "./wire-client.ts";

/** What somebody shows of himself, PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

/** A PKI of hirte's own, in a directory of its own, with whatever certificates a test wants. */
export class TestPki {
  readonly directory: string;
  readonly own: OwnPki;
  readonly issued: IssuedCertificates;

  private constructor(directory: string, own: OwnPki) {
    this.directory = directory;
    this.own = own;
    this.issued = IssuedCertificates.open({ directory, log: silentLog() });
  }

  /** In a directory of which the test disposes. */
  static async make(directory: string, nowMs = Date.now()): Promise<TestPki> {
    const machine = { hostName: "primary", addresses: [] };
    const own = await setUpPki({
      ...{ directory, nowMs, machine },
      names: [],
      listenAddresses: ["127.0.0.1"],
    });
    return new TestPki(directory, own);
  }

  get ca(): string {
    return this.own.authority.pem;
  }

  /** A certificate that a node has joined by. */
  async node(node: string, nowMs = Date.now()): Promise<Credentials> {
    const untilMs = nowMs + lifetimesMs.node;
    const { token } = this.issued.invite({ node, request: newSerial(), lifeMs: 60_000, nowMs });
    const entry = this.issued.redeem({ node, token, untilMs, nowMs });
    if (!entry) throw new Error("the token was just made");
    return nodeCredentials(this.own.authority, { ...entry, nowMs });
  }

  /** A certificate that the CA has signed, and of which the list knows nothing. */
  stranger(node: string, nowMs = Date.now()): Promise<Credentials> {
    const untilMs = nowMs + lifetimesMs.node;
    return nodeCredentials(this.own.authority, { node, serial: newSerial(), untilMs, nowMs });
  }
}

async function nodeCredentials(
  authority: Authority,
  wish: {
    readonly node: string;
    readonly serial: string;
    readonly untilMs: number;
    readonly nowMs: number;
  },
): Promise<Credentials> {
  const key = newKey();
  const spki = await keyInRequest(await certificateRequest(key, wish.node));
  return { key, cert: await authority.signNode({ ...wish, spki }) };
}

/** A TLS connection to a port of the loopback, its handshake over. */
export async function openTlsTo(port: number, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connect({ host: "127.0.0.1", port, ...options });
  await new Promise<void>((resolve, reject) => {
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
  });
  return socket;
}

/** A client over TLS that has not sent CONNECT. */
export async function tlsClient(port: number, options: ConnectionOptions): Promise<WireClient> {
  return new WireClient(await openTlsTo(port, options));
}
