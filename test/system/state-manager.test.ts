import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../../src/protocol/generated/schemas.ts";
import { useCluster } from "../support/lab.ts";

const page = join(import.meta.dirname, "../../docs/state-manager.md");

/** The shell lines of the page, as a reader would type them one block after the other. */
async function script(): Promise<string> {
  const text = await readFile(page, "utf8");
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? "");
  assert.ok(blocks.length >= 3, "the page shows how it is done");
  return ["set -e", "cd $(mktemp -d)", ...blocks].join("\n");
}

describe("docs/state-manager.md", () => {
  const cluster = useCluster({ tls: "off" });

  it("[REQ-SM-1] is enough to be a state manager with mosquitto's clients alone", async () => {
    const { node2, node3, primary } = cluster;
    await node2.startLog("web.service");
    const { status, stdout, stderr } = await node3.exec(
      "env",
      `PRIMARY=${primary.ip}`,
      "sh",
      "-c",
      await script(),
    );
    assert.equal(status, 0, stderr);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const [manager, node, unit, job, web] = lines;
    assert.equal(manager?.["manager"], "up");
    assert.deepEqual([node?.["state"], node?.["synced"]], ["online", true]);
    assert.equal(unit?.["active"], "active");
    assert.deepEqual(
      [job?.["state"], job?.["result"], (job as unknown as Job).after?.active],
      ["finished", "done", "active"],
    );
    assert.deepEqual([web?.["active"], web?.["session"]], ["active", node?.["session"]]);
    assert.equal(await node2.starts("web.service"), 1, "the repeated request was begun once");
  });

  it("[REQ-SM-2] tells a refusal the same way", async () => {
    const { node3, primary } = cluster;
    const [asking = ""] = (await script()).split(
      "\nsub -C 1 -t hirte/v1/nodes/node2/units/web.service",
    );
    const wrong = asking.replaceAll("node2/start", "node9/start");
    const { stdout } = await node3.exec("env", `PRIMARY=${primary.ip}`, "sh", "-c", wrong);
    const refused = stdout.split("\n").find((line) => line.includes('"refused"'));
    assert.match(refused ?? stdout, /no-such-node/);
  });
});
