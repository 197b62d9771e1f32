import { writeFileSync } from "node:fs";
import { LabMachines } from "./lab-machines.ts";
import { perform } from "./perform.ts";
import { UserMachines } from "./user-machines.ts";

/**
 * The demo where its machines can be had: inside a lab, or in a scope of the user's systemd. argv = lab
 * or user, a file to write when the tour is done, then --tour or nothing.
 */
const [place, doneFile = "", mode] = process.argv.slice(2);
const machines = place === "user" ? new UserMachines() : new LabMachines();
process.exitCode = await perform(machines, {
  endsAfterTour: mode === "--tour",
  onTourDone: () => writeFileSync(doneFile, ""),
});
await machines.down();
