import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { type Cluster, type Running, until, useCluster } from "../support/lab.ts";

const page = join(import.meta.dirname, "../../docs/state-manager.md");
const unit = "a.service";
/** Where the programs of the page live on the primary. */
const home = "/root/keep-up";

/** The code block of the page in this language, or, of several, the one that holds `mark`. */
async function block(language: string, mark = ""): Promise<string> {
  const text = await readFile(page, "utf8");
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  const found = blocks.map(([, code]) => code ?? "").find((code) => code.includes(mark));
  assert.ok(found, `the page shows it in ${language}`);
  return found;
}

/** Puts the program of the page on the primary, and says how it is run. */
type Program = (cluster: Cluster) => Promise<readonly string[]>;

const programs: Readonly<Record<string, Program>> = {
  TypeScript: async ({ primary }) => {
    const { code } = await transform(await block("ts"), { loader: "ts", format: "esm" });
    await primary.write(`${home}/keep-up.mjs`, code);
    // As `npm install` would leave it.
    const manifest = { name: "hirte", type: "module", exports: "./client.js" };
    await primary.write(`${home}/node_modules/hirte/package.json`, JSON.stringify(manifest));
    await primary.link("/opt/hirte/client.js", `${home}/node_modules/hirte/client.js`);
    return ["node", `${home}/keep-up.mjs`];
  },
  Python: async ({ primary }) => {
    await primary.write(`${home}/keep_up.py`, await block("python"));
    return ["python3", `${home}/keep_up.py`];
  },
  shell: async ({ primary }) => {
    await primary.write(`${home}/keep-up.sh`, await block("bash", "mosquitto_sub and"));
    return ["bash", `${home}/keep-up.sh`];
  },
  "D-Bus": async ({ primary }) => {
    await primary.write(`${home}/keep-up-dbus.sh`, await block("bash", "with busctl"));
    return ["bash", `${home}/keep-up-dbus.sh`];
  },
};

/** Switches node1 off when it is told to, as a power distribution unit would, and tells so. */
const fence = `#!/bin/sh
touch ${home}/fence-$1
i=0; while [ ! -e ${home}/is-off-$1 ]; do sleep 0.1; i=$((i+1)); [ $i -lt 300 ] || exit 1; done
`;

describe("the state managers of docs/state-manager.md", () => {
  const cluster = useCluster();

  for (const [language, program] of Object.entries(programs)) {
    it(`[REQ-SM-3] keep a unit up on one of two nodes, never on both, in ${language}`, async () => {
      const { primary, node1, node2 } = cluster;
      await Promise.all([node1.startLog(unit), node2.startLog(unit)]);
      await primary.remove(home);
      await primary.write("/usr/local/bin/fence", fence, 0o755);
      const argv = await program(cluster);
      const running: Running = primary.spawn("env", `PRIMARY=${primary.ip}`, ...argv);
      try {
        await node1.unitIs(unit, "active", 20_000);
        assert.equal(await node2.activeState(unit), "inactive");

        await node1.powerCut();
        await until(() => primary.has(`${home}/fence-node1`), {
          what: "node1 is to be fenced",
          holds: (isAsked) => isAsked,
          deadlineMs: 40_000,
        });
        // Not before the node is known to be off.
        assert.equal(await node2.starts(unit), 0, "it was not started before the fence was up");
        await primary.write(`${home}/is-off-node1`, "");
        await node2.unitIs(unit, "active", 20_000);

        await node1.start();
        await node1.unitIs(unit, "active", 40_000);
        assert.equal(
          await node2.activeState(unit),
          "inactive",
          "stopped there before it was started here",
        );
        assert.deepEqual([await node1.starts(unit), await node2.starts(unit)], [2, 1]);
      } finally {
        running.signal("SIGKILL");
        await primary.remove(home, "/usr/local/bin/fence");
      }
    }).timeout(120_000);
  }
});
