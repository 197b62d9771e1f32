import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { generatedDocs } from "../../../scripts/docs/files.ts";
import { readSchemas } from "../../../scripts/docs/schemas.ts";
import { stepRules } from "../../../src/config/hecate-steps.ts";
import { environmentName, type Key, programs } from "../../../src/config/keys.ts";
import { errorCodes } from "../../../src/core/errors.ts";
import { root as topicRoot, topics } from "../../../src/protocol/topics.ts";
import { verbs } from "../../../src/protocol/verbs.ts";

const project = join(import.meta.dirname, "../../..");
const docs = generatedDocs(project);
const schemas = readSchemas(join(project, "schemas"));

interface AsyncApi {
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
  readonly operations: Readonly<
    Record<string, { readonly action: string; readonly tags: unknown[] }>
  >;
}

describe("schemas/asyncapi.yaml", () => {
  const document = parse(docs["schemas/asyncapi.yaml"] ?? "") as AsyncApi;
  const references = [
    ...(docs["schemas/asyncapi.yaml"] ?? "").matchAll(/\$ref: "?([^"\n]+)"?/g),
  ].map(([, target = ""]) => target);

  it("[REQ-PRJ-2] has a channel for every topic, and who sends and receives on it", () => {
    assert.deepEqual(
      Object.values(document.channels).map(({ address }) => address),
      Object.values(topics).map(({ pattern }) => `${topicRoot}/${pattern}`),
    );
    for (const name of Object.keys(topics)) {
      assert.equal(document.operations[`${name}.send`]?.action, "send");
      assert.equal(document.operations[`${name}.receive`]?.action, "receive");
      assert.notEqual(document.operations[`${name}.send`]?.tags.length, 0);
    }
  });

  it("[REQ-PRJ-2] has no reference that leads nowhere", () => {
    assert.ok(references.length > 100);
    for (const target of references) {
      if (target.startsWith("#/")) assert.ok(at(document, target), target);
      else assert.ok(existsSync(join(project, "schemas", target)), target);
    }
  });

  it("[REQ-PRJ-2] speaks of every schema", () => {
    const named = new Set(references.map((target) => target.replace(/^\.\/(.*)\.json$/, "$1")));
    const silent = [...schemas.keys()].filter((name) => name !== "defs" && !named.has(name));
    assert.deepEqual(silent, []);
  });
});

describe("the schemas", () => {
  it("[REQ-PRJ-2] refer to nothing that is not there", () => {
    for (const [name, schema] of schemas) {
      for (const [, target = ""] of JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)) {
        const [file = "", pointer] = target.split("#");
        const other = file === "" ? schema : schemas.get(file.replace(/\.json$/, ""));
        assert.ok(
          other && (pointer === undefined || at(other, `#${pointer}`)),
          `${name}: ${target}`,
        );
      }
    }
  });
});

describe("docs/protocol.md", () => {
  const text = docs["docs/protocol.md"] ?? "";

  it("[REQ-PRJ-3] has every topic, verb, message and code", () => {
    for (const { pattern } of Object.values(topics)) assert.ok(text.includes(`| \`${pattern}\` |`));
    for (const verb of Object.keys(verbs)) assert.ok(text.includes(`| \`${verb}\` |`), verb);
    for (const code of Object.keys(errorCodes)) assert.ok(text.includes(`| \`${code}\` |`), code);
    for (const name of schemas.keys()) {
      if (name !== "defs") assert.ok(text.includes(`\n### ${name}\n`), name);
    }
  });

  it("[REQ-PRJ-3] says something of every field, in the message or where it is shared", () => {
    const blank = text.split("\n").filter((line) => /^\| `[\w[\].]+` \|.*\|\s*\|$/.test(line));
    assert.deepEqual(blank, []);
  });

  it("[REQ-PRJ-3] has a heading for every word it links to", () => {
    const headings = new Set(
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading.toLowerCase()),
    );
    for (const [, anchor = ""] of text.matchAll(/\]\(#([^)]+)\)/g)) {
      assert.ok(headings.has(anchor), anchor);
    }
  });
});

describe("docs/configuration.md", () => {
  it("[REQ-PRJ-3] has every key, with its default, variable and option", () => {
    const lines = (docs["docs/configuration.md"] ?? "").split("\n");
    for (const { keys } of Object.values(programs)) {
      for (const [name, key] of Object.entries<Key>(keys)) {
        const rows = lines.filter((line) => line.startsWith(`| \`${name}=\` |`));
        const value = typeof key.default === "string" ? key.default : "";
        const row = rows.find((line) => line.includes(`| ${value === "" ? "" : `\`${value}\``}`));
        assert.ok(row?.includes(`\`${environmentName(name)}\``), name);
        assert.ok(row?.includes(`\`--${key.option.name}\``), name);
      }
    }
  });
});

describe("the documents", () => {
  const pages = [
    ...readdirSync(project).map((name) => name),
    ...readdirSync(join(project, "docs"), { recursive: true, encoding: "utf8" }).map(
      (name) => `docs/${name}`,
    ),
  ].filter((name) => name.endsWith(".md"));

  it("[REQ-PRJ-6] link to nothing that is not there", () => {
    const dead = pages.flatMap((page) =>
      [...readFileSync(join(project, page), "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^(https?:|#)/.test(target))
        .filter((target) => !existsSync(join(project, dirname(page), target.replace(/#.*$/, ""))))
        .map((target) => `${page}: ${target}`),
    );
    assert.deepEqual(dead, []);
  });
});

/** What a JSON pointer of a document leads to. */
function at(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      document,
    );
}

describe("docs/hecate.md", () => {
  const text = docs["docs/hecate.md"] ?? "";

  it("[REQ-HCF-13] names every key of hecate.yaml with its default, and every kind of step", () => {
    const file = readSchemas(join(project, "schemas/config")).get("hecate");
    const rows = text
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.split(" | ").map((part) => part.replaceAll(/^\| |`/g, "")));
    const headings = [...text.matchAll(/^### (\S+)$/gm)].map(([, name = ""]) => name);
    const bare = (key: string) => key.replaceAll("[]", "");
    const keys = [...propertiesIn(file)];
    assert.ok(keys.length > 100);
    for (const [name, given] of keys) {
      const own = rows.filter(([key = ""]) => bare(key).split(".").at(-1) === name);
      const isMap =
        headings.includes(name) || rows.some(([key = ""]) => bare(key).includes(`.${name}.`));
      assert.ok(own.length > 0 || isMap, name);
      if (typeof given !== "string") continue;
      assert.ok(
        own.some(([, , shown]) => shown === given),
        `${name}: ${given}`,
      );
    }
    for (const kind of Object.keys(stepRules))
      assert.ok(
        rows.some(([key]) => key === kind),
        kind,
      );
  });
});

/** Every property below a schema, with its default. */
function* propertiesIn(part: unknown): Generator<[string, unknown]> {
  if (typeof part !== "object" || part === null) return;
  const { properties } = part as { readonly properties?: Readonly<Record<string, unknown>> };
  for (const [name, inner] of Object.entries(properties ?? {})) {
    yield [name, Object(inner).default];
  }
  for (const inner of Object.values(part)) yield* propertiesIn(inner);
}
