import type { Stage as FileStage, Step as FileStep, HecateFile } from "./generated/hecate-file.ts";
import { tcpOf } from "./hecate-parts.ts";
import { kindOf, ruleOf, selectedBy } from "./hecate-steps.ts";
import type { KubeAction, Selection, Stage, Step, StepAction, WaitAction } from "./hecate-types.ts";
import { durationMsOf } from "./hecate-units.ts";
import type { SelectableNode } from "./node-selector.ts";

interface Of {
  readonly file: HecateFile;
  readonly nodes: readonly SelectableNode[];
}

/** A stage in which nothing is wrong. */
export function stageOf({ name, skippable, steps }: FileStage, of: Of): Stage {
  return { name, skippable, steps: steps.map((step) => stepOf(step, of)) };
}

function stepOf(step: FileStep, of: Of): Step {
  const kind = kindOf(step);
  const timeoutMs =
    step.timeout === undefined
      ? kind && usualTimeoutMs(step, kind, of.file)
      : durationMsOf(step.timeout);
  return {
    ...actionOf(step, of.nodes),
    onFailure: step.on_failure,
    ...(step.retries === undefined ? {} : { retries: step.retries }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

function usualTimeoutMs(
  step: FileStep,
  kind: keyof FileStep,
  { kubernetes, flux }: HecateFile,
): number | undefined {
  const usual = ruleOf(step, kind)?.timeoutMs;
  if (typeof usual === "number") return usual;
  if (step.kube === "quiesce") {
    const timesMs = (kubernetes?.quiesce ?? []).map(({ timeout }) => durationMsOf(timeout));
    // Where nothing is named the step has its own time: none would have failed before it began.
    return timesMs.length === 0 ? undefined : timesMs.reduce((sum, each) => sum + each, 0);
  }
  const { volumes_detached: volumes } = kubernetes ?? {};
  if (step.kube === "volumes-detached" && volumes) return durationMsOf(volumes.timeout);
  if (step.flux === "unseal" && flux?.unseal) return durationMsOf(flux.unseal.wait);
  return undefined;
}

function actionOf(step: FileStep, nodes: readonly SelectableNode[]): StepAction {
  const selection = (text = ""): Selection => ({ text, nodes: selectedBy(text, nodes) });
  const at = selection(step.at);
  const { command, stop, start, restart, poweroff, wake, wait, kube, flux, http, notify } = step;
  if (command !== undefined) {
    return { kind: "command", command, at, ...(step.first ? { first: step.first } : {}) };
  }
  if (stop !== undefined) {
    return {
      kind: "stop",
      unit: stop,
      at,
      ...(step.then ? { thenCommand: step.then.command } : {}),
    };
  }
  if (start !== undefined) return { kind: "start", unit: start, at };
  if (restart !== undefined) return { kind: "restart", unit: restart, at };
  if (poweroff !== undefined) return { kind: "poweroff", at: selection(poweroff) };
  if (step.reboot !== undefined) return { kind: "reboot", at: selection(step.reboot) };
  if (wake !== undefined) return { kind: "wake", at: selection(wake) };
  if (wait !== undefined) return waitOf(wait, step, at);
  if (kube !== undefined) return kubeActionOf(kube, step);
  if (flux !== undefined) return { kind: "flux", what: flux };
  if (http !== undefined) return { kind: "http", url: http, expect: step.expect ?? 200 };
  if (notify !== undefined) {
    return { kind: "notify", text: notify, severity: step.severity ?? "info" };
  }
  return { kind: "soak", forMs: durationMsOf(step.soak ?? "") };
}

function waitOf(what: NonNullable<FileStep["wait"]>, step: FileStep, at: Selection): WaitAction {
  switch (what) {
    case "unit":
      return { kind: "wait", what, unit: step.unit ?? "", is: step.is ?? "active", at };
    case "command":
      return { kind: "wait", what, command: step.run ?? "", at };
    case "tcp":
      // What is none was refused.
      return { kind: "wait", what, to: tcpOf(step.to ?? "") ?? { host: "", port: 0 } };
    case "time-synced":
    case "agent":
      return { kind: "wait", what, at };
  }
}

function kubeActionOf(what: NonNullable<FileStep["kube"]>, step: FileStep): KubeAction {
  switch (what) {
    case "nodes-ready":
      return { kind: "kube", what, ...(step.at_least ? { atLeast: step.at_least } : {}) };
    case "storage-ready":
      return { kind: "kube", what, provider: step.provider ?? "longhorn" };
    case "restore-replicas":
      return { kind: "kube", what, order: step.order ?? "reverse" };
    case "quiesce":
    case "volumes-detached":
    case "ready":
    case "uncordon-ours":
      return { kind: "kube", what };
  }
}
