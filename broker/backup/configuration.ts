import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import { defaultEtcDir, readFiles } from "../../src/config/files.ts";
import { programs } from "../../src/config/keys.ts";
import { configMember } from "./members.ts";
import type { Source } from "./snapshot.ts";

/**
 * The files of hirte's configuration, for a backup: hirte.conf and its drop-ins, or the one that is `named`. Of a
 * drop-in with an odd name, or of one that is gone by now, there is none.
 */
export function configurationSources(named: string | undefined, etcDir = defaultEtcDir): Source[] {
  const { file } = programs.hirte;
  return readFiles({ file, etcDir, named }).flatMap(({ path, state }) => {
    const name = configMember(named === undefined ? relative(etcDir, path) : file);
    if (state !== "read" || name === undefined) return [];
    const bytes = readFileSync(path);
    const { mode, mtimeMs } = statSync(path);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return [
      { name, size: bytes.length, mode: mode & 0o777, mtimeMs, sha256, pieces: () => [bytes] },
    ];
  });
}
