/** Whose journal is read: by the fields that say which systemd and which of its units (systemd.journal-fields(7)). */
export interface JournalScope {
  /** Matches what systemd itself said. */
  readonly bySystemd: readonly string[];
  /** Fields of the unit that wrote an entry, and of the one that systemd spoke of. */
  readonly writer: "_SYSTEMD_UNIT" | "_SYSTEMD_USER_UNIT";
  readonly subject: "UNIT" | "USER_UNIT";
  /** Field of the run that systemd spoke of. */
  readonly run: "INVOCATION_ID" | "USER_INVOCATION_ID";
  /** Option of journalctl for the entries of a unit. */
  readonly unitOption: "--unit" | "--user-unit";
  /**
   * Matches every entry of this user's programs. Not journalctl's --user: that looks into files of the
   * user's own, which there are not where the journal is in memory.
   */
  readonly ofUser: readonly string[];
}

/** The machine's systemd. */
export const systemScope: JournalScope = {
  bySystemd: ["_PID=1"],
  writer: "_SYSTEMD_UNIT",
  subject: "UNIT",
  run: "INVOCATION_ID",
  unitOption: "--unit",
  ofUser: [],
};

/** A user's systemd, of this process number: it numbers its jobs anew in each life. */
export function userScope({
  uid,
  pid,
}: {
  readonly uid: number;
  readonly pid: number;
}): JournalScope {
  return {
    bySystemd: [`_PID=${pid}`, `_UID=${uid}`],
    writer: "_SYSTEMD_USER_UNIT",
    subject: "USER_UNIT",
    run: "USER_INVOCATION_ID",
    unitOption: "--user-unit",
    ofUser: [`_UID=${uid}`],
  };
}
