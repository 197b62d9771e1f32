import { deepEqual, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandTable } from "../../../cli/commands.ts";
import { hecateCommandTable } from "../../../cli/hecate/commands.ts";
import { hecateProgram } from "../../../cli/hecate/program.ts";

const root = join(import.meta.dirname, "../../..");

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);
}

/** Everything between backquotes that hecate says or its manual has, and lines of blocks: `where: words`. */
function said(program: string): readonly (readonly [where: string, words: string])[] {
  const sources = ["src/power", "src/hecate", "src/config", "cli/hecate"].flatMap(sourcesIn);
  const quoted = new RegExp(`\\\\?\`(${program} [^\`\\\\]+)\\\\?\``, "g");
  // As doctor's cures are: a string that is a command, and nothing else.
  const whole = new RegExp(`"(?:sudo )?(${program} [a-z]+(?: [a-z-]+)*)"`, "g");
  const inBlock = new RegExp(`^ {4}(?:[A-Z_]+=\\S+ )?(${program} [^#\\n]*)`, "gm");
  return [...sources, "docs/hecate.md"].flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const found = [
      ...text.matchAll(quoted),
      ...(file.startsWith("src/hecate/doctor/") ? text.matchAll(whole) : []),
      ...(file.endsWith(".md") ? text.matchAll(inBlock) : []),
    ];
    return found.map(([, words = ""]) => [file, words.trim()] as const);
  });
}

describe("what hecate tells people to type", () => {
  it("[REQ-HCL-34] is a command of hecate's, with options that it has", () => {
    let count = 0;
    const wrong: string[] = [];
    const names = new Set(hecateCommandTable.map(({ name }) => name));
    const isSentence = new Set(["goes", "is", "cannot", "watches"]);
    for (const [where, words] of said("hecate")) {
      // A template of the source, and sentences, whose second word is no command: those are not typed.
      const second = words.split(" ")[1] ?? "";
      if (words.includes("${") || !/^[a-z-]+$/.test(second) || isSentence.has(second)) continue;
      // Spoken of, and not typed.
      if (words === `hecate ${second}` && names.has(second)) continue;
      const line = words.replaceAll(/\[(.*?)\]/g, "$1").replaceAll(/"[^"]*"/g, "text");
      const [, ...argv] = line.split(/\s+/).map((word) => (word === "DURATION" ? "30min" : word));
      let isOne = false;
      const sink = { write: () => undefined };
      try {
        const io = { env: {}, stdout: sink, stderr: sink };
        hecateProgram(io, () => {
          isOne = true;
        }).parse(argv, { from: "user" });
      } catch {
        isOne = false;
      }
      count++;
      if (!isOne) wrong.push(`${where}: ${words}`);
    }
    deepEqual(wrong, []);
    ok(count > 20, `only ${count} were found`);
  });

  it("[REQ-HCL-34] is a command of hirtectl's, or hirte-agent join", () => {
    const text = sourcesIn("src/hecate/doctor")
      .map((file) => readFileSync(join(root, file), "utf8"))
      .join("\n");
    const names: readonly string[] = commandTable.map(({ name }) => name);
    const ctl = [...text.matchAll(/hirtectl ([a-z-]+)/g)].map(([, name = ""]) => name);
    deepEqual(
      ctl.filter((name) => !names.includes(name)),
      [],
    );
    ok(ctl.length > 0);
    const agent = readFileSync(join(root, "agent/main.ts"), "utf8");
    const cures = [...text.matchAll(/: hirte-agent ([a-z-]+)"/g)].map(([, name = ""]) => name);
    ok(cures.length > 0);
    for (const name of cures) ok(agent.includes(`"${name}"`), name);
  });
});
