import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { HirteError, messageOf } from "../core/errors.ts";
import { checkMeaning } from "./hecate-meaning.ts";
import { insteadOf, Report } from "./hecate-report.ts";
import { shapeOf } from "./hecate-shape.ts";
import type { HecateConfig, Secret, UpsEntry } from "./hecate-types.ts";
import { valuesOf } from "./hecate-values.ts";
import { readPasswordFile } from "./password-file.ts";
import { directory, filePath, type ValueType } from "./values.ts";
import { parseYaml, readConfigBytes, type YamlFile } from "./yaml-file.ts";

/** Where hecate's configuration is when nobody says where. */
export const defaultHecateFile = "/etc/hecate/hecate.yaml";

/** What is about this machine, and therefore not in a file that is the same on many: variable and default of each. */
export const hecateSettings = {
  node: { variable: "HECATE_NODE" },
  socket: { variable: "HECATE_SOCKET", default: "/run/hecate/hecate.sock" },
  stateDir: { variable: "HECATE_STATE_DIRECTORY", default: "/var/lib/hecate" },
  runDir: { variable: "HECATE_RUN_DIRECTORY", default: "/run/hecate" },
} as const;

/** Where a configuration is taken from. */
export interface HecateSources {
  /** Default: HECATE_CONFIG, else /etc/hecate/hecate.yaml. */
  readonly file?: string | undefined;
  /** Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Options of the command line; they win over variables. */
  readonly flags?: Readonly<Partial<Record<keyof typeof hecateSettings, string | undefined>>>;
  /** Default: the host's name, up to its first dot. */
  readonly hostName?: string;
  /**
   * Files with passwords of this node's UPSes: `needed`, and one that cannot be read is wrong, which is the default;
   * `wanted`, and that is odd, for a UPS can be watched without; `unread`.
   */
  readonly secrets?: "needed" | "wanted" | "unread";
}

/**
 * Reads hecate.yaml and fills in its defaults.
 * @throws HirteError `bad-config` naming file, line, column and key of everything that is wrong
 */
export function readHecateConfig(sources: HecateSources = {}): HecateConfig {
  const { env = process.env, flags = {}, secrets = "needed" } = sources;
  const file = sources.file ?? (env["HECATE_CONFIG"] || defaultHecateFile);
  const bytes = readConfigBytes(file);
  const yaml = parseYaml(bytes);
  const report = new Report(file, yaml);
  const names = { nodes: namesBelow(yaml, "nodes"), upses: namesBelow(yaml, "ups") };
  const shaped = yaml.value === undefined ? undefined : shapeOf(yaml.value, report);
  if (shaped) {
    const hasSection = (name: string) => namesIn(yaml.value).includes(name);
    checkMeaning({ file: shaped, names, hasSection }, report);
  }
  report.throwProblems();
  // What has no shape was reported, and thrown.
  if (!shaped) throw new HirteError("bad-config", `${file}: cannot be read`);
  const values = valuesOf(shaped);
  const self = selfOf({ ...sources, env, flags }, { file, nodes: names.nodes });
  if (values.coordinator !== self && !values.upses.some(({ host }) => host === self)) {
    report.odd(["nodes", self], "is this node, and neither coordinator nor host of a UPS");
  }
  const upses =
    secrets === "unread" ? values.upses : values.upses.map((ups) => withSecret(ups, self));
  for (const { name, monitor: { secret } = {} } of upses) {
    if (!secret || !("problem" in secret)) continue;
    const place = ["ups", name, "monitor", "password_file"];
    if (secrets === "needed") report.wrong(place, secret.problem);
    else report.odd(place, `${secret.problem}; the UPS is read without a login`);
  }
  report.throwProblems();
  const own = (name: "socket" | "stateDir" | "runDir", type: ValueType<string>) =>
    settingOf(name, { env, flags, type });
  const runDir = own("runDir", directory);
  return {
    ...values,
    upses,
    file,
    configHash: createHash("sha256").update(bytes).digest("hex").slice(0, 16),
    self,
    runDir: runDir ?? hecateSettings.runDir.default,
    socketPath: own("socket", filePath) ?? `${runDir ?? hecateSettings.runDir.default}/hecate.sock`,
    stateDir: own("stateDir", directory) ?? hecateSettings.stateDir.default,
    warnings: report.warnings,
  };
}

function namesBelow(yaml: YamlFile, key: string): readonly string[] {
  const top = yaml.value;
  if (typeof top !== "object" || top === null || !Object.hasOwn(top, key)) return [];
  return namesIn(Reflect.get(top, key));
}

function namesIn(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** The node that this is: named, or by the host's name. */
function selfOf(
  { env = {}, flags = {}, hostName = hostname() }: HecateSources,
  { file, nodes }: { readonly file: string; readonly nodes: readonly string[] },
): string {
  const { variable } = hecateSettings.node;
  const [short = ""] = hostName.split(".", 1);
  const [name, where] = flags.node
    ? [flags.node, flags.node === env[variable] ? variable : "--node"]
    : env[variable]
      ? [env[variable], variable]
      : [short, "the host's name"];
  if (nodes.includes(name)) return name;
  const text = `${file}: nodes has no ${name}, which is ${where}: ${insteadOf(name, nodes, "node")}, or say by --node which one this machine is`;
  throw new HirteError("bad-config", text, { details: { problems: [text] } });
}

/** Whoever logs in knows the password; nobody else does. */
function withSecret(ups: UpsEntry, self: string): UpsEntry {
  const { monitor, host } = ups;
  return monitor && host === self
    ? { ...ups, monitor: { ...monitor, secret: secretIn(monitor.passwordFile) } }
    : ups;
}

/** What such a file holds now. */
export function secretIn(path: string): Secret {
  try {
    return { password: readPasswordFile(path) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function settingOf(
  name: "socket" | "stateDir" | "runDir",
  of: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly flags: Readonly<Partial<Record<string, string | undefined>>>;
    readonly type: ValueType<string>;
  },
): string | undefined {
  const { variable } = hecateSettings[name];
  // An empty variable is how a shell takes one away for a single command.
  const text = of.flags[name] ?? (of.env[variable] || undefined);
  if (text === undefined) return undefined;
  const parsed = of.type.parse(text);
  if ("value" in parsed) return parsed.value;
  const problem = `${variable}: ${parsed.wrong}: write ${of.type.allowed}`;
  throw new HirteError("bad-config", problem, { details: { problems: [problem] } });
}
