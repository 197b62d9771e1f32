import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type HecateSources, readHecateConfig } from "../../../src/config/hecate.ts";
import type { HecateConfig } from "../../../src/config/hecate-types.ts";
import { problemsOf } from "../../support/config-files.ts";
import { useTempDir } from "../../support/temp-dir.ts";

export const sshKeys = "user: u, identity: /i, known_hosts: /h";

/** hecate.yaml in a folder of its own, and what is said of it. */
export function useHecateFile() {
  const dir = useTempDir();
  const write = (text: string) => {
    const path = join(dir(), "hecate.yaml");
    writeFileSync(path, text);
    return path;
  };
  const load = (text: string, sources: HecateSources = {}) =>
    readHecateConfig({ file: write(text), env: {}, hostName: "db", ...sources });
  const problems = (text: string, sources: HecateSources = {}) =>
    problemsOf(dir(), () => load(text, sources)).map((line) =>
      line.replace(/^hecate\.yaml:(?=\d)/, ""),
    );
  /** Small files have no stages, which is said of each; a case of its own has that. */
  const ofStages = /^(shutdown|startup)\.stages: there are none/;
  const warningsOf = (config: HecateConfig) =>
    config.warnings
      .filter(({ text }) => !ofStages.test(text))
      .map(({ line, text: says }) => `${line}: ${says}`);
  const warnings = (text: string) => warningsOf(load(text));

  return { dir, load, problems, warningsOf, warnings };
}
