import type { ChangeName } from "../src/client/hirte-client.ts";
import { HirteError } from "../src/core/errors.ts";
import type { LogLevel } from "../src/core/log.ts";
import { isGlob, unitFileNameOf, unitNameOf, unitTypes } from "../src/units/unit-name.ts";
import type { Call } from "./commands.ts";
import { signalNumber } from "./signals.ts";
import { type NodeSet, nodeSetOf, type Selection, selectionOf } from "./targets.ts";

/** What a command changes: the verb it asks for, its arguments besides the unit, and of whom. */
export interface Change {
  readonly verb: ChangeName;
  readonly args: Readonly<Record<string, unknown>>;
  readonly selection: Selection;
}

/**
 * What the command line of a command that changes something comes to.
 * @throws HirteError `bad-argument`
 */
export function changeOf(call: Pick<Call, "command" | "args" | "options">): Change {
  const { options } = call;
  const { name } = call.command;
  switch (name) {
    case "start":
    case "restart":
    case "stop":
    case "reload": {
      const settles = (name === "start" || name === "restart") && options.settle > 0;
      const args = {
        ...(options.jobMode === "replace" ? {} : { mode: options.jobMode }),
        ...(settles ? { settleMs: options.settle } : {}),
      };
      return { verb: name, args, selection: selectionOf(call) };
    }
    case "isolate":
      return { verb: "start", args: { mode: "isolate" }, selection: ofUnits(call, targetNameOf) };
    case "enable":
    case "mask":
    case "disable":
    case "unmask": {
      const takesForce = name === "enable" || name === "mask";
      const args = {
        ...(options.runtime ? { runtime: true } : {}),
        ...(takesForce && options.force ? { force: true } : {}),
        ...(options.reload ? {} : { reload: false }),
      };
      return { verb: name, args, selection: ofUnits(call, unitFileNameOf) };
    }
    case "freeze":
    case "thaw":
    case "reset-failed":
      return { verb: name, args: {}, selection: selectionOf(call) };
    case "kill": {
      const args = {
        ...(options.killWhom === undefined ? {} : { whom: options.killWhom }),
        ...(options.signal === undefined ? {} : { signal: signalNumber(options.signal) }),
      };
      return { verb: "kill", args, selection: selectionOf(call) };
    }
    case "daemon-reload":
      return { verb: name, args: {}, selection: { nodes: nodesOf(call), units: [] } };
    case "set-default":
      return { verb: name, args: {}, selection: ofUnits(call, targetNameOf) };
    case "set-property":
      return propertyChange(call);
    case "set-loglevel": {
      const level = call.args.at(-1) ?? "";
      const { args, ...rest } = call;
      const selection = { nodes: nodesOf({ ...rest, args: args.slice(0, -1) }), units: [] };
      return { verb: name, args: { level: levelOf(level) }, selection };
    }
    default:
      throw new HirteError("bad-argument", `${name} changes nothing`);
  }
}

/** LogLevel= as somebody typed it. @throws HirteError `bad-argument` */
export function levelOf(text: string): LogLevel {
  const levels: readonly LogLevel[] = ["error", "warn", "info", "debug"];
  const level = levels.find((each) => each === text.toLowerCase());
  if (level) return level;
  throw new HirteError("bad-argument", `"${text}" is no level: one of ${levels.join(", ")}`);
}

/** `NODE NAME…` where names are no patterns; --all stands for NODE. */
function ofUnits(
  { args, options }: Pick<Call, "args" | "options">,
  nameOf: (text: string) => string,
): Selection {
  const [first = "", ...rest] = args;
  const nodes: NodeSet = options.all ? { isOne: false } : nodeSetOf(first);
  return { nodes, units: [...new Set((options.all ? args : rest).map(nameOf))] };
}

function nodesOf({ args, options }: Pick<Call, "args" | "options">): NodeSet {
  const [first] = args;
  return options.all || first === undefined ? { isOne: false } : nodeSetOf(first);
}

function propertyChange(call: Pick<Call, "args" | "options">): Change {
  const { options } = call;
  const [node = "", unit = "", ...assignments] = options.all ? ["", ...call.args] : call.args;
  const wrong = assignments.find((text) => !/^[A-Za-z]+=/.test(text));
  if (wrong !== undefined || assignments.length === 0) {
    throw new HirteError(
      "bad-argument",
      wrong === undefined
        ? "set-property: NAME=VALUE is missing"
        : `"${wrong}" is not NAME=VALUE, as in CPUWeight=200`,
    );
  }
  const nodes: NodeSet = options.all ? { isOne: false } : nodeSetOf(node);
  return {
    verb: "set-property",
    args: { assignments, ...(options.runtime ? { runtime: true } : {}) },
    selection: { nodes, units: [unitNameOf(unit)] },
  };
}

/** As systemctl, `rescue` is `rescue.target`. */
function targetNameOf(text: string): string {
  const hasType = unitTypes.some((type) => text.endsWith(`.${type}`));
  return unitNameOf(isGlob(text) || hasType ? text : `${text}.target`);
}
