import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Journal } from "../../../agent/journal.ts";
import { parseEntries } from "../../../agent/journal-entry.ts";
import { userScope } from "../../../agent/journal-scope.ts";
import { silentLog } from "../../../src/core/log.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const bootId = "b0".repeat(16);
const invocation = "1a".repeat(16);

describe("the journal", () => {
  const directory = useTempDir();

  /** A journalctl that runs `script` when it is asked, and notes its arguments, one call a line. */
  function journal(script: string, timeoutMs = 5000): Journal {
    const program = join(directory(), "journalctl");
    const note = `printf '%s ' "$@" >> '${directory()}/calls'; echo >> '${directory()}/calls'`;
    writeFileSync(
      program,
      `#!/bin/sh\n${note}\nif [ "$1" = --sync ]; then echo sync >> '${directory()}/order'; exit 0; fi\n${script}\n`,
    );
    chmodSync(program, 0o755);
    return new Journal({ bootId, log: silentLog(), command: [program], timeoutMs });
  }
  /** A journalctl that has these entries. */
  const entries = (...all: readonly object[]) => {
    const file = join(directory(), "entries");
    writeFileSync(file, all.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    return journal(`cat '${file}'`);
  };
  const calls = () => readFileSync(join(directory(), "calls"), "utf8").trim().split("\n");

  it("[REQ-SYS-24] says how PID 1 ended a job of this boot", async () => {
    const asked = journal(`echo '{"JOB_RESULT":"timeout","__CURSOR":"x"}'`);
    assert.equal(await asked.jobResult({ jobId: 7 }), "timeout");
    const query = calls().at(-1) ?? "";
    // Not by the unit: a job that was asked for under an alias is told of under the unit's own name.
    assert.ok(query.trim().endsWith(`--quiet JOB_ID=7 _PID=1 _BOOT_ID=${bootId}`), query);
  });

  it("[REQ-USER-2] asks what a user's systemd said, of this life of it, where that is what is driven", async () => {
    const program = join(directory(), "journalctl");
    writeFileSync(
      program,
      `#!/bin/sh\necho "$@" >> '${directory()}/calls'\necho '{"JOB_RESULT":"done"}'\n`,
    );
    chmodSync(program, 0o755);
    const asked = new Journal({
      bootId,
      log: silentLog(),
      command: [program],
      scope: userScope({ uid: 1000, pid: 77 }),
    });
    assert.equal(await asked.jobResult({ jobId: 7 }), "done");
    await asked.lastLines({ unit: "a.service", count: 3 });
    const [, job = "", , lines = ""] = calls();
    assert.ok(job.endsWith(`JOB_ID=7 _PID=77 _UID=1000 _BOOT_ID=${bootId}`), job);
    assert.match(
      lines,
      / _SYSTEMD_USER_UNIT=a.service _UID=1000 .*\+ USER_UNIT=a.service _PID=77 _UID=1000 /,
    );
  });

  it("[REQ-USER-2] tells a start that gave a user's unit no run from one that was done", async () => {
    const program = join(directory(), "journalctl");
    const scope = userScope({ uid: 1000, pid: 77 });
    const asked = new Journal({ bootId, log: silentLog(), command: [program], scope });
    const ended = async (run: string) => {
      const entry = { JOB_TYPE: "start", JOB_RESULT: "done", USER_UNIT: "a.service" };
      const line = JSON.stringify({ ...entry, USER_INVOCATION_ID: run });
      writeFileSync(program, `#!/bin/sh\necho '${line}'\n`);
      chmodSync(program, 0o755);
      return asked.jobResult({ jobId: 7 });
    };
    assert.equal(await ended(""), "skipped");
    assert.equal(await ended(invocation), "done");
  });

  it("[REQ-USER-1] knows the run of a user's unit though journald says that of the user's systemd", async () => {
    const program = join(directory(), "journalctl");
    const lines = [
      { USER_INVOCATION_ID: "other", MESSAGE: "Started before." },
      { _SYSTEMD_INVOCATION_ID: "user@", MESSAGE: "old" },
      { USER_INVOCATION_ID: invocation, _SYSTEMD_INVOCATION_ID: "user@", MESSAGE: "Starting." },
      { _SYSTEMD_INVOCATION_ID: "user@", MESSAGE: "new" },
    ].map((entry) => JSON.stringify(entry));
    writeFileSync(program, `#!/bin/sh\ncat <<'X'\n${lines.join("\n")}\nX\n`);
    chmodSync(program, 0o755);
    const scope = userScope({ uid: 1000, pid: 77 });
    const asked = new Journal({ bootId, log: silentLog(), command: [program], scope });
    assert.deepEqual(await asked.lastLines({ unit: "a.service", invocation, count: 9 }), [
      "Starting.",
      "new",
    ]);
  });

  it("[REQ-SYS-24] does not take the stop half of a restart for its end", async () => {
    const stopped = { JOB_TYPE: "restart", JOB_RESULT: "done" };
    const job = { jobId: 7 };
    assert.equal(await entries(stopped).jobResult(job), undefined);
    const started = { JOB_TYPE: "start", JOB_RESULT: "failed" };
    assert.equal(await entries(stopped, started).jobResult(job), "failed");
    const notStopped = { JOB_TYPE: "restart", JOB_RESULT: "failed" };
    assert.equal(await entries(notStopped).jobResult(job), "failed");
  });

  it("[REQ-SYS-24] tells a start that gave its unit no run from one that was done", async () => {
    const end = { JOB_TYPE: "start", JOB_RESULT: "done", UNIT: "web.service" };
    const job = { jobId: 7 };
    assert.equal(await entries({ ...end, INVOCATION_ID: "" }).jobResult(job), "skipped");
    assert.equal(await entries({ ...end, INVOCATION_ID: invocation }).jobResult(job), "done");
    assert.equal(await entries(end).jobResult(job), "done");
    const device = { ...end, UNIT: "dev-sda.device", INVOCATION_ID: "" };
    assert.equal(await entries(device).jobResult(job), "done");
    const stop = { ...end, JOB_TYPE: "stop", INVOCATION_ID: "" };
    assert.equal(await entries(stop).jobResult(job), "done");
  });

  it("[REQ-SYS-24] does not know a job that PID 1 said nothing of", async () => {
    assert.equal(await journal("").jobResult({ jobId: 7 }), undefined);
  });

  it("[REQ-SYS-25] gives the last lines of a run, what PID 1 says of it included", async () => {
    const asked = entries(
      { MESSAGE: "Starting…", INVOCATION_ID: invocation },
      { MESSAGE: "at work", _SYSTEMD_INVOCATION_ID: invocation },
    );
    const lines = await asked.lastLines({ unit: "web.service", invocation, count: 10 });
    assert.deepEqual(lines, ["Starting…", "at work"]);
    assert.ok(
      calls()
        .at(-1)
        ?.endsWith(
          `_SYSTEMD_UNIT=web.service _BOOT_ID=${bootId} + _SYSTEMD_INVOCATION_ID=${invocation} + INVOCATION_ID=${invocation} _PID=1`,
        ),
    );
  });

  it("[REQ-SYS-25] knows the lines of a run whose process had ended when journald looked", async () => {
    const other = "2b".repeat(16);
    const asked = entries(
      { MESSAGE: "Starting…", INVOCATION_ID: other },
      { MESSAGE: "of the run before" },
      { MESSAGE: "Starting…", INVOCATION_ID: invocation },
      { MESSAGE: "its last words" },
      { MESSAGE: "Failed.", INVOCATION_ID: invocation },
      { MESSAGE: "Starting…", INVOCATION_ID: other },
      { MESSAGE: "of the run after" },
    );
    const lines = await asked.lastLines({ unit: "web.service", invocation, count: 10 });
    assert.deepEqual(lines, ["Starting…", "its last words", "Failed."]);
  });

  it("[REQ-SYS-25] gives no more lines than were asked for, the last ones", async () => {
    const asked = entries(
      { MESSAGE: "a", INVOCATION_ID: invocation },
      { MESSAGE: "b\nc", INVOCATION_ID: invocation },
    );
    const lines = await asked.lastLines({ unit: "web.service", invocation, count: 2 });
    assert.deepEqual(lines, ["b", "c"]);
  });

  it("[REQ-SYS-25] gives the last lines of this boot where the run is not known", async () => {
    await journal("").lastLines({ unit: "web.service", count: 10 });
    assert.match(
      calls().at(-1) ?? "",
      new RegExp(
        `_SYSTEMD_UNIT=web.service _BOOT_ID=${bootId} \\+ UNIT=web.service _PID=1 _BOOT_ID=${bootId}$`,
      ),
    );
  });

  it("[REQ-SYS-25] has journald write out first what it was given", async () => {
    const asked = journal(`echo query >> '${directory()}/order'`);
    await asked.lastLines({ unit: "web.service", count: 1 });
    assert.equal(readFileSync(join(directory(), "order"), "utf8"), "sync\nquery\n");
  });

  it("[REQ-SYS-25] serves many who ask at once with few syncs, and answers all", async () => {
    const asked = journal(`echo '{"MESSAGE":"line"}'`);
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => asked.lastLines({ unit: `u${i}.service`, count: 1 })),
    );
    assert.ok(all.every(([line]) => line === "line"));
    assert.equal(calls().filter((call) => call.startsWith("--sync")).length, 1);
  });

  it("[REQ-SYS-26] asks nothing for no lines", async () => {
    assert.deepEqual(await journal("").lastLines({ unit: "web.service", count: 0 }), []);
    assert.equal(existsSync(join(directory(), "calls")), false);
  });

  it("[REQ-SYS-26] kills a journalctl that hangs, and gives what came so far", async () => {
    const asked = journal(
      `echo '{"MESSAGE":"so far"}'; echo $$ > '${directory()}/pid'; exec sleep 60`,
      400,
    );
    assert.deepEqual(await asked.lastLines({ unit: "web.service", count: 5 }), ["so far"]);
    const pid = Number(readFileSync(join(directory(), "pid"), "utf8"));
    assert.throws(() => process.kill(pid, 0), /ESRCH/);
  });

  it("[REQ-SYS-26] ends what is under way when it is stopped", async () => {
    const asked = journal("exec sleep 60");
    const lines = asked.lastLines({ unit: "web.service", count: 5 });
    asked.stop();
    assert.deepEqual(await lines, []);
  });

  it("[REQ-SYS-26] knows nothing where there is no journalctl", async () => {
    const asked = new Journal({ bootId, log: silentLog(), command: ["/nonexistent/journalctl"] });
    assert.equal(await asked.jobResult({ jobId: 1 }), undefined);
    assert.deepEqual(await asked.lastLines({ unit: "a.service", count: 3 }), []);
  });
});

describe("entries of the journal", () => {
  const message = (value: unknown) =>
    parseEntries(JSON.stringify({ MESSAGE: value }))[0]?.["MESSAGE"];

  it("[REQ-SYS-25] may be text, bytes, several of these, or too long", () => {
    assert.deepEqual(message("text"), ["text"]);
    assert.deepEqual(message([...Buffer.from("grün")]), ["grün"]);
    assert.deepEqual(message(["a", [98], "c"]), ["a", "b", "c"]);
    assert.deepEqual(message(null), []);
    assert.deepEqual(message([]), []);
  });

  it("[REQ-SYS-25] with several lines are several lines", () => {
    assert.deepEqual(message("one\n  two\r\n"), ["one", "  two"]);
  });

  it("[REQ-SYS-25] cannot steer the terminal of who reads them", () => {
    assert.deepEqual(message("\u001b[31mred\u001b[0m \u001b]0;title\u0007\tx"), [
      "red \ufffd]0;title\ufffd\tx",
    ]);
  });

  it("[REQ-SYS-26] that are cut off are left out", () => {
    assert.deepEqual(parseEntries('{"MESSAGE":"a"}\n{"MESSAGE":"b'), [{ MESSAGE: ["a"] }]);
    assert.deepEqual(parseEntries("-- No entries --\n[]\n3\n"), [{}]);
  });
});
