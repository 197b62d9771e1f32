import { messageOf } from "../core/errors.ts";
import { unitNameOf } from "../units/unit-name.ts";
import type { ValueType } from "./values.ts";

/** What a node is to do with a unit of its own. */
export interface UnitAction {
  readonly verb: "start" | "stop" | "restart" | "isolate";
  readonly unit: string;
}

const verbs = ["start", "stop", "restart", "isolate"] as const;

/** `start UNIT`, `stop UNIT`, `restart UNIT`, `isolate TARGET`; a unit alone is started. */
export const unitAction: ValueType<UnitAction> = {
  name: "[start | stop | restart | isolate] UNIT",
  allowed: "start, stop or restart and a unit, or isolate and a target",
  parse: (text) => {
    const words = text.split(/\s+/);
    const verbOf = (text = "") => verbs.find((word) => word === text.toLowerCase());
    // A verb alone is more likely to lack its unit than to be one.
    const isUnitAlone = words.length === 1 && !verbOf(words[0]);
    const [first, second, ...more] = isUnitAlone ? ["start", ...words] : words;
    const verb = verbOf(first);
    if (!verb || second === undefined || more.length > 0) {
      return { wrong: `"${text}" is not something to do with a unit` };
    }
    try {
      const unit = unitNameOf(second);
      if (verb === "isolate" && !unit.endsWith(".target")) {
        return { wrong: `"${second}" is not a target` };
      }
      return { value: { verb, unit } };
    } catch (error) {
      return { wrong: messageOf(error) };
    }
  },
};
