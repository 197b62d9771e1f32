import { lstatSync, readFileSync } from "node:fs";
import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { writeSharedFile } from "../src/core/state-file.ts";
import { type AclParties, leftOutOf, mosquittoAcl } from "./mosquitto-acl.ts";

/** For whoever writes it and its group, which is to be that of mosquitto. */
const mode = 0o640;
/** Until what could not be written is tried again. */
const retryMs = 10_000;

/**
 * Writes an ACL file for mosquitto, in one step; not where the same stands there already.
 * @returns whether it was written
 * @throws HirteError `unavailable`, with the path
 */
export function writeAclFile(path: string, text: string): boolean {
  // It would be replaced: a device, which others need, or a link, of which only the name would be left.
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    throw new HirteError("unavailable", `${path} is no regular file: name another one`, {
      details: { path },
    });
  }
  if (present(path) === text) return false;
  writeSharedFile(path, text, mode);
  return true;
}

/** What an ACL file is made of. */
export interface AclFileOptions {
  readonly path: string;
  /** Whom it is to speak of by now. */
  readonly parties: () => AclParties;
  readonly clock: Clock;
  readonly log: Log;
}

/** ACLFile=: what mosquitto lets through, written anew whenever that has changed. */
export class AclFile {
  readonly #options: AclFileOptions;
  /** Set while what is true now could not be written. */
  #retry: Timer | undefined;
  /** Why the last try failed, and who was left out at last: each is said once. */
  #failure: string | undefined;
  #leftOut = "";

  constructor(options: AclFileOptions) {
    this.#options = options;
  }

  /** Never throws: what cannot be written is in the log, nobody waits for it, and it is tried again until it is. */
  renew(): void {
    const { path, parties, clock, log } = this.#options;
    this.#retry?.cancel();
    this.#retry = undefined;
    try {
      const now = parties();
      this.#sayLeftOut(now);
      if (writeAclFile(path, mosquittoAcl(now)))
        log.info({ path }, "what mosquitto lets through has changed: the ACL file was written");
      this.#failure = undefined;
    } catch (error) {
      const failure = messageOf(error);
      if (failure !== this.#failure) {
        log.error(
          { path, error },
          "the ACL file was not written, and mosquitto goes on by what it said before: it is tried again every 10 s",
        );
      }
      this.#failure = failure;
      this.#retry = clock.after(retryMs, () => this.renew());
    }
  }

  #sayLeftOut(parties: AclParties): void {
    const names = leftOutOf(parties);
    const said = JSON.stringify(names);
    if (names.length > 0 && said !== this.#leftOut) {
      const { path, log } = this.#options;
      log.error(
        { path, names },
        "the ACL file says nothing of some: they may do nothing on mosquitto",
      );
    }
    this.#leftOut = said;
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
