import type { LabNode } from "../../support/lab.ts";
import type { JournalNote, RunNote } from "../history.ts";
import { runsFile } from "../units.ts";

/**
 * `journalctl --catalog`: a unit's process exited (in the journal only where that is a failure), and
 * a unit has failed, which is said once its ExecStopPost= is over.
 */
const failures: ReadonlySet<string | undefined> = new Set([
  "98e322203f7a4ed290d09fe03c09fe15",
  "d9b373ed55a64feb8242e02dbe79a49c",
]);
const fields = [
  ...["UNIT", "JOB_ID", "JOB_TYPE", "JOB_RESULT", "MESSAGE_ID"],
  ...["_BOOT_ID", "_SOURCE_REALTIME_TIMESTAMP"],
];

/** What PID 1 wrote into the journal of all boots. */
export async function journalOf(node: LabNode): Promise<JournalNote[]> {
  await node.must("journalctl", "--sync");
  const text = await node.must(
    ...["journalctl", "-q", "-o", "json", `--output-fields=${fields.join(",")}`, "_PID=1"],
  );
  return text.split("\n").flatMap((line): JournalNote[] => {
    if (line === "") return [];
    // Written by journald; a field that an entry has several times is a list.
    const entry = JSON.parse(line) as Record<string, string | string[] | undefined>;
    const field = (name: string) => {
      const value = entry[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const unit = field("UNIT");
    const jobId = field("JOB_ID");
    const isFailure = failures.has(field("MESSAGE_ID"));
    if (unit === undefined || (jobId === undefined && !isFailure)) return [];
    const type = field("JOB_TYPE");
    const word = field("JOB_RESULT");
    const us = field("_SOURCE_REALTIME_TIMESTAMP") ?? field("__REALTIME_TIMESTAMP");
    return [
      {
        at: Number(us) / 1000,
        bootId: field("_BOOT_ID") ?? "",
        unit,
        ...(jobId === undefined ? {} : { jobId: Number(jobId) }),
        ...(type === undefined ? {} : { type }),
        ...(word === undefined ? {} : { word }),
        ...(isFailure ? { isFailure } : {}),
      },
    ];
  });
}

/** What the test units wrote of themselves. */
export async function runsOf(node: LabNode): Promise<RunNote[]> {
  if (!node.has(runsFile)) return [];
  const text = await node.read(runsFile);
  return text.split("\n").flatMap((line): RunNote[] => {
    const [what, unit = "", invocation = "", boot = "", at = ""] = line.split(" ");
    if (what !== "start" && what !== "stop") return [];
    return [{ at: Number(at), bootId: boot.replaceAll("-", ""), unit, what, invocation }];
  });
}

/** Units as systemd has them: name, active and sub state, sorted. */
export async function realUnits(node: LabNode): Promise<string[]> {
  const text = await node.systemctl("list-units", "--all", "--plain", "--no-legend", "--full");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => line.trim().split(/\s+/))
    .map(([unit, , active, sub]) => `${unit} ${active} ${sub}`)
    .sort();
}
