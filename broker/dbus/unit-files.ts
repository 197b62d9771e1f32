import type { Caller } from "../../src/dbus/interface-spec.ts";
import type { Job } from "../../src/protocol/generated/schemas.ts";
import type { NodeRequests } from "./node-requests.ts";

/** A link that was made or removed, as systemd tells it. */
export type FileChangeTuple = readonly [type: string, file: string, source: string];

/** The links a job has made or removed. */
export function fileChanges({ files = [] }: Job): readonly FileChangeTuple[] {
  return files.map(({ type, file, source }) => [type, file, source]);
}

/**
 * Enables or disables units one after the other, as one call of systemd's does; nothing is reloaded. The
 * first that cannot be is the error, and those before it are done.
 */
export async function changeUnitFiles(
  requests: NodeRequests,
  caller: Caller,
  what: {
    readonly verb: "enable" | "disable";
    readonly files: readonly string[];
    readonly rest: { readonly runtime: boolean; readonly force?: boolean };
  },
): Promise<readonly Job[]> {
  const jobs: Job[] = [];
  for (const unit of what.files) {
    jobs.push(await requests.act(caller, what.verb, { unit, reload: false, ...what.rest }));
  }
  return jobs;
}
