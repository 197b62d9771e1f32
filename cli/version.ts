import { programVersion } from "../src/core/version.ts";
import type { Call } from "./commands.ts";

/** `hirtectl version`. */
export async function printVersion({ io }: Call): Promise<number> {
  io.stdout.write(`hirtectl ${programVersion}\n`);
  return 0;
}
