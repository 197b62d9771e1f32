import { runDaemon } from "../../src/hecate/run-daemon.ts";
import type { HecateHandler } from "./commands.ts";

/** `hecate daemon` */
export const daemon: HecateHandler = ({ options, io }) => {
  const {
    config: file,
    node,
    dryRun: isDry = false,
    rehearseRuns: rehearsesRuns = isDry,
    logLevel = "info",
    logTarget = "journald",
  } = options;
  const log = io.createLog({ level: logLevel, target: logTarget });
  const sources = { file, env: io.env, flags: { node } };
  return runDaemon({ sources, env: io.env, log, isDry, rehearsesRuns });
};
