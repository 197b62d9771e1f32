import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLog } from "../../../src/core/log.ts";
import type { HostFacts } from "../../../src/hecate/host-facts.ts";
import { siteYaml } from "../../support/hecate.ts";
import { hecateExample } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hecate check-config", () => {
  const dir = useTempDir();
  const yaml = siteYaml({ brokerPort: 1, upsdPort: 3493 });

  async function check(node: string, text: string, ...args: string[]) {
    let stdout = "";
    let stderr = "";
    const file = join(dir(), "hecate.yaml");
    writeFileSync(file, text);
    const { runHecate } = await import("../../../cli/hecate/program.ts");
    const argv = ["check-config", "--config", file, "--node", node, ...args];
    const status = await runHecate(argv, {
      ...{ env: {}, createLog },
      stdout: { write: (said) => (stdout += said) },
      stderr: { write: (said) => (stderr += said) },
    });
    return { status, stdout, stderr };
  }

  /** What it says about a host. */
  async function factsOf(node: string, text: string): Promise<HostFacts> {
    const { status, stdout, stderr } = await check(node, text, "--json");
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as HostFacts; // as it was written
  }

  it("[REQ-INS-13] says which host this is, and needs no password for it", async () => {
    const monitored = yaml.replace(
      "host: edge,",
      "host: edge, monitor: { user: m, password_file: /nowhere },",
    );
    const { status, stdout } = await check("edge", monitored);
    assert.deepEqual([status, /is valid; this is edge, a peer/.test(stdout)], [0, true]);
  });

  it("[REQ-HCL-52] says what to write where the first budget does not last for what hangs on the coordinator's UPS", async () => {
    const example = readFileSync(hecateExample, "utf8");
    const short = example.replace("default_shutdown_budget: 420s", "default_shutdown_budget: 300s");
    assert.match(
      (await check("titan-db", short)).stdout,
      /^warning: .*285 s, and nas 120 s more: write budget\.default_shutdown_budget: 420s, it is 300 s$/m,
    );
    assert.deepEqual(
      (await factsOf("titan-db", short)).warnings.map(({ text }) => text),
      [
        "a shutdown is thought to take 285 s, and nas 120 s more: write budget.default_shutdown_budget: 420s, it is 300 s",
      ],
    );
    for (const [node, text] of [
      ["titan-db", example],
      ["tethys", short],
    ] as const) {
      assert.doesNotMatch((await check(node, text)).stdout, /warning/);
    }
  });

  it("[REQ-INS-13] ends with 2 and names what is wrong", async () => {
    const { status, stderr } = await check("db", yaml.replace("version: 1", "version: 2"));
    assert.equal(status, 2);
    assert.match(stderr, /hecate\.yaml:1:\d+: version: /);
  });

  it("[REQ-INS-8] [REQ-INS-13] tells the UPS whose upsd is here, and when hecate goes by itself", async () => {
    const { role, upses } = await factsOf("db", yaml);
    assert.equal(role, "coordinator");
    // Factor 2 of self_budget 1 s, and 30 s.
    assert.deepEqual(
      upses.map(({ nutName, aloneAtS, isNeeded }) => [nutName, aloneAtS, isNeeded]),
      [["alpha", 32, true]],
    );
    const elsewhere = yaml.replace("alpha@127.0.0.1", "alpha@192.168.10.9");
    assert.deepEqual((await factsOf("db", elsewhere)).upses, []);
  });

  it("[REQ-LAS-2] [REQ-INS-13] tells of a peer that never goes by itself, and of a host that has another feed", async () => {
    const text = yaml
      .replace("local_budget: 1s", "fallback_local_shutdown: false")
      .replace("feeds: [beta], roles: [ups-host", "feeds: [alpha, beta], roles: [ups-host");
    const { role, upses } = await factsOf("edge", text);
    assert.equal(role, "peer");
    assert.deepEqual(
      upses.map(({ nutName, aloneAtS, isNeeded }) => [nutName, aloneAtS, isNeeded]),
      [["beta", null, false]],
    );
  });
});
