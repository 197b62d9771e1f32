import { equal, throws } from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../../../src/core/directory.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("making a directory", () => {
  const dir = useTempDir();

  it("[REQ-CORE-10] makes those above it, and leaves one that is there as it is", () => {
    const path = join(dir(), "a/b/c");
    makeDirectory(path, 0o700);
    makeDirectory(path, 0o750);
    equal(statSync(path).mode & 0o777, 0o700);
  });

  it("[REQ-CORE-10] fails with the path where none can be made, and does not go on trying", () => {
    for (const path of ["/proc/x", "/proc/x/y/z"])
      throws(() => makeDirectory(path), { code: "unavailable", message: new RegExp(`${path} `) });
  });

  it("[REQ-CORE-10] fails where a file is in its way", () => {
    writeFileSync(join(dir(), "file"), "");
    for (const path of [join(dir(), "file"), join(dir(), "file/below")])
      throws(() => makeDirectory(path), { code: "unavailable" });
  });
});
