import { isIP } from "node:net";
import type { Step as FileStep, HecateFile } from "./generated/hecate-file.ts";
import type { Report } from "./hecate-report.ts";
import { kindOf, ruleOf, selectedBy } from "./hecate-steps.ts";
import { durationMsOf } from "./hecate-units.ts";
import type { SelectableNode } from "./node-selector.ts";
import type { YamlPath } from "./yaml-file.ts";

/** Between two attempts of a step. */
const retryMs = 5000;

/** Reports what a step says that it cannot have, or that does not mean what it seems to. */
export function findStepOddities(
  file: HecateFile,
  nodes: readonly SelectableNode[],
  report: Report,
): void {
  for (const phase of ["shutdown", "startup"] as const) {
    for (const [i, stage] of file[phase].stages.entries()) {
      for (const [j, step] of stage.steps.entries()) {
        const path = [phase, "stages", i, "steps", j];
        findNames(step, path, report);
        findTooMany(step, { path, nodes, report });
        findRetries(step, path, report);
      }
    }
  }
}

/** Texts that are resolved or filled in elsewhere, and not here. */
function findNames({ http, notify }: FileStep, path: YamlPath, report: Report): void {
  const host = http === undefined || !URL.canParse(http) ? "" : new URL(http).hostname;
  if (host !== "" && isIP(host.replace(/^\[|\]$/g, "")) === 0) {
    const text = `${host} is a name: it may not be resolved while the cluster comes up`;
    report.odd([...path, "http"], text);
  }
  const filled = /\{\w+\}/.exec(notify ?? "")?.[0];
  if (filled !== undefined) {
    const text = `${filled} is told as it stands: only the programs of the section notify have something put in its place`;
    report.odd([...path, "notify"], text);
  }
}

/** Numbers of nodes that there are not. */
function findTooMany(
  { kube, at_least: atLeast = 0, first = 0, at }: FileStep,
  of: {
    readonly path: YamlPath;
    readonly nodes: readonly SelectableNode[];
    readonly report: Report;
  },
): void {
  const { path, nodes, report } = of;
  const ofCluster = nodes.filter(({ roles }) =>
    roles.some((role) => role === "k3s-server" || role === "k3s-agent"),
  ).length;
  // Without any such role nobody knows which they are, and there may be others that hecate has nothing to do with.
  if (kube === "nodes-ready" && ofCluster > 0 && atLeast > ofCluster) {
    const text = `${atLeast} are more than the ${ofCluster} that have the role k3s-server or k3s-agent: unless the cluster has others, it waits in vain`;
    report.odd([...path, "at_least"], text);
  }
  const selected = selectedBy(at ?? "", nodes).length;
  if (selected > 0 && first > selected) {
    report.odd([...path, "first"], `${first} are more than \`at\` selects, which is ${selected}`);
  }
}

/** Attempts that the time does not hold, however fast each fails. */
function findRetries(step: FileStep, path: YamlPath, report: Report): void {
  const { retries = 0, timeout } = step;
  const kind = kindOf(step);
  const usual = kind && ruleOf(step, kind)?.timeoutMs;
  const timeoutMs = timeout === undefined ? usual : durationMsOf(timeout);
  if (typeof timeoutMs !== "number" || retries * retryMs < timeoutMs) return;
  const text = `${retries} with 5 s before each do not fit in the timeout of ${timeoutMs / 1000} s, which is for all attempts together`;
  report.odd([...path, "retries"], text);
}
