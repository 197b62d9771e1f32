import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mapAt, textAt, valueAt } from "../../../src/kube/values.ts";
import { type Moment, MortalSite } from "../../support/mortal-site.ts";
import { builtVariable } from "../../support/programs.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

const orders = {
  shutdown: ["shutdown", "--execute"],
  startup: ["startup", "--execute", "--ignore-charge"],
} as const;
type Kind = keyof typeof orders;

/** Sites that are at work beside each other. */
const sitesAtOnce = 4;

/** What a run came to, without what differs from run to run. */
interface Outcome {
  readonly begun: readonly string[];
  readonly end: unknown;
}

/** A run that nobody disturbed, and how many moments it has. */
interface Undisturbed extends Outcome {
  readonly moments: readonly Moment[];
}

describe("hecate, killed at any moment of a run", function () {
  this.timeout(180_000);
  needsNut();
  let directory: string | undefined;
  let upsd: Upsd | undefined;
  const sites: MortalSite[] = [];

  before(async function () {
    if (process.env[builtVariable] !== "yes") {
      // From its sources it starts in ten times the time, some forty times.
      console.log(
        `\n!!! SKIPPED: it takes programs that were built just now, and ${builtVariable}=yes`,
      );
      this.skip();
    }
    directory = mkdtempSync(join(tmpdir(), "hirte-killed-"));
    upsd = await Upsd.start({ alpha: {} });
  });
  after(async () => {
    for (const site of sites) await site.end();
    await upsd?.stop();
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  async function aSite(): Promise<MortalSite> {
    if (!upsd || directory === undefined) throw new Error("there is no upsd");
    const site = await MortalSite.begin(mkdtempSync(join(directory, "site-")), upsd.port);
    sites.push(site);
    await site.startHecate();
    return site;
  }

  /** Gives an order and, once its run is over, looks what it came to. */
  async function runOf(
    site: MortalSite,
    kind: Kind,
    during: (run: number) => Promise<void> = async () => undefined,
  ): Promise<Outcome & { readonly run: number; readonly said: string }> {
    const ready = await site.until("mains", ({ state }) => state.upses[0]?.verdict === "normal");
    const run = (ready.state.run ?? 0) + 1;
    const before = site.begun.length;
    const disturbed = during(run);
    const { status, stdout, stderr } = await site.cli(...orders[kind]);
    await disturbed;
    await site.until("its end", ({ runs, run: last }) => {
      const isOver = last === null || ["done", "failed"].includes(last.phase);
      return isOver && runs.some((one) => one.run === run) && isOnDisk(site, run);
    });
    return {
      ...{ run, said: `${status} ${stdout}${stderr}` },
      begun: site.begun.slice(before),
      end: endOf(site),
    };
  }

  it("[REQ-RUNS-21] comes to the same end of a shutdown and of a startup, killed at any line of its journal, and does nothing on a node twice", async () => {
    const first = await aSite();
    const began = endOf(first);
    const whole: Record<Kind, Undisturbed> = {
      shutdown: await undisturbed(first, "shutdown"),
      startup: await undisturbed(first, "startup"),
    };
    assert.deepEqual(whole.startup.end, began, "a startup gives back what a shutdown took");
    const moments = Math.max(whole.shutdown.moments.length, whole.startup.moments.length);
    const waiting = [...Array(moments).keys()];
    const problems: unknown[] = [];
    const work = async (site: MortalSite) => {
      for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
        for (const kind of ["shutdown", "startup"] as const) {
          const moment = whole[kind].moments[at];
          const trial = moment
            ? killedAt(site, { kind, moment, whole: whole[kind] })
            : runOf(site, kind);
          await trial.catch((error: unknown) => problems.push(error));
        }
      }
    };
    // All of them to their ends, so that nothing is at work any more afterwards.
    const others = Array.from({ length: sitesAtOnce - 1 }, aSite);
    const all = [first, ...(await Promise.all(others))];
    await Promise.all(all.map(work));
    if (problems.length > 0) throw new AggregateError(problems, problems.map(String).join("\n\n"));
  });

  async function undisturbed(site: MortalSite, kind: Kind): Promise<Undisturbed> {
    const { run, begun, end } = await runOf(site, kind);
    const lines = site.journal(run).length;
    assert.ok(lines > 10 && begun.length > 5, `${lines} lines, ${begun.length} effects`);
    const of = (what: Moment["of"], from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i): Moment => ({ of: what, number: from + i }));
    const atEffects = of("effect", 1, begun.length).filter((_, i) => i % everyNthEffect === 0);
    return { begun, end, moments: [...of("line", 0, lines), ...atEffects] };
  }

  async function killedAt(
    site: MortalSite,
    of: { readonly kind: Kind; readonly moment: Moment; readonly whole: Undisturbed },
  ): Promise<void> {
    const { kind, moment, whole } = of;
    const where = `${kind}, killed at ${moment.of} ${moment.number}`;
    try {
      const outcome = await runOf(site, kind, async (run) => {
        await site.killAt(run, moment);
        await site.startHecate();
      });
      const { run, said } = outcome;
      // Nobody knows of an order whether it was taken whose answer died with hecate: before its first line it may have.
      const isAnswered = moment.of === "effect" || moment.number > 0;
      if (isAnswered) assert.match(said, new RegExp(`^0 [^]*(${kind} ${run}|over): done\n$`));
      assert.deepEqual(outcome.end, whole.end);
      assert.deepEqual(onNodes(outcome.begun), onNodes(whole.begun));
      assert.deepEqual(new Set(outcome.begun), new Set(whole.begun));
      assertWhole(site, run, kind);
    } catch (error) {
      if (error instanceof Error) error.message = `${where}: ${error.message}`;
      throw error;
    }
  }
});

/** In between two lines it does not matter much when. */
const everyNthEffect = 3;

/** What it did on nodes, in an order of its own: nodes are at work beside each other. */
function onNodes(begun: readonly string[]): readonly string[] {
  return begun.filter((what) => !what.startsWith("PATCH")).sort();
}

/** How the site is: units, replicas, what is suspended, and what is to be put back. */
function endOf(site: MortalSite): unknown {
  const { kube, nodes } = site;
  const objects = ["deployments", "statefulsets", "gitrepositories", "kustomizations"].flatMap(
    (plural) =>
      kube.all(plural).map((object) => {
        const { "reconcile.fluxcd.io/requestedAt": _, ...annotations } = mapAt(
          object,
          "metadata",
          "annotations",
        );
        return {
          name: `${plural} ${textAt(object, "metadata", "name")}`,
          replicas: valueAt(object, "spec", "replicas"),
          isSuspended: valueAt(object, "spec", "suspend") === true,
          // Whose values are numbers of runs.
          annotations: Object.keys(annotations).sort(),
        };
      }),
  );
  // As hecate writes it.
  const undo = site.file("undo.json") as { readonly undos: readonly unknown[] } | undefined;
  return {
    units: Object.values(nodes).map(({ units }) => units),
    objects,
    undos: (undo?.undos ?? []).map((one) => JSON.stringify(one)).sort(),
  };
}

/** Whether what it was is told by files, which are written after people were told. */
function isOnDisk(site: MortalSite, run: number): boolean {
  return site.file(`reports/${run}.json`) !== undefined && finishedOf(site, run).length > 0;
}

function finishedOf(site: MortalSite, run: number): readonly Record<string, unknown>[] {
  // As hecate writes it.
  const file = site.file("runs.json") as
    | { readonly runs: readonly Record<string, unknown>[] }
    | undefined;
  return file?.runs.filter((one) => one["run"] === run) ?? [];
}

/** Each step ended once and well, and so did the run, which is remembered once. */
function assertWhole(site: MortalSite, run: number, kind: Kind): void {
  // As hecate writes them.
  const lines = site.journal(run).map((line) => JSON.parse(line) as Record<string, unknown>);
  const ended = lines.filter(({ is }) => is === "step-ended");
  const steps = ended.map(({ step }) => step);
  assert.deepEqual(steps, [...new Set(steps)]);
  assert.deepEqual(
    ended.filter(({ outcome }) => outcome === "failed"),
    [],
  );
  const outcomes = lines.filter(({ is }) => is === "finished").map(({ outcome }) => outcome);
  assert.deepEqual(outcomes, ["done"]);
  assert.deepEqual(
    finishedOf(site, run).map((one) => [one["kind"], one["outcome"], one["executed"]]),
    [[kind, "done", true]],
  );
  const report = site.file(`reports/${run}.json`) as { readonly phase: string };
  assert.equal(report.phase, "done");
}
