import type { X509Certificate } from "node:crypto";
import { alternativeNames, commonNames, serialOf, validityOf } from "../../src/pki/certificates.ts";
import { nodeUri } from "./authority.ts";
import type { IssuedCertificates } from "./issued.ts";

/** A certificate that a client has shown, and proven to hold the key of. */
export interface Shown {
  readonly certificate: X509Certificate;
  /** Why TLS does not believe it, an OpenSSL word; absent: it leads to a CA that is believed. */
  readonly chainProblem?: string;
}

/** Whose certificate it is, or why it counts for nothing. */
export type Vouched = { readonly node: string } | { readonly problem: string };

/** Judges a certificate at a time, milliseconds since 1970. */
export type Vouch = (shown: Shown, nowMs: number) => Vouched;

/**
 * Vouches for what hirte's own CA has signed, as long as it stands in the list of what was issued, and its node
 * among those that may join.
 */
export function ownVouch(
  issued: Pick<IssuedCertificates, "find">,
  mayJoin: (node: string) => boolean,
): Vouch {
  return (shown, nowMs) => {
    const problem = timeOrChainProblem(shown, nowMs);
    if (problem !== undefined) return { problem };
    const { certificate } = shown;
    const entry = issued.find(serialOf(certificate));
    if (!entry) return { problem: "its certificate is none that was given to a node" };
    if (entry.revokedMs !== undefined)
      return { problem: `its certificate was revoked: node ${entry.node} was removed` };
    if (certificate.subjectAltName !== `URI:${nodeUri(entry.node)}`)
      return { problem: `its certificate is not the one that was given to node ${entry.node}` };
    if (!mayJoin(entry.node))
      return {
        problem: `its certificate is of node ${entry.node}: it is not among those that may join`,
      };
    return { node: entry.node };
  };
}

/**
 * Vouches for what another PKI has signed: the node is who it names, `hirte:node:NAME` as a URI first, then DNS
 * names, then common names; of several the first that may join.
 */
export function foreignVouch(ports: {
  readonly mayJoin: (node: string) => boolean;
  /** By the revocation list, as it is now; `serialOf` form. */
  readonly isRevoked: (serial: string) => boolean;
}): Vouch {
  return (shown, nowMs) => {
    const problem = timeOrChainProblem(shown, nowMs);
    if (problem !== undefined) return { problem };
    const { certificate } = shown;
    if (ports.isRevoked(serialOf(certificate)))
      return { problem: "its certificate was revoked, says the list of TLSCRLFile=" };
    const names = nodesNamedIn(certificate);
    const node = names.find((name) => ports.mayJoin(name));
    if (node !== undefined) return { node };
    const shownNames = names.slice(0, 5).join(", ") || "no node at all";
    return { problem: `its certificate names ${shownNames}: none that may join` };
  };
}

/** Names of nodes in a certificate of another PKI, those that are meant as such first. */
export function nodesNamedIn(certificate: X509Certificate): readonly string[] {
  const uris = alternativeNames(certificate, "URI").flatMap((uri) =>
    uri.startsWith(nodeUri("")) ? [uri.slice(nodeUri("").length)] : [],
  );
  const dns = alternativeNames(certificate, "DNS");
  // Whoever says which node it is, is no other one besides.
  const names = uris.length > 0 ? uris : [...dns, ...commonNames(certificate)];
  return [...new Set(names)].filter((name) => /^[A-Za-z0-9._-]{1,63}$/.test(name));
}

function timeOrChainProblem(
  { certificate, chainProblem }: Shown,
  nowMs: number,
): string | undefined {
  const { fromMs, untilMs } = validityOf(certificate);
  const day = (ms: number) => new Date(ms).toISOString();
  if (nowMs > untilMs) return `its certificate has expired, on ${day(untilMs)}`;
  if (nowMs < fromMs) return `its certificate holds only from ${day(fromMs)} on`;
  if (chainProblem === undefined) return undefined;
  return `its certificate is not believed: ${chainProblem}`;
}
