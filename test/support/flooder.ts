import { connect, type Socket } from "node:net";
import mqttPacket, { type Packet } from "mqtt-packet";
import { randomId } from "../../src/core/ids.ts";

/** What somebody does without end, and with how many connections. */
export interface FloodOrder {
  readonly port: number;
  readonly connections: number;
  readonly username?: string;
  readonly password?: string;
  /** The will of each, by its topic. */
  readonly willTopic?: string;
  readonly kind: "publish" | "subscribe" | "connect";
  readonly topic: string;
  /** `{id}` in it stands for a new id each time, `{n}` for a number that rises; in the topic, too. */
  readonly message: string;
  readonly isRetained?: boolean;
}

// A program of its own, so that what it takes is not taken from those whom it is to disturb.
process.on("message", (message: FloodOrder | "stop") => {
  for (const socket of sockets) socket.destroy();
  current = message === "stop" ? undefined : message;
  if (current) for (let i = 0; i < current.connections; i++) flood(current, i);
  process.send?.("done");
});
process.once("disconnect", () => process.exit(0));

const sockets = new Set<Socket>();
let current: FloodOrder | undefined;
let number = 0;

function flood(order: FloodOrder, lane: number): void {
  if (order !== current) return;
  const socket = connect({ host: "127.0.0.1", port: order.port });
  sockets.add(socket);
  let isReady = false;
  socket.on("error", () => undefined);
  socket.on("data", (bytes) => {
    // CONNACK with 0 is the first thing that comes.
    if (isReady || bytes[0] !== 0x20 || bytes[3] !== 0) return;
    isReady = true;
    if (order.kind === "connect") socket.destroy();
    else pour(socket, order, lane);
  });
  socket.on("close", () => {
    sockets.delete(socket);
    setImmediate(() => flood(order, lane));
  });
  const { username, password, willTopic } = order;
  socket.write(
    mqttPacket.generate({
      ...{ cmd: "connect", clientId: "", keepalive: 0, clean: true },
      ...{ protocolId: "MQTT", protocolVersion: 4 },
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password: Buffer.from(password) }),
      ...(willTopic === undefined
        ? {}
        : { will: { topic: willTopic, payload: Buffer.from("{}"), qos: 0, retain: false } }),
    }),
  );
}

function pour(socket: Socket, order: FloodOrder, lane: number): void {
  const packets = Array.from({ length: 100 }, () => packetOf(order, lane));
  const goOn = () => setImmediate(() => !socket.destroyed && pour(socket, order, lane));
  if (socket.write(Buffer.concat(packets.map((packet) => mqttPacket.generate(packet))))) goOn();
  else socket.once("drain", goOn);
}

function packetOf({ kind, topic, message, isRetained = false }: FloodOrder, lane: number): Packet {
  number++;
  const filled = (text: string) =>
    text.replaceAll("{id}", () => randomId()).replaceAll("{n}", `${lane}-${number}`);
  if (kind === "subscribe") {
    const subscriptions = [{ topic: filled(topic), qos: 0 as const }];
    return { cmd: "subscribe", messageId: 1 + (number % 65_000), subscriptions };
  }
  const payload = filled(message);
  return { cmd: "publish", topic: filled(topic), payload, qos: 0, dup: false, retain: isRetained };
}
