import { messageOf } from "../core/errors.ts";
import { nodeVerbs, type VerbName } from "../protocol/verbs.ts";
import { isGlob, unitFileNameOf, unitNameOf, unitPatternOf } from "../units/unit-name.ts";
import { nearest } from "./suggest.ts";
import { shorten, type ValueType } from "./values.ts";

/** A verb that is asked of nodes. */
export const nodeVerb: ValueType<VerbName> = {
  name: "verb",
  allowed: `verbs that are asked of nodes: ${nodeVerbs.join(", ")}`,
  parse: (text) => {
    const word = text.toLowerCase();
    const verb = nodeVerbs.find((known) => known === word);
    if (verb !== undefined) return { value: verb };
    const near = nearest(word, nodeVerbs);
    const wrong = `"${shorten(text)}" is no verb that is asked of nodes`;
    return near === undefined ? { wrong } : { wrong, allowed: `${near}, if that was meant` };
  },
};

/** A unit of this machine, as hirtectl takes it: `nginx` is nginx.service. */
export const unitName: ValueType<string> = {
  name: "unit",
  allowed: "names of units, as in k3s.service",
  parse: (text) => {
    try {
      return { value: unitNameOf(text) };
    } catch (error) {
      return { wrong: messageOf(error) };
    }
  },
};

/** Units by name or pattern, as hirtectl takes them: `nginx` is nginx.service; a template stands for its instances. */
export const unitPattern: ValueType<string> = {
  name: "unit or pattern",
  allowed: "names of units, as in nginx.service, or patterns, as in app-*.service",
  parse: (text) => {
    try {
      return { value: isGlob(text) ? unitPatternOf(text) : unitFileNameOf(text) };
    } catch (error) {
      return { wrong: messageOf(error) };
    }
  },
};
