import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { toTyped } from "../src/dbus/typed-value.ts";
import type {
  ActiveStateRow,
  DefaultTargetRow,
  FileRow,
  FileStateRow,
  PropertyRow,
  TypedPropertyRow,
  UnitFileRow,
} from "../src/protocol/generated/schemas.ts";
import { isGlob, unitFileNameOf } from "../src/units/unit-name.ts";
import { fileStateOf } from "./file-state.ts";
import type { QueryPort } from "./ports.ts";
import type { Systemctl } from "./systemctl.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { systemd, typeInterface, unitPath } from "./systemd-names.ts";
import { asNumber, asRows, asString, type Variants } from "./systemd-values.ts";

/** The manager waits 10 s for an answer. */
const showMs = 8000;
/** Larger files than this are no unit files. */
const maxFileChars = 128 * 1024;

/** Questions to systemd that change nothing. */
export class SystemdQueries implements QueryPort {
  readonly #link: SystemdLink;
  readonly #systemctl: Systemctl;

  constructor({ link, systemctl }: { readonly link: SystemdLink; readonly systemctl: Systemctl }) {
    this.#link = link;
    this.#systemctl = systemctl;
  }

  async unitFiles(patterns: readonly string[]): Promise<UnitFileRow[]> {
    const [rows] = await this.#link.call("ListUnitFilesByPatterns", "asas", [[], patterns]);
    return asRows(rows).map(([path, state]) => ({
      unit: basename(asString(path)),
      path: asString(path),
      state: asString(state),
    }));
  }

  async activeStates(patterns: readonly string[]): Promise<ActiveStateRow[]> {
    const names = patterns.filter((unit) => !isGlob(unit));
    const globs = patterns.filter(isGlob);
    // Of names systemd tells in their order, loading what is not loaded, and by the unit's first name.
    const [named] = await this.#link.call("ListUnitsByNames", "as", [names]);
    const rows = asRows(named);
    if (rows.length !== names.length) {
      throw new HirteError(
        "bad-request",
        `${names.length} names were taken for ${rows.length} units`,
      );
    }
    const matched = await this.#matched(globs);
    return [
      ...rows.map((row, at) => stateOf(names[at] ?? "", row)),
      ...matched.map((row) => stateOf(asString(row[0]), row)),
    ];
  }

  fileStates(units: readonly string[]): Promise<FileStateRow[]> {
    // Each call has the bus's deadline.
    return Promise.all(
      units.map(async (unit) => ({ unit, state: await fileStateOf(this.#link, unit) })),
    );
  }

  async defaultTarget(): Promise<DefaultTargetRow> {
    const [unit] = await this.#link.call("GetDefaultTarget");
    return { unit: asString(unit) };
  }

  async show({ units, properties, all }: Parameters<QueryPort["show"]>[0]): Promise<PropertyRow[]> {
    const options = [
      ...(all ? ["--all"] : []),
      ...(properties && properties.length > 0 ? [`--property=${properties.join(",")}`] : []),
    ];
    const untilMs = performance.now() + showMs;
    const run = (names: readonly string[]) => {
      const timeoutMs = Math.max(1, Math.round(untilMs - performance.now()));
      // systemctl takes a number for that of a job, and tells of whatever unit that is about.
      const full = names.map((name) => unitFileNameOf(name));
      return this.#systemctl(["show", ...options, "--", ...full], { timeoutMs });
    };
    if (units === undefined) return rowsOfShow(await run([]));
    const names = await this.#named(units);
    if (names.length === 0) return [];
    const blocks = (await run(names)).replace(/\n$/, "").split("\n\n");
    // A value may hold an empty line, and a unit none of the properties: then each is asked for alone.
    if (blocks.length === names.length && blocks.every(isPlain)) {
      return names.flatMap((unit, at) => rowsOfShow(blocks[at] ?? "", unit));
    }
    const rows: PropertyRow[] = [];
    for (const unit of names) rows.push(...rowsOfShow(await run([unit]), unit));
    return rows;
  }

  async properties(wanted: Parameters<QueryPort["properties"]>[0]): Promise<TypedPropertyRow[]> {
    const { unit, property } = wanted;
    const path = unitPath(unit);
    const interfaces = wanted.interface ? [wanted.interface] : [systemd.unit, typeInterface(unit)];
    const rows: TypedPropertyRow[] = [];
    for (const iface of interfaces) {
      for (const [name, value] of Object.entries(await this.#read(path, iface))) {
        if (property === undefined || property === name) {
          rows.push({ interface: iface, name, value: toTyped(value) });
        }
      }
    }
    if (rows.length === 0 && (property !== undefined || wanted.interface !== undefined)) {
      const what = property === undefined ? "no interface" : `no property ${property} of`;
      throw new HirteError("no-such-property", `${unit} has ${what} ${interfaces.join(", ")}`);
    }
    return rows;
  }

  /** All properties of an interface; none where the unit does not have it, as a target has no `Target`. */
  async #read(path: string, iface: string): Promise<Variants> {
    try {
      return await this.#link.readAll(path, iface);
    } catch (error) {
      const isUnknown =
        isHirteError(error) &&
        error.details["dbusName"] === "org.freedesktop.DBus.Error.UnknownInterface";
      if (isUnknown) return {};
      throw error;
    }
  }

  async files(units: readonly string[]): Promise<FileRow[]> {
    const rows: FileRow[] = [];
    for (const unit of units) rows.push(...(await this.#filesOf(unit)));
    // One that is not there keeps nobody from the files of the others.
    const [missing] = rows;
    if (missing?.problem !== undefined && rows.every(isMissing)) {
      throw new HirteError("no-such-unit", missing.problem);
    }
    return rows;
  }

  async #filesOf(unit: string): Promise<FileRow[]> {
    const all = await this.#link.readAll(unitPath(unit), systemd.unit);
    // A link to /dev/null: what systemctl cat prints in its place, and drop-ins have no effect.
    if (asString(all["LoadState"]?.value) === "masked") {
      return [{ unit, path: "", text: `# Unit ${unit} is masked.\n` }];
    }
    const fragment = asString(all["FragmentPath"]?.value);
    // `as` on the bus.
    const dropIns = (all["DropInPaths"]?.value ?? []) as readonly string[];
    const paths = [...(fragment === "" ? [] : [fragment]), ...dropIns];
    if (paths.length === 0) {
      return [{ unit, path: "", text: "", problem: `no files found for ${unit}` }];
    }
    return Promise.all(paths.map(async (path) => ({ unit, path, ...(await textOf(path)) })));
  }

  /** Names as they are, and the loaded units that patterns match. */
  async #named(units: readonly string[]): Promise<string[]> {
    const globs = units.filter(isGlob);
    const names = units.filter((unit) => !isGlob(unit));
    names.push(...(await this.#matched(globs)).map(([name]) => asString(name)));
    return [...new Set(names)];
  }

  /**
   * What a pattern stands for in systemctl, where --all is not given: units that are not inactive or
   * have a job, each under its own name only (output_show_unit of systemd).
   */
  async #matched(globs: readonly string[]): Promise<(readonly unknown[])[]> {
    if (globs.length === 0) return [];
    const [rows] = await this.#link.call("ListUnitsByPatterns", "asas", [[], globs]);
    return asRows(rows).filter(([, , , active, , following, , jobId]) => {
      if (asString(following) !== "") return false;
      return asNumber(jobId) > 0 || active !== "inactive";
    });
  }
}

const propertyLine = /^([A-Z][A-Za-z0-9]*)=(.*)$/s;

/** Whether each line is a property of its own, so that it is certain where the unit's end. */
function isPlain(block: string): boolean {
  return block.split("\n").every((line) => propertyLine.test(line));
}

/** A row of ListUnits, under the name it was asked for. */
function stateOf(unit: string, [, , load, active]: readonly unknown[]): ActiveStateRow {
  return { unit, load: asString(load), active: asString(active) };
}

/** `Name=value` lines; a line without a name goes on with the value before it. */
function rowsOfShow(text: string, unit?: string): PropertyRow[] {
  const rows: { unit?: string; name: string; value: string }[] = [];
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const [, name, value] = propertyLine.exec(line) ?? [];
    const last = rows.at(-1);
    if (name !== undefined && value !== undefined) {
      rows.push({ ...(unit === undefined ? {} : { unit }), name, value });
    } else if (last) last.value += `\n${line}`;
  }
  return rows;
}

/** Whether it stands for a unit that has no files. */
function isMissing({ path, problem }: FileRow): boolean {
  return path === "" && problem !== undefined;
}

async function textOf(path: string): Promise<Pick<FileRow, "text" | "problem">> {
  try {
    const text = await readFile(path, "utf8");
    if (text.length <= maxFileChars) return { text };
    const problem = `only the first ${maxFileChars} characters are shown`;
    return { text: text.slice(0, maxFileChars), problem };
  } catch (error) {
    return { text: "", problem: messageOf(error) };
  }
}
