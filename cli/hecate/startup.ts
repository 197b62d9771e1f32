import { setTimeout as sleep } from "node:timers/promises";
import { readHecateConfig } from "../../src/config/hecate.ts";
import type { HecateConfig } from "../../src/config/hecate-types.ts";
import { HirteError, isHirteError } from "../../src/core/errors.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import { planConfigOf, startupPlanOf } from "../../src/hecate/plan-config.ts";
import type { HecateCall, HecateHandler } from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";
import { followToEnd } from "./follow.ts";
import { showPlan } from "./show-plan.ts";
import { socketOf } from "./where.ts";

/** Between two attempts of a bootstrap. */
const usualAgainMs = 10_000;

/** `hecate startup`, `hecate startup --execute` */
export const startup: HecateHandler = async (call) => {
  const { options, io } = call;
  const { config: file, node, execute, json, bootstrap } = options;
  const config = readHecateConfig({ file, env: io.env, flags: { node }, secrets: "unread" });
  if (config.self !== config.coordinator) {
    const text = `${config.self} is not the coordinator: start the cluster on ${config.coordinator}`;
    throw new HirteError("denied", text);
  }
  if (options.forceFluxBranch !== undefined && (options.forceFluxBranch === "" || !config.flux)) {
    const text = "--force-flux-branch: name a branch, and have a section flux in hecate.yaml";
    throw new HirteError("bad-argument", text);
  }
  if (!execute) {
    const planned = planConfigOf(config);
    const scope = planned.nodes.map(({ name }) => name);
    const wake = scope.filter((name) => name !== config.coordinator);
    await showPlan(call, config, {
      head: { kind: "startup", mode: config.shutdown.mode, scope, staysUp: [] },
      skips: [],
      plan: () => startupPlanOf(planned, { wake }),
    });
    return hecateExits.done.status;
  }
  const run = bootstrap ? await insist(call, config) : await order(call, false);
  if (run === undefined) {
    io.stderr.write("hecate: nothing was begun\n");
    return hecateExits.interrupted.status;
  }
  return await followToEnd(call, run, json === true);
};

async function order(call: HecateCall, waitsForOthers: boolean): Promise<number> {
  const { options, io } = call;
  const { bootstrap = false, ignoreCharge = false, forceFluxBranch } = options;
  const usual = bootstrap ? "this machine was started" : "ordered on the command line";
  const { run } = await askHecate(socketOf(call), {
    ask: "order",
    order: {
      ...({ what: "startup", ignoreCharge, waitsForOthers, isBootstrap: bootstrap } as const),
      by: bootstrap ? "hecate-bootstrap" : (io.loginName?.() ?? "unknown"),
      reason: options.reason || usual,
      ...(forceFluxBranch === undefined ? {} : { forceFluxBranch }),
    },
  });
  return run;
}

/** Asks until it is begun, and says what is in the way: each reason once. @returns undefined: nobody waits any more */
async function insist(
  call: HecateCall,
  { startup: { waitOtherUpsMs } }: HecateConfig,
): Promise<number | undefined> {
  const { io } = call;
  const againMs = io.againMs ?? usualAgainMs;
  const beganMs = performance.now();
  const interrupted = io.interrupted?.();
  let said = "";
  for (;;) {
    try {
      return await order(call, performance.now() - beganMs < waitOtherUpsMs);
    } catch (error) {
      if (!isHirteError(error, "busy", "not-reachable", "deadline")) throw error;
      // Ages and charges in it are no news.
      const essence = error.message.replaceAll(/[\d.]+/g, "");
      if (essence !== said) io.stderr.write(`hecate: not yet: ${error.message}\n`);
      said = essence;
    }
    await sleep(againMs, undefined, interrupted ? { signal: interrupted } : {}).catch(
      () => undefined,
    );
    if (interrupted?.aborted) return undefined;
  }
}
