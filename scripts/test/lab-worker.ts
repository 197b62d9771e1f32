import { createInterface } from "node:readline";
import Mocha from "mocha";
import { type Errand, endMark } from "./errand.ts";
import "./rejections.cjs";

// Both outputs in the order in which they come: the mark stands behind all of it.
process.stderr.write = process.stdout.write.bind(process.stdout);

// Runs files of tests in one process, one after another, so that they share the machines of a lab. Each line that is read
// is an errand; after the output of each comes a line that says that it is done.
for await (const line of createInterface({ input: process.stdin })) {
  const failures = await run(JSON.parse(line) as Errand); // the test command wrote it
  process.stdout.write(`${endMark}${failures}\n`);
  // What a test that failed has left under way would fail, or hold up, the next file's.
  if (failures > 0) process.exit(1);
}

async function run({ path, ...options }: Errand): Promise<number> {
  const mocha = new Mocha({ ...options, forbidOnly: true });
  mocha.addFile(path);
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  mocha.dispose();
  return failures;
}
