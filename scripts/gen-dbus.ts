/** Writes src/dbus/generated/interfaces.ts: what each file of schemas/dbus says, as a table and as types. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import signatures, { type SignatureTree } from "dbus-next/lib/signature.js";
import { type Arg, type Interface, parseInterfaces } from "./dbus/introspection.ts";

const source = new URL("../schemas/dbus/", import.meta.url);
const target = new URL("../src/dbus/generated/interfaces.ts", import.meta.url);

const interfaces = readdirSync(source)
  .filter((file) => file.endsWith(".xml"))
  .sort()
  .flatMap((file) => parseInterfaces(readFileSync(new URL(file, source), "utf8")));
writeFileSync(
  target,
  [
    "// Generated from schemas/dbus/*.xml by scripts/gen-dbus.ts. Do not edit.",
    'import type { Variant } from "../codec.ts";',
    'import type { InterfaceSpec } from "../interface-spec.ts";',
    "",
    ...interfaces.map(render),
  ].join("\n"),
);

function render(spec: Interface): string {
  const word = spec.name.split(".").at(-1) ?? "";
  const constant = `${word.charAt(0).toLowerCase()}${word.slice(1)}Interface`;
  const lines = [
    `/** Members of ${spec.name}. */`,
    `export type ${word}Members = {`,
    "  methods: {",
  ];
  for (const [name, method] of spec.methods) {
    lines.push(`    ${name}: { args: ${tuple(method.in)}; result: ${tuple(method.out)} };`);
  }
  lines.push("  };", "  signals: {");
  for (const [name, args] of spec.signals) lines.push(`    ${name}: ${tuple(args)};`);
  lines.push("  };", "  properties: {");
  for (const [name, { type }] of spec.properties) lines.push(`    ${name}: ${typeOf(type)};`);
  lines.push("  };", "};", "", `/** ${spec.name}. */`);
  lines.push(`export const ${constant}: InterfaceSpec<${word}Members> = {`);
  lines.push(`  name: "${spec.name}",`, "  methods: {");
  for (const [name, method] of spec.methods) {
    lines.push(`    ${name}: ${JSON.stringify(method)},`);
  }
  lines.push("  },", "  signals: {");
  for (const [name, args] of spec.signals) lines.push(`    ${name}: ${JSON.stringify(args)},`);
  lines.push("  },", "  properties: {");
  for (const [name, { type, access, change }] of spec.properties) {
    if (access !== "read") throw new Error(`${spec.name}.${name}: only properties that are read`);
    lines.push(`    ${name}: ${JSON.stringify({ type, change })},`);
  }
  lines.push("  },", "};", "");
  return lines.join("\n");
}

function tuple(args: readonly Arg[]): string {
  // A label may not be one of TypeScript's own words.
  const label = (name: string) => (name === "interface" ? `${name}_` : name);
  return `readonly [${args.map(([name, type]) => `${label(name)}: ${typeOf(type)}`).join(", ")}]`;
}

function typeOf(signature: string): string {
  const [tree] = signatures.parseSignature(signature);
  if (!tree) throw new Error(`"${signature}" is not a signature`);
  return typeOfTree(tree);
}

/** The form values have in src/dbus/codec.ts. */
function typeOfTree({ type, child }: SignatureTree): string {
  const [first, second] = child;
  switch (type) {
    case "s":
    case "o":
    case "g":
      return "string";
    case "b":
      return "boolean";
    case "x":
    case "t":
      return "number | bigint";
    case "v":
      return "Variant";
    case "(":
      return `readonly [${child.map(typeOfTree).join(", ")}]`;
    case "a":
      if (first?.type === "y") return "Buffer";
      if (first?.type === "{") return typeOfTree(first);
      return `readonly ${first ? bracketed(typeOfTree(first)) : "unknown"}[]`;
    case "{":
      return `Readonly<Record<string, ${second ? typeOfTree(second) : "unknown"}>>`;
    default:
      return "number";
  }
}

function bracketed(type: string): string {
  return type.includes(" ") ? `(${type})` : type;
}
