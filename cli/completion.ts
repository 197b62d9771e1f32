import { HirteError } from "../src/core/errors.ts";
import type { CommandRow, Handler } from "./commands.ts";
import { completionScripts } from "./completion-scripts.ts";
import { exitStatuses } from "./exit-codes.ts";

/** `hirtectl completion bash|zsh|fish`, of these commands. The handler throws `bad-argument`. */
export function completionPrinter(commands: readonly CommandRow[]): Handler {
  return async ({ args: [shell = ""], io }) => {
    const script = Object.entries(completionScripts).find(([name]) => name === shell)?.[1];
    if (!script) {
      const known = Object.keys(completionScripts).join(", ");
      throw new HirteError("bad-argument", `completion: "${shell}" is none of ${known}`);
    }
    io.stdout.write(script(commands));
    return exitStatuses.done.status;
  };
}
