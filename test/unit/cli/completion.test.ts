import { deepEqual, equal, match, ok } from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodesIn, placesAfter } from "../../../cli/argument-places.ts";
import { commandTable } from "../../../cli/commands.ts";
import { completionScripts } from "../../../cli/completion-scripts.ts";
import { flagsOf, optionTable } from "../../../cli/options.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const kinds = (args: readonly string[], before: readonly string[], isAll = false) =>
  placesAfter({ args }, before, isAll).map((place) =>
    place.kind === "word" ? place.words.join("|") : place.kind,
  );

describe("what an argument stands for", () => {
  it("[REQ-CLI-61] is read from the forms of the command table", () => {
    const units = ["NODE UNIT…", "--all UNIT…"];
    deepEqual(kinds(units, []), ["nodes"]);
    deepEqual(kinds(units, ["n"]), ["units"]);
    deepEqual(kinds(units, ["n", "a", "b"]), ["units"]);
    deepEqual(kinds(["[NODE [UNIT…]]"], []), ["nodes"]);
    deepEqual(kinds(["[NODE] LEVEL"], ["n"]), ["other"]);
    deepEqual(kinds(["NODE"], ["n"]), []);
    deepEqual(kinds(["ID"], []), ["jobs"]);
    deepEqual(kinds([""], []), []);
  });

  it("[REQ-CLI-61] is a unit at once where all nodes are meant", () => {
    deepEqual(kinds(["NODE UNIT…", "--all UNIT…"], [], true), ["units", "units"]);
    deepEqual(kinds(["[NODE [UNIT…]]"], ["a"], true), ["units"]);
  });

  it("[REQ-CLI-61] goes by the words that were typed before", () => {
    const forms = ["agent", "node NODE", "system"];
    deepEqual(kinds(forms, []), ["agent", "node", "system"]);
    deepEqual(kinds(forms, ["node"]), ["nodes"]);
    deepEqual(kinds(forms, ["system"]), []);
    deepEqual(kinds(["bash|zsh|fish"], []), ["bash|zsh|fish"]);
    equal(nodesIn({ args: ["NODE UNIT…"] }, ["n1", "u"]), "n1");
    equal(nodesIn({ args: ["ID"] }, ["7"]), undefined);
  });
});

describe("the completion scripts", function () {
  // A shell is a process.
  this.timeout(20_000);
  const temp = useTempDir();
  const shells = Object.entries(completionScripts).map(([shell, make]) => ({
    shell,
    text: make(commandTable),
  }));
  beforeEach(() => {
    for (const { shell, text } of shells) writeFileSync(join(temp(), shell), text);
    // In place of hirtectl: names that need care, and what it was asked.
    const stub = join(temp(), "hirtectl");
    const names = ["getty@tty1.service", "getty@tty2.service", "dev-a\\x2db.device"];
    writeFileSync(
      stub,
      `#!/bin/sh\necho "$*" >> ${temp()}/asked\nprintf '%s\\n' ${names.map((name) => `'${name}'`).join(" ")}\n`,
    );
    chmodSync(stub, 0o755);
  });
  const env = () => ({ ...process.env, PATH: `${temp()}:${process.env["PATH"] ?? ""}` });
  const has = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

  for (const { shell, text } of shells) {
    it(`[REQ-CLI-60] name every command, option and choice: ${shell}`, () => {
      for (const { name } of commandTable) ok(text.includes(name), name);
      for (const { flags } of Object.values(optionTable)) {
        for (const flag of flagsOf(flags)) {
          const written = shell === "fish" ? flag.replace(/^--?/, "") : flag;
          ok(text.includes(written), flag);
        }
      }
      ok(text.includes("ignore-dependencies"));
    });
  }

  for (const { shell } of shells) {
    it(`[REQ-CLI-60] are read by ${shell} without complaint, where it is there`, function () {
      if (!has(shell)) this.skip();
      const { status, stderr } = spawnSync(shell, ["-n", join(temp(), shell)], {
        encoding: "utf8",
      });
      deepEqual({ status, stderr }, { status: 0, stderr: "" });
    });
  }

  /** What bash offers at the end of a line, as it would put it there. */
  function inBash(line: string): string[] {
    const body = `source ${temp()}/bash; COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
      COMP_LINE=$1 COMP_POINT=\${#1}; _hirtectl hirtectl; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const output = execFileSync("bash", ["--norc", "-c", body, "bash", line], {
      env: env(),
      encoding: "utf8",
    });
    return output.split("\n").filter((word) => word !== "");
  }

  it("[REQ-CLI-60] complete commands, options and choices in bash", () => {
    deepEqual(inBash("hirtectl sta"), ["status", "start"]);
    deepEqual(inBash("hirtectl start n u --job-mode ig"), [
      "ignore-dependencies",
      "ignore-requirements",
    ]);
    deepEqual(inBash("hirtectl list-nodes --output=js"), ["json", "jsonl"]);
    deepEqual(inBash("hirtectl -H there status --li"), ["--lines"]);
    deepEqual(inBash("hirtectl help vers"), ["version"]);
  });

  it("[REQ-CLI-61] hand names over to bash as it puts them into the line", () => {
    // bash replaces what stands behind the @, and would eat a backslash.
    deepEqual(inBash("hirtectl start node1 getty@t"), [
      "tty1.service",
      "tty2.service",
      "dev-a\\\\x2db.device",
    ]);
    match(
      execFileSync("tail", ["-n1", `${temp()}/asked`], { encoding: "utf8" }),
      /^__complete start node1 getty@t$/m,
    );
  });

  it("[REQ-CLI-61] complete in fish, where it is there", function () {
    if (!has("fish")) this.skip();
    const ask = (line: string) =>
      execFileSync("fish", ["--no-config", "-c", `source ${temp()}/fish; complete -C "${line}"`], {
        env: env(),
        encoding: "utf8",
      })
        .split("\n")
        .map((text) => text.replace(/\t.*/, ""))
        .filter((text) => text !== "");
    deepEqual(ask("hirtectl sta").toSorted(), ["start", "status"]);
    deepEqual(ask("hirtectl start n u --job-mode ig").toSorted(), [
      "ignore-dependencies",
      "ignore-requirements",
    ]);
    deepEqual(ask("hirtectl start node1 getty@t"), ["getty@tty1.service", "getty@tty2.service"]);
  });
});
