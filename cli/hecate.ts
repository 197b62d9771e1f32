import { createLog } from "../src/core/log.ts";
import { outliveOutput } from "../src/core/standard-output.ts";
import { runHecate } from "./hecate/program.ts";

outliveOutput("hecate");
process.exitCode = await runHecate(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  createLog,
});
