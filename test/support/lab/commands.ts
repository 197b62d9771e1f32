import type { LabNode } from "./node.ts";
import { until } from "./until.ts";

/** Waits until no unit of a command is there any more, and no process of it. */
export async function nothingRuns(
  node: LabNode,
  options: { readonly of?: string; readonly deadlineMs?: number } = {},
): Promise<void> {
  const { of, deadlineMs = 30_000 } = options;
  const units = ["list-units", "--all", "--plain", "--no-legend", "hirte-run-*"];
  await until(
    async () => {
      const processes = of === undefined ? "" : (await node.exec("pgrep", "-af", of)).stdout;
      return `${await node.systemctl(...units)}${processes}`;
    },
    {
      what: `nothing of a command is left on ${node.name}`,
      holds: (seen) => seen === "",
      deadlineMs,
    },
  );
}
