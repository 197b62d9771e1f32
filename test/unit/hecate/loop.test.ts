import assert from "node:assert/strict";
import type { Brain, Effect, Happening } from "../../../src/hecate/brain.ts";
import { diskWriter } from "../../../src/hecate/disk.ts";
import { carryOut, type Hands } from "../../../src/hecate/effects.ts";
import { Loop } from "../../../src/hecate/loop.ts";
import type { PowerConfig, PowerView } from "../../../src/power/model.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeLink, keptLog, settled } from "./fakes.ts";

const alarm = (id: string): Effect => ({ kind: "alarm", id, severity: "info", text: id });

/** A decision that does what it is told by the reason of an inhibit. */
class FakeBrain implements Brain {
  readonly role = "coordinator";
  readonly steps: string[] = [];
  state = 0;
  next: (happening: Happening) => readonly Effect[] = () => [];

  readonly steppedAtMs: number[] = [];

  step(happening: Happening, atMs: number): readonly Effect[] {
    this.steps.push(happening.kind);
    this.steppedAtMs.push(atMs);
    const effects = this.next(happening);
    this.state++;
    return effects;
  }
  resume(): readonly Effect[] {
    return [];
  }
  mayWake(): ReturnType<Brain["mayWake"]> {
    return { is: "yes" };
  }
  reconfigure(_config: PowerConfig): readonly Effect[] {
    return [];
  }
  get isAfoot(): boolean {
    return false;
  }
  view(): PowerView {
    throw new Error("nobody asks");
  }
}

describe("the loop of the decision", () => {
  let brain: FakeBrain;
  let clock: FakeClock;
  let loop: Loop;
  let log: readonly Readonly<Record<string, unknown>>[];
  let done: string[];
  let saving: Promise<boolean> | undefined;

  beforeEach(() => {
    brain = new FakeBrain();
    clock = new FakeClock();
    done = [];
    saving = undefined;
    const kept = keptLog();
    log = kept.lines;
    loop = new Loop({
      ...{ brain, clock, log: kept.log },
      save: () => {
        done.push(`save ${brain.state}`);
        return saving;
      },
      carryOut: (effect, isOnDisk) => {
        if (effect.kind === "alarm" && effect.id === "throws") throw new Error("as asked for");
        done.push(`${"id" in effect ? effect.id : effect.kind} ${isOnDisk}`);
      },
      onStepped: () => undefined,
      pollMs: () => 5000,
      bootClock: { bootMs: () => clock.monotonicMs() },
    });
  });

  it("[REQ-HEC-5] has the state on disk before what comes of it is done, and before the next thing is judged", async () => {
    let written: (isOnDisk: boolean) => void = () => undefined;
    saving = new Promise((resolve) => {
      written = resolve;
    });
    brain.next = () => [alarm("one"), alarm("two")];
    loop.push({ kind: "tick" });
    loop.push({ kind: "availability", host: "edge", publisher: "up" });
    await settled();
    assert.deepEqual(done, ["save 1"]);
    assert.deepEqual(brain.steps, ["tick"]);
    saving = undefined;
    written(true);
    await loop.idle();
    assert.deepEqual(done, ["save 1", "one true", "two true", "save 2", "one true", "two true"]);
  });

  it("[REQ-HEC-23] judges all that came while a disk was waited for by the moments in which it came, with one state on disk", async () => {
    let written: (isOnDisk: boolean) => void = () => undefined;
    saving = new Promise((resolve) => {
      written = resolve;
    });
    brain.next = ({ kind }) => [alarm(kind)];
    loop.push({ kind: "tick" });
    await clock.advance(1_000);
    loop.push({ kind: "availability", host: "edge", publisher: "up" });
    await clock.advance(1_500);
    loop.push({ kind: "tick" });
    await clock.advance(500);
    assert.deepEqual(done, ["save 1"]);
    const first = written;
    saving = new Promise((resolve) => {
      written = resolve;
    });
    first(true);
    await settled();
    // Both are judged, and nothing of either is done before both are on disk.
    assert.deepEqual(brain.steppedAtMs, [0, 1_000, 2_500]);
    assert.deepEqual(done, ["save 1", "tick true", "save 3"]);
    written(true);
    await loop.idle();
    assert.deepEqual(done.slice(3), ["availability true", "tick true"]);
  });

  it("[REQ-HEC-23] leaves out of a batch what cannot be judged, and does the rest", async () => {
    let written: (isOnDisk: boolean) => void = () => undefined;
    saving = new Promise((resolve) => {
      written = resolve;
    });
    loop.push({ kind: "tick" });
    brain.next = ({ kind }) => {
      if (kind === "tick") throw new Error("as asked for");
      return [alarm(kind)];
    };
    loop.push({ kind: "tick" });
    loop.push({ kind: "availability", host: "edge", publisher: "up" });
    saving = undefined;
    written(true);
    await loop.idle();
    assert.deepEqual(done, ["save 1", "save 2", "availability true"]);
  });

  it("[REQ-HEC-23] forgets the oldest reading, and nothing else, where too much waits", async () => {
    let written: (isOnDisk: boolean) => void = () => undefined;
    saving = new Promise((resolve) => {
      written = resolve;
    });
    loop.push({ kind: "tick" });
    const reading = { session: "p1", seq: 1, comms: "ok" } as const;
    loop.push({ kind: "reading", ups: "pyrphoros", origin: "live", reading });
    for (let i = 0; i < 10_000; i++) {
      loop.push({ kind: "availability", host: "edge", publisher: "up" });
    }
    saving = undefined;
    written(true);
    await loop.idle();
    assert.equal(brain.steps.length, 10_001);
    assert.ok(!brain.steps.includes("reading"));
  });

  it("[REQ-HEC-5] does it all the same where the disk fails", async () => {
    saving = Promise.resolve(false);
    brain.next = () => [alarm("one")];
    loop.push({ kind: "tick" });
    await loop.idle();
    saving = Promise.reject(new Error("nobody should throw here"));
    loop.push({ kind: "tick" });
    await loop.idle();
    assert.deepEqual(done, ["save 1", "one false", "save 2", "one false"]);
  });

  it("[REQ-HEC-3] judges in the turn in which something came, where no disk is to be waited for", () => {
    brain.next = () => [alarm("one")];
    loop.push({ kind: "tick" });
    assert.deepEqual(done, ["save 1", "one true"]);
    loop.push({ kind: "tick" });
    assert.equal(brain.steps.length, 2);
  });

  it("[REQ-HEC-9] goes on after an input that cannot be judged, and an effect that cannot be carried out", () => {
    brain.next = () => {
      throw new Error("as asked for");
    };
    for (let i = 0; i < 3; i++) loop.push({ kind: "tick" });
    brain.next = () => [alarm("throws"), alarm("after")];
    loop.push({ kind: "tick" });
    assert.deepEqual(done, ["save 1", "after true"]);
    const told = log.filter(({ level }) => Number(level) >= 40).map(({ msg }) => msg);
    assert.deepEqual(told, ["something could not be judged", "an effect could not be carried out"]);
  });

  it("[REQ-HEC-9] ticks each poll interval, and lets no ticks pile up", async () => {
    loop.start();
    await clock.advance(10_000);
    assert.equal(brain.steps.length, 3);
    let written: (isOnDisk: boolean) => void = () => undefined;
    saving = new Promise((resolve) => {
      written = resolve;
    });
    await clock.advance(30_000);
    saving = undefined;
    written(true);
    await loop.idle();
    assert.equal(brain.steps.length, 5);
    await loop.stop();
    assert.equal(clock.pending, 0);
    loop.push({ kind: "tick" });
    assert.equal(brain.steps.length, 5);
  });
});

describe("a disk", () => {
  it("[REQ-HEC-5] that hangs is waited for once, for 3 s, and not at all after that until it goes on", async () => {
    const clock = new FakeClock();
    let free: () => void = () => undefined;
    let writes = 0;
    const write = diskWriter(clock, () => {
      writes++;
      return new Promise((resolve) => {
        free = resolve;
      });
    });
    const first = assert.rejects(write("/x", 1), /has not answered within 3 s/);
    await clock.advance(3000);
    await first;
    await assert.rejects(write("/x", 2), /has not answered yet/);
    free();
    await settled();
    const third = write("/x", 3);
    free();
    await third;
    assert.equal(writes, 2);
    assert.equal(clock.pending, 0);
  });
});

describe("what is to be done", () => {
  const id = `beta:${"b".repeat(32)}:1`;
  const ack: Effect = { kind: "ack", host: "edge", triggerId: id, run: 3, reason: "r" };

  it("[REQ-HEC-5] acknowledges a trigger that is on disk, and no other", async () => {
    const link = new FakeLink();
    const hands = { coordinatorLink: () => link, log: keptLog().log } as unknown as Hands; // All that an ack needs.
    carryOut(ack, false, hands);
    carryOut(ack, true, hands);
    link.isUp = false;
    carryOut(ack, true, hands);
    await settled();
    assert.deepEqual(link.sent, [
      { topic: "power/acks/edge", message: { id, run: 3, reason: "r" } },
    ]);
  });
});
