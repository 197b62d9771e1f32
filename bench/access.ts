import { HirteClient } from "../src/client/hirte-client.ts";
import { randomId } from "../src/core/ids.ts";
import { silentLog } from "../src/core/log.ts";
import {
  Link,
  type LinkOptions,
  type StreamFactory,
  type TlsIdentity,
  tcpStream,
  tlsStream,
} from "../src/mqtt/link.ts";
import { type ConnectOptions, WireClient } from "../test/support/wire-client.ts";

/** Looking at a password takes a third of a second where nothing else is to be done, and many come up just then. */
const connectTimeoutMs = 20_000;

/** Where a hirte is, and what is shown there. */
export interface Access {
  readonly host: string;
  readonly port: number;
  /** Absent: over plain connections. */
  readonly tls?: TlsIdentity;
  readonly user: string;
  /** Where hirte asks its users who they are. */
  readonly password?: string;
}

/** The way there that hirte's own programs take. */
export function streamTo({ host, port, tls }: Omit<Access, "user">): StreamFactory {
  return tls ? tlsStream({ host, port, identity: () => tls }) : tcpStream(host, port);
}

/** A client of hirte's. */
export function clientOf(access: Access): Promise<HirteClient> {
  const { user, password } = access;
  return HirteClient.connect({
    servers: [streamTo(access)],
    user,
    ...(password === undefined ? {} : { password }),
    connectTimeoutMs,
    log: silentLog(),
  });
}

/** A connection to the broker as programs of hirte make it; nothing happens before its `open`. */
export function linkOf(access: Access, more: Pick<LinkOptions, "onUp" | "backoff"> = {}): Link {
  const { user: username, password } = access;
  return new Link({
    servers: [streamTo(access)],
    clientId: () => `${username}@${randomId()}`,
    username,
    ...(password === undefined ? {} : { password }),
    connectTimeoutMs,
    log: silentLog(),
    ...more,
  });
}

/** A client that speaks MQTT packet by packet, its CONNECT answered. @throws when it is refused, or cut off */
export async function wireClientOf(
  access: Omit<Access, "user"> & { readonly user?: string },
  options: ConnectOptions = {},
): Promise<WireClient> {
  const { user, password } = access;
  const client = new WireClient(streamTo(access)());
  const returnCode = await client.connect({
    ...(user === undefined || password === undefined ? {} : { username: user, password }),
    ...options,
  });
  if (returnCode === 0) return client;
  client.stream.destroy();
  throw new Error(`CONNECT was answered with ${returnCode}`);
}
