import { writeFileSync } from "node:fs";
import { LabMachines } from "./lab-machines.ts";
import { perform } from "./perform.ts";

/** The demo inside a lab: argv = file to write when the tour is done, then --tour or nothing. */
const [doneFile = "", mode] = process.argv.slice(2);
const machines = new LabMachines();
process.exitCode = await perform(machines, {
  endsAfterTour: mode === "--tour",
  onTourDone: () => writeFileSync(doneFile, ""),
});
await machines.down();
