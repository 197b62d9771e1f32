import { type HecateSources, readHecateConfig } from "../../config/hecate.ts";
import type { HecateConfig } from "../../config/hecate-types.ts";
import { systemClock } from "../../core/clock.ts";
import { isHirteError, messageOf } from "../../core/errors.ts";
import { noLog } from "../../core/no-log.ts";
import { askHecate } from "../ask.ts";
import { clusterOf } from "../cluster/cluster.ts";
import { askBroker } from "./ask-broker.ts";
import { askMachine, type MachinePlaces } from "./ask-machine.ts";
import { askSsh } from "./ask-ssh.ts";
import { askUpses } from "./ask-upsd.ts";
import type { Facts } from "./model.ts";

/** Learns all that the checks need, from whoever answers; never throws, and changes nothing. */
export async function gatherFacts(options: {
  readonly sources: HecateSources;
  /** The daemon's, where the configuration cannot be read. */
  readonly socketPath: string;
  readonly places?: MachinePlaces;
}): Promise<Facts> {
  const { sources, socketPath, places } = options;
  const read = configFrom(sources);
  const config = "problem" in read ? undefined : read;
  const [daemon, broker, upses, machine, kubernetes, ssh] = await Promise.all([
    askHecate(socketPath, { ask: "status" }).catch(unasked),
    config ? askBroker(config) : { links: [] },
    config ? askUpses(config) : [],
    askMachine(config, places),
    config ? askCluster(config) : undefined,
    config ? askSsh(config) : undefined,
  ]);
  const isRoot = process.getuid?.() === 0;
  const facts = { nowMs: Date.now(), isRoot, config: read, daemon, upses, ...broker, ...machine };
  return { ...facts, ...(kubernetes && { kubernetes }), ...(ssh && { ssh }) };
}

/** Without the advice to ask doctor. */
function unasked(error: unknown): { readonly problem: string; readonly isForbidden?: boolean } {
  if (!isHirteError(error, "not-reachable")) return { problem: messageOf(error) };
  const { path, problem, isForbidden } = error.details;
  if (typeof problem !== "string") return { problem: messageOf(error) };
  const text = `hecate cannot be asked at ${path}: ${problem}`;
  return { problem: text, isForbidden: isForbidden === true };
}

const clusterMs = 10_000;

/** On the coordinator: nobody else has anything to do with it. */
async function askCluster(config: HecateConfig): Promise<Facts["kubernetes"]> {
  if (config.self !== config.coordinator) return undefined;
  const cluster = clusterOf(config, { clock: systemClock, log: noLog, isCalm: () => false });
  if (!cluster) return undefined;
  const signal = AbortSignal.timeout(clusterMs);
  const { outcome, detail } = await cluster.hands.probe({ timeoutMs: clusterMs, signal });
  return outcome === "done" ? {} : { problem: detail ?? "it does not answer" };
}

function configFrom(sources: HecateSources): HecateConfig | { readonly problem: string } {
  try {
    return readHecateConfig({ ...sources, secrets: "wanted" });
  } catch (error) {
    return { problem: messageOf(error) };
  }
}
