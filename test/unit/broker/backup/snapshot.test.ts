import { deepEqual, equal, match, throws } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeSnapshot } from "../../../../broker/backup/snapshot.ts";
import { JobLog } from "../../../../broker/job-log.ts";
import { silentLog } from "../../../../src/core/log.ts";
import { writeStateFile } from "../../../../src/core/state-file.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

describe("a snapshot of the state directory", () => {
  const directory = useTempDir();
  const path = (name: string) => join(directory(), name);
  const begin = () => {
    const { log } = JobLog.open({ directory: directory(), log: silentLog() });
    log.note({ type: "started", at: 1, epoch: 7, version: "1" });
    return log;
  };
  const bytesOf = (snapshot: ReturnType<typeof takeSnapshot>, name: string) => {
    const source = snapshot.sources.find((each) => each.name === name);
    return source && Buffer.concat([...source.pieces()]).toString("utf8");
  };
  const namesOf = ({ sources }: ReturnType<typeof takeSnapshot>) => sources.map(({ name }) => name);

  it("[REQ-BAK-1] has what hirte keeps, and nothing that was left over or put there", () => {
    begin().close();
    mkdirSync(path("pki"));
    const kept = [
      "epoch.json",
      "users.json",
      "allowed-nodes.copy.json",
      "pki/ca.pem",
      "pki/nodes.json",
    ];
    const left = [
      "hirte.pid",
      "users.json.new",
      "epoch.json.corrupt",
      "notes.txt",
      "pki/x.key",
      "old.tar.gz",
    ];
    for (const name of [...kept, ...left])
      writeFileSync(path(name), '{"epoch":7,"sessionCeiling":9}');
    mkdirSync(path("before-restore-20261126T120000Z/pki"), { recursive: true });
    const snapshot = takeSnapshot(directory());
    deepEqual(
      namesOf(snapshot).sort(),
      [...kept, "jobs-00000001.jsonl"].map((name) => `state/${name}`).sort(),
    );
    equal(snapshot.epoch, 7);
    match(String(snapshot.lastRecord), /^1:[0-9a-f]{64}$/);
    snapshot.close();
  });

  it("[REQ-BAK-2] has the log up to its last whole line, whatever is added while it is written out", () => {
    const log = begin();
    const whole = bytesOf(takeSnapshot(directory()), "state/jobs-00000001.jsonl");
    appendFileSync(path("jobs-00000001.jsonl"), '{"n":2,"prev"');
    const snapshot = takeSnapshot(directory());
    appendFileSync(path("jobs-00000001.jsonl"), "rest\n");
    equal(bytesOf(snapshot, "state/jobs-00000001.jsonl"), whole);
    snapshot.close();
    log.close();
  });

  it("[REQ-BAK-2] has no segment that was only about to begin, and keeps those that are removed meanwhile", () => {
    const log = begin();
    log.rotate([], 2, 7);
    log.close();
    writeFileSync(path("jobs-00000003.jsonl"), '{"n":3,"prev"');
    const snapshot = takeSnapshot(directory());
    rmSync(path("jobs-00000001.jsonl"));
    deepEqual(namesOf(snapshot), ["state/jobs-00000001.jsonl", "state/jobs-00000002.jsonl"]);
    match(String(bytesOf(snapshot, "state/jobs-00000001.jsonl")), /"started"/);
    match(String(snapshot.lastRecord), /^2:/);
    snapshot.close();
  });

  it("[REQ-BAK-2] is of one moment: it is taken anew where a file is replaced, comes or goes meanwhile", () => {
    begin().close();
    writeStateFile(path("users.json"), "old");
    writeStateFile(path("epoch.json"), "old");
    const changes = [
      () => writeStateFile(path("users.json"), "new"),
      () => writeStateFile(path("allowed-nodes.json"), "new"),
      () => rmSync(path("epoch.json")),
    ];
    const snapshot = takeSnapshot(directory(), () => changes.shift()?.());
    deepEqual(changes, []);
    equal(bytesOf(snapshot, "state/users.json"), '"new"\n');
    equal(bytesOf(snapshot, "state/allowed-nodes.json"), '"new"\n');
    equal(bytesOf(snapshot, "state/epoch.json"), undefined);
    snapshot.close();
    const restless = () => writeStateFile(path("users.json"), "again");
    throws(() => takeSnapshot(directory(), restless), { code: "busy" });
  });

  it("[REQ-BAK-2] has no gap in the log where a segment that had begun is taken back meanwhile", () => {
    const log = begin();
    log.rotate([], 2, 7);
    log.close();
    let isDone = false;
    const snapshot = takeSnapshot(directory(), () => {
      if (isDone) return;
      isDone = true;
      rmSync(path("jobs-00000002.jsonl"));
      const again = JobLog.open({ directory: directory(), log: silentLog() }).log;
      again.note({ type: "started", at: 3, epoch: 8, version: "1" });
      again.close();
    });
    deepEqual(namesOf(snapshot), ["state/jobs-00000001.jsonl"]);
    match(String(snapshot.lastRecord), /^2:/);
    snapshot.close();
  });

  it("[REQ-BAK-3] follows no link, waits for no pipe, and says which file it is", () => {
    begin().close();
    mkdirSync(path("pki"));
    const outside = path("outside.txt");
    writeFileSync(outside, "of somebody else");
    for (const name of ["users.json", "pki/ca.pem", "jobs-00000002.jsonl"]) {
      symlinkSync(outside, path(name));
      throws(() => takeSnapshot(directory()), { code: "bad-state", message: new RegExp(name) });
      rmSync(path(name));
      execFileSync("mkfifo", [path(name)]);
      throws(() => takeSnapshot(directory()), { code: "bad-state", message: new RegExp(name) });
      rmSync(path(name));
    }
    rmSync(path("pki"), { recursive: true });
    symlinkSync("/etc/ssl", path("pki"));
    throws(() => takeSnapshot(directory()), { code: "unavailable" });
  });

  it("[REQ-BAK-3] is none where there is no state", () => {
    throws(() => takeSnapshot(directory()), { code: "bad-argument", message: /holds no state/ });
    throws(() => takeSnapshot(path("none")), { code: "unavailable" });
  });
});
