import { statSync } from "node:fs";
import type { HecateConfig } from "../../config/hecate-types.ts";
import { systemClock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import { SshHands } from "../nodes/ssh-hands.ts";
import { SshProgram } from "../nodes/ssh-program.ts";
import type { SshFact } from "./model.ts";

/** A node that is there answers within two or three seconds; one in between takes as much again. */
const limitMs = 12_000;
/** What hecate.service does not see (ProtectHome=, PrivateTmp=). */
const hidden = /^\/(home|root|run\/user|tmp|var\/tmp)\//;

/** Logs in on each node and does nothing there, on connections of the doctor's own. Nobody but the coordinator does. */
export async function askSsh(config: HecateConfig): Promise<SshFact | undefined> {
  const { order, ssh } = config.transports;
  if (config.self !== config.coordinator || !order.includes("ssh") || !ssh) return undefined;
  const program = new SshProgram({ clock: systemClock });
  const hands = new SshHands({ config: () => config, program });
  const signal = AbortSignal.timeout(limitMs);
  // What hangs there is found before nobody waits for it any more.
  const act = { run: 0, id: "doctor", timeoutMs: limitMs - 1000, signal };
  const isFallback = order[0] !== "ssh";
  // Who has an agent on this machine need not let it log in on itself.
  const isOther = (name: string) => !isFallback || name !== config.self;
  // Without its key a node would only say that it refuses.
  const others = config.nodes.filter(
    ({ name, ssh: access }) => isOther(name) && !(access && isAbsent(access.identityFile)),
  );
  const nodes = await Promise.all(
    others.map(async ({ name }) => {
      const { way, detail } = await hands.probe(name, act);
      return { node: name, ...(way ? {} : { problem: detail ?? "it does not answer" }) };
    }),
  );
  const files = new Set(
    config.nodes.flatMap(({ ssh: access }) =>
      access ? [access.identityFile, access.knownHostsFile] : [],
    ),
  );
  const identities = new Set(config.nodes.map(({ ssh: access }) => access?.identityFile));
  return {
    isFallback,
    nodes,
    files: [...files].flatMap((file) => {
      const problem = problemOf(file, identities.has(file));
      if (problem === undefined) return [];
      const missing: "key" | "known-hosts" = identities.has(file) ? "key" : "known-hosts";
      return [{ file, problem, ...(isAbsent(file) ? { missing } : {}) }];
    }),
  };
}

/** Not: it cannot be seen. */
function isAbsent(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

/** Why the service cannot use a file that root may read. */
function problemOf(file: string, isSecret: boolean): string | undefined {
  if (hidden.test(file)) return "hecate.service does not see it there";
  try {
    const { uid, mode } = statSync(file);
    // root may read anything; the daemon has no capability for it, and is its owner or anybody.
    if (uid !== process.getuid?.() && (mode & 0o004) === 0) return `it belongs to user ${uid}`;
    return isSecret && (mode & 0o077) !== 0 ? "it may be read by others" : undefined;
  } catch (error) {
    return messageOf(error);
  }
}
