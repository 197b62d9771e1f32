import type { HecateConfig } from "../../src/config/hecate-types.ts";
import { isHirteError } from "../../src/core/errors.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import { powerConfigOf } from "../../src/hecate/power-config.ts";
import { equivalentsOf } from "../../src/hecate/run/equivalents.ts";
import { learntStagesMs } from "../../src/hecate/run/learnt.ts";
import { isLeftOutBy } from "../../src/hecate/run/shutdown-run.ts";
import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import type { OperatorSkip } from "../../src/power/model.ts";
import type { Plan, PlannedStep } from "../../src/power/plan-model.ts";
import type { HecateCall } from "./commands.ts";
import { type Look, wrapped } from "./lay-out.ts";
import { seconds } from "./spans.ts";
import { lookOf } from "./status.ts";
import { socketOf } from "./where.ts";

/** What is shown. */
export interface ShownPlan {
  readonly head: {
    readonly kind: "shutdown" | "startup";
    readonly mode: "cluster-only" | "poweroff";
    readonly scope: readonly string[];
    /** Those of them that are not powered off, although the others are. */
    readonly staysUp: readonly string[];
  };
  readonly skips: readonly OperatorSkip[];
  readonly plan: (learntMs: Readonly<Record<string, number>>) => Plan;
}

/** Prints a plan with what it is thought to take, and what does the same by hand. No node is asked, and no cluster. */
export async function showPlan(
  call: HecateCall,
  config: HecateConfig,
  shown: ShownPlan,
): Promise<void> {
  const { options, io } = call;
  const status = await askedStatus(call);
  const learnt = status ? learntStagesMs(status.runs, powerConfigOf(config)) : {};
  const plan = shown.plan(learnt);
  const same = equivalentsOf(config);
  const parts = new Map(
    plan.stages.flatMap(({ steps: those }) =>
      those.map((step) => [step.id, partsOfTimeout(step, config)]),
    ),
  );
  const steps = plan.stages.map((stage) => ({
    ...{ name: stage.name, skippable: stage.skippable, estimateS: stage.estimateMs / 1000 },
    isLeftOut: isLeftOutBy(stage, shown.skips),
    steps: stage.steps.map((step) => ({
      ...{ id: step.id, text: step.text, onFailure: step.onFailure },
      ...{ timeoutS: step.timeoutMs / 1000, sameByHand: same(step.action) },
    })),
  }));
  const upses = (status?.state.upses ?? []).map(
    ({ ups, budgetS, budgetSource, budgetRuns, thresholdS, runtimeS }) => ({
      ...{ ups, budgetS, budgetSource, budgetRuns, thresholdS },
      ...(runtimeS === undefined ? {} : { runtimeS }),
    }),
  );
  const estimateS = steps.reduce((sum, stage) => sum + (stage.isLeftOut ? 0 : stage.estimateS), 0);
  const notes = notesOf(config, status);
  if (options.json) {
    const { head, skips } = shown;
    const all = { ...head, isDryRun: true, skips, estimateS, stages: steps, upses, notes };
    io.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    return;
  }
  const look = lookOf(io);
  const lines = [
    ...headLines(shown, look),
    ...steps.flatMap(({ name, estimateS: aboutS, skippable, isLeftOut, steps: those }, index) => {
      const number = String(index + 1).padStart(2);
      if (isLeftOut) return [`${number}  ${name}: left out as ordered`];
      return [
        `${number}  ${name}, about ${seconds(aboutS)}${skippable ? "; left out when time is short" : ""}`,
        ...those.flatMap(({ id, text, timeoutS, onFailure, sameByHand }) => [
          ...wrapped(`${text}${limitsOf({ timeoutS, onFailure, parts: parts.get(id) ?? "" })}`, {
            first: "      ",
            tone: "plain",
            look,
          }),
          ...sameByHand.map((line) => `        ${line}`),
        ]),
      ];
    }),
    `in all about ${seconds(estimateS)}`,
    ...upses.map(({ ups, budgetS, budgetSource, thresholdS, runtimeS }) => {
      const now = runtimeS === undefined ? "" : `; its runtime now: ${seconds(runtimeS)}`;
      return `${ups}: budget ${seconds(budgetS)} (${budgetSource}), fires at ${seconds(thresholdS)}${now}`;
    }),
    ...notes.flatMap((text) => wrapped(text, { first: "", tone: "busy", look })),
    ...(status ? [] : ["the daemon was not asked: what was learnt of earlier runs is not in it"]),
  ];
  io.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

/** What the time of a step is the sum of, where no single key of the file has it. */
function partsOfTimeout(
  { action, timeoutMs }: PlannedStep,
  { nodes, shutdown }: HecateConfig,
): string {
  if (action.kind !== "poweroff") return "";
  const { settleMs } = shutdown.gone;
  const offMs = nodes.find(({ name }) => name === action.node)?.offTimeoutMs;
  if (offMs === undefined || offMs + settleMs !== timeoutMs) return "";
  return `: off_timeout ${seconds(offMs / 1000)} and gone.settle ${seconds(settleMs / 1000)}`;
}

/** Nothing is waited for where people are told. */
function limitsOf(of: {
  readonly timeoutS: number;
  readonly onFailure: string;
  readonly parts: string;
}): string {
  const limits = [
    ...(of.timeoutS > 0 ? [`${seconds(of.timeoutS)} at most${of.parts}`] : []),
    ...(of.onFailure === "continue" ? ["goes on if it fails"] : []),
  ];
  return limits.length === 0 ? "" : ` (${limits.join("; ")})`;
}

/** Why it may be another plan that is carried out. */
function notesOf(config: HecateConfig, status: StatusAnswer | undefined): readonly string[] {
  const { self, coordinator, configHash } = config;
  const inUse = status?.config;
  return [
    ...(self === coordinator ? [] : [`it is carried out on ${coordinator}, the coordinator`]),
    ...(inUse === undefined || inUse.hash === configHash
      ? []
      : [
          `the daemon has another configuration (${inUse.path}, ${inUse.hash}) than this plan is of (${configHash}): what it would do may differ`,
        ]),
  ];
}

function headLines({ head, skips }: ShownPlan, look: Look): readonly string[] {
  const { kind, mode, staysUp } = head;
  const scope = head.scope.filter((name) => !staysUp.includes(name));
  const left = skips.length === 0 ? "" : `, without ${skips.join(" and ")},`;
  const text = `${kind}${kind === "shutdown" ? ` (${mode})` : ""}${left} of ${scope.join(" ")}${staysUp.length === 0 ? "" : `; ${staysUp.join(" ")} stays up`}`;
  return [
    ...wrapped(text, { first: "", tone: "plain", look }),
    "A plan: nothing is done without --execute.",
    "",
  ];
}

/** What the daemon has learnt, where it runs. */
async function askedStatus(call: HecateCall): Promise<StatusAnswer | undefined> {
  try {
    return await askHecate(socketOf(call), { ask: "status" }, { timeoutMs: 2000 });
  } catch (error) {
    if (isHirteError(error)) return undefined;
    throw error;
  }
}
