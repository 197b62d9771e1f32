import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import type { Link, LinkOptions } from "../../../src/mqtt/link.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { Inbox } from "../../support/inbox.ts";
import { goodbye, linkTo, until, untilBack } from "../../support/link.ts";
import { RawServer } from "../../support/raw-server.ts";

const node = "node1";

describe("a link to a server that misbehaves", () => {
  let server: RawServer;
  let links: Link[];
  beforeEach(() => {
    server = new RawServer();
    links = [];
  });
  afterEach(() => Promise.all(links.map((link) => link.close("cut"))));

  it("[REQ-WIRE-4] rejects what the server had not confirmed when the link broke", async () => {
    const link = await open();
    server.answer = ({ cmd }) => (cmd === "publish" ? "nothing" : "as usual");
    const sent = link.publish(topics.gone, { node }, goodbye);
    await server.until(() => server.last.seen.includes("publish"));
    server.last.cut();
    await assert.rejects(sent, { code: "connection-lost" });
  });

  it("[REQ-WIRE-4] never sends again what an earlier connection had not confirmed", async () => {
    const link = await open();
    server.answer = ({ cmd }) => (cmd === "publish" ? "nothing" : "as usual");
    const sent = link.publish(topics.gone, { node }, goodbye);
    await server.until(() => server.last.seen.includes("publish"));
    const isBack = untilBack(link);
    server.last.cut();
    await assert.rejects(sent);
    server.answer = () => "as usual";
    await isBack;
    await link.publish(topics.gone, { node }, { ...goodbye, reason: "will" });
    const [publish, ...more] = server.last.packets.filter(({ cmd }) => cmd === "publish");
    assert.equal(more.length, 0);
    assert.ok(publish?.cmd === "publish");
    assert.match(String(publish.payload), /will/);
  });

  it("[REQ-WIRE-3] makes a subscription that was asked for while others were under way", async () => {
    server.answer = ({ cmd }) => (cmd === "subscribe" ? "nothing" : "as usual");
    const link = linkTo([server.stream]);
    links.push(link);
    await link.subscribe(new Inbox(topics.gone).subscription);
    link.open();
    await server.until(
      () => server.connections.length > 0 && server.last.seen.includes("subscribe"),
    );
    await link.subscribe(new Inbox(topics.hello).subscription);
    server.answer = () => "as usual";
    const held = server.last.packets.find(({ cmd }) => cmd === "subscribe");
    server.last.send({ cmd: "suback", messageId: held?.messageId ?? 0, granted: [1] });
    await until(() => link.isUp);
    const asked = server.last.packets.flatMap((p) =>
      p.cmd === "subscribe" ? p.subscriptions.map(({ topic }) => topic) : [],
    );
    assert.deepEqual(asked, ["hirte/v1/nodes/+/gone", "hirte/v1/nodes/+/hello"]);
  });

  it("[REQ-WIRE-9] says which filter the broker refuses, and is as it was before", async () => {
    const link = await open();
    server.answer = (packet, connection) => {
      if (packet.cmd !== "subscribe") return "as usual";
      connection.send({ cmd: "suback", messageId: packet.messageId ?? 0, granted: [1, 128] });
      return "nothing";
    };
    await assert.rejects(
      link.subscribe(new Inbox(topics.gone).subscription, new Inbox(topics.hello).subscription),
      (error: Error & { code?: string }) =>
        error.code === "denied" && error.message.endsWith("read hirte/v1/nodes/+/hello"),
    );
    server.answer = () => "as usual";
    const isBack = untilBack(link);
    server.last.cut();
    await isBack;
    assert.deepEqual(server.last.seen, ["connect"]);
  });

  it("[REQ-WIRE-9] keeps a subscription that was asked for when the link broke", async () => {
    const link = await open();
    server.answer = ({ cmd }) => (cmd === "subscribe" ? "nothing" : "as usual");
    const asked = link.subscribe(new Inbox(topics.gone).subscription);
    await server.until(() => server.last.seen.includes("subscribe"));
    const isBack = untilBack(link);
    server.answer = () => "as usual";
    server.last.cut();
    await assert.rejects(asked, { code: "connection-lost" });
    await isBack;
    assert.deepEqual(server.last.seen, ["connect", "subscribe"]);
  });

  it("[REQ-WIRE-5] takes leave properly even while it is still coming up", async () => {
    server.answer = ({ cmd }) => (cmd === "subscribe" ? "nothing" : "as usual");
    const link = linkTo([server.stream]);
    await link.subscribe(new Inbox(topics.gone).subscription);
    link.open();
    await server.until(
      () => server.connections.length > 0 && server.last.seen.includes("subscribe"),
    );
    const held = server.last.packets.find(({ cmd }) => cmd === "subscribe");
    const closing = link.close("graceful");
    server.last.send({ cmd: "suback", messageId: held?.messageId ?? 0, granted: [1] });
    await closing;
    assert.deepEqual(server.last.seen, ["connect", "subscribe", "disconnect"]);
  });

  it("[REQ-WIRE-10] closes within a second when the server confirms nothing", async () => {
    const clock = new FakeClock();
    const link = await open({ clock });
    server.answer = () => "nothing";
    const sent = assert.rejects(link.publish(topics.gone, { node }, goodbye), {
      code: "connection-lost",
    });
    await server.until(() => server.last.seen.includes("publish"));
    const closing = link.close("graceful");
    await clock.advance(1000);
    await closing;
    await sent;
    assert.equal(clock.pending, 0);
  });

  it("[REQ-WIRE-10] may be closed twice", async () => {
    const link = await open();
    await Promise.all([link.close(), link.close("cut")]);
    assert.equal(link.isUp, false);
    link.open();
    assert.equal(server.connections.length, 1);
  });

  it("[REQ-WIRE-11] gives an attempt up that gets no answer in time", async () => {
    const clock = new FakeClock();
    server.answer = () => "nothing";
    const reasons: string[] = [];
    const link = linkTo([server.stream], {
      clock,
      connectTimeoutMs: 3000,
      onDown: (reason) => void reasons.push(reason),
    });
    links.push(link);
    link.open();
    await clock.advance(3000);
    assert.deepEqual(reasons, ["no answer within 3000 ms"]);
  });

  it("[REQ-WIRE-11] gives a server that is there longer to answer, where it is to have it", async () => {
    const clock = new FakeClock();
    server.answer = () => "nothing";
    const reasons: string[] = [];
    // As a socket says when it has reached somebody.
    const reached = () => {
      const stream = server.stream();
      queueMicrotask(() => stream.emit("connect"));
      return stream;
    };
    const link = linkTo([reached, () => new PassThrough()], {
      clock,
      connectTimeoutMs: 3000,
      answerTimeoutMs: 15_000,
      backoff: { firstMs: 1, maxMs: 1 },
      onDown: (reason) => void reasons.push(reason),
    });
    links.push(link);
    link.open();
    await clock.advance(1);
    await server.until(() => server.last.seen.includes("connect"));
    await clock.advance(14_990);
    assert.deepEqual(reasons, []);
    await clock.advance(10);
    assert.deepEqual(reasons, ["no answer within 15000 ms"]);
    // The next one cannot be reached at all.
    await clock.advance(3001);
    assert.deepEqual(reasons.slice(1), ["no answer within 3000 ms"]);
  });

  it("[REQ-WIRE-11] leaves a connection alone that came up in time", async () => {
    const clock = new FakeClock();
    const link = await open({ clock, connectTimeoutMs: 3000 });
    await clock.advance(3_600_000);
    assert.equal(link.isUp, true);
    assert.equal(server.connections.length, 1);
  });

  /** A link to the server, up. */
  async function open(options: Partial<LinkOptions> = {}): Promise<Link> {
    const link = linkTo([server.stream], options);
    links.push(link);
    link.open();
    if (options.clock instanceof FakeClock) await options.clock.advance(0);
    await until(() => link.isUp);
    return link;
  }
});
