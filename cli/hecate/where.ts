import { hecateSettings } from "../../src/config/hecate.ts";
import type { HecateCall } from "./commands.ts";

/** Where the daemon of this machine is asked: no configuration is read for it, so that one that is wrong is no obstacle. */
export function socketOf({ options, io }: Pick<HecateCall, "options" | "io">): string {
  const { socket, runDir } = hecateSettings;
  const directory = io.env[runDir.variable] || undefined;
  return options.socket ?? (directory === undefined ? socket.default : `${directory}/hecate.sock`);
}
