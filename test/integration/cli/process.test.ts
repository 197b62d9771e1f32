import { equal, match } from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { programWords } from "../../support/programs.ts";
import { aNode, aUnit, aUnitState, ScriptedHirte } from "../../support/scripted-hirte.ts";

/** hirtectl as a process of its own, or a shell script in which `hirtectl` is one. */
class Process {
  stdout = "";
  stderr = "";
  /** Its exit status. */
  readonly end: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #waiters = new Set<() => void>();

  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    this.#child = spawn(command, args, {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.end = once(this.#child, "close").then(([status]) => status);
    for (const name of ["stdout", "stderr"] as const) {
      this.#child[name]?.on("data", (data: Buffer) => {
        this[name] += data.toString();
        for (const check of [...this.#waiters]) check();
      });
    }
  }

  async when(text: string): Promise<void> {
    while (!this.stdout.includes(text) && !this.stderr.includes(text)) {
      await new Promise<void>((resolve) => {
        const check = () => {
          this.#waiters.delete(check);
          resolve();
        };
        this.#waiters.add(check);
      });
    }
  }

  interrupt(): void {
    this.#child.kill("SIGINT");
  }
}

describe("hirtectl as a process", function () {
  // Starting Node with a compiler in it takes its time on a busy machine.
  this.timeout(30_000);
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("primary"), aNode("agent", { ageMs: 2100 })];
    hirte.units = [
      aUnit("agent", "web.service", { active: "failed", sub: "failed", description: "Web server" }),
      aUnit("agent", "app.service", { description: "An app with words" }),
    ];
  });
  afterEach(() => hirte.stop());

  const program = programWords("cli/hirtectl.ts");

  function environment(): Record<string, string> {
    return { HIRTE_HOST: "127.0.0.1", HIRTE_PORT: String(hirte.port), HIRTE_TLS: "off" };
  }

  function start(...args: readonly string[]): Process {
    return new Process(process.execPath, [...program, ...args], environment());
  }

  function script(text: string): Process {
    const words = [process.execPath, ...program].map((word) => `'${word}'`).join(" ");
    const define = `hirtectl() { ${words} "$@"; }\n`;
    return new Process("bash", ["--norc", "-c", define + text], environment());
  }

  it("[REQ-CLI-26] serves the guide's scripts: awk, grep -c and columns", async () => {
    const guide = script(`
      hirtectl list-nodes | tail -n +2 | awk '{print $1, $2}'
      hirtectl list-nodes | grep agent | awk '{print $3, $4}'
      failed=$(hirtectl list-units agent | grep -c failed) || failed=0
      echo "failed: $failed"
      hirtectl list-units agent | tail -n +2 | awk '{print $1, $2, $3}'
      hirtectl list-nodes | tail -n +2 | wc -l`);
    equal(await guide.end, 0);
    equal(
      guide.stdout,
      "primary online\nagent online\n2s ago\nfailed: 1\n" +
        "app.service active running\nweb.service failed failed\n2\n",
    );
    equal(guide.stderr, "");
  });

  it("[REQ-CLI-27] is quiet when its reader leaves early", async () => {
    hirte.units = Array.from({ length: 3000 }, (_, i) => aUnit("agent", `u${i}.service`));
    const reader = script("set -o pipefail; hirtectl list-units | head -1; echo $?");
    await reader.end;
    equal(reader.stdout, "NODE    UNIT            ACTIVE   SUB       DESCRIPTION\n0\n");
    equal(reader.stderr, "");
  });

  it("[REQ-CLI-70] says that the output could not be written, and ends with 10 where all went well", async () => {
    const full = "hirtectl: standard output: no space left on device\n";
    const list = script("hirtectl list-units >/dev/full");
    equal(await list.end, 10);
    equal(list.stderr, full);
    const jobs = script("hirtectl start agent web app -o jsonl >/dev/full");
    await hirte.whenAsked("start", 2);
    const [web, app] = hirte.of("start").map((asked) => hirte.jobOf(asked));
    if (!web || !app) throw new Error("both were asked for");
    await hirte.tell({ ...web, state: "finished", result: "done" });
    await hirte.tell({ ...app, state: "finished", result: "done" });
    equal(await jobs.end, 10);
    equal(jobs.stderr, full);
    const failing = script("hirtectl start agent db -o jsonl >/dev/full");
    await hirte.whenAsked("start", 3);
    const [db] = hirte.of("start").slice(2);
    if (!db) throw new Error("it was asked for");
    await hirte.tell(hirte.jobOf(db, { state: "finished", result: "failed" }));
    equal(await failing.end, 1);
    equal(failing.stderr, `agent: start db.service: failed\n${full}`);
  });

  it("[REQ-CLI-18] ends a wait with 9 on SIGINT, and a monitor with 0", async () => {
    const waiting = start("start", "agent", "web");
    await hirte.whenAsked("start");
    waiting.interrupt();
    equal(await waiting.end, 9);
    match(waiting.stderr, /still going on; job ID [0-9a-f]{32}\n$/);
    await hirte.sayNode("agent", {});
    await hirte.sayInventory("agent", 1, 1, ["web.service"]);
    await hirte.sayUnit("agent", "web.service", aUnitState(1));
    const monitor = start("monitor", "agent", "web");
    await monitor.when("web.service active");
    monitor.interrupt();
    equal(await monitor.end, 0);
    equal(monitor.stderr, "");
  });

  it("[REQ-CLI-13] warns of nothing with many targets at a time", async () => {
    const units = Array.from({ length: 40 }, (_, i) => `u${i}`);
    hirte.on("start", (asked) => ({ status: "accepted", job: hirte.jobOf(asked) }));
    const many = start("start", "agent", ...units);
    await hirte.whenAsked("start", 40);
    for (const asked of hirte.of("start")) {
      await hirte.tell(hirte.jobOf(asked, { state: "finished", result: "done" }));
    }
    equal(await many.end, 0);
    equal(many.stdout.split("\n").length, 41);
    equal(many.stderr, "");
  });

  it("[REQ-CLI-28] tells its version and helps without any hirte", async () => {
    await hirte.goAway();
    const offline = script(
      "hirtectl --version; hirtectl version; hirtectl help start | head -1; hirtectl strat; echo $?",
    );
    await offline.end;
    match(
      offline.stdout,
      /^(hirtectl \S+)\n\1\nUsage: hirtectl start \[options\] NODE UNIT…\n2\n$/,
    );
    equal(offline.stderr, "hirtectl: unknown command 'strat' (Did you mean start?)\n");
  });
});
