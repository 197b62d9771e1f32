import { deepEqual, equal, throws } from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import {
  finishRestore,
  folderBefore,
  folderOfRestore,
  forgetUnfinished,
  putInPlace,
  refuseUnfinished,
} from "../../../../broker/backup/placing.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const time = "20261126T120000Z";
const names = ["epoch.json", "jobs-00000001.jsonl", "pki/ca.pem", "users.json"];

describe("putting a restored state in place", () => {
  const directory = useTempDir();
  const fill = (folder: string, text: string, files = names) => {
    mkdirSync(join(folder, "pki"), { recursive: true });
    for (const name of files) writeFileSync(join(folder, name), text);
  };
  /** What of hirte's state is in a folder. */
  const stateIn = (folder: string) =>
    Object.fromEntries(
      [...names, "jobs-00000002.jsonl"]
        .filter((name) => existsSync(join(folder, name)))
        .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
    );
  const all = (text: string) => Object.fromEntries(names.map((name) => [name, text]));
  const old = () => ({ ...all("old"), "jobs-00000002.jsonl": "old" });

  it("[REQ-BAK-6] leaves the old state or the new one, whole, wherever it is killed", () => {
    const dead = new Error("killed");
    for (let step = 0; ; step++) {
      const own = join(directory(), String(step));
      fill(own, "old", [...names, "jobs-00000002.jsonl"]);
      writeFileSync(join(own, "hirte.pid"), "1");
      fill(join(own, folderOfRestore(time)), "new");
      let left = step;
      const dying: typeof renameSync = (from, to) => {
        if (left-- === 0) throw dead;
        renameSync(from, to);
      };
      let isDead = false;
      try {
        putInPlace(own, time, dying);
      } catch (error) {
        equal(error, dead);
        isDead = true;
      }
      // What hirte does as it starts.
      const isCompleted = finishRestore(own);
      forgetUnfinished(own);
      if (step === 0) {
        deepEqual([isCompleted, stateIn(own)], [false, old()]);
        deepEqual(
          readdirSync(own).filter((name) => /restore/.test(name)),
          [],
        );
        continue;
      }
      equal(isCompleted, isDead);
      deepEqual(stateIn(own), all("new"), `killed at step ${step}`);
      deepEqual(stateIn(folderBefore(own, time)), old());
      deepEqual(
        readdirSync(own).filter((name) => /^restore/.test(name)),
        [],
      );
      equal(existsSync(join(own, "hirte.pid")), true);
      if (!isDead) return;
    }
  });

  it("[REQ-BAK-6] lets nobody read or change a state that is half in place", () => {
    fill(directory(), "old");
    refuseUnfinished(join(directory(), "none"));
    mkdirSync(join(directory(), folderOfRestore(time)));
    refuseUnfinished(directory());
    renameSync(
      join(directory(), folderOfRestore(time)),
      join(directory(), `restore-${time}.placed`),
    );
    throws(() => refuseUnfinished(directory()), { code: "bad-state", message: /start hirte/ });
  });

  it("[REQ-SEC-15] takes nothing in from where a link leads", () => {
    const own = join(directory(), "own");
    const other = join(directory(), "other");
    fill(own, "old");
    fill(other, "another's");
    for (const step of ["whole", "placed"])
      symlinkSync(other, join(own, `restore-${time}.${step}`));
    equal(finishRestore(own), false);
    deepEqual([stateIn(own), stateIn(other)], [all("old"), all("another's")]);
  });
});
