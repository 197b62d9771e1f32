import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { AgentConfig } from "../src/config/agent.ts";
import { agentKeys, type FileKey, type FileKeyTable } from "../src/config/keys.ts";
import { type Reading, Reloader } from "../src/config/reloader.ts";
import type { Ending } from "../src/core/ending.ts";
import type { Hangups } from "../src/core/hangups.ts";
import type { Log } from "../src/core/log.ts";
import { notify } from "../src/core/sd-notify.ts";

/** How often it is looked for. */
const lookMs = 500;

/** All but the form of the log, which is written already. */
const liveKeys: FileKeyTable = Object.fromEntries(
  Object.entries<FileKey>(agentKeys).map(([name, key]) =>
    name === "LogTarget" ? [name, key] : [name, { ...key, isLive: true as const }],
  ),
);

/** Whether this machine is still to join: it has no certificate of hirte's CA, and is to have one. */
export function awaitsJoin({ tls }: Pick<AgentConfig, "tls">): boolean {
  return tls?.isOwn === true && !existsSync(tls.certFile);
}

/**
 * Waits until `hirte-agent join` has fetched a certificate: an agent that was enabled before its machine joined goes
 * on by itself then. Nothing else is begun meanwhile, so each key takes effect when the configuration is read again.
 * @returns the exit status where it is told to leave first; undefined: the certificate is there, or none is needed any
 *   more
 */
export async function firstCertificate(
  reading: Reading<AgentConfig>,
  parts: {
    readonly ending: Ending;
    readonly hangups: Hangups;
    readonly read: () => Reading<AgentConfig>;
    readonly log: Log;
  },
): Promise<number | undefined> {
  const { ending, hangups, read, log } = parts;
  let { config } = reading;
  log.warn(
    { node: config.nodeName, file: config.tls?.certFile },
    "this machine has not joined yet: `hirtectl node add NAME` on the primary prints the line for `hirte-agent join`, and this agent waits for that",
  );
  // Whoever starts it must not wait for what somebody has to do by hand.
  await notify("READY=1", { log });
  const reloader = new Reloader<AgentConfig>({
    keys: liveKeys,
    started: reading,
    read,
    apply: (next) => {
      log.level = next.logLevel;
      config = next;
    },
    log,
  });
  hangups.serve(() => reloader.reload());
  while (awaitsJoin(config)) {
    const status = await Promise.race([delay(lookMs, undefined), ending.asked]);
    if (status === undefined) continue;
    await notify("STOPPING=1", { log });
    log.info({}, "the agent has left");
    return status;
  }
  hangups.hold();
  log.info(
    {},
    config.tls?.isOwn ? "this machine has joined" : "this machine need not join any more",
  );
  return undefined;
}
