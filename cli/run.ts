import type { HirteClient } from "../src/client/hirte-client.ts";
import { isHirteError } from "../src/core/errors.ts";
import type { Call } from "./commands.ts";
import { exitOfError } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { parseCommandLine } from "./program.ts";
import { printable } from "./text.ts";

/** Runs one command line of hirtectl. @returns its exit status */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // Of shells, not of people: no command, and not in the help.
  if (argv[0] === "__complete") {
    return (await import("./complete.ts")).complete(argv.slice(1), io);
  }
  let client: Promise<HirteClient> | undefined;
  /** Once connected it is a command that hirte is away for. */
  let about = "";
  try {
    const parsed = parseCommandLine(argv, io);
    if (parsed.kind === "ended") return parsed.status;
    const { command, args, options } = parsed;
    const handle = await command.load();
    const connect: Call["connect"] = (purpose) => {
      client ??= import("./session.ts").then(async ({ connectTo }) => {
        const connected = await connectTo(options, io, purpose);
        about = `${command.name}: `;
        return connected;
      });
      return client;
    };
    return await handle({ command, args, options, io, connect });
  } catch (error) {
    if (!isHirteError(error)) throw error;
    if (!io.signal.aborted) {
      // Of a configuration, everything that is wrong is told, a line each.
      const lines = error.code === "bad-config" ? error.message.split("\n") : [error.message];
      const prefix = error.code === "not-reachable" ? about : "";
      for (const line of lines) io.stderr.write(`hirtectl: ${prefix}${printable(line)}\n`);
    }
    return exitOfError(error.code);
  } finally {
    await client?.then(
      (connected) => connected.close("cut"),
      () => {
        // It was never made, and that has been told above.
      },
    );
  }
}
