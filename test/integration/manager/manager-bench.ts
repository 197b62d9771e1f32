import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { type Disk, realDisk } from "../../../broker/log-segment.ts";
import { Manager } from "../../../broker/manager.ts";
import type { HirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";
import type { Link, StreamFactory } from "../../../src/mqtt/link.ts";
import type { Request, UnitJobRequest } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { Inbox } from "../../support/inbox.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** What is wrong with the disk under the log. */
type Trouble = "none" | "full" | "no-sync";

/** The manager of the nodes node1 and node2, anew for each test, on a broker in memory; and a client beside it. */
export function useManager() {
  const directory = useTempDir();
  let broker: MemoryBroker;
  let clock: FakeClock;
  let manager: Manager;
  let fatal: HirteError | undefined;
  /** Errors in the manager's log. */
  let loud: string[];
  let client: Link;
  let jobs: Inbox<typeof topics.job>;
  let replies: Inbox<typeof topics.reply>;
  let nodes: Inbox<typeof topics.nodeState>;
  let jobLog: JobLog;
  /** Nodes whose agents the broker was told to cut off. */
  let turnedOut: string[];
  let trouble: Trouble;
  const disk: Disk = {
    write(fd, bytes, offset) {
      if (trouble === "full") throw new Error("ENOSPC: no space left on device");
      return realDisk.write(fd, bytes, offset);
    },
    sync(fd) {
      if (trouble === "no-sync") throw new Error("EIO: i/o error");
      realDisk.sync(fd);
    },
    syncLater(fd, done) {
      if (trouble === "no-sync") done(new Error("EIO: i/o error"));
      else realDisk.syncLater(fd, done);
    },
  };

  async function startManager(
    isBrokerExternal = false,
    stream: StreamFactory = broker.stream,
  ): Promise<void> {
    const opened = JobLog.open({ directory: directory(), log: silentLog(), disk });
    jobLog = opened.log;
    turnedOut = [];
    manager = new Manager({
      servers: [stream],
      isBrokerExternal,
      allowedNodes: AllowedNodes.open({
        directory: directory(),
        configured: ["node1", "node2"],
        log: silentLog(),
      }),
      epochs: EpochStore.open(directory(), { wallMs: clock.wallMs(), log: silentLog() }),
      turnOut: (node) => turnedOut.push(node),
      jobLog,
      open: opened.contents.open,
      lastAt: opened.contents.lastAt,
      version: "1.2.3",
      clock,
      log: createLog({ level: "error", target: "json", write: (line) => loud.push(line) }),
      onFatal: (error) => {
        fatal = error;
      },
    });
    // The link waits for its clock before it connects.
    const started = manager.start();
    await clock.advance(0);
    await started;
  }

  beforeEach(async () => {
    broker = await MemoryBroker.start();
    clock = new FakeClock();
    fatal = undefined;
    loud = [];
    trouble = "none";
    await startManager();
    client = await broker.link();
    jobs = new Inbox(topics.job);
    replies = new Inbox(topics.reply);
    nodes = new Inbox(topics.nodeState);
    await client.subscribe(jobs.subscription, replies.subscription, nodes.subscription);
  });

  afterEach(async () => {
    await client.close("cut");
    await manager.stop();
    jobLog.close();
    await broker.stop();
  });

  const ask = async (
    verb: string,
    node: string,
    rest: Record<string, unknown> = {},
    user = "anna",
  ) => {
    const id = (rest["id"] as string | undefined) ?? randomId();
    await client.publish(topics.request, { user, node, verb }, { id, ...rest } as Request);
    return id;
  };
  const reply = (id: string, nth = 0) =>
    replies.next(
      (r) => r.id === id && replies.messages.filter((m) => m.id === id).indexOf(r) === nth,
    );
  const start = (over: Partial<UnitJobRequest> = {}) =>
    ask("start", "node1", { unit: "web.service", ...over });
  /** As the manager answers by now. */
  const stateOf = async (job: string) =>
    (await reply(await ask("job", "@manager", { job }))).data?.map((row) =>
      Reflect.get(row, "state"),
    )[0];
  const jobIs = (id: string, state: string) => jobs.next((j) => j.id === id && j.state === state);

  /** As if this hirte had been one with a broker elsewhere from the beginning. */
  async function restartExternal(stream?: StreamFactory): Promise<void> {
    await manager.stop();
    jobLog.close();
    await startManager(true, stream);
  }

  /** Resolves when the manager has dealt with what was said before. */
  const isDealtWith = async () => void (await reply(await ask("time", "@manager")));

  return {
    directory,
    startManager,
    restartExternal,
    ask,
    reply,
    start,
    stateOf,
    jobIs,
    isDealtWith,
    get broker() {
      return broker;
    },
    get clock() {
      return clock;
    },
    set clock(next: FakeClock) {
      clock = next;
    },
    get manager() {
      return manager;
    },
    get fatal() {
      return fatal;
    },
    get loud() {
      return loud;
    },
    set loud(lines: string[]) {
      loud = lines;
    },
    get client() {
      return client;
    },
    set client(next: Link) {
      client = next;
    },
    get jobs() {
      return jobs;
    },
    get replies() {
      return replies;
    },
    get nodes() {
      return nodes;
    },
    get jobLog() {
      return jobLog;
    },
    set jobLog(log: JobLog) {
      jobLog = log;
    },
    get turnedOut() {
      return turnedOut;
    },
    set trouble(kind: Trouble) {
      trouble = kind;
    },
  };
}
