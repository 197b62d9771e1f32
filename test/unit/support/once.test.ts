import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "../../support/once.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("what one process of a test run does for all", () => {
  const folder = useTempDir();
  const path = () => join(folder(), "joined");
  let did: string[];
  beforeEach(() => {
    did = [];
  });

  const by = (who: string, make = async () => {}) =>
    once(path(), {
      make: async () => {
        did.push(`${who} makes`);
        await make();
      },
      handOn: async (to) => writeFileSync(`${to}.text`, `of ${who}`),
      takeOver: async (from) => {
        did.push(`${who} has what is ${readFileSync(`${from}.text`, "utf8")}`);
      },
    });

  it("[REQ-LAB-12] is done by the first, and taken over by those who come meanwhile and later", async () => {
    let second: Promise<void> | undefined;
    await by("one", async () => {
      second = by("two");
    });
    await second;
    await by("three");
    assert.deepEqual(did, ["one makes", "two has what is of one", "three has what is of one"]);
  });

  it("[REQ-LAB-12] is begun again by the next one where the first fails", async () => {
    await assert.rejects(
      by("one", () => Promise.reject(new Error("no way"))),
      /no way/,
    );
    await by("two");
    assert.deepEqual(did, ["one makes", "two makes"]);
    assert.ok(existsSync(`${path()}.done`));
  });

  it("[REQ-LAB-12] is done by whoever waits for it where that fails", async () => {
    writeFileSync(`${path()}.begun`, ""); // as who begins it does
    const waiting = by("two");
    setTimeout(() => rmSync(`${path()}.begun`), 20);
    await waiting;
    assert.deepEqual(did, ["two makes"]);
  });

  it("[REQ-LAB-12] is done by a process that is alone", async () => {
    const take = () => Promise.reject(new Error("there is nobody"));
    const make = async () => void did.push("made");
    await once(undefined, { make, handOn: take, takeOver: take });
    assert.deepEqual(did, ["made"]);
  });
});
