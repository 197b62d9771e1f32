import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { type Cluster, type LabNode, type Running, until, useCluster } from "../support/lab.ts";

const page = join(import.meta.dirname, "../../docs/state-manager.md");
/** Each program keeps a unit of its own up, in place of the page's. */
const unitOf = (language: string) => `${language.toLowerCase()}.service`;
/** Where the programs of the page live on the primary. */
const home = "/root/keep-up";

/** The code block of the page in this language, or, of several, the one that holds `mark`; for this unit. */
async function block(language: string, unit: string, mark = ""): Promise<string> {
  const text = await readFile(page, "utf8");
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  const found = blocks.map(([, code]) => code ?? "").find((code) => code.includes(mark));
  assert.ok(found, `the page shows it in ${language}`);
  return found.replaceAll(/\ba\.service\b/g, unit);
}

/** Puts the program of the page on the primary, and says how it is run. */
type Program = (cluster: Cluster, unit: string) => Promise<readonly string[]>;

const programs: Readonly<Record<string, Program>> = {
  TypeScript: async ({ primary }, unit) => {
    const { code } = await transform(await block("ts", unit), { loader: "ts", format: "esm" });
    await primary.write(`${home}/keep-up.mjs`, code);
    // As `npm install` would leave it.
    const manifest = { name: "hirte", type: "module", exports: "./client.mjs" };
    await primary.write(`${home}/node_modules/hirte/package.json`, JSON.stringify(manifest));
    await primary.link("/opt/hirte/client.mjs", `${home}/node_modules/hirte/client.mjs`);
    return ["node", `${home}/keep-up.mjs`];
  },
  Python: async ({ primary }, unit) => {
    await primary.write(`${home}/keep_up.py`, await block("python", unit));
    return ["python3", `${home}/keep_up.py`];
  },
  shell: async ({ primary }, unit) => {
    await primary.write(`${home}/keep-up.sh`, await block("bash", unit, "mosquitto_sub and"));
    return ["bash", `${home}/keep-up.sh`];
  },
  "D-Bus": async ({ primary }, unit) => {
    await primary.write(`${home}/keep-up-dbus.sh`, await block("bash", unit, "with busctl"));
    return ["bash", `${home}/keep-up-dbus.sh`];
  },
};

/** Is told to switch node1 off, as a power distribution unit is, and says when that was done. */
const fence = `#!/bin/sh
touch ${home}/fence-$1-$UNIT_KEPT
i=0; while [ ! -e ${home}/is-off-$1 ]; do sleep 0.1; i=$((i+1)); [ $i -lt 300 ] || exit 1; done
`;

describe("the state managers of docs/state-manager.md", () => {
  const cluster = useCluster({ tls: "off" });

  // All at once, each with a unit of its own: what they wait for is the same.
  it("[REQ-SM-3] keep a unit up on one of two nodes, never on both, in TypeScript, Python, shell and D-Bus", async () => {
    const { primary, node1, node2 } = cluster;
    const languages = Object.keys(programs);
    const ofEach = async (node: LabNode, state: string, deadlineMs = 10_000) => {
      for (const language of languages) await node.unitIs(unitOf(language), state, deadlineMs);
    };
    const starts = async (node: LabNode) => {
      const counted = languages.map(async (each) => [each, await node.starts(unitOf(each))]);
      return Object.fromEntries(await Promise.all(counted));
    };
    const each = (count: number) => Object.fromEntries(languages.map((one) => [one, count]));
    await primary.remove(home);
    await primary.write("/usr/local/bin/fence", fence, 0o755);
    const running: Running[] = [];
    try {
      for (const [language, program] of Object.entries(programs)) {
        for (const node of [node1, node2]) await node.startLog(unitOf(language));
        const argv = await program(cluster, unitOf(language));
        running.push(
          primary.spawn(
            ...["env", `PRIMARY=${primary.ip}`, "HIRTE_TLS=off"],
            ...[`UNIT_KEPT=${unitOf(language)}`, ...argv],
          ),
        );
      }
      await ofEach(node1, "active", 30_000);
      assert.deepEqual(await starts(node2), each(0));

      await node1.powerCut();
      for (const language of languages) {
        await until(() => primary.has(`${home}/fence-node1-${unitOf(language)}`), {
          what: `node1 is to be fenced, in ${language}`,
          holds: (isAsked) => isAsked,
          deadlineMs: 40_000,
        });
      }
      // Not before the node is known to be off.
      assert.deepEqual(await starts(node2), each(0), "nothing starts before the fence is up");
      await primary.write(`${home}/is-off-node1`, "");
      await ofEach(node2, "active", 20_000);

      await node1.start();
      await ofEach(node1, "active", 40_000);
      // Stopped there before it was started here.
      await ofEach(node2, "inactive", 0);
      assert.deepEqual([await starts(node1), await starts(node2)], [each(2), each(1)]);
    } finally {
      for (const one of running) one.signal("SIGKILL");
      await primary.remove(home, "/usr/local/bin/fence");
    }
  }).timeout(120_000);
});
