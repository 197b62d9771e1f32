import { deepEqual, equal, ok } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ExecutorBench } from "./executor-bench.ts";
import { jobId } from "./fakes.ts";

/** The last two share a unit, so that systemd merges their calls. */
const unitOf = (n: number) => (n >= 4 ? "shared.service" : `u${n}.service`);
const ids = [1, 2, 3, 4, 5] as const;

const anId = fc.constantFrom(...ids);
const anOp = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant("command" as const), n: anId }) },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant("end" as const),
      n: anId,
      word: fc.constantFrom("done", "failed", "timeout"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant("cancel" as const), n: anId }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant("ack" as const), n: anId }) },
  {
    weight: 8,
    arbitrary: fc.record({
      op: fc.constantFrom(
        "bus goes",
        "bus comes",
        "calls wait",
        "calls leave",
        "answers wait",
        "answers come",
        "answers fail",
        "agent restarts",
        "agent is down",
        "new session",
        "pulse",
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      op: fc.constantFrom("time passes", "process frozen", "machine asleep"),
      ms: fc.constantFrom(1, 300, 2500, 6000, 20_000),
    }),
  },
);
type Op = typeof anOp extends fc.Arbitrary<infer T> ? T : never;

/** A node on which anything may happen, and what must hold whatever does. */
class Story {
  readonly directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
  readonly bench = new ExecutorBench(this.directory);
  readonly startBy = new Map<number, number>();
  readonly endBy = new Map<number, number>();
  readonly words = new Map<string, Set<string>>();
  /** Units that were called after their time. */
  readonly late: string[] = [];
  isDown = false;
  #openRoad: () => void = () => undefined;

  constructor() {
    const { systemd, journal } = this.bench;
    systemd.onCall = () => undefined;
    systemd.onEnd = ({ jobId, unit, result }) => {
      journal.results.set(jobId, result);
      this.words.set(unit, (this.words.get(unit) ?? new Set()).add(result));
    };
    const enqueue = systemd.enqueue.bind(systemd);
    systemd.enqueue = (verb, unit, mode, mayLeave = () => true) =>
      enqueue(verb, unit, mode, () => {
        if (!mayLeave()) return false;
        const latest = ids.filter((n) => unitOf(n) === unit).map((n) => this.startBy.get(n) ?? 0);
        if (this.bench.now > Math.max(...latest)) this.late.push(unit);
        return true;
      });
  }

  async play(op: Op): Promise<void> {
    const { bench } = this;
    const { systemd, clock } = bench;
    switch (op.op) {
      case "command":
        this.#command(op.n);
        break;
      case "end":
        for (const [id, { unit }] of [...systemd.pending]) {
          if (unit === unitOf(op.n)) systemd.end(id, op.word, systemd.isAvailable);
        }
        break;
      case "cancel":
        if (!this.isDown) bench.executor.cancel(jobId(op.n));
        break;
      case "ack":
        if (!this.isDown && this.#ends(op.n).length > 0) bench.executor.ack(jobId(op.n));
        break;
      case "bus goes":
        if (systemd.isAvailable) systemd.leave();
        break;
      case "bus comes":
        if (!systemd.isAvailable) systemd.comeBack();
        break;
      case "calls wait":
        systemd.road ??= new Promise((resolve) => {
          this.#openRoad = resolve;
        });
        break;
      case "calls leave":
        this.#letCallsLeave();
        break;
      case "answers wait":
        systemd.isHolding = true;
        break;
      case "answers come":
        systemd.isHolding = false;
        systemd.answer();
        break;
      case "answers fail":
        systemd.leaveUnanswered();
        break;
      case "agent restarts":
        bench.restart(ids);
        this.isDown = false;
        break;
      case "agent is down":
        bench.kill();
        this.isDown = true;
        break;
      case "new session":
        if (this.isDown) break;
        bench.executor.endSession();
        bench.time.reset();
        bench.executor.beginSession(ids.map(jobId));
        break;
      case "pulse":
        if (!this.isDown) bench.learnTime();
        break;
      case "time passes":
        await clock.advance(op.ms);
        break;
      case "process frozen":
        clock.stall(op.ms);
        break;
      case "machine asleep":
        bench.bootClock.suspend(op.ms);
        break;
    }
    await bench.settle();
  }

  /** Everything comes back and everything ends. */
  async conclude(): Promise<void> {
    const { bench } = this;
    this.#letCallsLeave();
    await bench.settle();
    bench.systemd.isHolding = false;
    bench.systemd.answer();
    if (!bench.systemd.isAvailable) bench.systemd.comeBack();
    bench.restart(ids);
    this.isDown = false;
    await bench.settle();
    for (const n of this.startBy.keys()) this.#command(n);
    await bench.settle();
    for (const id of [...bench.systemd.pending.keys()]) bench.systemd.end(id);
    await bench.clock.advance(10_000);
  }

  check(): void {
    const { systemd } = this.bench;
    deepEqual(this.late, []);
    for (const n of ids) {
      const unit = unitOf(n);
      const sharers = n >= 4 ? 2 : 1;
      const calls = systemd.calls.filter((call) => call.unit === unit).length;
      ok(calls <= sharers, `${unit} was called ${calls} times`);
      const [first, ...others] = this.#ends(n);
      if (this.startBy.has(n)) ok(first, `${jobId(n)} has no end`);
      for (const other of others) deepEqual(other, first);
      if (first?.result === "done" || first?.result === "failed")
        ok(this.words.get(unit)?.has(first.result), `${unit} was never ${first.result}`);
      if (first?.result === "expired" && sharers === 1) equal(calls, 0);
    }
  }

  end(): void {
    this.bench.kill();
    rmSync(this.directory, { recursive: true });
    equal(this.bench.clock.pending, 0);
  }

  #letCallsLeave(): void {
    this.#openRoad();
    this.bench.systemd.road = undefined;
  }

  #command(n: number): void {
    if (this.isDown) return;
    const startBy = this.startBy.get(n) ?? this.bench.now + 5000;
    this.startBy.set(n, startBy);
    const endBy = this.endBy.get(n) ?? startBy + 8000;
    this.endBy.set(n, endBy);
    // Odd ids have an end-by time.
    this.bench.command(n, { unit: unitOf(n), startBy, ...(n % 2 === 1 ? { endBy } : {}) });
  }

  #ends(n: number) {
    return this.bench.reports.filter(({ id, kind }) => id === jobId(n) && kind === "finished");
  }
}

describe("the agent's executor, whatever happens in whatever order", () => {
  it("[REQ-AGT-9] [REQ-AGT-2] [REQ-AGT-16] calls at most once, never after start-by, and tells one true end", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(anOp, { minLength: 5, maxLength: 40 }), async (ops) => {
        const story = new Story();
        try {
          for (const op of ops) await story.play(op);
          await story.conclude();
          story.check();
        } finally {
          story.end();
        }
      }),
      { numRuns: Number(process.env["HIRTE_TEST_RUNS"] ?? 150) },
    );
  });
});
