import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize } from "node:path";

/** What the modules of a folder may import, besides each other. */
interface Rule {
  /** Folders, and single files, of the project. */
  readonly own: readonly string[];
  readonly packages?: readonly string[];
  /** Node's own modules: all, none, or the ones named. */
  readonly node: boolean | readonly string[];
}

/** The layers, the lowest first: each may import only what stands here. docs/architecture.md draws them. */
const rules: Readonly<Record<string, Rule>> = {
  "src/core": { own: ["src/protocol/generated"], packages: ["pino"], node: true },
  "src/protocol": { own: ["src/core"], node: false },
  "src/units": {
    own: [
      "src/protocol/generated",
      "src/core/errors.ts",
      "src/core/clock.ts",
      "src/core/duration.ts",
    ],
    node: false,
  },
  "src/power": {
    own: [
      "src/protocol/generated",
      "src/core/errors.ts",
      "src/core/clock.ts",
      "src/core/duration.ts",
    ],
    node: false,
  },
  "src/pki": {
    own: ["src/core"],
    packages: ["@abraham/reflection", "@peculiar/x509"],
    node: true,
  },
  "src/mqtt": { own: ["src/core", "src/protocol"], packages: ["mqtt", "mqtt-packet"], node: true },
  "src/dbus": { own: ["src/core", "src/protocol"], packages: ["dbus-next"], node: true },
  "src/nut": { own: ["src/core", "src/protocol"], node: true },
  "src/kube": { own: ["src/core"], packages: ["@kubernetes/client-node"], node: true },
  "src/config": {
    own: [
      ...["src/core", "src/protocol", "src/units/unit-name.ts"],
      ...["src/power/model.ts", "src/power/policy.ts"],
    ],
    packages: ["yaml"],
    node: true,
  },
  "src/metrics": { own: ["src/core", "src/protocol"], packages: ["prom-client"], node: true },
  "src/client": {
    own: [
      "src/core",
      "src/protocol",
      "src/mqtt",
      "src/units",
      "src/config",
      "src/pki/pem-files.ts",
    ],
    node: false,
  },
  "src/audit": { own: ["src/core"], node: true },
  "src/identity": { own: ["src/core", "src/config", "src/mqtt", "src/pki"], node: true },
  "src/hecate": { own: ["src"], packages: ["prom-client"], node: true },
  broker: { own: ["src"], packages: ["aedes", "pino", "ws"], node: true },
  agent: { own: ["src"], packages: ["pino"], node: true },
  cli: { own: ["src"], packages: ["commander"], node: true },
};
const programs = ["src", "broker", "agent", "cli"];
const root = join(import.meta.dirname, "../..");

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = programs.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => {
      const path = `${folder}/${name}`;
      const text = readFileSync(join(root, path), "utf8");
      return { path, text, imports: importsOf(path, text) };
    }),
);

describe("the source", () => {
  it("[REQ-PRJ-1] has a rule for every folder", () => {
    const strangers = files.filter(({ path }) => folderOf(path) === undefined);
    assert.deepEqual(
      strangers.map(({ path }) => path),
      [],
    );
    const empty = Object.keys(rules).filter((f) => !files.some(({ path }) => path.startsWith(f)));
    assert.deepEqual(empty, []);
  });

  for (const [folder, rule] of Object.entries(rules)) {
    it(`[REQ-PRJ-1] of ${folder} imports nothing but what its layer may`, () => {
      const violations = files
        .filter(({ path }) => folderOf(path) === folder)
        .flatMap(({ path, imports }) =>
          imports.filter((i) => !isAllowed(i, folder, rule)).map((i) => `${path} imports ${i}`),
        );
      assert.deepEqual(violations, []);
    });
  }

  it("[REQ-PRJ-1] reads the environment where configuration is, and where programs begin", () => {
    const allowed = [
      ...["src/core/sd-notify.ts", "broker/main.ts", "agent/main.ts"],
      ...["cli/hirtectl.ts", "cli/hecate.ts"],
    ];
    const readers = files
      .filter(({ text }) => text.includes("process.env"))
      .map(({ path }) => path)
      .filter((path) => folderOf(path) !== "src/config" && !allowed.includes(path));
    assert.deepEqual(readers, []);
  });

  it("[REQ-PRJ-1] switches no check off, and leaves no notes of things undone", () => {
    // The words are spelled apart, for this file is source as well.
    const banned = [/@ts-(ignore|expect|nocheck)/, /\bTO[D]O\b/, /\bFIX[M]E\b/];
    const hits = files.flatMap(({ path, text }) =>
      banned.filter((pattern) => pattern.test(text)).map((pattern) => `${path}: ${pattern}`),
    );
    assert.deepEqual(hits, []);
  });

  it("[REQ-PRJ-1] spells topics in the topic table only", () => {
    const spelled = files.filter(
      ({ path, text }) => /["'`]hirte\/v1\b/.test(text) && path !== "src/protocol/topics.ts",
    );
    assert.deepEqual(
      spelled.map(({ path }) => path),
      [],
    );
  });
});

describe("the rule about imports", () => {
  it("sees every way to import", () => {
    const text = `
      import a from "./a.ts";
      import { type B, c } from "../core/b.ts";
      import type { D } from "pkg";
      import "side-effect";
      export { e } from "@scope/pkg/deep.js";
      export * from "node:fs";
      const f = await import("late");
      const g = require("old");`;
    assert.deepEqual(importsOf("src/mqtt/x.ts", text), [
      ...["src/mqtt/a.ts", "src/core/b.ts", "pkg", "side-effect", "@scope/pkg/deep.js", "node:fs"],
      ...["late", "old"],
    ]);
  });

  it("lets a layer have itself, what stands in the table, and nothing else", () => {
    const rule: Rule = { own: ["src/core"], packages: ["mqtt"], node: ["node:fs"] };
    const verdict = (target: string) => isAllowed(target, "src/mqtt", rule);
    for (const target of ["src/mqtt/x.ts", "src/core/y.ts", "mqtt", "mqtt/lib/z.js", "node:fs"]) {
      assert.equal(verdict(target), true, target);
    }
    for (const target of ["src/corelike/y.ts", "broker/x.ts", "mqtt-packet", "node:net", "fs"]) {
      assert.equal(verdict(target), false, target);
    }
  });
});

/** What a module imports: paths below the root, or names of packages. */
function importsOf(path: string, text: string): readonly string[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?\s*"([^"]+)"|\b(?:import|require)\(\s*"([^"]+)"\s*\)/g;
  return [...text.matchAll(statement)].map(([, still = "", moving = ""]) => {
    const target = still || moving;
    return target.startsWith(".") ? normalize(join(dirname(path), target)) : target;
  });
}

function folderOf(path: string): string | undefined {
  return Object.keys(rules).find((folder) => path.startsWith(`${folder}/`));
}

function isAllowed(target: string, folder: string, rule: Rule): boolean {
  const isWithin = (parents: readonly string[]) =>
    parents.some((parent) => target === parent || target.startsWith(`${parent}/`));
  if (target.startsWith("node:")) {
    return typeof rule.node === "boolean" ? rule.node : rule.node.includes(target);
  }
  // A package cannot be told from a module of Node's by its bare name: node: is always written.
  if (builtinModules.includes(target)) return false;
  return isWithin([folder, ...rule.own]) || isWithin(rule.packages ?? []);
}
