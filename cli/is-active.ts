import type { ActiveStateRow } from "../src/protocol/generated/schemas.ts";
import type { Call } from "./commands.ts";
import { exitStatuses, worst } from "./exit-codes.ts";
import { askNodes, withNodes, worstOf } from "./node-queries.ts";
import { selectionOf } from "./targets.ts";
import { printStates } from "./unit-files.ts";

const activeStates = ["active", "reloading", "refreshing"];

/** `hirtectl is-active NODE UNIT…`: 0 when any is, else 3; 4 when none of them exists. */
export function isActive(call: Call): Promise<number> {
  return ask(call, ({ active }) => activeStates.includes(active), exitStatuses.inactive.status);
}

/** `hirtectl is-failed NODE UNIT…`: 0 when any is, else 1; 4 when none of them exists. */
export function isFailed(call: Call): Promise<number> {
  return ask(call, ({ active }) => active === "failed", exitStatuses.failed.status);
}

async function ask(
  call: Call,
  isSo: (row: ActiveStateRow) => boolean,
  otherwise: number,
): Promise<number> {
  const { nodes: set, units } = selectionOf(call);
  const client = await call.connect();
  const args = { units: [...units] };
  const answers = await askNodes(call, client, { set, verb: "is-active", args });
  const rows = withNodes(answers);
  printStates(
    call,
    rows.map((row) => ({ ...row, state: row.active })),
    set.isOne,
  );
  const judge = (rows: readonly ActiveStateRow[]) => {
    if (rows.some(isSo)) return exitStatuses.done.status;
    return rows.some(({ load }) => load !== "not-found")
      ? otherwise
      : exitStatuses.unknownName.status;
  };
  return worst([
    worstOf(answers),
    ...answers.flatMap(({ rows, status }) => (status === 0 ? [judge(rows)] : [])),
  ]);
}
