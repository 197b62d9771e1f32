import { equal } from "node:assert/strict";
import { Publisher } from "../../../broker/publisher.ts";
import { silentLog } from "../../../src/core/log.ts";
import { topicOf, topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";

describe("what the manager says", () => {
  let broker: MemoryBroker;
  beforeEach(async () => {
    broker = await MemoryBroker.start();
  });
  afterEach(() => broker.stop());

  it("[REQ-REQ-4] has reached the broker when that has confirmed it, and not when a pulse after it has left", async () => {
    const pulses = new Inbox(topics.pulse);
    await (await broker.link()).subscribe(pulses.subscription);
    // Nobody sends it back to who says it: it is not confirmed.
    const log = silentLog();
    const stream = broker.echoingFirst(topicOf(topics.managerState, {}));
    const link = await broker.link({ servers: [stream] });
    const publisher = new Publisher({ link, log });
    const state = { epoch: 1, manager: "up", system: "up", version: "1", at: 1 } as const;
    publisher.publish(topics.managerState, {}, state);
    publisher.publish(topics.pulse, { node: "node1" }, { session: 1, now: 1, seq: 1 });
    let isSettled = false;
    const settled = publisher.settled().then(() => {
      isSettled = true;
    });
    await pulses.next();
    equal(isSettled, false);
    await link.close("cut");
    await settled;
  });
});
