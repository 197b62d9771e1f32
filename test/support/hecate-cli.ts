import type { HecateIo } from "../../cli/hecate/commands.ts";
import { createLog } from "../../src/core/log.ts";

/** Runs a command line of hecate's in this process, to its end. */
export async function runHecateCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  over: Partial<HecateIo> = {},
): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const said = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof said) => ({
    write: (text: string | Uint8Array) => {
      said[name] += typeof text === "string" ? text : Buffer.from(text).toString();
    },
  });
  const io = { env, stdout: sink("stdout"), stderr: sink("stderr"), createLog };
  // Imported, as the commands import their handlers: see cli-run.ts.
  const { runHecate } = await import("../../cli/hecate/program.ts");
  const status = await runHecate(args, {
    ...{ ...io, loginName: () => "tester", againMs: 50 },
    ...over,
  });
  return { status, ...said };
}
