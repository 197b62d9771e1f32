import type { HirteConfig } from "../../src/config/hirte.ts";
import { createLog } from "../../src/core/log.ts";
import { programVersion } from "../../src/core/version.ts";
import { backUp } from "./backup.ts";
import { configurationSources } from "./configuration.ts";
import type { BackupErrand } from "./errand.ts";
import { refuseUnfinished } from "./placing.ts";
import { openBackup, restore } from "./restore.ts";

/**
 * `hirte backup` and `hirte restore`: carries one of them out, and tells of it.
 * @throws HirteError
 */
export async function carryOut(
  errand: BackupErrand,
  parts: {
    readonly config: HirteConfig;
    /** The file that was read in place of those of /etc/hirte. */
    readonly named: string | undefined;
    readonly nowMs: number;
    /** Has this process be the user to whom the state directory belongs, and the only one on it, or throws. */
    readonly claim: () => void;
    /** Whether it is that one still. */
    readonly isClaimed: () => boolean;
  },
): Promise<void> {
  const { config, named, nowMs, claim, isClaimed } = parts;
  const { stateDir: directory } = config;
  const { file } = errand;
  const common = { directory, file, version: programVersion, nowMs };
  if (errand.kind === "backup") {
    refuseUnfinished(directory);
    const others = configurationSources(named);
    const lines = await backUp({ ...common, others, output: process.stdout });
    tell(lines, file === "-" ? process.stderr : process.stdout);
    return;
  }
  // Root may read what the user to whom the state belongs may not.
  const input = openBackup(file, process.stdin);
  claim();
  const { isReplacing, revoked } = errand;
  const log = createLog({ level: "warn", target: "stderr" });
  const own = { isReplacing, revoked, input, log, isClaimed };
  tell(await restore({ ...common, ...own }), process.stdout);
}

function tell(lines: readonly string[], output: { write(text: string): unknown }): void {
  output.write(lines.map((line) => `${line}\n`).join(""));
}
