import { maxPacketBytes } from "../src/protocol/topics.ts";
import type { BucketLimits } from "./bucket.ts";
import type { OutboxLimits } from "./outbox.ts";
import type { GateLimits } from "./packet-gate.ts";
import type { RetainedLimits } from "./retained-store.ts";

const mebibyte = 1024 * 1024;

/** What the broker allows; docs/decisions/0002-bounded-subscribers.md has the reasons. */
export interface BrokerLimits extends GateLimits, OutboxLimits, RetainedLimits {
  /** Of all connections over sockets. */
  readonly maxConnections: number;
  /** From accept to CONNECT; with TLS from accept to the end of the handshake, and from there to CONNECT. */
  readonly connectTimeoutMs: number;
  /** TLS handshakes under way at a time. */
  readonly maxHandshakes: number;
  /** Handed to aedes for one client in one go; the next ones follow when it is done with these. */
  readonly batchPackets: number;
  readonly batchBytes: number;
  /** Waiting for all readers, and read from all clients but not handed on, together. */
  readonly totalQueueBytes: number;
  /** Filters of one client, and of all. */
  readonly maxSubscriptionsPerClient: number;
  readonly maxSubscriptions: number;
  /** What one of those who connect may have of all of it. */
  readonly share: ShareLimits;
  /** Handed to aedes in one round of the event loop, of all clients. */
  readonly roundPackets: number;
  readonly roundBytes: number;
  /** How often clients are judged. */
  readonly judgeMs: number;
}

/**
 * What one principal may have (docs/broker.md, "Shares"): a user, a node, or, of those who prove nothing, an address.
 */
export interface ShareLimits {
  /** Connections of a user or an address. Absent: half of all. */
  readonly connections?: number;
  /** Connections of a node: beyond, its oldest one ends. */
  readonly nodeConnections: number;
  /** CONNECTs of an address, and TLS handshakes: what is beyond waits for so long at most. */
  readonly connects: BucketLimits;
  readonly handshakes: BucketLimits;
  readonly connectPatienceMs: number;
  readonly subscriptions: number;
  /** Of `totalQueueBytes`. */
  readonly queueShare: number;
  /** Of a node's own topics. */
  readonly retainedMessages: number;
  readonly retainedBytes: number;
}

/** The limits where nothing else is said; `maxConnections` follows from the machine. */
export const defaultLimits: Omit<BrokerLimits, "maxConnections"> = {
  maxPacketBytes,
  // A client id, a user, a password and an agent's will are some hundred bytes.
  maxConnectBytes: 64 * 1024,
  maxFiltersPerPacket: 2000,
  connectTimeoutMs: 10_000,
  maxHandshakes: 1024,
  queueBytes: mebibyte,
  burstBytes: 16 * mebibyte,
  burstMs: 5000,
  stallMs: 60_000,
  totalQueueBytes: 256 * mebibyte,
  batchPackets: 64,
  batchBytes: 64 * 1024,
  maxSubscriptionsPerClient: 10_000,
  maxSubscriptions: 250_000,
  // 1,000 units of 1,000 nodes, with half a KiB for each.
  maxRetainedMessages: 1_000_000,
  maxRetainedBytes: 512 * mebibyte,
  // Batches of 16 principals: beyond it, whoever says something for once would wait for all the others' batches.
  roundPackets: 1024,
  // Four packets of the largest size, so that one of them does not use up the round of all others.
  roundBytes: 4 * mebibyte,
  share: {
    // An agent has one, and for 1.5 keep-alives what is left of those before where its network comes and goes.
    nodeConnections: 16,
    // All nodes of a large site behind one address, and its users, come at once after a restart of hirte. Then many
    // times as many a second as hirtectl in a loop makes on one core.
    connects: { burst: 4000, perSecond: 500 },
    // The same nodes. A handshake takes about 2 ms: those of one address never take more than half a core over time.
    handshakes: { burst: 4000, perSecond: 200 },
    // Half of what CONNECT may take, so that there is time left for the rest.
    connectPatienceMs: 5000,
    // Ten clients with as many as each may have; two principals leave a fifth of all to others.
    subscriptions: 100_000,
    // One reader that hangs never has the memory that another needs, and alone it can catch up with a large burst.
    queueShare: 0.5,
    // Several times the units of a large machine (a few hundred; with many containers some thousands).
    retainedMessages: 20_000,
    // 1.6 KiB for each of them: what an agent says of a unit is a few hundred bytes with its topic.
    retainedBytes: 32 * mebibyte,
  },
  judgeMs: 1000,
};

/** Reader's limits of a client within the process, which the broker's own event loop reads. */
export const inProcessOutbox: OutboxLimits = {
  queueBytes: 64 * mebibyte,
  burstBytes: 64 * mebibyte,
  burstMs: Number.POSITIVE_INFINITY,
  stallMs: Number.POSITIVE_INFINITY,
};
