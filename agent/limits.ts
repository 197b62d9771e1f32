import type { Limit, Limits } from "../src/config/agent.ts";
import type { VerbName } from "../src/protocol/verbs.ts";
import { matchesGlob } from "../src/units/glob.ts";
import { isTemplateName, templateOf } from "../src/units/unit-name.ts";
import type { UnitNames } from "./ports.ts";

/** What a request is about, as limits see it. */
export type Subject =
  /** Every unit of the node. */
  | { readonly kind: "all" }
  /**
   * A unit by its name. `isFree`: AllowedUnits= need not have it. `isNew`: systemd is not asked what it
   * is, for there must be no such unit yet, or only the name counts.
   */
  | {
      readonly kind: "unit";
      readonly name: string;
      readonly isFree?: true;
      readonly isNew?: true;
    };

/** What of a call is judged. */
export interface Judged {
  readonly verb: VerbName;
  readonly unit?: string;
  readonly mode?: string;
  /** The unit's name was made by the agent, and not by who asks. */
  readonly isNameOwn?: boolean;
  /** Of the verb power: what it is to do. */
  readonly powerTo?: string;
}

/** What a call is about. */
export function subjectsOf(judged: Judged): readonly Subject[] {
  const { verb, unit, mode, isNameOwn = false, powerTo } = judged;
  switch (verb) {
    case "poweroff":
    case "reboot":
      // As `start` of these targets, which is what it is.
      return [{ kind: "unit", name: `${verb}.target` }];
    case "power":
      // As those; to disarm is about no unit.
      return powerTo === "disarm" ? [] : [{ kind: "unit", name: `${powerTo}.target` }];
    case "reset-failed":
      return unit === undefined ? [{ kind: "all" }] : unitOf(unit);
    case "set-default":
      // What is changed is the link of this name.
      return [...unitOf(unit), { kind: "unit", name: "default.target", isNew: true }];
    case "run":
    case "command":
      return unit === undefined
        ? []
        : [{ kind: "unit", name: unit, isNew: true, ...(isNameOwn ? { isFree: true } : {}) }];
    default:
      // Isolating a unit is stopping all others.
      return mode === "isolate" ? [...unitOf(unit), { kind: "all" }] : unitOf(unit);
  }
}

function unitOf(name: string | undefined): Subject[] {
  if (name === undefined) return [];
  const target = heldBy(name);
  if (target === undefined) return [{ kind: "unit", name }];
  return [
    { kind: "unit", name: target },
    { kind: "unit", name, isFree: true },
  ];
}

/**
 * The unit that this one holds for units of other nodes: to start it is to start that one. Who allows
 * the one need not name the other.
 */
function heldBy(name: string): string | undefined {
  return /^(?:hirte|bluechi)-dep@(.+\.service)$/.exec(name)?.[1];
}

/** Why this verb may not be asked; undefined: it may. */
export function refusalOfVerb({ AllowedVerbs }: Limits, verb: VerbName): string | undefined {
  if (!AllowedVerbs || AllowedVerbs.items.includes(verb)) return undefined;
  return `AllowedVerbs= in ${AllowedVerbs.place} does not have ${verb}`;
}

/** Why nothing may be asked about all units at once. */
export function refusalOfAll({ AllowedUnits, DeniedUnits }: Limits): string | undefined {
  if (DeniedUnits) {
    return `it is about all units, and DeniedUnits= in ${DeniedUnits.place} takes some out`;
  }
  if (AllowedUnits) {
    return `it is about all units, and AllowedUnits= in ${AllowedUnits.place} names some`;
  }
  return undefined;
}

/** Whether there is a limit on units at all. */
export function limitsUnits({ AllowedUnits, DeniedUnits }: Limits): boolean {
  return AllowedUnits !== undefined || DeniedUnits !== undefined;
}

/**
 * Why a unit may not be asked about. It is denied under any of its names; it is allowed under the name
 * it was asked for by, and under its real one: another name leads neither out of the one nor into the
 * other.
 * @param known its names; absent: only the name is judged
 */
export function refusalOfUnit(
  { AllowedUnits, DeniedUnits }: Limits,
  { name, isFree }: Pick<Extract<Subject, { kind: "unit" }>, "name" | "isFree">,
  known: UnitNames = { id: name, names: [] },
): string | undefined {
  const is = (other: string) => (other === name ? "" : `, and ${name} is ${other}`);
  for (const each of new Set([name, known.id, ...known.names])) {
    const held = heldBy(each);
    const pattern =
      denying(DeniedUnits, each) ?? (held === undefined ? undefined : denying(DeniedUnits, held));
    if (DeniedUnits && pattern !== undefined) {
      const what = pattern === each ? each : `${pattern}, which is ${each} too`;
      return `DeniedUnits= in ${DeniedUnits.place} has ${what}${is(each)}`;
    }
  }
  if (!AllowedUnits || isFree) return undefined;
  const missing = [name, known.id].find(
    (each) => !AllowedUnits.items.some((pattern) => isNamedBy(pattern, each)),
  );
  if (missing === undefined) return undefined;
  return `AllowedUnits= in ${AllowedUnits.place} does not have ${missing}${is(missing)}`;
}

function denying(denied: Limit<string> | undefined, name: string): string | undefined {
  return denied?.items.find(
    (pattern) =>
      isNamedBy(pattern, name) || (isTemplateName(name) && mayNameInstance(pattern, name)),
  );
}

/** Whether a pattern is about a unit: it matches it, or the template that it is an instance of. */
function isNamedBy(pattern: string, name: string): boolean {
  if (matchesGlob(pattern, name)) return true;
  const template = templateOf(name);
  return template !== undefined && matchesGlob(pattern, template);
}

/**
 * Whether a pattern may be about an instance of this template: what is done to a template's file is done
 * to all of them. Of what follows the first wildcard only the type is looked at.
 */
function mayNameInstance(pattern: string, template: string): boolean {
  const prefix = template.slice(0, template.indexOf("@") + 1);
  const [literal = ""] = pattern.split(/[*?[]/, 1);
  const isPrefix = literal.startsWith(prefix) || prefix.startsWith(literal);
  const type = /\.[a-z]+$/.exec(pattern)?.[0];
  return isPrefix && (type === undefined || template.endsWith(type));
}
