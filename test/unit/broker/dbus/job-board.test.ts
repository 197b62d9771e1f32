import assert from "node:assert/strict";
import { firstJobId, JobBoard } from "../../../../broker/dbus/job-board.ts";
import { Requesters } from "../../../../broker/dbus/requesters.ts";
import { silentLog } from "../../../../src/core/log.ts";
import { Bus } from "../../../../src/dbus/bus.ts";
import { BusClients } from "../../../../src/dbus/bus-clients.ts";
import { ObjectServer } from "../../../../src/dbus/object-server.ts";
import type { Job } from "../../../../src/protocol/generated/schemas.ts";

/** A board on a bus that is never opened; what it tells is kept. */
function aBoard() {
  const log = silentLog();
  const bus = new Bus({ address: "unix:path=/nowhere", log });
  const told: string[] = [];
  const board = new JobBoard({
    server: new ObjectServer(bus, log),
    requesters: new Requesters({
      servers: [],
      clients: new BusClients(bus),
      loginNameOf: async () => "x",
      log,
    }),
    firstId: 7,
    ports: {
      onNew: (id) => told.push(`new ${id}`),
      onRemoved: (id, _path, { result }) => told.push(`removed ${id} ${result}`),
      onTimes: () => {},
      monotonicMs: () => 0,
    },
  });
  return { board, told };
}

function aJob(id: string, rest: Partial<Job> = {}): Job {
  const times = { at: 1, acceptedAt: 1, startBy: 2 };
  const what = { epoch: 1, user: "u", node: "n", unit: "a.service", verb: "start" } as const;
  return { id, ...what, ...times, state: "queued", ...rest };
}

describe("the board of jobs", () => {
  it("[REQ-DBUS-6] removes a job that ended early only after the answer to the call that began it", async () => {
    const { board, told } = aBoard();
    const answered: (() => void)[] = [];
    const caller = { sender: ":1.1", onAnswered: (action: () => void) => answered.push(action) };
    let finish: (job: Job) => void = () => {};
    let id = "";
    const path = board.begin(caller, (given) => {
      id = given;
      const finished = new Promise<Job>((resolve) => {
        finish = resolve;
      });
      return { finished, onState: () => () => {} };
    });
    const ended = aJob(id, { state: "finished", result: "done" });
    board.onJob(ended);
    assert.deepEqual(told, ["new 7"]);
    finish(ended);
    assert.equal(await path, "/org/eclipse/bluechi/job/7");
    assert.deepEqual(told, ["new 7"]);
    for (const action of answered) action();
    assert.deepEqual(told, ["new 7", "removed 7 done"]);
    board.onJob(ended);
    assert.deepEqual(told, ["new 7", "removed 7 done"]);
  });

  it("[REQ-DBUS-7] tells each job once, and those that are open again to who comes later", () => {
    const { board, told } = aBoard();
    board.onJob(aJob("a"));
    board.onJob(aJob("b"));
    board.onJob(aJob("a", { state: "running" }));
    board.onJob(aJob("a", { state: "finished", result: "lost" }));
    board.tellOpen();
    assert.deepEqual(told, ["new 7", "new 8", "removed 7 lost", "new 8"]);
  });

  it("[REQ-DBUS-7] does not tell of what systemd has no job for", () => {
    const { board, told } = aBoard();
    board.onJob(aJob("a", { verb: "freeze" }));
    board.onJob(aJob("a", { verb: "freeze", state: "finished", result: "done" }));
    assert.deepEqual(told, []);
  });

  it("[REQ-DBUS-7] begins each life with numbers that the one before has not come to", () => {
    const now = Date.UTC(2026, 0, 1);
    assert.equal(firstJobId(now + 10_000) - firstJobId(now), 640);
    assert.equal(firstJobId(0), 1);
    assert.ok(firstJobId(now * 1000) <= 0xffffffff);
  });
});
