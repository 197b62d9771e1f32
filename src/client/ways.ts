import { formatEndpoint, isLoopbackAddress } from "../config/address.ts";
import { loadHirtectlConfig } from "../config/hirtectl.ts";
import { HirteError } from "../core/errors.ts";
import { type StreamFactory, tcpStream, tlsStream } from "../mqtt/link.ts";
import { readCertificates } from "../pki/pem-files.ts";

/** How the connection of a state manager is to be. */
export interface WayOptions {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly tls?: "on" | "off" | undefined;
  readonly caFile?: string | undefined;
  readonly allowInsecure?: boolean | undefined;
  /** A password will be shown. */
  readonly hasPassword: boolean;
}

const cure =
  "it is StateDirectory/pki/ca.pem of the primary: copy it to /etc/hirte/ca.pem, or name it by caFile";

/**
 * The ways to the hosts: over TLS, where nothing on this machine says otherwise.
 * @throws HirteError `bad-config` where the CA's certificate cannot be read, or a password would be shown to
 *   another machine without TLS
 */
export function waysTo(options: WayOptions): readonly StreamFactory[] {
  const { hosts, port, allowInsecure = false, hasPassword } = options;
  const caFile = options.tls === "off" ? undefined : caFileFor(options);
  if (caFile === undefined) {
    const other = hosts.find((host) => !isLoopbackAddress(host));
    if (hasPassword && other !== undefined && !allowInsecure) {
      throw new HirteError(
        "bad-config",
        `${formatEndpoint({ host: other, port })}: no password is shown to another machine without TLS, unless allowInsecure says so`,
      );
    }
    return hosts.map((host) => tcpStream(host, port));
  }
  const ca = readCertificates({ path: caFile, key: "TLSCAFile", cure }).pem;
  return hosts.map((host) => tlsStream({ host, port, identity: () => ({ ca }) }));
}

/** As hirtectl on this machine has it; undefined: over plain connections. */
function caFileFor({ hosts, tls, caFile }: WayOptions): string | undefined {
  if (tls !== undefined && caFile !== undefined) return caFile;
  const { tls: found } = loadHirtectlConfig({
    flags: {
      // Where hirte is has been said, and what the files say against TLS they say of the hosts they name.
      Host: hosts.join(","),
      TLS: tls ?? (caFile === undefined ? undefined : "on"),
      TLSCAFile: caFile,
    },
  });
  return found?.caFile;
}
