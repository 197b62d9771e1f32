import {
  type HecateCommandRow,
  type HecateOptionRow,
  hecateCommandTable,
  hecateOptionTable,
} from "../../cli/hecate/commands.ts";
import { hecateExits } from "../../cli/hecate/exit-codes.ts";
import { hecateSettings } from "../../src/config/hecate.ts";

/** The manual of hecate, in Markdown, from the table of its commands. */
export function hecateManual(): string {
  return [
    "# hecate",
    "",
    "hecate watches the UPSes of a cluster, and brings it down in order before their batteries end. It runs on every host that the cable of a UPS goes to; one of them, the coordinator, decides for all. It acts on what it reads now: what is old, retained or said twice is no reason for anything.",
    "",
    "`hecate daemon` is what runs as `hecate.service`; the other commands ask it. docs/hecate.md explains how it decides, and its configuration, `/etc/hecate/hecate.yaml`, key by key.",
    "",
    "## Commands",
    "",
    ...hecateCommandTable.flatMap(commandPart),
    "## Environment",
    "",
    "| variable | meaning |",
    "|---|---|",
    ...variableRows(),
    "",
  ].join("\n");
}

function commandPart(row: HecateCommandRow): readonly string[] {
  const { name, args, summary, details, options, exits } = row;
  return [
    `### hecate ${[name, args].join(" ").trim()}`,
    "",
    summary,
    "",
    ...details.flatMap((text) => [text, ""]),
    ...options.map((option) => `    ${optionLine(hecateOptionTable[option])}`),
    ...(options.length > 0 ? [""] : []),
    "| status | meaning |",
    "|---|---|",
    ...exits.map((exit) => `| ${hecateExits[exit].status} | ${hecateExits[exit].summary} |`),
    "",
  ];
}

function optionLine({ flags, summary }: HecateOptionRow): string {
  return `${flags.padEnd(28)} ${summary}`;
}

function variableRows(): readonly string[] {
  const said = Object.values<HecateOptionRow>(hecateOptionTable).flatMap(({ flags, variable }) =>
    variable === undefined ? [] : [[variable, `\`${flags.replace(/^-\w, /, "").split(" ", 1)}\``] as const],
  );
  const own = [
    [hecateSettings.stateDir.variable, `state, runs and reports (${hecateSettings.stateDir.default})`],
    [hecateSettings.runDir.variable, `what does not outlive the boot (${hecateSettings.runDir.default})`],
  ] as const;
  return [...said, ...own].map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
}
