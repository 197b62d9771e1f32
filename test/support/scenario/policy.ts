import type { Policy } from "../../../src/power/model.ts";
import { durationOf, named, valuesOf } from "./command.ts";
import { upsesOf } from "./upses.ts";

/** `policy trust_lb=never max_on_battery=10m`: keys and values as in hecate.yaml. */
const policy = named("policy", (words, world) => {
  const part = upsesOf(world);
  for (const [key, value] of valuesOf(words))
    part.policy = { ...part.policy, ...partOf(key, value) };
});

function partOf(key: string, value: string): Partial<Policy> {
  switch (key) {
    case "trust_lb":
      if (value !== "always" && value !== "confirm" && value !== "never") break;
      return { trustLb: value };
    case "max_on_battery":
      return { maxOnBatteryMs: durationOf(value) };
    case "blind_on_battery":
      return { blindOnBatteryMs: durationOf(value) };
    case "debounce_polls":
      return { debouncePolls: Number(value) };
  }
  throw new Error(`policy: ${key}=${value} is not known`);
}

/** Commands about the numbers of the decision. */
export const policyCommands = [policy];
