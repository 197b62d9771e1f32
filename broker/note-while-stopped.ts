import type { Log } from "../src/core/log.ts";
import { JobLog } from "./job-log.ts";
import type { NoteRecord } from "./log-record.ts";

/**
 * Writes a line into the log of a hirte that does not run, on the disk when it resolves. The state directory is claimed.
 * `record`: the line, at a time that is not before that of the last one.
 * @returns how many jobs were open
 */
export async function noteWhileStopped(
  where: { readonly directory: string; readonly log: Log; readonly nowMs: number },
  record: (at: number) => NoteRecord,
): Promise<number> {
  const { log: journal, contents } = JobLog.open(where);
  try {
    journal.append(record(Math.max(where.nowMs, contents.lastAt)));
    await journal.sync();
    return contents.open.length;
  } finally {
    journal.close();
  }
}
