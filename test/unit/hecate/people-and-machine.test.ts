import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalEnd } from "../../../src/hecate/local-end.ts";
import { k3sLocalStop, shutDownLocally } from "../../../src/hecate/local-shutdown.ts";
import { cure, debianNutUnits } from "../../../src/hecate/node-services.ts";
import { Notifier } from "../../../src/hecate/notify.ts";
import { OwnAlarms } from "../../../src/hecate/own-alarms.ts";
import { runProgram } from "../../../src/hecate/run-program.ts";
import type { AlarmEffect } from "../../../src/power/model.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { keptLog, settled } from "./fakes.ts";

/** Programs of a machine: what each answers, by the beginning of its command line; others do well. */
class FakeMachine {
  readonly ran: string[] = [];
  problems: Readonly<Record<string, string>> = {};

  run = async (argv: readonly string[], _timeoutMs?: number): Promise<string | undefined> => {
    const line = argv.join(" ");
    this.ran.push(line);
    return Object.entries(this.problems).find(([start]) => line.startsWith(start))?.[1];
  };
}

const alarm: Extract<AlarmEffect, { kind: "alarm" }> = {
  ...{ kind: "alarm", id: "blind:alpha", severity: "warning", text: "alpha $(is) blind" },
};

describe("telling people", () => {
  const page = {
    exec: ["/bin/page", "{severity}", "now: {text}"],
    timeoutMs: 5000,
    repeatMs: 60_000,
  };
  let clock: FakeClock;
  let ran: string[][];
  let ends: ((problem?: string) => void)[];
  let notifier: Notifier;
  let failing: [string, string | undefined][];
  let log: ReturnType<typeof keptLog>;

  beforeEach(() => {
    clock = new FakeClock();
    ran = [];
    ends = [];
    failing = [];
    log = keptLog();
    notifier = new Notifier({
      ...{ clock, log: log.log, programs: [page] },
      onFailing: (...of) => failing.push(of),
      run: (argv) => {
        ran.push([...argv]);
        return new Promise((resolve) => ends.push(resolve));
      },
    });
  });

  async function endAll(problem?: string): Promise<void> {
    for (const end of ends.splice(0)) end(problem);
    await settled();
  }

  it("[REQ-HEC-15] gives a program its words, whatever is in them, and the log a line", async () => {
    notifier.tell(alarm);
    assert.deepEqual(ran, [["/bin/page", "warning", "now: alpha $(is) blind"]]);
    assert.deepEqual(
      log.lines.map(({ level, msg }) => [level, msg]),
      [[40, alarm.text]],
    );
    await endAll();
  });

  it("[REQ-HEC-61] marks each text that a program is given where all is rehearsed", async () => {
    const marked = new Notifier({
      ...{ clock, log: log.log, programs: [page], mark: "rehearsal: " },
      run: async (argv) => void ran.push([...argv]),
    });
    marked.tell(alarm);
    await settled();
    marked.tellOnce({ severity: "info", text: "x" });
    await settled();
    marked.stop();
    assert.deepEqual(
      ran.map(([, , text]) => text),
      ["now: rehearsal: alpha $(is) blind", "now: rehearsal: x"],
    );
  });

  it("[REQ-HEC-15] runs it once at a time, then tells what there is by then", async () => {
    notifier.tell(alarm);
    notifier.tell({ ...alarm, id: "other", text: "old" });
    notifier.tell({ ...alarm, id: "other", text: "new" });
    assert.equal(ran.length, 1);
    await endAll();
    await endAll();
    assert.deepEqual(
      ran.map(([, , text]) => text),
      ["now: alpha $(is) blind", "now: new"],
    );
  });

  it("[REQ-HEC-15] tells it again while it lasts, and once that it is over", async () => {
    notifier.tell(alarm);
    await endAll();
    await clock.advance(60_000);
    await endAll("exit status 1");
    assert.equal(ran.length, 2);
    assert.equal(log.lines.at(-1)?.["problem"], "exit status 1");
    notifier.tell({ kind: "alarm-over", id: alarm.id });
    notifier.tell({ kind: "alarm-over", id: alarm.id });
    await endAll();
    await clock.advance(600_000);
    assert.deepEqual(ran.slice(2), [["/bin/page", "info", `now: over: ${alarm.text}`]]);
    assert.equal(clock.pending, 0);
  });

  it("[REQ-HEC-50] [REQ-HEC-51] tells it again with the text that it has by then, and at its end what has ended it", async () => {
    let text: string | undefined;
    notifier = new Notifier({
      ...{ clock, log: log.log, programs: [page], textNow: () => text },
      run: (argv) => {
        ran.push([...argv]);
        return Promise.resolve(undefined);
      },
    });
    notifier.tell(alarm);
    text = "alpha is blind by far";
    await clock.advance(60_000);
    notifier.tell({ kind: "alarm-over", id: alarm.id, text: "alpha is read again" });
    await settled();
    assert.deepEqual(
      ran.map(([, , said]) => said),
      [`now: ${alarm.text}`, "now: alpha is blind by far", "now: alpha is read again"],
    );
  });

  it("[REQ-HEC-15] says of a program that it fails, once it has done so three times in a row", async () => {
    for (const problem of ["no", undefined, "no", "no"]) {
      notifier.tell({ ...alarm, text: `${ran.length}` });
      await endAll(problem);
    }
    assert.deepEqual(failing, []);
    for (const problem of ["not found", "no", undefined]) {
      notifier.tell({ ...alarm, text: `${ran.length}` });
      await endAll(problem);
    }
    assert.deepEqual(failing, [
      ["/bin/page", "not found"],
      ["/bin/page", undefined],
    ]);
    notifier.stop();
  });

  it("[REQ-HEC-15] [REQ-HEC-18] has other programs tell what lasts, where they are others", async () => {
    notifier.tell(alarm);
    await endAll();
    notifier.setPrograms([{ ...page }]);
    notifier.setPrograms([{ ...page, exec: ["/bin/mail"] }]);
    assert.deepEqual(ran.slice(1), [["/bin/mail"]]);
    notifier.stop();
    assert.equal(clock.pending, 0);
  });

  it("[REQ-RUNS-34] tells what does not last once, also where it is told twice, and never that it is over", async () => {
    const told = { severity: "info", text: "up again" } as const;
    notifier.tellOnce(told);
    notifier.tellOnce(told);
    assert.equal(clock.pending, 0);
    await endAll();
    await endAll();
    assert.deepEqual(ran, Array(2).fill(["/bin/page", "info", "now: up again"]));
    notifier.stop();
  });

  it("[REQ-HEC-15] has alarms of the daemon itself among those of the decision", () => {
    const told: string[] = [];
    const own = new OwnAlarms({ clock, tell: ({ kind, id }) => told.push(`${kind} ${id}`) });
    const view = { condition: "normal", reasons: [], alarms: [] } as const;
    const mine = { ...view, reasons: [...view.reasons], alarms: [...view.alarms] };
    assert.equal(own.within(mine), mine);
    own.begin("x", "warning", "text");
    own.begin("x", "warning", "text");
    clock.stall(2000);
    assert.deepEqual(own.within(mine), {
      ...{ condition: "degraded", reasons: ["text"] },
      alarms: [{ id: "x", severity: "warning", text: "text", sinceMs: 2000 }],
    });
    assert.equal(own.within({ ...mine, condition: "on-battery" }).condition, "on-battery");
    own.end("x");
    own.end("x");
    assert.deepEqual(told, ["alarm x", "alarm-over x"]);
  });
});

describe("a program", () => {
  const dir = useTempDir();

  it("[REQ-HEC-15] is given its words as they are, and says what went wrong", async () => {
    const out = join(dir(), "out");
    const script = join(dir(), "script");
    writeFileSync(script, `#!/bin/sh\nprintf '%s' "$1" > ${out}\n`, { mode: 0o755 });
    assert.equal(await runProgram([script, "a 'b' $(c)\nd"], 5000), undefined);
    assert.equal(readFileSync(out, "utf8"), "a 'b' $(c)\nd");
    assert.equal(await runProgram(["/bin/sh", "-c", "echo no >&2; exit 3"], 5000), "no");
    assert.equal(await runProgram(["/bin/sh", "-c", "exit 3"], 5000), "exit status 3");
    assert.match((await runProgram([join(dir(), "none")], 5000)) ?? "", /ENOENT/);
    assert.match((await runProgram(["/bin/true", "\0"], 5000)) ?? "", /null bytes/);
  });

  it("[REQ-HEC-15] is killed after its time with all that it started", async () => {
    const mark = join(dir(), "mark");
    const problem = await runProgram(["/bin/sh", "-c", `(sleep 1; touch ${mark}) & sleep 60`], 100);
    assert.equal(problem, "it was killed after 100 ms");
    // Longer than what it has started would have taken.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.equal(existsSync(mark), false);
  });
});

describe("this host's own shutdown", () => {
  const stop = { ...k3sLocalStop, killall: "/killall" };
  let machine: FakeMachine;
  let clock: FakeClock;
  const go = (timeMs: number, units = stop.units) => {
    const { run } = machine;
    const { log } = keptLog();
    return shutDownLocally("because", { stop: { ...stop, units }, timeMs, run, clock, log });
  };
  const forcing = (seconds: string) =>
    "systemd-run --quiet --collect --service-type=exec --unit=hirte-force-local.service " +
    "-pDescription=hecate: forces poweroff when it takes too long -pDefaultDependencies=no " +
    "-pIgnoreOnIsolate=yes -pSuccessAction=poweroff-force " +
    `-- /bin/sh -c sleep ${seconds} || exit 1; kill -9 -1; exit 0`;

  beforeEach(() => {
    machine = new FakeMachine();
    clock = new FakeClock();
  });

  it("[REQ-HEC-13] has its end forced, stops its units whatever their state, ends what that leaves, and powers off", async () => {
    // As of one that is not active, and one that is not there.
    machine.problems = { "systemctl is-active": "exit status 3", "systemctl stop": "not loaded" };
    assert.equal(await go(120_000), true);
    assert.deepEqual(machine.ran, [
      forcing("120.000"),
      "systemctl stop -- k3s.service",
      "systemctl stop -- k3s-agent.service",
      "systemd-run --quiet --wait --collect -pRuntimeMaxSec=84s -- /killall",
      "systemctl poweroff --no-block",
    ]);
  });

  it("[REQ-HEC-13] gives each part its share of the time, and what is left to the power-off", async () => {
    const shares: string[] = [];
    machine.problems = { "systemctl poweroff": "no" };
    const { run } = machine;
    machine.run = async (argv, timeoutMs = 0) => {
      shares.push(`${argv[0]} ${argv[1]} ${timeoutMs}`);
      // It takes all that it is given, but for the questions.
      if (argv[1] === "stop" || argv[0] === "systemd-run") {
        if (!argv.includes("--service-type=exec")) clock.stall(timeoutMs);
      }
      return run(argv);
    };
    assert.equal(await go(40_000, ["k3s.service"]), false);
    assert.deepEqual(shares, [
      "systemd-run --quiet 15000",
      "systemctl stop 20000",
      "systemd-run --quiet 10000",
      "systemctl poweroff 10000",
      "systemctl poweroff 10000",
    ]);
  });

  it("[REQ-HEC-13] powers off whatever failed before, by force where it has to", async () => {
    machine.problems = {
      "systemctl stop": "timed out",
      "systemd-run": "no",
      "systemctl poweroff --no-block": "refused",
    };
    assert.equal(await go(120_000), true);
    assert.equal(machine.ran.at(-1), "systemctl poweroff --force");
  });

  it("[REQ-HEC-13] asks for the power-off until systemd has taken it on, and begins once", async () => {
    machine.problems = { systemctl: "no bus" };
    const { run } = machine;
    const timeMs = () => 40_000;
    const end = new LocalEnd({ stop, timeMs, run, clock, log: keptLog().log });
    end.begin({ ups: "beta", reason: "low" });
    end.begin({ ups: "beta", reason: "low" });
    await clock.advance(15_000);
    machine.problems = {};
    await clock.advance(15_000);
    const offs = machine.ran.filter((line) => line.startsWith("systemctl poweroff"));
    assert.deepEqual(
      offs.map((line) => line.split("--")[1]),
      ["no-block", "force", "no-block", "force", "no-block"],
    );
    assert.equal(clock.pending, 0);
    const forced = machine.ran.filter((line) => line.includes("--service-type=exec"));
    // Until the same moment, and never at once.
    assert.deepEqual(forced, [forcing("40.000"), forcing("25.000"), forcing("15.000")]);
  });
});

describe("a cure", () => {
  it("[REQ-HEC-14] restarts the unit that the distribution has for it, by the UPS's name in NUT", async () => {
    const machine = new FakeMachine();
    const { run } = machine;
    const log = keptLog();
    const options = { units: debianNutUnits, nutNameOf: (ups: string) => `nut-${ups}`, run };
    await cure({ kind: "restart-driver", ups: "alpha", reason: "blind" }, { ...options, ...log });
    machine.problems = { systemctl: "no such unit" };
    await cure({ kind: "restart-upsd", ups: "alpha", reason: "latched" }, { ...options, ...log });
    assert.deepEqual(machine.ran, [
      "systemctl restart -- nut-driver@nut-alpha.service",
      "systemctl restart -- nut-server.service",
    ]);
    assert.equal(log.lines.at(-1)?.["problem"], "no such unit");
  });
});
