import {
  type HecateCommandRow,
  type HecateOptionRow,
  hecateCommandTable,
  hecateOptionTable,
} from "../../cli/hecate/commands.ts";
import { hecateExits } from "../../cli/hecate/exit-codes.ts";
import { cell } from "../docs/table.ts";

/** The manual of hecate, in Markdown, from its tables. */
export function hecateManual(): string {
  return [
    "# hecate",
    "",
    "hecate watches the UPSes of a cluster and brings it down in order before their batteries end. It runs on every host that the cable of a UPS goes to; one of them, the coordinator, decides for all. It acts on what it reads now: what is old, retained or said twice is no reason for anything. docs/hecate.md has the whole of it.",
    "",
    "## Commands",
    "",
    ...hecateCommandTable.flatMap(commandLines),
    "## Options",
    "",
    "| option | meaning |",
    "|---|---|",
    ...Object.values<HecateOptionRow>(hecateOptionTable).map(
      (row) => `| \`${row.flags}\` | ${cell(meaningOf(row))} |`,
    ),
    "",
    "## Files",
    "",
    "| file | what |",
    "|---|---|",
    "| `/etc/hecate/hecate.yaml` | The configuration, the same on all hosts (docs/hecate.md). |",
    "| `/var/lib/hecate/state.json` | What is remembered of an outage, a run, and what waits to be woken. |",
    "| `/var/lib/hecate/runs.json` | Runs that are over, by which it is known how long a shutdown takes. |",
    "| `/var/lib/hecate/reports/RUN.json` | What was done, or in a dry run would be done. |",
    "| `/run/hecate/hecate.sock` | Where the daemon answers the other commands. |",
    "",
    "A state.json or runs.json that cannot be read is moved to NAME.corrupt, and hecate begins anew; hecate.yaml is left as it is.",
    "",
  ].join("\n");
}

function commandLines(row: HecateCommandRow): string[] {
  const { name, args, summary, details, options, exits } = row;
  const takes = options.map((option) => `\`${hecateOptionTable[option].flags}\``).join(", ");
  return [
    `### ${name}`,
    "",
    `    ${`hecate ${name} ${args}`.trim()}`,
    "",
    ...[summary, ...details].flatMap((text) => [text, ""]),
    ...(takes === "" ? [] : [`Options: ${takes}.`, ""]),
    // What a number means is another thing for each.
    "| status | meaning |",
    "|---|---|",
    ...exits.map((exit) => `| ${hecateExits[exit].status} | ${cell(hecateExits[exit].summary)} |`),
    "",
  ];
}

function meaningOf({ summary, variable, choices }: HecateOptionRow): string {
  const words = choices ? `: ${choices.join(", ")}` : "";
  const same = variable === undefined ? "" : ` The variable \`${variable}\` says the same.`;
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${words}.${same}`;
}
