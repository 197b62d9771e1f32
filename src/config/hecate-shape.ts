import type { HecateFile } from "./generated/hecate-file.ts";
import { type HecateFileError, hecateFile } from "./generated/hecate-validator.js";
import { insteadOf, list, type Report, shown } from "./hecate-report.ts";
import type { YamlPath } from "./yaml-file.ts";

/**
 * Checks a file against its schema and fills in the defaults. What is wrong is reported and left out; what is then
 * left can be looked at further. Undefined where nothing that could stand by itself is left.
 */
export function shapeOf(value: unknown, report: Report): HecateFile | undefined {
  // Each round leaves out what is wrong, then what is not complete without it, up to the top.
  let rest: unknown = value;
  for (let isFirst = true; rest !== undefined; isFirst = false) {
    const filled: unknown = structuredClone(rest);
    if (hecateFile(filled)) return filled;
    const errors = hecateFile.errors ?? [];
    if (isFirst) reportErrors(errors, { value, report });
    const whole = rest;
    rest = without(
      whole,
      errors.map((error) => leaveOut(pathOf(error, whole))),
    );
  }
  return undefined;
}

function reportErrors(
  errors: readonly HecateFileError[],
  { value, report }: { readonly value: unknown; readonly report: Report },
): void {
  const told = new Map<string, { readonly path: YamlPath; readonly error: HecateFileError }>();
  for (const error of errors) {
    // What the names of a map must be like is said by the error about the name itself.
    if (error.keyword === "propertyNames") continue;
    const path = pathOf(error, value);
    const name = JSON.stringify(path);
    const before = told.get(name);
    if (before ? !saysMore(error, before.error) : report.isWrong(path)) continue;
    told.set(name, { path, error });
  }
  for (const { path, error } of told.values()) {
    const isKey = error.keyword === "additionalProperties" || error.propertyName !== undefined;
    report.wrong(path, textOf(error), isKey ? "key" : "value");
  }
}

/** Of a value that is wrong in many ways one is told: what a kind of value says of itself, and the key's own bounds. */
function saysMore(error: HecateFileError, before: HecateFileError): boolean {
  const isGeneral = (of: HecateFileError) => of.parentSchema.allowed !== undefined;
  if (error.keyword !== before.keyword) return false;
  return error.keyword === "type" ? isGeneral(error) : isGeneral(before) && !isGeneral(error);
}

/** The value, or the key, that an error is about; of a key that is missing, the key. */
function pathOf(
  { instancePath, keyword, params, propertyName }: HecateFileError,
  root: unknown,
): YamlPath {
  const above: (string | number)[] = [];
  for (const part of instancePath.split("/").slice(1)) {
    // RFC 6901 §3
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    above.push(Array.isArray(at(root, above)) ? Number(key) : key);
  }
  const name =
    propertyName ??
    {
      additionalProperties: params["additionalProperty"],
      required: params["missingProperty"],
      propertyNames: params["propertyName"],
    }[keyword];
  return name === undefined ? above : [...above, String(name)];
}

function textOf({ keyword, params, parentSchema, data, instancePath }: HecateFileError): string {
  const { allowed } = parentSchema;
  const write = allowed === undefined ? "" : `: write ${allowed}`;
  switch (keyword) {
    case "additionalProperties": {
      const known = Object.keys(parentSchema.properties ?? {});
      return `there is no such key: ${insteadOf(String(params["additionalProperty"]), known, "key here")}`;
    }
    case "required":
      return `is missing${allowedOf(parentSchema, params["missingProperty"])}`;
    case "type": {
      if (data === null && instancePath === "") {
        return "is empty: docs/hecate.md and hecate.example.yaml show what is written in it";
      }
      if (data === null)
        return `is empty: take it out${write === "" ? "" : `, or${write.slice(1)}`}`;
      const hasNoUnit = typeof data === "number" && /\bunit\b|percentage/.test(allowed ?? "");
      if (hasNoUnit) return `${shown(data)} has no unit${write}`;
      return `${shown(data)} will not do${write || `: write ${nameOfType(params["type"])}`}`;
    }
    case "enum":
      return `${shown(data)} is not known: ${insteadOf(String(data), wordsIn(params), "word")}${elsewhereOf(data, instancePath)}`;
    case "const":
      return `${shown(data)} is not known: write ${params["allowedValue"]}`;
    case "minimum":
      return `${shown(data)} is too small: write ${params["limit"]} or more`;
    case "maximum":
      return `${shown(data)} is too large: write ${params["limit"]} or less`;
    case "minimumDuration":
      return `${shown(data)} is too short: write ${parentSchema["minimumDuration"]} or more`;
    case "maximumDuration":
      return `${shown(data)} is too long: write ${parentSchema["maximumDuration"]} or less`;
    case "minItems":
      return `is empty${write}`;
    case "minProperties": {
      const keys = Object.keys(parentSchema.properties ?? {});
      return `is empty${keys.length === 0 ? "" : `: write ${keys.join(" or ")} below it`}`;
    }
    case "maxItems":
      return `holds too much: ${params["limit"]} at most`;
    case "maxLength":
      return `is too long: ${params["limit"]} characters at most`;
    case "uniqueItems":
      return "says the same twice";
    default:
      return `${shown(data)} will not do${write}`;
  }
}

function allowedOf({ properties }: HecateFileError["parentSchema"], name: unknown): string {
  const { description, const: only } = Object(properties?.[String(name)]);
  if (only !== undefined) return `: write ${only}`;
  return typeof description === "string" ? `: ${description.replace(/\.$/, "")}` : "";
}

/** Where a value belongs that is often written at the wrong place. */
function elsewhereOf(data: unknown, instancePath: string): string {
  const isTime =
    instancePath.endsWith("/wait") && /^\d+(\.\d+)?(ms|s|m|min|h)?$/.test(String(data));
  return isTime ? `; only time passes with soak: ${String(data)}` : "";
}

function wordsIn({ allowedValues }: HecateFileError["params"]): string[] {
  return Array.isArray(allowedValues) ? allowedValues.map(String) : [];
}

function nameOfType(type: unknown): string {
  switch (type) {
    case "object":
      return "keys below it, or {}";
    case "array":
      return "a list, as in [a, b]";
    case "boolean":
      return "true or false";
    case "integer":
      return "a whole number";
    default:
      return `a ${list([String(type)])}`;
  }
}

/** Lists are left out as a whole: the positions of what is in them are not to shift. */
function leaveOut(path: YamlPath): YamlPath {
  const index = path.findIndex((part) => typeof part === "number");
  return index < 0 ? path : path.slice(0, index);
}

/**
 * A copy without what is at the paths; a key that is missing there takes what it is missing from with it.
 * Undefined where that is everything.
 */
function without(value: unknown, paths: readonly YamlPath[]): unknown {
  const copy = structuredClone(value);
  const gone = new Set<string>();
  for (const path of paths) {
    const prefixes = path.map((_, index) => path.slice(0, path.length - index));
    if (prefixes.some((prefix) => gone.has(JSON.stringify(prefix)))) continue;
    const there = prefixes.find((prefix) => at(copy, prefix) !== undefined);
    const holder = there && at(copy, there.slice(0, -1));
    if (typeof holder !== "object" || holder === null) return undefined;
    Reflect.deleteProperty(holder, String(there?.at(-1)));
    gone.add(JSON.stringify(there));
  }
  return copy;
}

function at(value: unknown, path: YamlPath): unknown {
  let inner = value;
  for (const part of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, part))
      return undefined;
    inner = Reflect.get(inner, part);
  }
  return inner;
}
