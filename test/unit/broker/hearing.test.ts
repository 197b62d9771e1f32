import assert from "node:assert/strict";
import {
  answered,
  firstHearing,
  type Hearing,
  reconnected,
  tickHearing,
} from "../../../broker/hearing.ts";

const tickMs = 200;

/** A manager's ear over a connection that answers when it is told to. */
class Ear {
  #hearing: Hearing = firstHearing(0);
  #ms = 0;
  isUp = true;
  isAsked = true;
  /** What the broker takes to answer; undefined: it does not. */
  answerMs: number | undefined = 5;
  #answerAtMs: number | undefined;
  stalledMs = 0;
  upToMs = 0;
  readonly acts: string[] = [];

  /** Ticks go by, each in time. */
  pass(ms: number): this {
    for (const untilMs = this.#ms + ms; this.#ms < untilMs; ) this.#tick(tickMs);
    return this;
  }

  /** The process stands still, then goes on. */
  freeze(ms: number): this {
    this.#tick(tickMs + ms);
    return this;
  }

  reconnect(): this {
    this.#hearing = reconnected(this.#hearing, this.#ms);
    this.#answerAtMs = undefined;
    this.isUp = true;
    return this;
  }

  /** How far behind the present the nodes are judged. */
  get lagMs(): number {
    return this.#ms - this.upToMs;
  }

  #tick(ms: number): void {
    this.#ms += ms;
    if (this.#answerAtMs !== undefined && this.#answerAtMs <= this.#ms)
      this.#hearing = answered(this.#hearing, Math.max(this.#answerAtMs, this.#ms - tickMs + 1));
    const { hearing, judgement, act } = tickHearing(this.#hearing, {
      monoMs: this.#ms,
      tickMs,
      isUp: this.isUp,
      isAsked: this.isAsked,
    });
    this.#hearing = hearing;
    this.stalledMs += judgement.stalledMs;
    assert.ok(judgement.upToMonoMs >= this.upToMs, "judged time never goes back");
    assert.ok(judgement.upToMonoMs <= this.#ms, "nor ahead");
    this.upToMs = judgement.upToMonoMs;
    this.acts.push(act);
    if (act === "ask")
      this.#answerAtMs = this.answerMs === undefined ? undefined : this.#ms + this.answerMs;
  }
}

describe("what the manager could have heard", () => {
  it("[REQ-NODE-11] is all of it, judged within two ticks, while the broker answers", () => {
    const ear = new Ear().pass(10_000);
    assert.equal(ear.stalledMs, 0);
    assert.ok(ear.lagMs <= 2 * tickMs);
  });

  it("[REQ-NODE-11] is nothing while an answer is owed, and the time is forgiven when it comes late", () => {
    const ear = new Ear().pass(2000);
    const beforeMs = ear.upToMs;
    ear.answerMs = 4000;
    ear.pass(3000);
    assert.ok(ear.upToMs - beforeMs <= 2 * tickMs, "nobody is judged meanwhile");
    ear.pass(1600);
    assert.ok(ear.stalledMs >= 4000 && ear.stalledMs <= 4800, `${ear.stalledMs} ms are forgiven`);
    assert.equal(ear.acts.includes("give-up"), false);
  });

  it("[REQ-NODE-11] is nothing on a connection that is dead, which is given up after five seconds", () => {
    const ear = new Ear().pass(2000);
    const beforeMs = ear.upToMs;
    ear.answerMs = undefined;
    ear.pass(4800);
    assert.equal(ear.acts.includes("give-up"), false);
    ear.pass(1000);
    assert.ok(ear.acts.includes("give-up"));
    ear.isUp = false;
    ear.pass(3000);
    ear.answerMs = 5;
    ear.reconnect().pass(1000);
    // What was judged and what was forgiven are all the time there was.
    assert.ok(ear.upToMs - beforeMs - ear.stalledMs <= 1000 + 2 * tickMs);
    assert.ok(ear.lagMs <= 2 * tickMs);
  });

  it("[REQ-NODE-8] forgives a freeze of the process once, whether an answer was owed or not", () => {
    for (const answerMs of [5, 250]) {
      const ear = new Ear();
      ear.answerMs = answerMs;
      ear.pass(2000).freeze(20_000).pass(2000);
      assert.ok(ear.stalledMs >= 20_000 && ear.stalledMs <= 20_600, `${ear.stalledMs}`);
    }
  });

  it("[REQ-NODE-8] forgives the time without a connection, also when it was back between two ticks", () => {
    const ear = new Ear().pass(1000);
    ear.isUp = false;
    ear.pass(5000).reconnect().pass(1000);
    assert.ok(ear.stalledMs >= 5000 && ear.stalledMs <= 5400, `${ear.stalledMs}`);
    const quick = new Ear().pass(1000).reconnect().pass(1000);
    assert.ok(quick.stalledMs <= 2 * tickMs);
    assert.ok(quick.lagMs <= 2 * tickMs);
  });

  it("[REQ-NODE-8] asks nothing within the process, where only its own stalls count", () => {
    const ear = new Ear();
    ear.isAsked = false;
    ear.pass(2000).freeze(3000).pass(1000);
    assert.equal(ear.stalledMs, 3000);
    assert.equal(ear.lagMs, 0);
    assert.deepEqual([...new Set(ear.acts)], ["nothing"]);
  });
});
