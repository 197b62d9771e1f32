import assert from "node:assert/strict";
import type { PowerRun, UpsState } from "../../src/protocol/generated/schemas.ts";
import { topicOf, topics } from "../../src/protocol/topics.ts";
import { delay, type HecateSite, type SiteOptions, type UpsView, until } from "../support/lab.ts";

/** Above the second in which a dummy-ups looks at its file: what is set after a poll is told by the next one. */
export const pollMs = 1250;
/** As configured. */
export const debouncePolls = 3;
export const lbHoldMs = 7000;
/** Time on battery after which a UPS without a runtime counts. */
export const onBatteryMs = 7000;
/** Silence on battery after which the worst is assumed. */
export const blindMs = 7 * pollMs;
/** Runtime that is enough for everything. */
export const plenty = 1800;

/** UPSes of the coordinator, of another upsd, and of two other hosts; each has a node that hangs on it alone. */
const local = [
  ...["under", "tight", "above", "blink", "quirk", "cal", "lbfull", "lbheld", "lblow", "frozen"],
  ...["bare", "barelow", "killedol", "killedob", "stoppedol", "stoppedob", "lone", "timer"],
] as const;
const elsewhere = ["deadol", "deadob"] as const;
const peers = ["edge", "edgeol", "edgeob", "fsd", "latched"] as const;
const silent = "ghost";
/** Without a runtime it says nothing of one: absent is never 0. */
const bare = { "battery.runtime": null };
const peer = { fallback_local_shutdown: false };

/** node1 decides; node2 has UPSes of its own; nobody reads that of node3, whose upsd serves two of node1's. */
export function siteOptions(): SiteOptions {
  const all = [...local, ...elsewhere, ...peers, silent];
  return {
    coordinator: "node1",
    pollMs,
    maxAgeS: 4,
    upses: {
      own: { host: "node1" },
      ...Object.fromEntries(local.map((ups) => [ups, { host: "node1" }])),
      ...Object.fromEntries(elsewhere.map((ups) => [ups, { host: "node1", upsd: "node3" }])),
      ...Object.fromEntries(peers.map((ups) => [ups, { host: "node2" }])),
      tight: { host: "node1", variables: { "battery.runtime": 30 } },
      bare: { host: "node1", variables: { ...bare, "battery.charge": 80 } },
      barelow: { host: "node1", variables: { ...bare, "battery.charge": 45 } },
      timer: { host: "node1", variables: { ...bare, "battery.charge": 80 } },
      ghost: { host: "node3" },
    },
    nodes: {
      node1: { feeds: ["own"] },
      ...Object.fromEntries(
        all.map((ups, i) => [nodeOf(ups), { address: `10.98.0.${i + 1}`, feeds: [ups] }]),
      ),
    },
    policy: {
      debounce_polls: debouncePolls,
      lb_hold: `${lbHoldMs}ms`,
      without_runtime: { charge: "50%", on_battery: `${onBatteryMs}ms` },
      blind_on_battery: `${blindMs}ms`,
    },
    // They have real machines here, and what becomes of those is no matter of this file.
    peers: { node2: { ...peer, forward_retry: "1s", forward_timeout: "3s" }, node3: peer },
  };
}

/** The node that hangs on a UPS. */
export function nodeOf(ups: string): string {
  return `n-${ups}`;
}

export const isOb = ({ flags = [] }: UpsState) => flags.includes("OB");

/** UPSes in situations of all kinds at the same time, and what came of each. */
export class Situations {
  readonly site: HecateSite;
  #turn = 0;

  constructor(site: HecateSite) {
    this.site = site;
  }

  // ── What is done to a UPS ─────────────────────────────────────────────────────────────────────

  /** The mains go, with plenty of runtime, and the time of steadying passes. */
  async onBattery(ups: string): Promise<void> {
    await this.site.setUps(ups, { "ups.status": "OB DISCHRG", "battery.runtime": plenty });
    await this.site.watch.poll(ups, isOb);
    await this.site.watch.morePolls(ups, 2);
  }

  /** So many polls, each of which tells another runtime around `aboutS`; the first of those polls may tell what was before. */
  async varying(ups: string, aboutS: number, polls: number, spreadS = 1): Promise<void> {
    for (let i = 0; i < polls; i++) {
      await this.vary(ups, aboutS, spreadS);
      await this.site.watch.morePolls(ups, 1);
    }
  }

  /** Another runtime, `aboutS` or less than `spreadS` below. */
  vary(ups: string, aboutS: number, spreadS = 1): Promise<void> {
    this.#turn = (this.#turn + 3) % 10;
    const runtimeS = (aboutS - (spreadS * this.#turn) / 10).toFixed(2);
    return this.site.setUps(ups, { "battery.runtime": Number(runtimeS) });
  }

  /** What the publisher of a UPS on node2 says comes once more, as late as a poll of its own could; ends with `stop`. */
  async replaying(ups: string, isSo: (state: UpsState) => boolean): Promise<() => Promise<void>> {
    const { watch } = this.site;
    const client = await this.site.connectAs("node2", "ups");
    const topic = topicOf(topics.upsState, { host: "node2", ups });
    const replays = new Map<number, Promise<unknown>>();
    const again = async (state: UpsState) => {
      // What comes within half a poll counts as one poll, whoever says it.
      await delay(0.55 * pollMs);
      const text = JSON.stringify(state);
      await client.publishAsync(topic, text, { qos: 1 });
      await client.publishAsync(topic, text, { qos: 1, retain: true });
    };
    let isOver = false;
    const going = (async () => {
      while (!isOver) {
        const [state] = await watch.morePolls(ups, 1);
        if (!state || !isSo(state) || replays.has(state.seq)) continue;
        replays.set(state.seq, again(state));
      }
    })();
    return async () => {
      isOver = true;
      await going;
      await Promise.all(replays.values());
      assert.ok(replays.size >= 2 * debouncePolls - 1, `${replays.size} were said again`);
      await client.endAsync();
    };
  }

  // ── What came of it ───────────────────────────────────────────────────────────────────────────

  view(ups: string): UpsView {
    const view = this.site.watch.view(ups);
    if (!view) throw new Error(`nothing was said of ${ups}`);
    return view;
  }

  threshold(ups: string): number {
    return this.view(ups).thresholdS;
  }

  /** Runs for a UPS: by what the coordinator has on its disk. */
  async runs(ups: string): Promise<readonly PowerRun[]> {
    const reports = await this.site.reports("node1");
    return reports.filter(({ key }) => key.startsWith(`${ups}:`));
  }

  /** The first that was told or written down of a run that concerns who hangs on a UPS; it is waited for. */
  async run(ups: string): Promise<PowerRun> {
    const concerns = ({ scope }: PowerRun) => scope.includes(nodeOf(ups));
    const report = await until(async () => (await this.site.reports("node1")).find(concerns), {
      what: `a run for ${ups}`,
      deadlineMs: 25_000,
    });
    assert.ok(report);
    // What joins a run has its report written anew.
    const told = this.site.watch.runs.find(concerns) ?? report;
    const first = told.at < report.at ? told : report;
    assert.ok(first.isDryRun);
    assert.ok(!first.scope.includes("node1"), `run ${first.run} has the coordinator in its scope`);
    return first;
  }

  /**
   * Waits until a UPS fires, and two polls more: it took exactly so many published polls that are `bad`, and began one
   * run. Which poll it was is known by its age when the coordinator said so: on a busy machine it says so late.
   */
  async firesAfter(
    ups: string,
    count: number,
    bad: (state: UpsState) => boolean,
  ): Promise<PowerRun> {
    const { watch } = this.site;
    const run = await this.run(ups);
    await watch.viewIs(ups, ({ fired }) => fired);
    await watch.morePolls(ups, 2);
    const said = this.fired(ups);
    const heardMs = said.at - (said.view.ageMs ?? 0);
    const polls = this.polls(ups).filter((state) => state.at <= heardMs + 50 && bad(state));
    const since = Math.max(0, said.view.bad - debouncePolls);
    assert.equal(polls.length - since, count, this.#protocol(ups, said.at));
    await this.once(ups);
    return run;
  }

  /** What the coordinator thought of a UPS when it first said that it has fired. */
  fired(ups: string): { readonly at: number; readonly view: UpsView } {
    for (const { at, upses } of this.site.watch.states) {
      const view = upses.find((one) => one.ups === ups);
      if (view?.fired) return { at, view };
    }
    throw new Error(`nobody said that ${ups} has fired`);
  }

  /** There is one run for it, and it is known to have fired. */
  async once(ups: string): Promise<void> {
    const runs = await this.runs(ups);
    assert.ok(runs.length <= 1, `${ups} has ${runs.length} runs`);
    assert.equal((await this.site.ups("node1", ups)).fired, true, ups);
  }

  /** No poll counts, and nothing was begun for it. */
  async never(ups: string): Promise<void> {
    const { fired, bad, why } = await this.site.ups("node1", ups);
    assert.deepEqual({ ups, fired, bad }, { ups, fired: false, bad: 0 }, why);
    const reports = await this.site.reports("node1");
    const about = reports.filter(({ scope }) => scope.includes(nodeOf(ups)));
    assert.deepEqual(about, [], ups);
  }

  /** Polls of a UPS as its publisher made them: what was said again is none. */
  polls(ups: string): readonly UpsState[] {
    const polls = this.site.watch.polls(ups);
    const isSame = (a: UpsState) => (b: UpsState) => a.session === b.session && a.seq === b.seq;
    return polls.filter((poll, i) => polls.findIndex(isSame(poll)) === i);
  }

  /** Whether this was said for the first time just now. */
  isFirst(ups: string, { seq }: UpsState): boolean {
    return this.site.watch.polls(ups).filter((other) => other.seq === seq).length === 1;
  }

  /** Rows that the coordinator has said to hold for a UPS, each once where it follows another. */
  rows(ups: string): readonly number[] {
    return this.#told(ups, ({ row }) => row);
  }

  /** The same of the polls that count. */
  counts(ups: string): readonly number[] {
    return this.#told(ups, ({ bad }) => bad);
  }

  /** What was read and what was thought of it, by the time until a run, for people. */
  #protocol(ups: string, runAtMs: number): string {
    const read = this.polls(ups).map(({ at, seq, comms, flags = [], runtimeS }) => ({
      at,
      text: `${seq} ${comms} ${flags.join(" ")} ${runtimeS}`,
    }));
    const thought = this.site.watch.states.flatMap(({ at, upses }) =>
      upses
        .filter((one) => one.ups === ups)
        .map(({ row, bad, why }) => ({ at, text: `row ${row}, bad ${bad}: ${why}` })),
    );
    const lines = [...read, ...thought].sort((a, b) => a.at - b.at);
    return [ups, ...lines.map(({ at, text }) => `${at - runAtMs} ms: ${text}`)].join("\n");
  }

  #told(ups: string, what: (view: UpsView) => number): readonly number[] {
    const told = this.site.watch.states.flatMap(({ upses }) =>
      upses.filter((one) => one.ups === ups).map(what),
    );
    return told.filter((value, i) => value !== told[i - 1]);
  }

  /** Since the last reading, when a run was begun, ms. */
  sinceLastOk(ups: string, run: PowerRun): number {
    const last = this.site.watch
      .polls(ups)
      .filter(({ comms, at }) => comms === "ok" && at <= run.at)
      .at(-1);
    return run.at - (last?.at ?? Number.NaN);
  }
}

/** By less than what a message takes it may be sooner: it was read before it was told. */
export function notBefore(ms: number, leastMs: number, what: string): void {
  assert.ok(ms >= leastMs - 100, `${what}: after ${ms} ms, not ${leastMs}`);
}
