import type { UpsPoll } from "../nut/ups-poller.ts";
import type { Reading } from "../power/model.ts";
import type { UpsState } from "../protocol/generated/schemas.ts";
import type { Poll } from "./publisher.ts";

/** Bounds of what a message holds (schemas/ups-state.json). */
const maxFlags = 32;
const maxVariables = 512;
const maxText = 1024;

/** A poll as it is published: what NUT wrote, and the numbers in it. What is no number is absent, and absent is never 0. */
export function pollOf(poll: UpsPoll): Poll {
  if (poll.kind === "blind") return { comms: poll.why, detail: poll.detail.slice(0, maxText) };
  const { variables } = poll;
  const flags = (variables["ups.status"] ?? "").split(" ").filter((f) => /^[!-~]{1,32}$/.test(f));
  return {
    comms: "ok",
    flags: flags.slice(0, maxFlags),
    ...numberIn(variables, "battery.runtime", "runtimeS"),
    ...numberIn(variables, "battery.charge", "chargePercent"),
    ...numberIn(variables, "input.voltage", "inputVoltageV"),
    ...numberIn(variables, "input.voltage.nominal", "inputVoltageNominalV"),
    ...numberIn(variables, "ups.load", "loadPercent"),
    variables: Object.fromEntries(
      Object.entries(variables)
        .slice(0, maxVariables)
        .map(([name, value]) => [name, value.slice(0, maxText)]),
    ),
  };
}

/**
 * What of a reading bears on the decision. Its age is counted from the step that takes it in, on the boot clock; `at` is
 * wall time, and decides nothing. The poll's limit and the wait for a disk bound what lies between.
 */
export function readingOf(state: UpsState): Reading {
  const { at: _, pollMs: __, staleAfterMs: ___, variables: ____, ...reading } = state;
  return reading;
}

function numberIn<Key extends string>(
  variables: Readonly<Record<string, string>>,
  name: string,
  key: Key,
): Partial<Record<Key, number>> {
  const text = variables[name]?.trim() ?? "";
  const value = Number(text);
  // The one key that it is.
  const found = { [key]: value } as Partial<Record<Key, number>>;
  return text !== "" && Number.isFinite(value) && value >= 0 ? found : {};
}
