import { deepEqual, equal, ok } from "node:assert/strict";
import { defaultLimits } from "../../../broker/limits.ts";
import { randomId } from "../../../src/core/ids.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import { tcpStream } from "../../../src/mqtt/link.ts";
import type { JobRequest, UnitJobRequest } from "../../../src/protocol/generated/schemas.ts";
import { managerNode, topics } from "../../../src/protocol/topics.ts";
import { AskingHirte, usualPassword } from "../../support/asking-hirte.ts";
import { useFlood } from "../../support/flood.ts";
import type { FloodOrder } from "../../support/flooder.ts";
import { Inbox } from "../../support/inbox.ts";
import { linkTo, opened, until } from "../../support/link.ts";

type Order = Omit<FloodOrder, "port" | "connections" | "username" | "password">;

/** What mallory does as fast as it can, on many connections. */
const floods: Readonly<Record<string, Order>> = {
  "questions to hirte": {
    kind: "publish",
    topic: `hirte/v1/requests/mallory/${managerNode}/list-units`,
    message: '{"id":"{id}"}',
  },
  "questions to a node": {
    kind: "publish",
    topic: "hirte/v1/requests/mallory/web-1/status",
    message: '{"id":"{id}","units":["a.service"]}',
  },
  jobs: {
    kind: "publish",
    topic: "hirte/v1/requests/mallory/web-1/start",
    message: '{"id":"{id}","unit":"a.service"}',
  },
  "requests that are none": {
    kind: "publish",
    topic: "hirte/v1/requests/mallory/web-1/start",
    message: '{"id":"{id}","unit":42}',
  },
  "messages in the name of others": {
    kind: "publish",
    topic: "hirte/v1/nodes/web-1/heartbeat",
    message: "{}",
  },
  subscriptions: { kind: "subscribe", topic: "hirte/v1/nodes/+/units/{n}", message: "" },
  "subscriptions to all there is": { kind: "subscribe", topic: "#", message: "" },
};

const connections = 30;
const { batchPackets, batchBytes } = defaultLimits;
/**
 * In batches, what a flood may have handed on while somebody asks and is answered: several things take turns, the link
 * and its broker, the manager, the reply, and a disk or the machine may have one wait meanwhile. It is 10 to 50; without
 * turns the answer does not come while the flood lasts.
 */
const turns = 400;

describe("a flood of one user", function () {
  this.timeout(20_000);
  const flood = useFlood();
  let hirte: AskingHirte;
  let link: Link;

  beforeEach(async () => {
    hirte = await AskingHirte.start(true, { level: "warn", isQuick: true });
    await hirte.agent("web-1");
    link = await opened(
      linkTo([tcpStream("127.0.0.1", hirte.broker.port)], {
        ...{ username: "anna", password: usualPassword },
      }),
    );
  });
  afterEach(async () => {
    await link.close("cut");
    await hirte.stop();
  });

  for (const [what, order] of Object.entries(floods)) {
    it(`[REQ-QUOTA-9] [REQ-QUOTA-1] [REQ-QUOTA-2] of ${what} costs others a turn, and no message`, async () => {
      const replies = new Inbox(topics.reply, { user: "anna" });
      const units = new Inbox(topics.unitState, { node: "web-2" });
      await link.subscribe(replies.subscription, units.subscription);
      const within = await hirte.within();
      await flood().begin({
        ...{ port: hirte.broker.port, connections },
        ...{ username: "mallory", password: usualPassword, ...order },
      });
      const taken = () => hirte.broker.stats().traffic.socket;
      const before = taken();
      await until(
        () =>
          hirte.broker.stats().clients > connections && taken().bytesIn > before.bytesIn + 200_000,
      );
      const meanwhile: { readonly messages: number; readonly bytes: number }[] = [];
      const rounds = 6;
      for (let i = 0; i < rounds; i++) {
        const id = randomId();
        const { messagesIn, bytesIn } = taken();
        const request = { user: "anna", node: managerNode, verb: "list-nodes" };
        await link.publish(topics.request, request, { id });
        const { status } = await replies.next((reply) => reply.id === id, 20_000);
        const now = taken();
        meanwhile.push({ messages: now.messagesIn - messagesIn, bytes: now.bytesIn - bytesIn });
        equal(status, "result");
        const state = {
          ...{ session: 1, seq: i, load: "loaded", active: "active", sub: "running" },
          description: "",
        };
        await within.publish(topics.unitState, { node: "web-2", unit: "a.service" }, state);
      }
      await units.next(({ seq }) => seq === rounds - 1, 20_000);
      deepEqual(
        units.messages.map(({ seq }) => seq),
        Array.from({ length: rounds }, (_, i) => i),
      );
      equal(replies.messages.length, rounds);
      const messages = medianOf(meanwhile.map((count) => count.messages));
      const bytes = medianOf(meanwhile.map((count) => count.bytes));
      ok(messages < turns * batchPackets, `${messages} messages of a flood came first`);
      ok(bytes < turns * batchBytes, `${bytes} bytes of a flood came first`);
      const { cutOffs, queuedBytes } = hirte.broker.stats();
      equal(cutOffs["slow-reader"], 0);
      ok(queuedBytes < 16 * 1024 * 1024, `${queuedBytes} bytes wait`);
    });
  }
});

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

describe("the open jobs of a user", function () {
  this.timeout(20_000);

  it("[REQ-QUOTA-10] keep its further requests waiting until one ends, or it is too late for them, and nobody else's", async () => {
    const hirte = await AskingHirte.start(true, {
      level: "warn",
      isQuick: true,
      maxJobsPerUser: 2,
    });
    try {
      const commands = await hirte.agent("web-1");
      const link = await hirte.within();
      const replies = new Inbox(topics.reply, { user: "mallory" });
      const others = new Inbox(topics.reply, { user: "anna" });
      await link.subscribe(replies.subscription, others.subscription);
      const ask = async (user: string, times: Pick<UnitJobRequest, "startWithinMs"> = {}) => {
        const id = randomId();
        const request: UnitJobRequest = { id, unit: "a.service", ...times };
        const start = { user, node: "web-1", verb: "start" };
        await link.publish(topics.request, start, request);
        return id;
      };
      const ids = [await ask("mallory"), await ask("mallory"), await ask("mallory")];
      const other = await ask("anna");
      await others.next(({ id }) => id === other);
      const accepted = () => replies.messages.map(({ id, status }) => [id, status]);
      deepEqual(accepted(), [
        [ids[0], "accepted"],
        [ids[1], "accepted"],
      ]);
      const { session } = await commands.next(({ id }) => id === ids[0]);
      const report = { session, id: ids[0] ?? "", kind: "finished", result: "done" } as const;
      await link.publish(topics.report, { node: "web-1" }, report);
      await replies.next(({ id }) => id === ids[2]);
      deepEqual(accepted()[2], [ids[2], "accepted"]);
      const hasty = await ask("mallory", { startWithinMs: 500 });
      const cancel = { user: "mallory", node: managerNode, verb: "cancel" };
      const request = (id: string): JobRequest => ({ id, job: hasty });
      const cancels = Array.from({ length: 17 }, () => randomId());
      // Each of them twice: a copy takes no place.
      for (const id of cancels.flatMap((id) => [id, id]))
        await link.publish(topics.request, cancel, request(id));
      const late = await replies.next(({ id }) => id === hasty);
      equal(late.problem?.code, "expired");
      await replies.next(({ id }) => id === cancels[15]);
      const codes = cancels.map((id) =>
        replies.messages.filter((reply) => reply.id === id).map(({ problem }) => problem?.code),
      );
      deepEqual(codes, [...Array.from({ length: 16 }, () => ["no-such-job"]), ["busy", "busy"]]);
    } finally {
      await hirte.stop();
    }
  });
});
