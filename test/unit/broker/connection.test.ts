import assert from "node:assert/strict";
import { once } from "node:events";
import { Connection, type Identity } from "../../../broker/connection.ts";
import { defaultLimits } from "../../../broker/limits.ts";
import { streamPair } from "../../../broker/stream-pair.ts";
import { noTraffic } from "../../../broker/traffic.ts";
import type { Clock } from "../../../src/core/clock.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { WireClient } from "../../support/wire-client.ts";

describe("connection", () => {
  it("[REQ-BRK-21] does not stay for ever when nobody deals with what a client left behind", async () => {
    const { connection, client, far, attached, closed } = aConnection();
    void client.connect().catch(() => undefined);
    await attached;
    connection.comeUp();
    const ended = once(far, "end");
    client.stream.end();
    await ended;
    connection.judge(30_000);
    assert.equal(connection.isClosed, false);
    connection.judge(30_001);
    await closed;
    assert.equal(connection.isClosed, true);
  });

  it("[REQ-BRK-9] ends when CONNECT is not answered in time", async () => {
    const { connection, client, attached, cuts } = aConnection();
    void client.connect().catch(() => undefined);
    await attached;
    connection.judge(10_000);
    assert.deepEqual(cuts, []);
    connection.judge(10_001);
    assert.deepEqual(cuts, ["no-connect"]);
  });

  it("[REQ-NODE-20] ends an agent that was told to leave and does not, but lets it read why", async () => {
    const { connection, client, attached, cuts, closed } = aConnection();
    const will = { topic: "hirte/v1/nodes/a.b/gone", payload: Buffer.from("{}") };
    void client.connect({ will }).catch(() => undefined);
    await attached;
    connection.comeUp();
    assert.equal(connection.node, "a.b");
    connection.turnOut("turned-out");
    connection.judge(2000);
    assert.deepEqual(cuts, []);
    connection.judge(2001);
    assert.deepEqual(cuts, ["turned-out"]);
    await closed;
  });

  it("[REQ-NODE-20] lets an agent stay that may join again before it has left", async () => {
    const { connection, client, attached, cuts } = aConnection();
    const will = { topic: "hirte/v1/nodes/a.b/gone", payload: Buffer.from("{}") };
    void client.connect({ will }).catch(() => undefined);
    await attached;
    connection.comeUp();
    let isAllowed = false;
    connection.turnOut("turned-out", () => !isAllowed);
    connection.judge(1000);
    isAllowed = true;
    connection.judge(2001);
    isAllowed = false;
    connection.judge(3001);
    assert.deepEqual(cuts, []);
    connection.turnOut("revoked");
    connection.judge(3002);
    assert.deepEqual(cuts, ["revoked"]);
  });

  it("[REQ-BRK-8] ends where the broker stumbles over a client that had to wait for its turn", async () => {
    const clock = new FakeClock();
    const stumble = () => {
      throw new Error("a bug");
    };
    const { client, closed, cuts } = aConnection(stumble, { clock, delayMs: 100 });
    void client.connect().catch(() => undefined);
    await clock.advance(100);
    await closed;
    assert.deepEqual(cuts, ["broker-error"]);
  });

  it("ends a refused one that does not go by itself", async () => {
    const { connection, client, attached, closed } = aConnection();
    client.stopReading();
    void client.connect().catch(() => undefined);
    await attached;
    connection.refuse({ returnCode: 5, detail: "no" });
    connection.judge(2001);
    await closed;
  });

  it("[REQ-SEC-1] [REQ-BRK-9] ends when who it is does not become known in time", async () => {
    const { connection, client, cuts } = aConnection(() => new Promise(() => undefined));
    void client.connect({ username: "anna", password: "x" }).catch(() => undefined);
    await new Promise<void>((resolve) => setImmediate(resolve));
    connection.judge(10_000);
    assert.deepEqual(cuts, []);
    connection.judge(10_001);
    assert.deepEqual(cuts, ["no-connect"]);
  });

  it("[REQ-SEC-1] that has ended meanwhile is not let in", async () => {
    let known: (identity: Identity) => void = () => undefined;
    const { client, closed, admitted } = aConnection(
      () =>
        new Promise((resolve) => {
          known = resolve;
        }),
    );
    void client.connect({ username: "anna", password: "x" }).catch(() => undefined);
    await new Promise<void>((resolve) => setImmediate(resolve));
    client.stream.destroy();
    await closed;
    known({ kind: "principal", principal: { role: "viewer", user: "anna" } });
    await new Promise<void>((resolve) => setImmediate(resolve));
    assert.equal(admitted.length, 0);
  });
});

/** A connection that nobody reads from, at time 0. */
function aConnection(
  identify: () => Identity | Promise<Identity> = () => ({
    kind: "principal",
    principal: { role: "unproven" },
  }),
  { clock, delayMs = 0 }: { readonly clock?: Clock; readonly delayMs?: number } = {},
) {
  const admitted: Connection[] = [];
  const { near, far } = streamPair();
  const cuts: string[] = [];
  let onAttached = () => undefined as unknown;
  let onClosed = () => undefined as unknown;
  const attached = new Promise<void>((resolve) => {
    onAttached = resolve;
  });
  const closed = new Promise<void>((resolve) => {
    onClosed = resolve;
  });
  const connection = new Connection({
    transport: far,
    peer: { address: "somewhere", via: "plain" },
    limits: { ...defaultLimits, maxConnections: 1 },
    nowMs: () => 0,
    traffic: noTraffic().socket,
    ...(clock && { clock }),
    host: {
      identify,
      admit: (connection) => {
        admitted.push(connection);
        return undefined;
      },
      attach: () => onAttached(),
      queued: () => undefined,
      taken: () => undefined,
      spoken: () => delayMs,
      cutOff: (_connection, reason) => cuts.push(reason),
      closed: () => onClosed(),
    },
  });
  return { connection, client: new WireClient(near), far, attached, closed, cuts, admitted };
}
