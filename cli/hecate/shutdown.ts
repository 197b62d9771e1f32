import { readHecateConfig } from "../../src/config/hecate.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import { planConfigOf } from "../../src/hecate/plan-config.ts";
import type { OperatorSkip } from "../../src/power/model.ts";
import { planShutdown } from "../../src/power/plan.ts";
import type { HecateHandler, HecateOptions } from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";
import { followToEnd } from "./follow.ts";
import { showPlan } from "./show-plan.ts";
import { socketOf } from "./where.ts";

/** `hecate shutdown`, `hecate shutdown --execute` */
export const shutdown: HecateHandler = async (call) => {
  const { options, io } = call;
  const { config: file, node, execute, json } = options;
  const config = readHecateConfig({ file, env: io.env, flags: { node }, secrets: "unread" });
  const mode = options.mode ?? config.shutdown.mode;
  const skips = skipsOf(options);
  if (!execute) {
    const { shutdownStages: stages, startupStages: _, ...rest } = planConfigOf(config);
    const scope = rest.nodes.map(({ name }) => name);
    await showPlan(call, config, {
      head: {
        ...({ kind: "shutdown", mode, scope } as const),
        // Only a battery takes it along.
        staysUp: mode === "poweroff" ? [config.coordinator] : [],
      },
      skips,
      plan: (learntMs) =>
        planShutdown({ ...rest, ...{ stages, scope, mode, learntMs, takesSelf: false } }),
    });
    return hecateExits.done.status;
  }
  const by = io.loginName?.() ?? "unknown";
  const reason = options.reason || "ordered on the command line";
  const { run } = await askHecate(socketOf(call), {
    ask: "order",
    order: { what: "shutdown", by, reason, mode, skips },
  });
  return await followToEnd(call, run, json === true);
};

function skipsOf({ skipDrain, skipEtcdSnapshot }: HecateOptions): readonly OperatorSkip[] {
  return [
    ...(skipDrain ? (["drain"] as const) : []),
    ...(skipEtcdSnapshot ? (["snapshot"] as const) : []),
  ];
}
