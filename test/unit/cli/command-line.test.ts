import { deepEqual, equal, match, ok, throws } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { commandTable } from "../../../cli/commands.ts";
import { exitStatuses } from "../../../cli/exit-codes.ts";
import { optionTable } from "../../../cli/options.ts";
import { type Parsed, parseCommandLine } from "../../../cli/program.ts";
import { hirtectlReference } from "../../../scripts/gen-cli-docs.ts";
import { isHirteError } from "../../../src/core/errors.ts";

/** Reads a command line and keeps what is printed. */
function parse(...argv: string[]): {
  readonly parsed: Parsed;
  readonly out: string;
  readonly err: string;
} {
  const out: string[] = [];
  const err: string[] = [];
  const parsed = parseCommandLine(argv, {
    stdout: { write: (text: string | Uint8Array) => out.push(String(text)) },
    stderr: { write: (text: string | Uint8Array) => err.push(String(text)) },
    columns: 80,
  });
  return { parsed, out: out.join(""), err: err.join("") };
}

function optionsOf(...argv: string[]) {
  const { parsed } = parse(...argv);
  ok(parsed.kind === "command");
  return parsed.options;
}

describe("the command line of hirtectl", () => {
  it("[REQ-CLI-29] takes options before and after the command", () => {
    for (const argv of [
      ["-o", "json", "--all", "stop", "a"],
      ["stop", "--all", "a", "-o", "json"],
    ]) {
      const { parsed } = parse(...argv);
      ok(parsed.kind === "command");
      equal(parsed.command.name, "stop");
      deepEqual(parsed.args, ["a"]);
      equal(parsed.options.output, "json");
      equal(parsed.options.all, true);
    }
  });

  it("[REQ-CLI-29] has the defaults of the design", () => {
    const { timeout, startWithin, settle, parallel, block, headers, jobMode } = optionsOf(
      "start",
      "n",
      "u",
    );
    deepEqual(
      { timeout, startWithin, settle, parallel, block, headers, jobMode },
      {
        timeout: undefined,
        startWithin: undefined,
        settle: 100,
        parallel: 64,
        block: true,
        headers: true,
        jobMode: "replace",
      },
    );
  });

  it("[REQ-CLI-29] reads durations as systemd writes them, and several hosts", () => {
    const options = optionsOf(
      "start",
      "n",
      "u",
      "--timeout",
      "1min 30s",
      "--settle=0",
      "-H",
      "a,b:1",
      "-H",
      "c",
    );
    equal(options.timeout, 90_000);
    equal(options.settle, 0);
    deepEqual(options.host, ["a", "b:1", "c"]);
  });

  it("[REQ-CLI-29] leaves words behind -- as they are", () => {
    const { parsed } = parse("is-online", "--wait", "--", "node", "--wait");
    ok(parsed.kind === "command");
    deepEqual(parsed.args, ["node", "--wait"]);
    equal(parsed.options.wait, Number.POSITIVE_INFINITY);
  });

  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [["strat"], /unknown command 'strat' \(Did you mean start\?\)/],
    [["list-nodes", "--bogus"], /unknown option '--bogus'/],
    [["list-nodes", "--no-block"], /list-nodes takes no --no-block/],
    [["list-nodes", "node1"], /list-nodes: too many arguments; usage: hirtectl list-nodes/],
    [["start", "node1"], /start: something is missing; usage: hirtectl start NODE UNIT…/],
    [["start", "--all"], /something is missing/],
    [
      ["start", "n", "u", "--timeout", "0"],
      /'--timeout <duration>' argument '0': it must be longer/,
    ],
    [["start", "n", "u", "--timeout", "soon"], /is not a duration/],
    [["start", "n", "u", "--settle", "2min"], /not be longer than 1min/],
    [["start", "n", "u", "--parallel", "0"], /a whole number from 1/],
    [["start", "n", "u", "--job-mode", "x"], /Allowed choices are replace, fail/],
    [["list-nodes", "-p"], /argument missing/],
    [["list-nodes", "-o", "xml"], /Allowed choices are table, json, jsonl/],
    [["list-nodes", "--user", "a/b"], /not a user's name/],
  ];
  for (const [argv, words] of mistakes) {
    it(`[REQ-CLI-30] says in one line what is wrong with: ${argv.join(" ")}`, () => {
      throws(
        () => parse(...argv),
        (error) =>
          isHirteError(error, "bad-argument") &&
          words.test(error.message) &&
          !error.message.includes("\n"),
      );
    });
  }

  it("[REQ-CLI-28] prints help and ends with 2 when nothing is asked, with 0 when help is", () => {
    const nothing = parse();
    deepEqual(nothing.parsed, { kind: "ended", status: 2 });
    match(nothing.err, /^Usage: hirtectl /);
    equal(nothing.out, "");
    for (const argv of [["help"], ["--help"], ["-h"]]) {
      const { parsed, out } = parse(...argv);
      deepEqual(parsed, { kind: "ended", status: 0 });
      match(out, /^Usage: hirtectl /);
    }
  });

  for (const command of commandTable) {
    it(`[REQ-CLI-31] tells all options and exit statuses of ${command.name}, in 80 columns`, () => {
      const { parsed, out } = parse("help", command.name);
      deepEqual(parsed, { kind: "ended", status: 0 });
      for (const name of command.options) ok(out.includes(optionTable[name].flags), name);
      for (const name of command.exits) ok(out.includes(`\n  ${exitStatuses[name].status} `), name);
      for (const line of out.split("\n")) ok(line.length <= 80, line);
      equal(parse(command.name, "--help").out, out);
    });
  }

  it("[REQ-CLI-31] is described in docs/hirtectl.md as it is", () => {
    const file = new URL("../../../docs/hirtectl.md", import.meta.url);
    equal(readFileSync(file, "utf8"), hirtectlReference(), "run scripts/gen-cli-docs.ts");
  });
});
