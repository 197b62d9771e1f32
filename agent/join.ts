import { createPrivateKey, type X509Certificate } from "node:crypto";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join as joinPath } from "node:path";
import type { Readable } from "node:stream";
import { type AgentTls, agentTlsFiles, readAgentConfig } from "../src/config/agent.ts";
import { defaultEtcDir } from "../src/config/files.ts";
import type { ConfigSources } from "../src/config/hirte.ts";
import { makeDirectory } from "../src/core/directory.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { certificateRequest } from "../src/pki/certificate-request.ts";
import { alternativeNames, certificatesIn, validityOf } from "../src/pki/certificates.ts";
import { type Invitation, parseJoinUrl } from "../src/pki/join-line.ts";
import { newKey } from "../src/pki/keys.ts";
import { replaceFile } from "../src/pki/pem-files.ts";
import { askForCertificate, fetchAuthority, type Given } from "./certificate-call.ts";
import { IdentityChange, type NextIdentity } from "./identity-change.ts";

/** Of the help of hirte-agent. */
export const joinHelp = `
hirte-agent join LINE|- [--user]
      fetch this node's certificate; LINE is what \`hirtectl node add NAME\` printed on the primary;
      - reads it from standard input, where nobody else on this machine sees it
`;

/** Drop-in of agent.conf that says what the line says. */
const dropIn = "50-join.conf";
/** Characters of a line to join by, with the words around it. */
const maxLineLength = 2000;

/**
 * Has this machine join as the node of the line: makes its key, which never leaves, fetches its certificate,
 * and writes both and a drop-in of agent.conf. That all of it can be written is known before the token is shown, and
 * nothing counts before all of it is there.
 * @returns what is to be told, a line each
 * @throws HirteError `bad-argument`, `bad-config`, `not-reachable`, `denied`, `unavailable`
 */
export async function joinAs(line: string, sources: ConfigSources): Promise<readonly string[]> {
  const invitation = parseJoinUrl(line);
  const files = filesFor(sources);
  const { host, port, node, token } = invitation;
  const endpoint = { host, port };
  const ca = await fetchAuthority(endpoint, invitation.ca);
  const key = newKey();
  const csr = await certificateRequest(key, node);
  const confDir = agentConfDir(sources);
  const path = joinPath(confDir, dropIn);
  const change = prepared({
    ...{ files, ca, key },
    config: { path, text: configOf(invitation) },
    makeConfigDirectory: (directory) => {
      makeOpenDirectory(dirname(directory));
      makeOpenDirectory(directory);
    },
  });
  let certificate: X509Certificate;
  try {
    const identity = { ca };
    const call = { endpoint, identity, path: "/v1/join", body: { node, token, csr } } as const;
    const given = await askForCertificate(call);
    certificate = checked(given, { key, ca, node });
    change.commit(given.certificate);
  } catch (error) {
    change.abandon();
    throw isHirteError(error, "denied") ? denied(error, node) : error;
  }
  // Users of hirtectl may not look into the agent's directory; those of a user's agent have it by its file.
  const forUsers: ForUsers = sources.user
    ? {}
    : leaveForUsers(joinPath(dirname(confDir), "ca.pem"), ca, files.caFile);
  const until = new Date(validityOf(certificate).untilMs).toISOString().slice(0, 10);
  const systemctl = sources.user ? "systemctl --user" : "systemctl";
  return [
    `this machine is node ${node} of the hirte at ${host} now; its certificate holds until ${until}, and is renewed by itself`,
    `written: ${[...change.written, ...(forUsers.written ?? [])].join(", ")}`,
    ...(forUsers.told ?? []),
    `next, unless an agent waits for it: ${systemctl} enable hirte-agent && ${systemctl} restart hirte-agent`,
  ];
}

/** What cannot be written is said while the line is good still. */
function prepared(next: NextIdentity): IdentityChange {
  try {
    return IdentityChange.prepare(next);
  } catch (error) {
    const { code } = isHirteError(error) ? error : { code: "unavailable" as const };
    throw new HirteError(
      code,
      `${messageOf(error)}; nothing was changed, and the line can be used when that is mended`,
      { cause: error },
    );
  }
}

function denied(error: HirteError, node: string): HirteError {
  return new HirteError(
    "denied",
    `${error.message} for this line: it was used already, has expired, or node ${node} may not join. A new line: hirtectl node add ${node}, on the primary`,
    { cause: error },
  );
}

function filesFor(sources: ConfigSources): AgentTls {
  if (sources.file !== undefined)
    throw new HirteError(
      "bad-argument",
      "join writes a drop-in below agent.conf.d, which is not read with --config: leave that out",
    );
  const { values } = readAgentConfig(sources);
  const files = agentTlsFiles(values);
  const isStandard = files.isOwn && values.TLSCAFile === undefined;
  if (isStandard) return files;
  throw new HirteError(
    "bad-config",
    "TLSCAFile=, TLSCertFile= or TLSKeyFile= is set: this node's certificate is of another PKI. Take these keys out to have it join with one of hirte's",
  );
}

function agentConfDir({ user, etcDir = defaultEtcDir }: ConfigSources): string {
  return joinPath(user ? joinPath(user.configDir, "hirte") : etcDir, "agent.conf.d");
}

/** Configuration is for everybody to read, whatever the mask of whoever has the node join. */
function makeOpenDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) return;
  makeDirectory(path, 0o755);
  chmodSync(path, 0o755);
}

/** What there is for hirtectl, and what is to be told of it. */
interface ForUsers {
  readonly written?: readonly string[];
  readonly told?: readonly string[];
}

/** Puts the CA's certificate where hirtectl looks for it, unless there is one. That it cannot keeps no node out. */
function leaveForUsers(path: string, ca: string, caFile: string): ForUsers {
  try {
    if (!existsSync(path)) {
      replaceFile(path, ca, 0o644);
      return { written: [path] };
    }
    if (readFileSync(path, "utf8").trim() === ca.trim()) return {};
  } catch (error) {
    return {
      told: [`hirtectl on this machine does not find the CA by itself: ${messageOf(error)}`],
    };
  }
  const told = [
    `${path} is another certificate than the one of this hirte's CA, and stays: hirtectl on this machine believes it first. Should it believe this hirte's, copy ${caFile} there`,
  ];
  return { told };
}

/**
 * The line to join by, as somebody types or pipes it: the first one of the stream, with or without the words
 * around it.
 * @throws HirteError `bad-argument`
 */
export async function lineFrom(stream: Readable): Promise<string> {
  let text = "";
  stream.setEncoding("utf8");
  for await (const piece of stream) {
    text += String(piece);
    if (text.includes("\n") || text.length > maxLineLength) break;
  }
  const [first = ""] = text.slice(0, maxLineLength).split("\n");
  const [line] = /hirte:\/\/[^\s'"]+/.exec(first) ?? [];
  if (line !== undefined) return line;
  throw new HirteError(
    "bad-argument",
    "there is no line to join by on standard input: it is what `hirtectl node add NAME` printed on the primary",
  );
}

/** What was given must be what was asked for. */
function checked(
  given: Given,
  wanted: { readonly key: string; readonly ca: string; readonly node: string },
): X509Certificate {
  const [certificate] = certificatesIn(given.certificate);
  const [authority] = certificatesIn(wanted.ca);
  const isGood =
    certificate &&
    authority &&
    certificate.checkPrivateKey(createPrivateKey(wanted.key)) &&
    certificate.verify(authority.publicKey) &&
    alternativeNames(certificate, "URI").includes(`hirte:node:${wanted.node}`);
  if (isGood) return certificate;
  throw new HirteError("not-reachable", "the certificate that was given is not the one asked for");
}

function configOf({ host, port, node }: Invitation): string {
  return [
    "# Written by `hirte-agent join`, and written anew by the next one.",
    "[hirte-agent]",
    `NodeName=${node}`,
    `ManagerHost=${host}`,
    `ManagerPort=${port}`,
    "TLS=on",
    "",
  ].join("\n");
}
