import { programVersion } from "../../src/core/version.ts";
import type { HecateHandler } from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";

/** `hecate version` */
export const version: HecateHandler = async ({ io }) => {
  io.stdout.write(`hecate ${programVersion}\n`);
  return hecateExits.done.status;
};
