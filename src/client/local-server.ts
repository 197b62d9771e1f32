import { ownLocalUser, proveUid, realSocketPath } from "../core/uid-proof.ts";
import { unixStream } from "../mqtt/link.ts";
import type { ConnectOptions } from "./connection.ts";

/**
 * How hirte is reached by its socket on this machine, and as whom.
 * @throws HirteError `not-reachable` where there is no such folder
 */
export function localServer(
  socketPath: string,
): Pick<ConnectOptions, "servers" | "serverNames" | "user" | "credentials"> {
  // Everything after this is done by the path that was found here.
  const path = realSocketPath(socketPath);
  return {
    servers: [unixStream(path)],
    serverNames: [path],
    user: ownLocalUser(),
    credentials: () => {
      const { user, secret, withdraw } = proveUid(path);
      return { username: user, password: secret, done: withdraw };
    },
  };
}
