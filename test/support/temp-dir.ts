import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A fresh directory for each test of the suite it is called in, removed after it. */
export function useTempDir(): () => string {
  let path = "";
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "hirte-test-"));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return () => path;
}
