import type { Principal } from "../../broker/principal.ts";
import { randomId } from "../../src/core/ids.ts";
import { isRoot, olga, otto } from "./local-socket.ts";
import { type CertificateName, type OpenHirte, rightPassword } from "./open-hirte.ts";
import { openTlsTo } from "./pki.ts";
import { webSocketClient } from "./websocket.ts";
import { type ConnectOptions, WireClient } from "./wire-client.ts";

/** What a CONNECT that proves nothing is answered. */
export interface Refused {
  readonly returnCode: 4 | 5;
}

/** A connection that has not said CONNECT yet, and what it shows in it. */
export interface Arrival {
  readonly client: WireClient;
  readonly shown: Pick<ConnectOptions, "username" | "password">;
}

/** A way in to a hirte that asks its clients who they are. */
export interface WayIn {
  readonly name: string;
  /** Whether it is there for this process: some take root. */
  readonly isOpen: boolean;
  /** Whoever comes by it, and who that is, or what it is answered. */
  readonly everybody: Readonly<Record<string, Principal | Refused>>;
  /** Those among them whom the manager alone can tell from another one. */
  readonly alike: readonly string[];
  /** As many connections of somebody of `everybody`. */
  readonly connect: (hirte: OpenHirte, who: string, count: number) => Promise<readonly Arrival[]>;
}

/** What somebody shows, and who that is. */
interface Showing {
  readonly certificate?: CertificateName;
  readonly username?: string;
  readonly password?: string;
  /** It shows a secret of which it has made the file, as this user of the machine. */
  readonly uid?: number;
  /** But for its rights it is as another one. */
  readonly isAlike?: true;
  readonly is: Principal | Refused;
}

const missing: Refused = { returnCode: 5 };
const wrong: Refused = { returnCode: 4 };
const withPassword = (username: string) => ({ username, password: rightPassword });
const localName = (uid: number) => `uid-${uid}@local`;

/** Users with their passwords, as they come by each way. */
const users: Readonly<Record<string, Showing>> = {
  "a viewer": { ...withPassword("vera"), is: { role: "viewer", user: "vera" } },
  "an operator": { ...withPassword("olga"), is: { role: "operator", user: "olga" } },
  "an admin": { ...withPassword("ada"), is: { role: "admin", user: "ada" } },
  "somebody anonymous": { is: missing },
  "a wrong password": { username: "eva", password: "wrong", is: wrong },
  "somebody who says to be ups:a": { ...withPassword("ups:a"), is: wrong },
};

/** Beside a certificate that counts for nothing, a password that is right counts for nothing either. */
const ofNoUse = (certificate: CertificateName): Showing => ({
  certificate,
  ...withPassword("ada"),
  is: missing,
});

const byTls: Readonly<Record<string, Showing>> = {
  "node A": { certificate: "a", is: { role: "agent", node: "a" } },
  "node B": { certificate: "b", is: { role: "agent", node: "b" } },
  "the UPSes of A": { certificate: "a", username: "ups:a", is: { role: "ups", host: "a" } },
  // Of the node that PowerCoordinator= names.
  "the coordinator": {
    certificate: "b",
    username: "coordinator",
    is: { role: "coordinator", node: "b" },
  },
  "node A as the UPSes of B": { certificate: "a", username: "ups:b", is: missing },
  "node A as the coordinator": { certificate: "a", username: "coordinator", is: missing },
  "node A that calls itself node B": { certificate: "a", ...withPassword("b"), is: missing },
  "node A with a user's password": { certificate: "a", ...withPassword("ada"), is: missing },
  // With a password nobody is that, not even a user who was once added by the name.
  "a user called coordinator": { ...withPassword("coordinator"), is: wrong },
  ...users,
  "an expired certificate": ofNoUse("expired"),
  "a revoked certificate": ofNoUse("revoked"),
  "a certificate of another CA": ofNoUse("of another CA"),
  "the certificate of a node that may not join": ofNoUse("not allowed"),
  "a certificate that was given to nobody, for ups:a": ofNoUse("given to nobody"),
};

const bySocket: Readonly<Record<string, Showing>> = {
  root: { uid: 0, username: "root@local", is: { role: "admin", user: "root@local" } },
  "a user of the machine": {
    uid: olga,
    username: localName(olga),
    is: { role: "operator", user: localName(olga) },
  },
  "a user of the machine whom hirte bounds": {
    uid: otto,
    username: localName(otto),
    isAlike: true,
    is: { role: "operator", user: localName(otto) },
  },
  ...users,
  "a user of the machine as another": { uid: otto, username: localName(olga), is: wrong },
  "a user of the machine as root": { uid: otto, username: "root@local", is: wrong },
  "a user of the machine without a proof": {
    username: localName(olga),
    password: "s".repeat(43),
    is: wrong,
  },
  "root with a user's password": { ...withPassword("root@local"), is: wrong },
};

function way(
  name: string,
  showings: Readonly<Record<string, Showing>>,
  open: (hirte: OpenHirte, showing: Showing) => Promise<WireClient>,
  isOpen = true,
): WayIn {
  return {
    name,
    isOpen,
    everybody: Object.fromEntries(Object.entries(showings).map(([who, { is }]) => [who, is])),
    alike: Object.keys(showings).filter((who) => showings[who]?.isAlike),
    connect: async (hirte, who, count) => {
      const showing = showings[who];
      if (!showing) throw new Error(`nobody is called ${who}`);
      const { uid, username, password } = showing;
      const secrets = Array.from({ length: count }, () => randomId() + randomId());
      if (uid !== undefined) hirte.local?.proveAll(uid, secrets);
      return Promise.all(
        secrets.map(async (secret) => {
          const client = await open(hirte, showing);
          const shownPassword = uid === undefined ? password : secret;
          return {
            client,
            shown: {
              ...(username === undefined ? {} : { username }),
              ...(shownPassword === undefined ? {} : { password: shownPassword }),
            },
          };
        }),
      );
    },
  };
}

/** All ways in. */
export const waysIn: readonly WayIn[] = [
  way("TLS", byTls, async (hirte, { certificate }) => {
    const secureContext = hirte.secureContextOf(certificate);
    // To look whether this is hirte takes longer than the handshake, and is not what is tried here.
    const socket = await openTlsTo(hirte.port, { secureContext, rejectUnauthorized: false });
    return hirte.keep(new WireClient(socket));
  }),
  way("the operators' socket", bySocket, async (hirte) => hirte.openLocal(), isRoot),
  // Browsers show no certificate.
  way("WebSocket", users, async (hirte) =>
    hirte.keep(await webSocketClient(hirte.tested.broker.webSocketPort, { ca: hirte.pki.ca })),
  ),
  way("the process", { "hirte itself": { is: { role: "manager" } } }, async (hirte) =>
    hirte.openWithin(),
  ),
];
