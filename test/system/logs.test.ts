import assert from "node:assert/strict";
import { delay, type LabNode, type Running, until, useCluster } from "../support/lab.ts";

/** A service that writes what is appended to a file, line by line, so that tests decide when it speaks. */
const speaker = {
  exec: "/bin/sh -c 'touch /var/log/speech; exec tail -n +1 -F /var/log/speech'",
};

async function say(node: LabNode, ...lines: readonly string[]): Promise<void> {
  await node.must("sh", "-c", `printf '%s\\n' ${lines.join(" ")} >> /var/log/speech`);
}

/** A service that has written a line into the journal every 50 ms for a while. */
const counter = {
  exec: "/bin/sh -c 'i=0; while [ $i -lt 2000 ]; do i=$((i+1)); echo n$i; sleep 0.05; done'",
  service: ["LogRateLimitIntervalSec=0"],
};

const numbersIn = (text: string) => [...text.matchAll(/: n(\d+)$/gm)].map(([, n]) => Number(n));

/** From 1, each once, none missing. */
function assertCounted(text: string): void {
  const numbers = numbersIn(text);
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => i + 1),
  );
}

async function counts(reader: Running, least: number): Promise<void> {
  await until(() => numbersIn(reader.stdout).length, {
    what: `${least} lines have come`,
    holds: (seen) => seen >= least,
    deadlineMs: 20_000,
  });
}

const pidFile = "/var/log/reader.pid";

/** hirtectl, which is to be found by its process; `to` is what its output is piped to. */
function spawnReader(node: LabNode, words: string, to = "cat"): Running {
  const inner = `echo $$ > ${pidFile}; exec hirtectl ${words}`;
  return node.spawn("bash", "-c", `set -o pipefail; sh -c '${inner}' | ${to}`);
}

async function readerPid(node: LabNode): Promise<string> {
  return (await node.read(pidFile)).trim();
}

/** Most memory a process has ever had, in MiB. */
async function peakMib(node: LabNode, pid: string): Promise<number> {
  const status = await node.must("cat", `/proc/${pid}/status`);
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** Writes 100 MB into the journal, in 50,000 numbered lines. */
const flood = `
import random
r = random.Random(1)
pad = "".join(r.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(4000))
for i in range(1, 50001):
    o = i * 37 % 1900
    print("n%d %s" % (i, pad[o:o + 2000]))
`;

const goFile = "/var/log/go";

/** Reads nothing until it is told to, then slowly; says how many lines came, and whether in their order. */
const slowReader = `
import json, os, sys, time
while not os.path.exists("${goFile}"): time.sleep(0.05)
expected = 1
for line in sys.stdin:
    words = json.loads(line)["message"].split(" ", 1)
    if not words[0].startswith("n"): continue
    if words[0] != "n%d" % expected or len(words[1]) != 2000:
        print("in place of", expected, "came", words[0]); sys.exit(3)
    expected += 1
    if expected % 500 == 0: time.sleep(0.02)
print("all", expected - 1)
`;

/** The journalctl processes of the node. */
async function readersOn(node: LabNode): Promise<string> {
  const { stdout } = await node.exec("pgrep", "-x", "-a", "journalctl");
  return stdout;
}

async function nobodyReadsOn(node: LabNode, deadlineMs = 5000): Promise<void> {
  await until(() => readersOn(node), {
    what: `no journalctl runs on ${node.name}`,
    holds: (seen) => seen === "",
    deadlineMs,
  });
}

describe("logs from real journals", () => {
  const cluster = useCluster();

  /** Process id of the journalctl on node1 that reads this unit's entries. */
  async function readerOf(unit: string): Promise<number> {
    const find = (list: string) => list.split("\n").find((line) => line.includes(unit));
    const list = await until(() => readersOn(cluster.node1), {
      what: `journalctl reads of ${unit}`,
      holds: (seen) => find(seen) !== undefined,
    });
    return Number.parseInt(find(list) ?? "", 10);
  }

  /** Follows from the first entry on, also where journalctl begins later than the unit. */
  async function follow(unit: string): Promise<Running> {
    const reader = cluster.hirtectlSpawn("logs", "node1", unit, "-f", "-n", "10000");
    await readerOf(unit);
    return reader;
  }

  it("[REQ-SYSTEM-20] [W11] prints the entries of a unit, the last of them, and since a time, as journalctl does", async () => {
    const { node1, primary } = cluster;
    await node1.remove("/var/log/speech");
    await node1.startLog("speaker.service", speaker);
    await node1.systemctl("start", "speaker.service");
    await say(node1, "one", "two", "three");
    const written = async () => (await cluster.residentHirtectl("logs", "node1", "speaker")).stdout;
    const all = await until(written, { what: "three", holds: (seen) => seen.endsWith("three\n") });
    const journalctl = await node1.must(
      ..."journalctl -q --no-hostname -o short -u speaker.service".split(" "),
    );
    const lines = (text: string) => text.trimEnd().split("\n");
    assert.deepEqual(
      lines(all).map((line) => line.replace(" node1 ", " ")),
      lines(journalctl),
    );
    const last = await cluster.residentHirtectl("logs", "node1", "speaker", "-n", "2");
    assert.deepEqual(
      lines(last.stdout).map((line) => line.replace(/^.*: /, "")),
      ["two", "three"],
    );
    const none = await cluster.residentHirtectl(
      "logs",
      "node1",
      "speaker",
      "--since",
      "2099-01-01",
    );
    assert.equal(none.stdout, "");
    assert.match(none.stderr, /no such entries/);
    const urgent = await cluster.residentHirtectl("logs", "node1", "speaker", "--priority", "err");
    assert.equal(urgent.stdout, "");
    await node1.must("systemd-cat", "-p", "err", "-t", "alarm", "echo", "fire");
    const alarm = await cluster.residentHirtectl("logs", "node1", "--priority", "err", "-n", "1");
    assert.match(alarm.stdout, / node1 alarm\[\d+\]: fire\n$/);
    const documents = await primary.must("hirtectl", "logs", "node1", "speaker", "-o", "json");
    const entries = JSON.parse(documents) as { node: string; unit: string; message: string }[];
    assert.deepEqual(
      entries.slice(-3).map(({ node, unit, message }) => [node, unit, message]),
      ["one", "two", "three"].map((word) => ["node1", "speaker.service", word]),
    );
  });

  it("[REQ-SYSTEM-21] says what is wrong by its exit status", async () => {
    const status = async (...args: string[]) => {
      const { status, stderr } = await cluster.residentHirtectl("logs", ...args);
      return [status, stderr] as const;
    };
    const [unknown, why] = await status("nowhere");
    assert.equal(unknown, 4, why);
    const [empty, note] = await status("node1", "never-seen.service");
    assert.equal(empty, 0, note);
    assert.match(note, /no such entries/);
    const [bad, what] = await status("node1", "--since", "whenever");
    assert.equal(bad, 2);
    assert.match(what, /whenever/);
    await cluster.node2.systemctl("stop", "hirte-agent");
    cluster.node2.upset();
    const [offline, where] = await status("node2");
    assert.equal(offline, 5, where);
  });

  it("[REQ-SYSTEM-22] follows several nodes, and ends with 0 on Ctrl-C, with nothing left on them", async () => {
    const { node1, node2 } = cluster;
    for (const node of [node1, node2]) {
      await node.remove("/var/log/speech");
      await node.startLog("speaker.service", speaker);
      await node.systemctl("start", "speaker.service");
      await say(node, "before");
    }
    const reader = spawnReader(cluster.primary, "logs node1,node2 speaker -f -n 1");
    await until(() => reader.stdout, {
      what: "what was there",
      holds: (seen) => seen.match(/before$/gm)?.length === 2,
    });
    await say(node1, "after1");
    await say(node2, "after2");
    await until(() => reader.stdout, {
      what: "what came",
      holds: (seen) => / node1 .*after1$/m.test(seen) && / node2 .*after2$/m.test(seen),
    });
    assert.notEqual(await readersOn(node1), "");
    await cluster.primary.must("kill", "-INT", await readerPid(cluster.primary));
    assert.equal((await reader.ended).status, 0);
    await Promise.all([node1, node2].map((node) => nobodyReadsOn(node)));
  });

  it("[REQ-FLT-20] leaves nothing running for a reader that was killed, once its lease is over", async () => {
    const reader = cluster.hirtectlSpawn("logs", "node1", "-f");
    await until(() => readersOn(cluster.node1), {
      what: "journalctl follows",
      holds: (seen) => seen.includes("--follow"),
    });
    await reader.stop("SIGKILL");
    await nobodyReadsOn(cluster.node1, 17_000);
  }).timeout(40_000);

  it("[REQ-FLT-21] follows on where it was when the agent is killed and restarted", async () => {
    const { node1 } = cluster;
    await node1.startLog("counter-1.service", counter);
    const reader = await follow("counter-1.service");
    await node1.systemctl("start", "counter-1.service");
    await counts(reader, 20);
    await node1.signal("hirte-agent", "KILL");
    const seen = numbersIn(reader.stdout).length;
    await counts(reader, seen + 60);
    assertCounted(reader.stdout);
  });

  it("[REQ-FLT-22] follows on where it was when the node's cable was pulled for 3 s", async () => {
    const { node1 } = cluster;
    await node1.startLog("counter-2.service", counter);
    const reader = await follow("counter-2.service");
    await node1.systemctl("start", "counter-2.service");
    await counts(reader, 20);
    await node1.lose(100);
    await delay(3000);
    await node1.heal();
    const seen = numbersIn(reader.stdout).length;
    await counts(reader, seen + 60);
    assertCounted(reader.stdout);
  });

  it("[REQ-FLT-23] follows on, and says so, after hirte was restarted and the node was off for long", async () => {
    const { node1, primary } = cluster;
    await node1.startLog("counter-3.service", counter);
    const reader = await follow("counter-3.service");
    await node1.systemctl("start", "counter-3.service");
    await counts(reader, 20);
    await primary.systemctl("restart", "hirte");
    await counts(reader, numbersIn(reader.stdout).length + 20);
    await node1.lose(100);
    await until(() => reader.stderr, {
      what: "it is said that the node does not answer",
      holds: (seen) => /node1: not answering/.test(seen),
    });
    await node1.heal();
    await counts(reader, numbersIn(reader.stdout).length + 20);
    assertCounted(reader.stdout);
  }).timeout(60_000);

  it("[REQ-SYSTEM-23] reads a journal of 100 MB for a slow reader, in order and whole, in little memory", async () => {
    const { node1, primary } = cluster;
    const conf = "/etc/systemd/journald.conf.d/zz-large.conf";
    const limits = ["RuntimeMaxUse=400M", "RuntimeKeepFree=1M", "RateLimitIntervalSec=0"];
    await node1.write(conf, `[Journal]\n${limits.join("\n")}\n`);
    await node1.systemctl("restart", "systemd-journald");
    await node1.write("/root/flood.py", flood);
    await primary.write("/root/slow.py", slowReader);
    await node1.startLog("flood.service", {
      type: "oneshot",
      exec: "/usr/bin/python3 /root/flood.py",
      service: ["LogRateLimitIntervalSec=0"],
    });
    await node1.systemctl("start", "flood.service");
    const agent = await node1.property("hirte-agent.service", "MainPID");
    const before = await peakMib(node1, agent);
    const reader = spawnReader(primary, "logs node1 flood -o jsonl", "python3 /root/slow.py");
    const journalctl = await readerOf("flood.service");
    await delay(2000);
    const read = await node1.must("cat", `/proc/${journalctl}/io`);
    await primary.write(goFile, "");
    let client = 0;
    while (reader.isRunning) {
      const pid = await readerPid(primary).catch(() => "none");
      const peak = await peakMib(primary, pid).catch(() => Number.NaN);
      // A process that is about to be gone has no memory to tell of.
      if (Number.isFinite(peak)) client = peak;
      await delay(250);
    }
    const { status, stdout, stderr } = await reader.ended;
    const grown = (await peakMib(node1, agent)) - before;
    await node1.remove(conf);
    await node1.systemctl("restart", "systemd-journald");
    assert.equal(stdout, "all 50000\n", stderr);
    assert.equal(status, 0, stderr);
    const writtenMib = Number(/^wchar: (\d+)$/m.exec(read)?.[1]) / 2 ** 20;
    assert.ok(writtenMib < 2, `${writtenMib} MiB left the journal while nobody read`);
    assert.ok(grown < 48, `the agent has grown by ${grown} MiB`);
    assert.ok(client > 0 && client < 160, `hirtectl has taken ${client} MiB`);
    await nobodyReadsOn(node1);
  }).timeout(180_000);
});
