import { deepEqual, equal, match, ok } from "node:assert/strict";
import { statusText } from "../../../cli/hecate/status-text.ts";
import { widthOf } from "../../../cli/text.ts";
import type { StatusAnswer } from "../../../src/hecate/socket-protocol.ts";
import { aReading, aRun, aStatusAnswer, aUpsView } from "../../support/hecate-answer.ts";

const plain = { isColoured: false, columns: 80 };

/** An outage with everything in it that can be shown. */
const outage = () =>
  aStatusAnswer(
    {
      condition: "on-battery",
      phase: "powering-off",
      run: 4,
      reasons: ["pyrphoros: on battery, runtime 410 s, threshold 418 s"],
      upses: [
        aUpsView({
          ...{ line: "ob", flags: ["OB", "DISCHRG"], runtimeS: 430, runtimeLeftS: 410 },
          ...{ row: 11, verdict: "counting", why: "on battery, runtime 410 s, threshold 418 s" },
          ...{ bad: 2, onBatteryS: 95.4, outage: 3, budgetSource: "runs", budgetRuns: 4 },
        }),
        aUpsView({
          ...{ ups: "statera", host: "tethys", comms: "driver-not-connected", flags: ["OL"] },
          ...{ ageMs: 64_000, row: 3, verdict: "blind", feasible: false },
          why: "not read for 64 s (driver-not-connected: ERR DRIVER-NOT-CONNECTED); on mains when last read",
        }),
      ],
      alarms: [
        {
          ...{ id: "nut-login:pyrphoros", severity: "warning", sinceMs: 300_000 },
          text: "upsd does not let hecate log in to pyrphoros (ACCESS-DENIED): it is read all the same; look at monitor: in hecate.yaml and at upsd.users",
        },
      ],
      inhibit: { leftMs: 4_800_000, by: "root", reason: "the battery is changed" },
      peers: [{ host: "tethys", publisher: "down", ageMs: 10_800_000, configHash: "fedc" }],
    },
    {
      run: aRun({ phase: "powering-off", isDryRun: false, told: ["titan-1a"] }),
      runs: [
        {
          ...{ run: 2, kind: "startup", outcome: "failed", executed: true, mode: "poweroff" },
          ...{
            scope: ["a"],
            skipped: { forTime: 0, byOperator: 0 },
            heldMs: 0,
            offsetS: {},
            tookS: 400,
          },
        },
        {
          ...{ run: 3, kind: "shutdown", outcome: "done", executed: false, mode: "poweroff" },
          ...{ scope: ["a", "b"], skipped: { forTime: 0, byOperator: 0 }, heldMs: 0, offsetS: {} },
        },
      ],
      links: [
        {
          ...{ name: "ups:titan-db", server: "192.168.10.5:2020", isUp: false, forMs: 65_000 },
          problem: "connect ECONNREFUSED 192.168.10.5:2020",
        },
      ],
      store: { isSaving: false, problem: "ENOSPC: no space left on device, write" },
    },
  );

describe("what hecate status shows", () => {
  it("[REQ-HEC-61] is in its first lines that the daemon rehearses, and how much", () => {
    const shown = (rest: Partial<StatusAnswer>) =>
      statusText(aStatusAnswer({}, rest), plain).split("\n").slice(0, 2).join(" ");
    match(shown({ rehearsal: "all" }), /, a rehearsal +Rehearsal: nothing .*--dry-run/);
    match(shown({ rehearsal: "runs" }), /, a rehearsal +Rehearsal: runs .*--rehearse-runs/);
    ok(!/rehears/i.test(shown({})));
  });

  it("[REQ-HCL-1] is this when all is well", () => {
    equal(
      statusText(aStatusAnswer(), plain),
      `● titan-db, coordinator: normal (hecate 0.1.0)
      Phase: watching
 Start gate: open: pyrphoros: charge 97 %; statera: charge 97 %
     Broker: 192.168.10.5:2020 as ups:titan-db, for 2 h
             192.168.10.5:2020 as coordinator, for 2 h
     Config: /etc/hecate/hecate.yaml (0123456789abcdef)

● pyrphoros on titan-db: OL CHRG, read 2s ago
       Line: on mains
    Runtime: 1820 s; would shut down at runtime 418 s
     Charge: 97 %
       Load: 34 %
    Verdict: normal (row 6): on mains
      Polls: 0 in a row count, 3 fire
     Budget: 380 s, the default, as no run was measured yet
   Feasible: yes

● statera on tethys: OL, read 2s ago
       Line: on mains
    Runtime: 1820 s; would shut down at runtime 418 s
     Charge: 97 %
       Load: 34 %
    Verdict: normal (row 6): on mains
      Polls: 0 in a row count, 3 fire
     Budget: 380 s, the default, as no run was measured yet
   Feasible: yes

PEER     HECATE   HEARD    CONFIG   TRIGGER
tethys   up       2s ago   same     -
`,
    );
  });

  it("[REQ-HCL-1] is this in an outage in which much goes wrong", () => {
    equal(
      statusText(outage(), plain),
      `● titan-db, coordinator: on battery (hecate 0.1.0)
        Why: pyrphoros: on battery, runtime 410 s, threshold 418 s
             not connected to the broker (192.168.10.5:2020)
      Phase: nodes are being powered off, run 4
 Start gate: open: pyrphoros: charge 97 %; statera: charge 97 %
Maintenance: no shutdown is begun for another 80 min, by root: the battery is
             changed; FSD and a low battery that lasts (LB) begin one all the
             same
     Broker: not connected to 192.168.10.5:2020 as ups:titan-db, for 65 s:
             connect ECONNREFUSED 192.168.10.5:2020
     Config: /etc/hecate/hecate.yaml (0123456789abcdef)
      State: not saved: ENOSPC: no space left on device, write

● pyrphoros on titan-db: OB DISCHRG, read 2s ago
       Line: on battery for 95 s (outage 3)
    Runtime: 430 s, 410 s left by the clock; would shut down at runtime 418 s
     Charge: 97 %
       Load: 34 %
    Verdict: counting (row 11): on battery, runtime 410 s, threshold 418 s
      Polls: 2 in a row count, 3 fire
     Budget: 380 s, learnt from 4 runs
   Feasible: yes

● statera on tethys: OL (driver-not-connected), read 1min ago
      Comms: driver-not-connected
       Line: on mains when last read
    Runtime: 1820 s when last read; would shut down at runtime 418 s
     Charge: 97 % when last read
       Load: 34 % when last read
    Verdict: blind (row 3): not read for 64 s (driver-not-connected: ERR
             DRIVER-NOT-CONNECTED); on mains when last read
      Polls: 0 in a row count, 3 fire
     Budget: 380 s, the default, as no run was measured yet
   Feasible: no: the runtime on mains is below 418 s, so that an outage shuts
             down at once

warning: upsd does not let hecate log in to pyrphoros (ACCESS-DENIED): it is
         read all the same; look at monitor: in hecate.yaml and at upsd.users
         (for 5 min)

PEER     HECATE   HEARD    CONFIG        TRIGGER
tethys   down     3h ago   another one   -

RUN   KIND       OUTCOME         NODES   ENDED   TOOK
3     shutdown   done, dry run   2       -       -
2     startup    failed          1       -       7 min

shutdown 4: powering-off; pyrphoros: on battery, runtime 410 s, threshold 418 s;
titan-0a loses its feeds
  told to power off: titan-1a
  workers
      stop k3s-agent.service on titan-1a, then run k3s-killall (would do, about
      60 s)
  off
    × power off titan-1a (failed, 92 s): still there
    → power off titan-0a (started)
`,
    );
  });

  it("[REQ-HCL-1] is the name alone of a UPS that another peer or the coordinator reads", () => {
    const peer = aStatusAnswer({
      ...{ host: "tethys", role: "peer" as const },
      startGate: { open: false, why: "titan-db decides on a startup" },
      upses: [
        aUpsView({ ups: "statera", host: "tethys" }),
        aUpsView({ comms: "silent", flags: [], why: "titan-db reads it" }),
      ],
    });
    const text = statusText(peer, plain);
    match(text, /^ {2}Elsewhere: pyrphoros on titan-db$/m);
    equal(text.match(/^● /gm)?.length, 2, "this host, and its own UPS");
    ok(!text.includes("silent"));
  });

  it("[REQ-HCL-61] says once how long ago the cluster was seen", () => {
    const seen = (isReachable: boolean, ageMs: number) =>
      /Cluster: (.*)\n/.exec(
        statusText(aStatusAnswer({}, { cluster: { isReachable, ageMs } }), plain),
      )?.[1];
    equal(seen(true, 8100), "its API answers, seen 8s ago");
    equal(seen(true, 300), "its API answers, seen just now");
    equal(seen(false, 61_000), "unreachable, seen 1min ago");
  });

  it("[REQ-HEC-53] is what a peer was told of the coordinator's run, and how long ago", () => {
    const own = { ...{ host: "tethys", role: "peer" as const }, upses: [], peers: [] };
    const told = aStatusAnswer({ condition: "shutting-down", phase: "powering-off", run: 4 }).state;
    const run = aRun({ phase: "powering-off", isDryRun: false, reason: "root: new switch" });
    const text = (coordinator: StatusAnswer["coordinator"]) =>
      statusText(aStatusAnswer(own, { ...(coordinator && { coordinator }) }), plain);
    const host = "titan-db";
    match(text({ host }), /^Coordinator: titan-db: nothing was heard of it$/m);
    const live = text({
      host,
      state: { said: told, ageMs: 3100, isKept: false },
      run: { said: run, ageMs: 40_000, isKept: false },
    });
    match(
      live,
      /^Coordinator: titan-db: shutting down, nodes are being powered off; told 3s ago\n {13}shutdown 4, powering off; told 40s ago: root: new switch$/m,
    );
    ok(!live.includes("Phase:"), "its own is none");
    const kept = text({ host, run: { said: run, ageMs: 2000, isKept: true } });
    match(kept, /^Coordinator: shutdown 4, powering off; the broker has kept that from 20\d\d-/m);
    const over = aRun({ phase: "done", isDryRun: false });
    const calm = text({ host, run: { said: over, ageMs: 2000, isKept: false } });
    match(calm, /^Coordinator: titan-db: no run is under way$/m);
  });

  it("[REQ-HCL-1] is that a startup is under way, until it is over", () => {
    const phase = (shown: "running" | "done") => {
      const run = aRun({ kind: "startup", phase: shown, isDryRun: false });
      return /Phase: (.*)\n/.exec(statusText(aStatusAnswer({}, { run }), plain))?.[1];
    };
    equal(phase("running"), "a startup is under way, run 4");
    equal(phase("done"), "watching");
  });

  it("[REQ-HCL-51] is how many steps failed in a run that is done", () => {
    const run = { run: 4, kind: "startup", outcome: "done", executed: true } as const;
    const rest = { mode: "poweroff", scope: [], offsetS: {}, heldMs: 0 } as const;
    const skipped = { forTime: 0, byOperator: 0 };
    const shown = aStatusAnswer({}, { runs: [{ ...run, ...rest, skipped, failedSteps: 3 }] });
    match(statusText(shown, plain), /^4 {5}startup {3}done, 3 steps failed {3}0/m);
  });

  it("[REQ-HCL-35] is that nothing is known of the line, and why", () => {
    const line = (over: Parameters<typeof aUpsView>[0]) =>
      / {7}Line: (.*)\n/.exec(
        statusText(aStatusAnswer({ upses: [aUpsView({ line: "unknown", ...over })] }), plain),
      )?.[1];
    const { ageMs: _, ...never } = aUpsView({ line: "unknown", comms: "silent" });
    equal(
      / {7}Line: (.*)\n/.exec(statusText(aStatusAnswer({ upses: [never] }), plain))?.[1],
      "not known: it was never read",
    );
    equal(line({ comms: "silent" }), "not known: nothing is read of it now");
    equal(line({ flags: [] }), "not known: it says neither that it is on mains nor on battery");
  });

  it("[REQ-HCL-2] is coloured where that is wanted, and is otherwise the same", () => {
    const coloured = statusText(outage(), { ...plain, isColoured: true });
    ok(coloured.includes("\x1b[31;1m"));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken out
    equal(coloured.replaceAll(/\x1b\[[\d;]*m/g, ""), statusText(outage(), plain));
  });

  it("[REQ-HCL-2] moves no cursor, and fits, whatever a driver says", () => {
    const evil = "\x1b[2Jgone\r\n".repeat(30);
    const answer = aStatusAnswer(
      {
        upses: [aUpsView({ why: evil, comms: "protocol", flags: [evil.slice(0, 12)] })],
        alarms: [{ id: "x", severity: "critical", text: evil }],
        reasons: [evil],
        peers: [{ host: "tethys", publisher: "up", trigger: evil }],
      },
      { readings: { pyrphoros: aReading({ detail: evil }) }, run: aRun({ reason: evil }) },
    );
    const text = statusText(answer, plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    ok(!/[\x00-\x09\x0b-\x1f]/.test(text));
    const wide = statusText(outage(), plain)
      .split("\n")
      .filter((line) => widthOf(line) > 80);
    deepEqual(wide, []);
  });
});
