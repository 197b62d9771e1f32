import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "../../support/once.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("what one process of a test run does for all", () => {
  const folder = useTempDir();
  let did: string[];
  beforeEach(() => {
    did = [];
  });

  const by = (who: string, make = async () => {}) =>
    once(join(folder(), "joined"), {
      make: async () => {
        did.push(`${who} makes`);
        await make();
      },
      handOn: async (path) => writeFileSync(`${path}.text`, `of ${who}`),
      takeOver: async (path) => {
        did.push(`${who} has what is ${readFileSync(`${path}.text`, "utf8")}`);
      },
    });

  it("[REQ-LAB-12] is done by the first, and taken over by those who come meanwhile and later", async () => {
    await Promise.all([by("one"), by("two")]);
    await by("three");
    assert.deepEqual(did, ["one makes", "two has what is of one", "three has what is of one"]);
  });

  it("[REQ-LAB-12] is done by each of the others where the first fails", async () => {
    const fails = by("one", () => Promise.reject(new Error("no way")));
    const second = by("two");
    await assert.rejects(fails, /no way/);
    await second;
    assert.deepEqual(did, ["one makes", "two makes"]);
    assert.equal(existsSync(join(folder(), "joined.done")), false);
  });

  it("[REQ-LAB-12] is done by a process that is alone", async () => {
    const take = () => Promise.reject(new Error("there is nobody"));
    const make = async () => void did.push("made");
    await once(undefined, { make, handOn: take, takeOver: take });
    assert.deepEqual(did, ["made"]);
  });
});
