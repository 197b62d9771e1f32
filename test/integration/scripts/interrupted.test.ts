import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { moduleForNode } from "../../support/programs.ts";

/** A script that does as that of the build: it waits for a program of its own. */
function start(command: string) {
  const { words, path } = moduleForNode("scripts/interrupted.ts");
  const script = `
    import { spawn } from "node:child_process";
    import { once } from "node:events";
    import { endQuietlyOnInterrupt } from ${JSON.stringify(pathToFileURL(path).href)};
    endQuietlyOnInterrupt();
    const command = spawn("sh", ["-c", ${JSON.stringify(command)}], { stdio: "inherit" });
    const [status] = await once(command, "close");
    if (status !== 0) throw new Error(\`sh: exit status \${status}\`);`;
  // A process group of its own, as a terminal has one in its foreground.
  const child = spawn(process.execPath, [...words, "--input-type=module", "-e", script], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, stderr: text(child.stderr) };
}

describe("a script that waits for programs of its own", function () {
  this.timeout(30_000);

  it("[REQ-DEMO-5] ends quietly with 130 at Ctrl-C, which ends those as well", async () => {
    const { child, stderr } = start("echo ready; exec sleep 60");
    await once(child.stdout, "data");
    process.kill(-(child.pid ?? 0), "SIGINT");
    const [status] = await once(child, "close");
    assert.deepEqual([status, await stderr], [130, ""]);
  });

  it("[REQ-DEMO-5] tells with 1 what has failed by itself", async () => {
    const { child, stderr } = start("echo broken >&2; exit 3");
    child.stdout.resume();
    const [status] = await once(child, "close");
    assert.equal(status, 1);
    assert.match(await stderr, /^broken\n.*Error: sh: exit status 3/s);
  });
});
