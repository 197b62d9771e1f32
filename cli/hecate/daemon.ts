import { runDaemon } from "../../src/hecate/run-daemon.ts";
import type { HecateHandler } from "./commands.ts";

/** `hecate daemon` */
export const daemon: HecateHandler = ({ options, io }) => {
  const {
    config: file,
    node,
    dryRun: isDry = false,
    logLevel = "info",
    logTarget = "journald",
  } = options;
  const log = io.createLog({ level: logLevel, target: logTarget });
  return runDaemon({ sources: { file, env: io.env, flags: { node } }, env: io.env, log, isDry });
};
