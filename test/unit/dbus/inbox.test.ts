import assert from "node:assert/strict";
import { Inbox } from "../../../src/dbus/inbox.ts";

function fail(error: unknown): void {
  throw error;
}

describe("the inbox", () => {
  it("[REQ-SYS-18] lets all that awaits one item run before the next", async () => {
    const seen: string[] = [];
    const inbox = new Inbox(fail);
    let answer: (value: string) => void = () => undefined;
    const reply = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const outer = async () => reply;
    const reader = (async () => {
      seen.push(await outer());
      await Promise.all([Promise.resolve(), (async () => await null)()]);
      seen.push("after it");
    })();
    const done = new Promise<void>((resolve) => {
      inbox.add(() => seen.push("signal before"));
      inbox.add(() => answer("reply"));
      inbox.add(() => seen.push("signal after"));
      inbox.add(resolve);
    });
    await Promise.all([reader, done]);
    assert.deepEqual(seen, ["signal before", "reply", "after it", "signal after"]);
  });

  it("[REQ-SYS-18] hands on what is added while it is busy in its turn", async () => {
    const seen: number[] = [];
    const inbox = new Inbox(fail);
    await new Promise<void>((resolve) => {
      inbox.add(() => {
        seen.push(1);
        inbox.add(() => seen.push(3));
        inbox.add(resolve);
        seen.push(2);
      });
    });
    assert.deepEqual(seen, [1, 2, 3]);
  });

  it("[REQ-SYS-20] goes on after an item that throws", async () => {
    const errors: unknown[] = [];
    const inbox = new Inbox((error) => errors.push(error));
    await new Promise<void>((resolve) => {
      inbox.add(() => {
        throw new Error("no");
      });
      inbox.add(resolve);
    });
    assert.equal(errors.length, 1);
  });

  it("[REQ-SYS-23] forgets what has not run when it is cleared", async () => {
    const seen: number[] = [];
    const inbox = new Inbox(fail);
    inbox.add(() => seen.push(1));
    inbox.add(() => seen.push(2));
    inbox.clear();
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise<void>((resolve) => inbox.add(resolve));
    assert.deepEqual(seen, [1]);
  });
});
