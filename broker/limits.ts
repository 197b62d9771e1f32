import { maxPacketBytes } from "../src/protocol/topics.ts";
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
  /** How often clients are judged. */
  readonly judgeMs: number;
}

/** The limits where nothing else is said; `maxConnections` follows from the machine. */
export const defaultLimits: Omit<BrokerLimits, "maxConnections"> = {
  maxPacketBytes,
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
  maxRetainedMessages: 1_000_000,
  maxRetainedBytes: 512 * mebibyte,
  judgeMs: 1000,
};

/** Reader's limits of a client within the process, which the broker's own event loop reads. */
export const inProcessOutbox: OutboxLimits = {
  queueBytes: 64 * mebibyte,
  burstBytes: 64 * mebibyte,
  burstMs: Number.POSITIVE_INFINITY,
  stallMs: Number.POSITIVE_INFINITY,
};
