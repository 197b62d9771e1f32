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

/** A line for each; on a terminal it goes on below where it began. */
export function doctorText(
  diagnoses: readonly Diagnosis[],
  look: Look & { readonly isWrapped: boolean },
): string {
  const columns = look.isWrapped ? look.columns : Number.POSITIVE_INFINITY;
  const widest = Math.max(0, ...diagnoses.map(({ check }) => check.length));
  const lines = diagnoses.flatMap(({ level, check, text, cure }) =>
    wrapped(printable(cure === undefined ? text : `${text}; ${cure}`), {
      first: `${level.padEnd(8)} ${check.padEnd(widest)}  `,
      tone: tones[level] === "good" ? "plain" : tones[level],
      look: { ...look, columns },
    }),
  );
  return lines.map((line) => `${line}\n`).join("");
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
