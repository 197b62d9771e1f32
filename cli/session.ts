import { HirteClient } from "../src/client/hirte-client.ts";
import { formatEndpoint } from "../src/config/address.ts";
import { loadHirtectlConfig } from "../src/config/hirtectl.ts";
import { readPasswordFile } from "../src/config/password-file.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import { noLog } from "../src/core/no-log.ts";
import { tcpStream, tlsStream } from "../src/mqtt/link.ts";
import { readCertificates } from "../src/pki/pem-files.ts";
import type { Io } from "./io.ts";
import { type Options, userName } from "./options.ts";

const caCure =
  "it is StateDirectory/pki/ca.pem of the primary (`hirte setup` names it): copy it to /etc/hirte/ca.pem";

/** How long connecting takes at most, whatever --timeout allows. */
const longestMs = 5000;

/**
 * Connects as the options, the environment and the configuration say; the first host that answers.
 * @throws HirteError `not-reachable`, `denied`, `busy`, `bad-config`, `bad-argument`, `closed`
 */
export async function connectTo(options: Options, io: Io): Promise<HirteClient> {
  const { hosts, tls, passwordFile } = loadHirtectlConfig({
    ...(options.config === undefined ? {} : { file: options.config }),
    env: io.env,
    flags: {
      ...(options.host.length === 0 ? {} : { Host: options.host.join(",") }),
      ...(options.port === undefined ? {} : { Port: String(options.port) }),
      ...(options.passwordFile === undefined ? {} : { PasswordFile: options.passwordFile }),
      ...(options.tls === undefined ? {} : { TLS: options.tls }),
      ...(options.tlsCaFile === undefined ? {} : { TLSCAFile: options.tlsCaFile }),
    },
  });
  const password = passwordFile === undefined ? undefined : readPasswordFile(passwordFile);
  const names = hosts.map(formatEndpoint);
  // Once, and before anything else: a file that is not there is a matter of the configuration.
  const ca = tls && readCertificates({ path: tls.caFile, key: "TLSCAFile", cure: caCure }).pem;
  const identity = ca === undefined ? undefined : () => ({ ca });
  try {
    return await HirteClient.connect({
      servers: hosts.map(({ host, port }) =>
        identity ? tlsStream({ host, port, identity }) : tcpStream(host, port),
      ),
      serverNames: names,
      connectTimeoutMs: Math.min(longestMs, options.timeout ?? longestMs),
      user: options.user ?? userName(io.loginName()),
      ...(password === undefined ? {} : { password }),
      log: noLog,
      signal: io.signal,
      ...(io.clock ? { clock: io.clock } : {}),
    });
  } catch (error) {
    if (isHirteError(error, "denied") && password === undefined) {
      throw new HirteError(
        "denied",
        `${error.message}; PasswordFile= in [hirtectl] of hirtectl.conf, HIRTE_PASSWORD_FILE or --password-file names the file with its password`,
        { cause: error },
      );
    }
    if (!isHirteError(error, "not-reachable")) throw error;
    throw new HirteError(
      "not-reachable",
      `hirte cannot be reached at ${names.join(" or ")}: ${error.message}; is it running there? -H HOST names another machine`,
      { cause: error },
    );
  }
}
