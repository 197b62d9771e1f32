import { userInfo } from "node:os";
import { join } from "node:path";
import { parseAddress } from "../src/config/address.ts";
import type { HirteConfig } from "../src/config/hirte.ts";
import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { localUserOf } from "../src/core/uid-proof.ts";
import { peekAllowedNodes } from "./allowed-nodes.ts";
import { EpochStore } from "./epoch-store.ts";
import { makeAdmin } from "./first-admin.ts";
import { nameHolders } from "./name-holders.ts";
import { pkiFiles } from "./pki/authority.ts";
import { readForeignPki } from "./pki/foreign-pki.ts";
import { pkiDirectory } from "./pki/pki.ts";
import { setUpPki } from "./pki/setup.ts";

const noTls = ({ brokerUrl }: HirteConfig) =>
  brokerUrl === undefined
    ? "TLS=off: take it out of hirte.conf and restart hirte to have connections encrypted"
    : "BrokerURL=: the broker there encrypts connections, or does not; none of this is used";

/** Of the help of hirte. */
export const commandsHelp = `
hirte acl --for mosquitto [--manager-user NAME] [--output FILE]
      what each node and user may publish and read, as an acl_file for mosquitto
hirte setup [--name NAME]... [OPTION]...
      make what is missing of hirte's own CA and of its server certificate, and say what there is;
      NAME: a name or an address by which nodes find this primary, beside those it finds out itself
hirte setup --adopt-epoch EPOCH
      after the primary was rebuilt: begin above the epoch that its agents remember
hirte setup --admin NAME
      while hirte is stopped: make NAME an admin, with the password that is typed, or
      read from standard input
`;

/** What `hirte setup` is asked for. */
export interface SetupWish {
  readonly names: readonly string[];
  readonly adopted?: string;
  readonly admin?: string;
  /** The other words, as any start of hirte takes them. */
  readonly rest: readonly string[];
}

/**
 * Reads the words behind `setup`.
 * @throws HirteError `bad-argument`
 */
export function parseSetup(words: readonly string[]): SetupWish {
  const names: string[] = [];
  const rest: string[] = [];
  let adopted: string | undefined;
  let admin: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const [, option, joined] =
      /^(--name|--adopt-epoch|--admin)(?:=(.*))?$/.exec(words[at] ?? "") ?? [];
    if (option === undefined) rest.push(words[at] ?? "");
    else {
      const value = joined ?? words[++at] ?? "";
      if (option === "--name") names.push(nameOf(value));
      else if (option === "--admin") admin = value;
      else if (/^\d{1,15}$/.test(value)) adopted = value;
      else throw new HirteError("bad-argument", needsEpoch);
    }
  }
  return {
    ...{ names, rest },
    ...(adopted === undefined ? {} : { adopted }),
    ...(admin === undefined ? {} : { admin }),
  };
}

const needsEpoch = "--adopt-epoch needs EPOCH, the number that hirte named when it stopped";

function nameOf(text: string): string {
  const address = parseAddress(text);
  if (address && address.port === undefined) return address.host;
  throw new HirteError(
    "bad-argument",
    `--name: "${text.slice(0, 60)}" is neither a host name nor an address; write it without a port`,
  );
}

/**
 * Carries `hirte setup` out. @returns what is to be told, a line each
 * @throws HirteError
 */
export async function setUp(
  config: HirteConfig,
  wish: SetupWish,
  parts: {
    readonly log: Log;
    readonly nowMs: number;
    /** Has this process be the user to whom the state directory belongs; */
    readonly own: () => void;
    /** and the only one on it, or throws. */
    readonly claim: () => void;
  },
): Promise<readonly string[]> {
  if (wish.adopted !== undefined) {
    parts.claim();
    EpochStore.adopt(config.stateDir, Number(wish.adopted), parts.log);
    return [`hirte will begin above epoch ${wish.adopted}; start it again`];
  }
  if (wish.admin !== undefined) {
    // Root's terminal may be closed to that user.
    const { stdin: input } = process;
    const by = whoAsks();
    parts.claim();
    const { stateDir: directory, allowedNodes: configured } = config;
    const { log, nowMs } = parts;
    const nodes = peekAllowedNodes({ directory, configured, log });
    const { ofUsers } = nameHolders(config, {
      node: (name) => nodes.includes(name),
      user: () => false,
    });
    await makeAdmin({ name: wish.admin, directory, log, holderOf: ofUsers, input, by, nowMs });
    return [`${wish.admin} is an admin of hirte`];
  }
  if (config.tls?.kind === "files") {
    readForeignPki(config.tls, undefined, parts.nowMs);
    return ["another PKI is used (TLSCAFile=), and its files are in order; nothing is to be made"];
  }
  const directory = pkiDirectory(config.stateDir);
  // Wanted where a certificate is made; the user may not be let into root's own checkout.
  await import("../src/pki/x509-library.ts");
  parts.own();
  const { report } = await setUpPki({
    ...config,
    directory,
    names: wish.names,
    nowMs: parts.nowMs,
  });
  return [
    ...report,
    ...(config.tls
      ? ["a hirte that runs shows a new server certificate after: systemctl reload hirte"]
      : [noTls(config)]),
    "a node joins by the line that this prints: hirtectl node add NAME",
    `hirtectl on another machine needs ${join(directory, pkiFiles.caCertificate)} as /etc/hirte/ca.pem there`,
  ];
}

/** Who has typed the command, as the operators' socket would call it. */
function whoAsks(): string {
  const uid = process.getuid?.() ?? 0;
  try {
    return localUserOf(userInfo().username, uid);
  } catch {
    // The machine knows no user of this number.
    return localUserOf(undefined, uid);
  }
}
