import { deepEqual, equal } from "node:assert/strict";
import { once } from "node:events";
import type { Duplex } from "node:stream";
import mqttPacket from "mqtt-packet";
import { Accounts } from "../../../broker/accounts.ts";
import { Connection } from "../../../broker/connection.ts";
import { defaultLimits } from "../../../broker/limits.ts";
import { PacketTurns } from "../../../broker/packet-turns.ts";
import { QuotaBook } from "../../../broker/quota-book.ts";
import { streamPair } from "../../../broker/stream-pair.ts";
import { noTraffic } from "../../../broker/traffic.ts";
import { silentLog } from "../../../src/core/log.ts";
import { FakeClock } from "../../support/fake-clock.ts";

const hello = mqttPacket.generate({
  ...{ cmd: "connect", protocolId: "MQTT", protocolVersion: 4 },
  ...{ clientId: "", keepalive: 0, clean: true },
});
/** A packet of which the end is yet to come: it waits. */
const unfinished = Buffer.concat([Buffer.from([0x30, 0xff, 0x7f]), Buffer.alloc(5000)]);

describe("what waits in an account", () => {
  const limits = { ...defaultLimits, maxConnections: 10 };
  let accounts: Accounts;
  let connections: Connection[];

  beforeEach(() => {
    const quotas = new QuotaBook(silentLog(), new FakeClock());
    const all = { packets: 100, bytes: 100_000 };
    const turns = new PacketTurns({
      ...{ each: all, all },
      isPaused: () => false,
      onWait: () => undefined,
    });
    accounts = new Accounts({ limits, quotas, turns });
    connections = [];
  });

  /** A connection of anna's, whose client sends what it is given piece by piece. */
  async function connection(...pieces: readonly Buffer[]): Promise<Duplex> {
    const { near, far } = streamPair();
    const added = new Connection({
      transport: far,
      peer: { address: "a:1", via: "tls", proven: { role: "viewer", user: "anna" } },
      limits,
      nowMs: () => 0,
      traffic: noTraffic().socket,
      host: {
        identify: () => ({ kind: "principal", principal: { role: "unproven" } }),
        admit: (one) => accounts.open(one, undefined),
        attach: () => undefined,
        queued: (one, deltaBytes) => accounts.queued(one, deltaBytes),
        taken: () => undefined,
        spoken: () => 0,
        cutOff: () => undefined,
        closed: (one) => accounts.leave(one),
      },
    });
    connections.push(added);
    for (const piece of pieces) {
      const arrived = once(far, "data");
      near.write(piece);
      await arrived;
    }
    return near;
  }

  const waiting = () => connections.map(({ queuedBytes }) => queuedBytes);
  const counted = () => connections[0]?.account?.queuedBytes;

  for (const [how, pieces] of Object.entries({
    "in two pieces": [hello.subarray(0, 5), hello.subarray(5)],
    "with more behind it": [Buffer.concat([hello, unfinished])],
    "in two pieces with more behind it": [
      hello.subarray(0, 5),
      Buffer.concat([hello.subarray(5), unfinished]),
    ],
  })) {
    it(`[REQ-QUOTA-6] is what waits for its connections, where CONNECT comes ${how}, and nothing when they are over`, async () => {
      await connection(hello);
      await connection(...pieces);
      const last = how.endsWith("behind it") ? unfinished.length : 0;
      deepEqual([waiting(), counted()], [[0, last], last]);
      equal(accounts.queuedBytes, last);
      connections[1]?.cut("closing");
      deepEqual([counted(), accounts.queuedBytes], [0, 0]);
    });
  }
});
