import { existsSync } from "node:fs";
import { join } from "node:path";
import { HirteError, messageOf } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { isGlob, matchesAny } from "../../src/units/glob.ts";
import { allowedNodesFile } from "../allowed-nodes-file.ts";
import { EpochStore } from "../epoch-store.ts";
import { noteWhileStopped } from "../note-while-stopped.ts";
import { Authority, pkiFiles } from "../pki/authority.ts";
import { type Issued, IssuedCertificates } from "../pki/issued.ts";
import { UsersFile } from "../users-file.ts";
import { pkiFolder } from "./members.ts";

/** What a state that was brought back holds, for people. */
export interface BroughtBack {
  /** Name and role of each user. */
  readonly users: readonly string[];
  /** Nodes with a certificate that holds. */
  readonly nodes: readonly string[];
  /** Nodes of which certificates were revoked just now. */
  readonly revoked: readonly string[];
  readonly allowed: readonly string[];
  readonly disallowed: readonly string[];
  /** Jobs that were open. */
  readonly openJobs: number;
  /** Why it is not known what was revoked in the state that is replaced, if so. */
  readonly problem?: string;
}

/** What is brought back, and what must not be lost over it. */
export interface BringingBack {
  /** Where the unpacked state is. */
  readonly folder: string;
  /** The state directory as it is. */
  readonly present: string;
  /** Patterns of nodes whose certificates are revoked. */
  readonly revoked: readonly string[];
  readonly takenAtMs: number;
  readonly version: string;
  readonly nowMs: number;
  readonly log: Log;
}

/**
 * Makes an unpacked state one that hirte can go on from: nothing that it has forgotten is done twice, and nothing
 * that is known to be taken back counts again. Numbers of the present state stay the lowest, certificates that are
 * revoked there stay so, tokens are taken back, and the log says that it was restored: by that, jobs that were open are
 * begun no more.
 * @throws HirteError `bad-argument`, `bad-state`, `bad-config`: hirte could not start on it
 */
export async function bringBack(what: BringingBack): Promise<BroughtBack> {
  const { folder, present, log } = what;
  const parts = { directory: folder, log };
  const { users } = new UsersFile(parts).read();
  const { allowed, disallowed } = allowedNodesFile(parts).peek() ?? {
    ...{ allowed: [], disallowed: [] },
  };
  const certificates = bringBackCertificates(what);
  EpochStore.carryOver({ from: present, to: folder, log });
  return {
    users: users.map(({ name, role }) => `${name} (${role})`),
    ...certificates,
    ...{ allowed, disallowed },
    openJobs: await noteInLog(what),
  };
}

function bringBackCertificates(
  what: BringingBack,
): Pick<BroughtBack, "nodes" | "revoked" | "problem"> {
  const { folder, present, nowMs, log } = what;
  const directory = join(folder, pkiFolder);
  // Its key belongs to it, or it throws.
  if (existsSync(join(directory, pkiFiles.caCertificate))) Authority.open(directory);
  const issued = IssuedCertificates.open({ directory, log });
  const held = issued.holding(nowMs);
  for (const pattern of what.revoked) {
    // All of none is none; a node of which there is nothing is a mistake.
    if (isGlob(pattern) || held.some(({ node }) => node === pattern)) continue;
    throw new HirteError(
      "bad-argument",
      `--revoke ${pattern}: the backup holds no certificate of such a node: ${listOf(namesOf(held))}`,
    );
  }
  const since = revokedIn(join(present, pkiFolder), log);
  const isNamed = matchesAny(what.revoked);
  if (held.length > 0 || since.revoked.length > 0 || existsSync(join(directory, "nodes.json"))) {
    issued.bringBack({ isRevoked: ({ node }) => isNamed(node), revoked: since.revoked, nowMs });
  }
  const nodes = namesOf(issued.holding(nowMs));
  const gone = new Set(issued.holding(nowMs).map(({ serial }) => serial));
  return {
    nodes,
    revoked: namesOf(held.filter(({ serial }) => !gone.has(serial))),
    ...(since.problem === undefined ? {} : { problem: since.problem }),
  };
}

/** What was revoked, as far as that can be read. */
function revokedIn(
  directory: string,
  log: Log,
): { readonly revoked: readonly Issued[]; readonly problem?: string } {
  if (!existsSync(directory)) return { revoked: [] };
  try {
    return { revoked: IssuedCertificates.open({ directory, log }).revoked() };
  } catch (error) {
    return { revoked: [], problem: messageOf(error) };
  }
}

/** @returns how many jobs were open */
function noteInLog(what: BringingBack): Promise<number> {
  const { folder: directory, takenAtMs: takenAt, version, nowMs, log } = what;
  const where = { directory, log, nowMs };
  return noteWhileStopped(where, (at) => ({ type: "restored", at, takenAt, version }));
}

function namesOf(certificates: readonly { readonly node: string }[]): readonly string[] {
  return [...new Set(certificates.map(({ node }) => node))].toSorted();
}

/** The first of many names. */
export function listOf(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const some = names.slice(0, 20).join(", ");
  return names.length > 20 ? `${some} and ${names.length - 20} more` : some;
}
