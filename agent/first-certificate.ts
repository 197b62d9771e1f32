import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { AgentConfig } from "../src/config/agent.ts";
import type { Ending } from "../src/core/ending.ts";
import type { Log } from "../src/core/log.ts";
import { notify } from "../src/core/sd-notify.ts";

/** How often it is looked for. */
const lookMs = 500;

/** Whether this machine is still to join: it has no certificate of hirte's CA, and is to have one. */
export function awaitsJoin({ tls }: Pick<AgentConfig, "tls">): boolean {
  return tls?.isOwn === true && !existsSync(tls.certFile);
}

/**
 * Waits until `hirte-agent join` has fetched a certificate: an agent that was enabled before its machine joined goes
 * on by itself then. Nothing else is begun meanwhile.
 * @returns the exit status where it is told to leave first; undefined: the certificate is there
 */
export async function firstCertificate(
  config: Pick<AgentConfig, "tls" | "nodeName">,
  { ending, log }: { readonly ending: Ending; readonly log: Log },
): Promise<number | undefined> {
  log.warn(
    { node: config.nodeName, file: config.tls?.certFile },
    "this machine has not joined yet: `hirtectl node add NAME` on the primary prints the line for `hirte-agent join`, and this agent waits for that",
  );
  // Whoever starts it must not wait for what somebody has to do by hand.
  await notify("READY=1", { log });
  while (awaitsJoin(config)) {
    const status = await Promise.race([delay(lookMs, undefined), ending.asked]);
    if (status === undefined) continue;
    await notify("STOPPING=1", { log });
    log.info({}, "the agent has left");
    return status;
  }
  log.info({}, "this machine has joined");
  return undefined;
}
