import { deepEqual, equal, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandTable } from "../../../cli/commands.ts";
import { exitStatuses } from "../../../cli/exit-codes.ts";
import { flagsOf, optionTable } from "../../../cli/options.ts";
import { manPages } from "../../../scripts/man/pages.ts";
import { manPage } from "../../../scripts/man/troff.ts";
import { programs } from "../../../src/config/keys.ts";

const root = join(import.meta.dirname, "../../..");
const pages = Object.entries(manPages());
const textOf = (path: string) => manPages()[path] ?? "";
const inTroff = (text: string) => text.replaceAll("-", "\\-");

/** Requests of man(7) that are used, and whether text must follow on the line. */
const requests = /^\.(TH \S.*|SH \S.*|SS \S.*|PP|TP|IP \S+ \d|RS 4|RE|nf|fi|\\" .*)$/;

describe("the manual pages", () => {
  it("[REQ-CLI-62] have every command, option and exit status of hirtectl", () => {
    const page = textOf("man/hirtectl.1");
    for (const { name } of commandTable) ok(page.includes(`.SS ${inTroff(name)}\n`), name);
    for (const { flags } of Object.values(optionTable)) {
      for (const flag of flagsOf(flags)) ok(page.includes(inTroff(flag)), flag);
    }
    for (const { status } of Object.values(exitStatuses)) {
      ok(page.includes(`.TP\n\\fB${status}\\fR\n`), String(status));
    }
  });

  for (const [program, { keys }] of Object.entries(programs)) {
    it(`[REQ-CLI-62] have every key and option of ${program}`, () => {
      const page = textOf(`man/${program}.8`);
      for (const [name, { option }] of Object.entries(keys)) {
        ok(page.includes(`.TP\n\\fB${name}=\\fR\n`), name);
        ok(page.includes(inTroff(`--${option.name}`)), option.name);
      }
    });
  }

  for (const [path, text] of pages) {
    it(`[REQ-CLI-62] are as they are generated, and packed: ${path}`, () => {
      equal(readFileSync(join(root, path), "utf8"), text, "npm run gen");
      const { man } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      ok(man.includes(path));
    });

    it(`[REQ-CLI-62] use requests of man(7) only, one at the beginning of a line: ${path}`, () => {
      for (const line of text.split("\n")) {
        ok(/^[\x20-\x7e]*$/.test(line), line);
        ok(!line.startsWith("'"), line);
        if (line.startsWith(".")) ok(requests.test(line), line);
        for (const [, mark = ""] of line.matchAll(/\\(.)/g)) ok('efB-&([R"'.includes(mark), line);
      }
      equal(text.match(/^\.nf$/gm)?.length, text.match(/^\.fi$/gm)?.length);
      equal(text.match(/^\.RS 4$/gm)?.length, text.match(/^\.RE$/gm)?.length);
    });

    for (const [program, ...args] of [
      ["groff", "-man", "-ww", "-z", "-Tutf8"],
      ["mandoc", "-Tlint", "-Wwarning"],
    ] as const) {
      it(`[REQ-CLI-62] are read by ${program} without a warning, where it is there: ${path}`, function () {
        this.timeout(20_000);
        if (spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0) this.skip();
        const { status, stdout, stderr } = spawnSync(program, args, {
          input: text,
          encoding: "utf8",
        });
        deepEqual({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" });
      });
    }
  }

  it("[REQ-CLI-62] keep text that troff would take for its own", () => {
    const title = { name: "x", section: 1, summary: "s", synopsis: [], date: "2026-01-31" };
    const page = manPage(
      title,
      ".conf is `a\\b` - it's \\* …\n\n    .x 'y'\n\n| a\\|b | [c](#c) |",
    );
    ok(page.includes("\n\\&.conf is \\fBa\\eb\\fR \\- it\\(aqs * \\[u2026]\n"), page);
    ok(page.includes("\n.nf\n\\&.x \\(aqy\\(aq\n.fi\n"), page);
    ok(page.includes("\n.TP\n\\fBa|b\\fR\nc\n"), page);
  });
});
