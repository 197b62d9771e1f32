import type { Step as FileStep, HecateFile } from "./generated/hecate-file.ts";
import { tcpOf } from "./hecate-parts.ts";
import { insteadOf, list, type Report, shown } from "./hecate-report.ts";
import { namesIn, parseSelector, type SelectableNode, selectNodes } from "./node-selector.ts";
import type { YamlPath } from "./yaml-file.ts";

/** The two lists of stages. */
export type StageList = "shutdown" | "startup";

/** What goes with a kind of step. */
export interface StepRule {
  readonly lists: readonly StageList[];
  /** Besides `timeout` and `on_failure`. */
  readonly options: readonly (keyof FileStep)[];
  readonly needs: readonly (keyof FileStep)[];
  /** `own`: by what the step is about. */
  readonly timeoutMs: number | "own";
  /** How that is found, for the documentation. */
  readonly ownTimeout?: string;
}

const minute = 60_000;
const shutdown = ["shutdown"] as const;
const startup = ["startup"] as const;

/** The kinds of steps, each by its key; of `wait`, `kube` and `flux` by its value too. */
export const stepRules = {
  command: {
    lists: ["shutdown", "startup"],
    options: ["at", "first", "retries"],
    needs: ["at"],
    timeoutMs: minute,
  },
  stop: { lists: shutdown, options: ["at", "then"], needs: ["at"], timeoutMs: minute },
  start: { lists: startup, options: ["at", "retries"], needs: ["at"], timeoutMs: 3 * minute },
  restart: { lists: startup, options: ["at", "retries"], needs: ["at"], timeoutMs: 3 * minute },
  poweroff: {
    lists: shutdown,
    options: [],
    needs: [],
    timeoutMs: "own",
    ownTimeout: "off_timeout of each node",
  },
  reboot: { lists: startup, options: [], needs: [], timeoutMs: 10 * minute },
  wake: { lists: startup, options: [], needs: [], timeoutMs: 10 * minute },
  "wait: time-synced": { lists: startup, options: ["at"], needs: ["at"], timeoutMs: 3 * minute },
  "wait: unit": {
    lists: ["shutdown", "startup"],
    options: ["unit", "is", "at"],
    needs: ["unit", "at"],
    timeoutMs: 3 * minute,
  },
  "wait: command": {
    lists: ["shutdown", "startup"],
    options: ["run", "at"],
    needs: ["run", "at"],
    timeoutMs: 3 * minute,
  },
  "wait: tcp": { lists: startup, options: ["to"], needs: ["to"], timeoutMs: 5 * minute },
  "wait: agent": { lists: startup, options: ["at"], needs: ["at"], timeoutMs: 10 * minute },
  "kube: quiesce": {
    lists: shutdown,
    options: [],
    needs: [],
    timeoutMs: "own",
    ownTimeout: "the timeouts of kubernetes.quiesce, together",
  },
  "kube: volumes-detached": {
    lists: shutdown,
    options: [],
    needs: [],
    timeoutMs: "own",
    ownTimeout: "the timeout of kubernetes.volumes_detached",
  },
  "kube: ready": { lists: startup, options: [], needs: [], timeoutMs: 5 * minute },
  "kube: nodes-ready": { lists: startup, options: ["at_least"], needs: [], timeoutMs: 5 * minute },
  "kube: uncordon-ours": { lists: startup, options: [], needs: [], timeoutMs: minute },
  "kube: storage-ready": {
    lists: startup,
    options: ["provider"],
    needs: ["provider"],
    timeoutMs: 10 * minute,
  },
  "kube: restore-replicas": {
    lists: startup,
    options: ["order"],
    needs: [],
    timeoutMs: 10 * minute,
  },
  "flux: suspend": { lists: shutdown, options: [], needs: [], timeoutMs: 30_000 },
  "flux: unseal": {
    lists: startup,
    options: [],
    needs: [],
    timeoutMs: "own",
    ownTimeout: "wait of flux.unseal",
  },
  "flux: source-ready-or-fallback": {
    lists: startup,
    options: [],
    needs: [],
    timeoutMs: 20 * minute,
  },
  "flux: resume-ours": { lists: startup, options: [], needs: [], timeoutMs: minute },
  http: { lists: startup, options: ["expect"], needs: [], timeoutMs: 5 * minute },
  notify: {
    lists: ["shutdown", "startup"],
    options: ["severity"],
    needs: [],
    timeoutMs: "own",
    ownTimeout: "none: nothing waits for it",
  },
  soak: { lists: startup, options: [], needs: [], timeoutMs: "own", ownTimeout: "what it says" },
} as const satisfies Readonly<Record<string, StepRule>>;

/** Keys that say what a step is. */
export const stepKinds = [
  ...["command", "stop", "start", "restart", "poweroff", "reboot", "wake"],
  ...["wait", "kube", "flux", "http", "notify", "soak"],
] as readonly (keyof FileStep)[];

/** The key that says what a step is; undefined where there are none, or many. */
export function kindOf(step: FileStep): keyof FileStep | undefined {
  const [kind, ...more] = stepKinds.filter((key) => step[key] !== undefined);
  return more.length === 0 ? kind : undefined;
}

/** What goes with a step of that kind. */
export function ruleOf(step: FileStep, kind: keyof FileStep): StepRule | undefined {
  const name = nameOf(step, kind);
  return Object.entries<StepRule>(stepRules).find(([known]) => known === name)?.[1];
}

/** A kind, as people speak of it. */
function nameOf(step: FileStep, kind: keyof FileStep): string {
  const isOneOfMany = kind === "wait" || kind === "kube" || kind === "flux";
  return isOneOfMany ? `${kind}: ${step[kind]}` : kind;
}

/** What steps are checked against. */
export interface StepSurroundings {
  readonly file: HecateFile;
  readonly nodes: readonly SelectableNode[];
  /** As they are written, also where something about them is wrong. */
  readonly nodeNames: readonly string[];
  /** Nothing about nodes was left out, so that one may say whom an expression does not select. */
  readonly areNodesWhole: boolean;
  /** Sections that are written, also where something about them is wrong. */
  hasSection(name: "kubernetes" | "flux"): boolean;
}

/** Reports all that is wrong with the stages of a list. */
export function checkStages(which: StageList, around: StepSurroundings, report: Report): void {
  const names = new Map<string, number>();
  for (const [index, stage] of around.file[which].stages.entries()) {
    const path = [which, "stages", index];
    const before = names.get(stage.name);
    if (before !== undefined) {
      report.wrong(
        [...path, "name"],
        `${which}.stages[${before}] has the name ${stage.name} already`,
      );
    } else names.set(stage.name, index);
    for (const [place, step] of stage.steps.entries()) {
      const stepPath = [...path, "steps", place];
      const kind = checkKind(step, stepPath, report);
      if (kind === undefined) continue;
      if (stage.skippable && (kind === "stop" || kind === "poweroff")) {
        const text = `a stage with ${kind} is never left out: take it out`;
        report.wrong([...path, "skippable"], text);
      }
      checkStep({ step, kind, which, path: stepPath, around, report });
    }
  }
}

function checkKind(step: FileStep, path: YamlPath, report: Report): keyof FileStep | undefined {
  const kinds = stepKinds.filter((key) => step[key] !== undefined);
  const [kind, second] = kinds;
  if (kind === undefined) {
    report.wrong(path, `says nothing to do: write one of ${list(stepKinds)}`);
  } else if (second !== undefined) {
    report.wrong(path, `is both ${kind} and ${second}: write a step for each`);
  } else return kind;
  return undefined;
}

function checkStep(of: {
  readonly step: FileStep;
  readonly kind: keyof FileStep;
  readonly which: StageList;
  readonly path: YamlPath;
  readonly around: StepSurroundings;
  readonly report: Report;
}): void {
  const { step, kind, which, path, around, report } = of;
  const rule = ruleOf(step, kind);
  const what = nameOf(step, kind);
  if (!rule) return;
  if (!rule.lists.includes(which)) {
    const why = kind === "reboot" ? ": a machine that comes back is none that was shut down" : "";
    const text = `${what} belongs in ${list(rule.lists)}, not in ${which}${why}`;
    report.wrong([...path, kind], text, "key");
  }
  const known: readonly string[] = [kind, "on_failure", ...rule.options];
  const hasTimeout = kind !== "poweroff" && kind !== "soak" && kind !== "notify";
  for (const key of Object.keys(step)) {
    if (known.includes(key) || (key === "timeout" && hasTimeout)) continue;
    const options = [...rule.options, ...(hasTimeout ? ["timeout"] : []), "on_failure"];
    report.wrong([...path, key], `does not go with ${what}: it takes ${list(options)}`, "key");
  }
  for (const key of rule.needs) {
    if (step[key] === undefined) report.wrong(path, `${what} needs "${key}"${exampleOf(key)}`);
  }
  if ((kind === "kube" || kind === "flux") && !around.hasSection(sectionOf(kind))) {
    report.wrong([...path, kind], `there is no section ${sectionOf(kind)}`);
  }
  const { kubernetes, flux } = around.file;
  if (step.kube === "volumes-detached" && kubernetes && !kubernetes.volumes_detached) {
    report.wrong([...path, kind], "kubernetes.volumes_detached is missing");
  }
  if (step.flux === "unseal" && flux && !flux.unseal) {
    report.wrong([...path, kind], "flux.unseal is missing");
  }
  for (const key of ["at", "poweroff", "reboot", "wake"] as const) {
    const text = step[key];
    if (text !== undefined) checkSelector(text, { path: [...path, key], around, report });
  }
  if (step.retries !== undefined && step.first !== undefined) {
    report.wrong(
      [...path, "retries"],
      "does not go with first: other nodes are tried there",
      "key",
    );
  }
  if (step.to !== undefined && !tcpOf(step.to)) {
    const text = `${shown(step.to)} will not do: write ADDRESS:PORT with an IP address, for names may not be resolved during an outage`;
    report.wrong([...path, "to"], text);
  }
  if (step.poweroff !== undefined) {
    const { coordinator } = around.file;
    const selected = selectedBy(step.poweroff, around.nodes);
    if (selected.includes(coordinator)) {
      const text = `${coordinator} is the coordinator, which powers itself off when all others are gone: ${withoutNode("role:coordinator", { text: step.poweroff, selected })}`;
      report.wrong([...path, "poweroff"], text);
    }
  }
}

/** Whom an expression selects; nobody where it is none. */
export function selectedBy(text: string, nodes: readonly SelectableNode[]): readonly string[] {
  const parsed = parseSelector(text);
  return "wrong" in parsed ? [] : selectNodes(parsed.selector, nodes);
}

/** What to write so that one node of those that are selected is left alone. */
export function withoutNode(
  name: string,
  { text, selected }: { readonly text: string; readonly selected: readonly string[] },
): string {
  if (selected.length < 2) return "take the step out";
  return `write ${text === "all" ? "all" : "…"} & !${name}`;
}

function checkSelector(
  text: string,
  of: { readonly path: YamlPath; readonly around: StepSurroundings; readonly report: Report },
): void {
  const { path, report } = of;
  const { nodes, nodeNames, areNodesWhole } = of.around;
  const parsed = parseSelector(text);
  if ("wrong" in parsed) {
    report.wrong(path, `${shown(text)} selects no nodes: ${parsed.wrong}`);
    return;
  }
  const roles = [...new Set(nodes.flatMap((node) => node.roles))];
  let isKnown = true;
  for (const { kind, name } of namesIn(parsed.selector)) {
    const names = kind === "node" ? nodeNames : roles;
    if (names.includes(name) || (kind === "role" && !areNodesWhole)) continue;
    isKnown = false;
    const what = kind === "node" ? `there is no node ${name}` : `no node has the role ${name}`;
    report.wrong(path, `${what}: ${insteadOf(name, names, kind)}`);
  }
  if (isKnown && areNodesWhole && selectNodes(parsed.selector, nodes).length === 0) {
    report.wrong(path, `${shown(text)} selects no node`);
  }
}

/** How a key is written that a step needs, where its name alone does not say. */
function exampleOf(key: keyof FileStep): string {
  switch (key) {
    case "at":
      return ", as in at: role:k3s-agent";
    case "to":
      return ", as in to: 192.168.10.240:6443";
    case "unit":
      return ", as in unit: k3s.service";
    default:
      return "";
  }
}

function sectionOf(kind: "kube" | "flux"): "kubernetes" | "flux" {
  return kind === "kube" ? "kubernetes" : "flux";
}
