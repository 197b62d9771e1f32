import { existsSync } from "node:fs";
import { HirteClient } from "../src/client/hirte-client.ts";
import { localServer } from "../src/client/local-server.ts";
import { formatEndpoint, isLoopbackAddress } from "../src/config/address.ts";
import { type HirtectlConfig, loadHirtectlConfig } from "../src/config/hirtectl.ts";
import { readPasswordFile } from "../src/config/password-file.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import { noLog } from "../src/core/no-log.ts";
import { ownLocalUser } from "../src/core/uid-proof.ts";
import { tcpStream, tlsStream } from "../src/mqtt/link.ts";
import { readCertificates } from "../src/pki/pem-files.ts";
import type { Io } from "./io.ts";
import { closedText, nobodyThereText, noneHereText, stateOfSocket } from "./local-socket.ts";
import { type Options, userName } from "./options.ts";

const caCure =
  "it is StateDirectory/pki/ca.pem of the primary (`hirte setup` names it): copy it to /etc/hirte/ca.pem; a hirte with TLS=off needs --tls off here";

/** How long connecting takes at most, whatever --timeout allows. */
const longestMs = 5000;

/**
 * Connects as the options, the environment and the configuration say: by hirte's socket on this machine, or to the
 * first host that answers.
 * @throws HirteError `not-reachable`, `denied`, `busy`, `bad-config`, `bad-argument`, `closed`
 */
export async function connectTo(
  options: Options,
  io: Io,
  { carriesPassword } = { carriesPassword: false },
): Promise<HirteClient> {
  const config = loadHirtectlConfig({
    ...(options.config === undefined ? {} : { file: options.config }),
    env: io.env,
    flags: {
      ...(options.host.length === 0 ? {} : { Host: options.host.join(",") }),
      ...(options.port === undefined ? {} : { Port: String(options.port) }),
      ...(options.passwordFile === undefined ? {} : { PasswordFile: options.passwordFile }),
      ...(options.tls === undefined ? {} : { TLS: options.tls }),
      ...(options.tlsCaFile === undefined ? {} : { TLSCAFile: options.tlsCaFile }),
      ...(options.allowInsecure === undefined ? {} : { AllowInsecure: options.allowInsecure }),
    },
  });
  const path = socketFor(config, options, io);
  if (path !== undefined) return connectToSocket(path, options, io);
  if (carriesPassword || config.passwordFile !== undefined) checkSecrecy(config);
  return connectToHosts(config, options, io);
}

/** Without TLS everybody in between reads a password, and whoever answers there has it. */
function checkSecrecy({ hosts, tls, allowInsecure, isBroker }: HirtectlConfig): void {
  const other = hosts.find(({ host }) => !isLoopbackAddress(host));
  if (tls || allowInsecure || !other) return;
  const cure = isBroker
    ? "the broker of BrokerURL= is spoken to without it: say AllowInsecure=yes (--allow-insecure yes) where the network can be trusted"
    : "take TLS=off (--tls off) out, or say AllowInsecure=yes (--allow-insecure yes)";
  throw new HirteError(
    "bad-config",
    `${formatEndpoint(other)}: no password is shown to another machine without TLS: ${cure}`,
  );
}

/** The socket that is to be used; undefined: hosts. */
function socketFor(
  { socket, passwordFile }: HirtectlConfig,
  { user }: Options,
  io: Io,
): string | undefined {
  if (!socket) return undefined;
  const self = localUser(io);
  const isAnother = user !== undefined && user !== self;
  if (socket.isAsked) {
    if (!isAnother) return socket.path;
    throw new HirteError(
      "bad-argument",
      `at ${socket.path} hirte knows who asks, and that is ${self}: --user ${user} needs a host (-H)`,
    );
  }
  // A user of hirte's, with a password, is asked for where users of hirte's connect.
  if (isAnother || passwordFile !== undefined) return undefined;
  return stateOfSocket(socket.path) === "open" ? socket.path : undefined;
}

async function connectToSocket(path: string, options: Options, io: Io): Promise<HirteClient> {
  try {
    return await HirteClient.connect({ ...localServer(path), ...common(options, io) });
  } catch (error) {
    if (!isHirteError(error, "not-reachable")) throw error;
    const isClosed = stateOfSocket(path) === "closed";
    throw new HirteError(
      isClosed ? "denied" : "not-reachable",
      isClosed ? closedText(path, io.loginName()) : nobodyThereText(path, error),
      { cause: error },
    );
  }
}

async function connectToHosts(
  { hosts, tls, passwordFile, socket }: HirtectlConfig,
  options: Options,
  io: Io,
): Promise<HirteClient> {
  const password = passwordFile === undefined ? undefined : readPasswordFile(passwordFile);
  const names = hosts.map(formatEndpoint);
  const closed =
    socket && stateOfSocket(socket.path) === "closed"
      ? `; ${closedText(socket.path, io.loginName())}`
      : "";
  // Once, and before anything else: a file that is not there is a matter of the configuration.
  if (tls && socket && stateOfSocket(socket.path) === "absent" && !existsSync(tls.caFile)) {
    const text = noneHereText([socket.path, tls.caFile]);
    const cure = `${tls.caFile} has to be there: ${caCure}`;
    throw new HirteError("bad-config", `${text}, and ${cure}`);
  }
  const ca = tls && readCertificates({ path: tls.caFile, key: "TLSCAFile", cure: caCure }).pem;
  const identity = ca === undefined ? undefined : () => ({ ca });
  try {
    return await HirteClient.connect({
      servers: hosts.map(({ host, port }) =>
        identity ? tlsStream({ host, port, identity }) : tcpStream(host, port),
      ),
      serverNames: names,
      user: options.user ?? userName(io.loginName()),
      ...(password === undefined ? {} : { password }),
      ...common(options, io),
    });
  } catch (error) {
    if (isHirteError(error, "denied") && password === undefined) {
      throw new HirteError(
        "denied",
        `${error.message}; PasswordFile= in [hirtectl] of hirtectl.conf, HIRTE_PASSWORD_FILE or --password-file names the file with its password${closed}`,
        { cause: error },
      );
    }
    if (!isHirteError(error, "not-reachable")) throw error;
    throw new HirteError(
      "not-reachable",
      `hirte cannot be reached at ${names.join(" or ")}: ${error.message}; is it running there? -H HOST names another machine${closed}`,
      { cause: error },
    );
  }
}

function common({ timeout }: Options, io: Io) {
  return {
    connectTimeoutMs: Math.min(longestMs, timeout ?? longestMs),
    log: noLog,
    signal: io.signal,
    ...(io.clock ? { clock: io.clock } : {}),
  };
}

function localUser({ localUser: own = ownLocalUser }: Io): string {
  return own();
}
