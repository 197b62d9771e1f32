import { HirteError } from "../core/errors.ts";
import { isGlob } from "./glob.ts";

export { isGlob, matchesAny, matchesGlob } from "./glob.ts";

/** Types of units, which are the suffixes of their names (systemd.unit(5)). */
export const unitTypes = [
  "service",
  "socket",
  "target",
  "device",
  "mount",
  "automount",
  "swap",
  "timer",
  "path",
  "slice",
  "scope",
] as const;

const longestName = 255;
const suffix = new RegExp(`\\.(${unitTypes.join("|")})$`);

/**
 * Whether systemd takes this for the name of a unit it can act on: `name.type` or
 * `name@instance.type` (unit_name_is_valid of systemd, plain and instance).
 */
export function isUnitName(text: string): boolean {
  return (
    text.length <= longestName &&
    suffix.test(text) &&
    /^[A-Za-z0-9:_.\\-]+(@[A-Za-z0-9:_.\\@-]+)?$/.test(prefixOf(text))
  );
}

/** Whether it names a template, of which only instances can be started: `name@.type`. */
export function isTemplateName(text: string): boolean {
  return suffix.test(text) && /^[A-Za-z0-9:_.\\-]+@$/.test(prefixOf(text));
}

/** The template that this is an instance of, `web@.service` of `web@1.service`; undefined for any other name. */
export function templateOf(name: string): string | undefined {
  const [, prefix, type] = /^([^@]+@).+(\.[a-z]+)$/.exec(isUnitName(name) ? name : "") ?? [];
  return prefix === undefined ? undefined : `${prefix}${type}`;
}

/**
 * The unit meant by what somebody typed: as systemctl, `nginx` is `nginx.service`.
 * @throws HirteError `bad-argument` for paths, templates, patterns and what cannot be a name
 */
export function unitNameOf(text: string): string {
  if (isGlob(text)) {
    throw new HirteError(
      "bad-argument",
      `"${text}" is a pattern; here the name of one unit is needed`,
    );
  }
  return checked(text, suffix.test(text) ? text : `${text}.service`);
}

/**
 * As `unitNameOf`, but a pattern (`app-*`) is taken as it is, as systemctl does.
 * @throws HirteError `bad-argument`
 */
export function unitPatternOf(text: string): string {
  if (!isGlob(text)) return unitNameOf(text);
  if (text.includes("/")) throw isPath(text);
  if (text.length > longestName || !/^[A-Za-z0-9:_.\\@*?!^[\]-]+$/.test(text)) {
    throw new HirteError(
      "bad-argument",
      `"${text}" is not a pattern of unit names: letters, digits, : _ . \\ @ - and * ? [ ] only, ${longestName} at most`,
    );
  }
  return text;
}

/**
 * As `unitNameOf`, for what is done to unit files: a template (`app@.service`) is one, too.
 * @throws HirteError `bad-argument`
 */
export function unitFileNameOf(text: string): string {
  const name = suffix.test(text) ? text : `${text}.service`;
  return isTemplateName(name) ? name : unitNameOf(text);
}

function checked(text: string, name: string): string {
  if (text.includes("/")) throw isPath(text);
  if (isTemplateName(name)) {
    throw new HirteError(
      "bad-argument",
      `"${name}" is a template: name an instance of it, as in ${name.replace("@", "@1")}`,
    );
  }
  if (!isUnitName(name)) {
    throw new HirteError(
      "bad-argument",
      `"${text}" is not the name of a unit: letters, digits, : _ . \\ @ - only, ${longestName} at most`,
    );
  }
  return name;
}

function isPath(text: string): HirteError {
  return new HirteError(
    "bad-argument",
    `"${text}" is a path: units are named, as in nginx.service`,
  );
}

function prefixOf(name: string): string {
  return name.slice(0, name.lastIndexOf("."));
}
