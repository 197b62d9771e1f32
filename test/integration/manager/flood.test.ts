import { deepEqual, equal, ok } from "node:assert/strict";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { Broker } from "../../../broker/broker.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { Manager } from "../../../broker/manager.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type Link, tcpStream } from "../../../src/mqtt/link.ts";
import type { JobRequest, UnitJobRequest } from "../../../src/protocol/generated/schemas.ts";
import { managerNode, topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { linkTo, opened } from "../../support/link.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** Far more than is taken on while the others have their say. */
const flood = 1500;

describe("a flood of requests of one client", function () {
  this.timeout(60_000);
  const directory = useTempDir();
  const links: Link[] = [];
  let broker: Broker;
  let manager: Manager;
  let jobLog: JobLog;
  let agent: Link;
  const instance = randomId();
  let session: number;

  const link = async () => {
    const made = linkTo([tcpStream("127.0.0.1", broker.port)]);
    links.push(made);
    return opened(made);
  };

  beforeEach(async () => {
    const log = silentLog();
    jobLog = JobLog.open({ directory: directory(), log }).log;
    broker = await Broker.start({ listenAddresses: ["127.0.0.1"], port: 0, log });
    manager = new Manager({
      servers: [() => broker.inMemoryStream()],
      isBrokerExternal: false,
      allowedNodes: AllowedNodes.open({
        directory: directory(),
        configured: ["node1"],
        log,
      }),
      epochs: EpochStore.open(directory(), { wallMs: Date.now(), log }),
      jobLog,
      open: [],
      lastAt: 0,
      version: "1",
      clock: systemClock,
      log,
      onFatal: () => undefined,
    });
    await manager.start();
    agent = await link();
    const welcomes = new Inbox(topics.welcome, { node: "node1" });
    await agent.subscribe(welcomes.subscription);
    await agent.publish(
      topics.hello,
      { node: "node1" },
      {
        ...{ instance, machineId: "a".repeat(32), bootId: "b".repeat(32) },
        ...{ version: "1", epoch: 0, heartbeatMs: 2000 },
      },
    );
    session = (await welcomes.next()).session ?? -1;
  });
  afterEach(async () => {
    for (const made of links.splice(0)) await made.close("cut");
    await manager.stop();
    await broker.close();
    jobLog.close();
  });

  it("[REQ-REQ-4] keeps neither questions nor signs of life waiting, and is taken on in the end", async () => {
    const [anna, mallory] = [await link(), await link()];
    const answers = new Inbox(topics.reply, { user: "anna" });
    const accepted = new Inbox(topics.reply, { user: "mallory" });
    const pulses = new Inbox(topics.pulse, { node: "node1" });
    const states = new Inbox(topics.nodeState, { node: "node1" });
    await anna.subscribe(answers.subscription, states.subscription);
    await mallory.subscribe(accepted.subscription);
    await agent.subscribe(pulses.subscription);
    let seq = 0;
    const beating = setInterval(() => {
      agent.publish(topics.heartbeat, { node: "node1" }, { instance, session, seq: ++seq }).catch(
        () => undefined, // The test is over.
      );
    }, 500);
    try {
      const ids = Array.from({ length: flood }, () => randomId());
      const request = (id: string): UnitJobRequest => ({ id, unit: "web.service" });
      const flooded = ids.map((id) =>
        mallory.publish(
          topics.request,
          { user: "mallory", node: "node1", verb: "start" },
          request(id),
        ),
      );
      // The broker has them all: what is asked from now on comes after them.
      await Promise.all(flooded);
      const [question, cancel] = [randomId(), randomId()];
      const last = ids.at(-1) ?? "";
      await anna.publish(
        topics.request,
        { user: "anna", node: managerNode, verb: "list-nodes" },
        { id: question },
      );
      const cancelRequest: JobRequest = { id: cancel, job: last };
      await anna.publish(
        topics.request,
        { user: "anna", node: managerNode, verb: "cancel" },
        cancelRequest,
      );
      // A copy is answered with the first one.
      await mallory.publish(
        topics.request,
        { user: "mallory", node: "node1", verb: "start" },
        request(last),
      );
      await agent.publish(topics.heartbeat, { node: "node1" }, { instance, session, seq: 1e6 });
      await answers.next((reply) => reply.id === question, 30_000);
      ok(accepted.messages.length < flood, "the question was answered after the whole flood");
      await pulses.next((pulse) => pulse.seq === 1e6, 30_000);
      ok(accepted.messages.length < flood, "the heartbeat was heard after the whole flood");
      const end = await answers.next((reply) => reply.id === cancel, 30_000);
      deepEqual([end.status, end.problem], ["result", undefined]);
      await accepted.next((reply) => reply.id === last, 30_000);
      equal(new Set(accepted.messages.map(({ id }) => id)).size, flood);
      ok(accepted.messages.every(({ status }) => status === "accepted"));
      deepEqual([...new Set(states.messages.map(({ state }) => state))], ["online"]);
    } finally {
      clearInterval(beating);
    }
  });
});
