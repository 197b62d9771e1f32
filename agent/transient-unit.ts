import { basename } from "node:path";
import { HirteError } from "../src/core/errors.ts";
import { Variant } from "../src/dbus/codec.ts";
import { fromTyped } from "../src/dbus/typed-value.ts";
import type { CommandOutput } from "./ports.ts";
import type { RunCall, RunOrder } from "./run-call.ts";
import { type BusProperty, busPropertyOf } from "./run-properties.ts";
import { unitType } from "./systemd-names.ts";

/** What the unit of a command is made of. */
export interface TransientUnitOptions {
  readonly id: string;
  readonly call: Pick<RunCall, "unit" | "wait">;
  readonly order: Exclude<RunOrder, { readonly commandName: string }>;
  readonly output?: CommandOutput;
  /** systemd stops the command when it has run for this long, also when no agent is there to do it. */
  readonly runtimeMaxMs?: number;
}

/** systemd kills what has not stopped by then. */
const stopTimeoutUs = 5_000_000n;
const runtimeMax = "RuntimeMaxUSec";

/**
 * Has the command itself hold both ends of its pipes: without an agent to read them, it waits when they
 * are full, and is not killed by a SIGPIPE that would be hirte's and not its own.
 */
const holdPipes = 'exec "$@" 1<>/proc/self/fd/1 2<>/proc/self/fd/2';

/** In each of the unit's log lines, and by what it is known whose unit it is. */
export function markOf(id: string): Buffer {
  return Buffer.from(`HIRTE_JOB=${id}`);
}

/** Properties of the transient unit (org.freedesktop.systemd1(5)). @throws HirteError `bad-request` */
export function propertiesOf(options: TransientUnitOptions): readonly BusProperty[] {
  const { id, call, order } = options;
  const isService = unitType(call.unit) === "service";
  const mark: BusProperty[] = isService
    ? [["LogExtraFields", new Variant("aay", [markOf(id)])]]
    : [];
  const { argv = order.shell === undefined ? undefined : ["/bin/sh", "-c", order.shell] } = order;
  if (argv) {
    if (!isService)
      throw new HirteError("bad-request", `${call.unit}: a command runs in a .service`);
    return [...commandProperties(argv, options), ...mark];
  }
  const asked = order.properties ?? [];
  return [...asked.map(({ name, value }): BusProperty => [name, fromTyped(value)]), ...mark];
}

function commandProperties(
  argv: readonly string[],
  { call, order, output, runtimeMaxMs }: TransientUnitOptions,
): BusProperty[] {
  const [program = ""] = argv;
  if (!/^(\/.+|[^/]+)$/.test(program)) {
    throw new HirteError("bad-request", `"${program}" is neither a path from / nor a name`);
  }
  const line = output ? ["/bin/sh", "-c", holdPipes, "sh", ...argv] : argv;
  const { user, workingDirectory, environment } = order;
  const asked = (order.assignments ?? []).map(busPropertyOf);
  return [
    ["Description", text(order.description ?? describe(order))],
    // Started is what was executed: a program that is not there is an error.
    ["Type", text("exec")],
    // systemd would put its own variables in place of $NAME.
    ["ExecStartEx", new Variant("a(sasas)", [[line[0], line, ["no-env-expand"]]])],
    // What is waited for stays until its end was read; what is not goes by itself.
    ...(call.wait
      ? [["RemainAfterExit", new Variant("b", true)] as const]
      : [["CollectMode", text("inactive-or-failed")] as const]),
    // As in a shell: within a pipe of its own, who writes to nobody ends.
    ["IgnoreSIGPIPE", new Variant("b", false)],
    ["TimeoutStopUSec", new Variant("t", stopTimeoutUs)],
    ...(user === undefined ? [] : [["User", text(user)] as const]),
    ...(workingDirectory === undefined
      ? []
      : [["WorkingDirectory", text(workingDirectory)] as const]),
    ...(environment === undefined
      ? []
      : [["Environment", new Variant("as", [...environment])] as const]),
    ...(output
      ? [
          ["StandardOutputFile", text(output.paths[0])] as const,
          ["StandardErrorFile", text(output.paths[1])] as const,
        ]
      : []),
    ...asked,
    // The last one of a name counts.
    ...limitOf(runtimeMaxMs, asked),
  ];
}

/** The time that the command has, or the shorter one that was asked for. */
function limitOf(runtimeMaxMs: number | undefined, asked: readonly BusProperty[]): BusProperty[] {
  if (runtimeMaxMs === undefined) return [];
  const ownUs = BigInt(Math.ceil(runtimeMaxMs)) * 1000n;
  const askedUs = asked.findLast(([name]) => name === runtimeMax)?.[1].value;
  const us = typeof askedUs === "bigint" && askedUs < ownUs ? askedUs : ownUs;
  return [[runtimeMax, new Variant("t", us)]];
}

/**
 * Without arguments: descriptions are in the node's journal, and published with the unit to whoever
 * watches it.
 */
function describe({ argv }: TransientUnitOptions["order"]): string {
  const program = argv?.[0] ?? "";
  const name = basename(program).replace(/\p{Cc}+/gu, " ");
  return program === "" ? "hirte: a command line" : `hirte: ${name.slice(0, 200)}`;
}

function text(value: string): Variant {
  return new Variant("s", value);
}
