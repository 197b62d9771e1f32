import { readFileSync } from "node:fs";
import type { Log } from "../src/core/log.ts";
import { writeSharedFile } from "../src/core/state-file.ts";
import { type AclParties, mosquittoAcl } from "./mosquitto-acl.ts";

/** For whoever writes it and its group, which is to be that of mosquitto. */
const mode = 0o640;

/**
 * Writes an ACL file for mosquitto, in one step; not where the same stands there already.
 * @returns whether it was written
 * @throws HirteError `unavailable`, with the path
 */
export function writeAclFile(path: string, text: string): boolean {
  if (present(path) === text) return false;
  writeSharedFile(path, text, mode);
  return true;
}

/** ACLFile=: what mosquitto lets through, written anew whenever that has changed. */
export class AclFile {
  readonly #options: {
    readonly path: string;
    /** Whom it is to speak of by now. */
    readonly parties: () => AclParties;
    readonly log: Log;
  };

  constructor(options: {
    readonly path: string;
    readonly parties: () => AclParties;
    readonly log: Log;
  }) {
    this.#options = options;
  }

  /** Never throws: what cannot be written is in the log, and nobody waits for it. */
  renew(): void {
    const { path, parties, log } = this.#options;
    try {
      if (writeAclFile(path, mosquittoAcl(parties())))
        log.info({ path }, "what mosquitto lets through has changed: the ACL file was written");
    } catch (error) {
      log.error(
        { path, error },
        "the ACL file was not written, and mosquitto goes on by what it said before: it is tried again at the next change, and by systemctl reload hirte",
      );
    }
  }
}

function present(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not there, or not to be read: writing tells more of it.
    return undefined;
  }
}
