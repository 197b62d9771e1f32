import { gatherFacts } from "../../src/hecate/doctor/gather.ts";
import type { Level } from "../../src/hecate/doctor/model.ts";
import { type Diagnosis, diagnose, worstOf } from "../../src/hecate/doctor/table.ts";
import { printable, type Tone } from "../text.ts";
import type { HecateHandler } from "./commands.ts";
import { type HecateExitName, hecateExits } from "./exit-codes.ts";
import { type Look, wrapped } from "./lay-out.ts";
import { lookOf } from "./status.ts";
import { socketOf } from "./where.ts";

/** `hecate doctor` */
export const doctor: HecateHandler = async (call) => {
  const { options, io } = call;
  const { config: file, node } = options;
  const diagnoses = diagnose(
    await gatherFacts({
      sources: { file, env: io.env, flags: { node } },
      socketPath: socketOf(call),
    }),
  );
  io.stdout.write(
    options.json
      ? `${JSON.stringify(diagnoses, null, 2)}\n`
      : doctorText(diagnoses, { ...lookOf(io), isWrapped: io.isTty === true }),
  );
  return hecateExits[exitOf(worstOf(diagnoses))].status;
};

const tones = {
  ok: "good",
  note: "faint",
  warning: "busy",
  failed: "bad",
} as const satisfies Readonly<Record<Level, Tone>>;

/** A line for each, a cure at the first that it is of; on a terminal a line goes on below where it began. */
export function doctorText(
  diagnoses: readonly Diagnosis[],
  look: Look & { readonly isWrapped: boolean },
): string {
  const columns = look.isWrapped ? look.columns : Number.POSITIVE_INFINITY;
  const widest = Math.max(0, ...diagnoses.map(({ check }) => check.length));
  /** Cures, and the check that each was said of. */
  const said = new Map<string, string>();
  const lines = diagnoses.flatMap(({ level, check, text, cure }) => {
    const told = cure === undefined ? text : `${text}; ${cureText(cure, check, said)}`;
    return wrapped(printable(told), {
      first: `${level.padEnd(8)} ${check.padEnd(widest)}  `,
      tone: tones[level] === "good" ? "plain" : tones[level],
      look: { ...look, columns },
    });
  });
  return lines.map((line) => `${line}\n`).join("");
}

function cureText(cure: string, check: string, said: Map<string, string>): string {
  const before = said.get(cure);
  if (before === undefined) {
    said.set(cure, check);
    return cure;
  }
  return before === check ? "cure as above" : `cure as above (${before})`;
}

/** A note is nothing that anybody can put right from here. */
function exitOf(level: Level): HecateExitName {
  switch (level) {
    case "ok":
    case "note":
      return "normal";
    case "warning":
      return "warnings";
    case "failed":
      return "notReady";
  }
}
