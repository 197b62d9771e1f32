import assert from "node:assert/strict";
import { HirteError, isHirteError } from "../../../src/core/errors.ts";
import { Calls } from "../../../src/dbus/calls.ts";
import type { IncomingMessage } from "../../../src/dbus/codec.ts";
import { FakeClock } from "../../support/fake-clock.ts";

const call = { destination: "a.b", path: "/a", interface: "a.b", member: "M" };

function answer(replySerial: number, body: unknown[] = []): IncomingMessage {
  return { type: "return", serial: 1, flags: 0, replySerial, signature: "", body };
}

describe("calls over a bus", () => {
  let clock: FakeClock;
  let sent: number;
  let isBlocked: boolean;
  let calls: Calls;

  beforeEach(() => {
    clock = new FakeClock();
    sent = 0;
    isBlocked = false;
    calls = new Calls({
      send: () => ++sent,
      sendNow: (_message, mayLeave) => {
        if (!mayLeave()) throw new HirteError("not-sent", "too late");
        return ++sent;
      },
      isBlocked: () => isBlocked,
      clock,
      timeoutMs: 1000,
      maxPending: 2,
    });
  });

  it("[REQ-SYS-19] are answered each by its own answer", async () => {
    const all = [calls.make(call), calls.make(call)];
    calls.settle(answer(2, ["second"]));
    calls.settle(answer(1, ["first"]));
    assert.deepEqual(await Promise.all(all), [["first"], ["second"]]);
    assert.equal(clock.pending, 0);
  });

  it("[REQ-SYS-19] wait in a queue while the window is full", async () => {
    const all = [calls.make(call), calls.make(call), calls.make(call)];
    assert.equal(sent, 2);
    calls.settle(answer(1));
    assert.equal(sent, 3);
    calls.settle(answer(2));
    calls.settle(answer(3));
    await Promise.all(all);
  });

  it("[REQ-SYS-19] end at their deadline, in the queue too", async () => {
    const all = [calls.make(call), calls.make(call), calls.make({ ...call, deadlineMs: 400 })];
    const results = Promise.allSettled(all);
    await clock.advance(1000);
    for (const result of await results) {
      assert.equal(result.status, "rejected");
      assert.ok(isHirteError(result.reason, "deadline"));
    }
  });

  it("[REQ-SYS-19] keep their place in the window until the bus has let go of them", async () => {
    const late = Promise.allSettled([calls.make(call), calls.make(call)]);
    await clock.advance(1000);
    await late;
    const third = calls.make(call);
    assert.equal(sent, 2);
    calls.settle(answer(1));
    assert.equal(sent, 3);
    calls.settle(answer(3, ["in time"]));
    assert.deepEqual(await third, ["in time"]);
  });

  it("[REQ-SYS-19] are not sent when their time was over in the queue", async () => {
    const first = Promise.allSettled([calls.make(call), calls.make(call)]);
    const queued = Promise.allSettled([calls.make({ ...call, deadlineMs: 10 })]);
    await clock.advance(10);
    await queued;
    calls.settle(answer(1));
    calls.settle(answer(2));
    await first;
    assert.equal(sent, 2);
  });

  it("[REQ-SYS-19] say what the bus said, by its name", async () => {
    const refused = calls.make(call);
    const name = "org.freedesktop.systemd1.NoSuchUnit";
    calls.settle({ ...answer(1, ["Unit x not found."]), type: "error", errorName: name });
    await assert.rejects(refused, (error) => {
      assert.ok(isHirteError(error, "dbus-error"));
      assert.equal(error.details["dbusName"], name);
      assert.match(error.message, /a\.b\.M: Unit x not found\./);
      return true;
    });
  });

  for (const name of ["NoReply", "ServiceUnknown", "NameHasNoOwner"]) {
    it(`[REQ-SYS-19] take ${name} for nobody being there`, async () => {
      const lost = calls.make(call);
      const errorName = `org.freedesktop.DBus.Error.${name}`;
      calls.settle({ ...answer(1), type: "error", errorName });
      await assert.rejects(lost, (error) => isHirteError(error, "dbus-gone"));
    });
  }

  it("[REQ-SYS-32] that must not be late are asked about when they leave the queue, and then stay", async () => {
    const asked: number[] = [];
    const first = [calls.make(call), calls.make(call)];
    const mayLeave = () => asked.push(sent) < 0;
    const guarded = calls.make({ ...call, mayLeave });
    assert.deepEqual(asked, []);
    calls.settle(answer(1));
    await assert.rejects(guarded, (error) => isHirteError(error, "not-sent"));
    assert.deepEqual(asked, [2]);
    calls.settle(answer(2));
    await Promise.all(first);
    assert.equal(sent, 2);
  });

  it("[REQ-SYS-32] stay here while the other side does not read, and leave when it does", async () => {
    isBlocked = true;
    const guarded = calls.make({ ...call, mayLeave: () => true });
    assert.equal(sent, 0);
    isBlocked = false;
    calls.resume();
    calls.settle(answer(1, ["in time"]));
    assert.deepEqual(await guarded, ["in time"]);
  });

  for (const [how, end] of [
    ["at their deadline", () => clock.advance(1000)],
    ["when the connection breaks", () => calls.rejectAll(new HirteError("dbus-gone", "broken"))],
  ] as const) {
    it(`[REQ-SYS-32] that never left are known not to have left ${how}`, async () => {
      isBlocked = true;
      const results = Promise.allSettled([
        calls.make({ ...call, mayLeave: () => true }),
        calls.make(call),
      ]);
      await end();
      const [guarded, other] = await results;
      assert.ok(guarded.status === "rejected" && isHirteError(guarded.reason, "not-sent"));
      assert.ok(other.status === "rejected" && !isHirteError(other.reason, "not-sent"));
      isBlocked = false;
      calls.resume();
      assert.equal(sent, 0);
    });
  }

  it("[REQ-SYS-32] that left are of unknown outcome without an answer", async () => {
    const guarded = calls.make({ ...call, mayLeave: () => true });
    calls.rejectAll(new HirteError("dbus-gone", "broken"));
    await assert.rejects(guarded, (error) => isHirteError(error, "dbus-gone"));
  });

  it("[REQ-SYS-20] fail with an answer that cannot be read", async () => {
    const broken = calls.make(call);
    calls.settle({
      ...answer(1),
      get body(): unknown[] {
        throw new Error("broken");
      },
    });
    await assert.rejects(broken, /broken/);
  });
});
