import { packetTypes } from "./mqtt-inspect.ts";

/** How a client is connected. */
export type Via = "socket" | "websocket" | "in-process";

/** Plain counters of what goes through the connections of one kind, added to where it happens. */
export interface TrafficCount {
  messagesIn: number;
  messagesOut: number;
  bytesIn: number;
  bytesOut: number;
}

/** Counters at zero, for each kind of connection. */
export function noTraffic(): Readonly<Record<Via, TrafficCount>> {
  const zero = { messagesIn: 0, messagesOut: 0, bytesIn: 0, bytesOut: 0 };
  return { socket: { ...zero }, websocket: { ...zero }, "in-process": { ...zero } };
}

/** Whether a packet carries a message (MQTT 3.1.1 §2.2.1). */
export function isMessage(packet: Buffer): boolean {
  return (packet[0] ?? 0) >> 4 === packetTypes.publish;
}
