import fc from "fast-check";
import mqttPacket, { type Packet } from "mqtt-packet";
import { anyCharacter } from "../support/any-character.ts";

/** A good CONNECT. */
export const connectBytes = mqttPacket.generate({
  cmd: "connect",
  clientId: "fuzz",
  keepalive: 30,
  clean: true,
  protocolId: "MQTT",
  protocolVersion: 4,
  username: "fuzz",
  password: Buffer.from("secret"),
});

const topic = fc.constantFrom(
  ...["hirte/v1/nodes/n1/heartbeat", "hirte/v1/nodes/n1/units/a.service", "hirte/v1/jobs/1"],
  ...["hirte/v1/requests/fuzz/n1/start", "$SYS/x", "a", "/", "ü/é", "hirte/v1/nodes/n1/state"],
);
const filter = fc.oneof(
  topic,
  fc.constantFrom("#", "+/+", "hirte/#", "+", "hirte/v1/nodes/+/units/+"),
);
const qos = fc.constantFrom(0, 1, 2);
const messageId = fc.integer({ min: 1, max: 65_535 });
const payload = fc.oneof(
  fc.constantFrom("", "{}", '{"id":1}', "[".repeat(100)),
  fc.string({ unit: anyCharacter, maxLength: 30 }),
);

const anyPacket: fc.Arbitrary<Packet> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      cmd: fc.constant("publish" as const),
      topic,
      payload,
      qos,
      messageId,
      dup: fc.constant(false),
      retain: fc.boolean(),
    }) as fc.Arbitrary<Packet>,
  },
  {
    weight: 3,
    arbitrary: fc.record({
      cmd: fc.constant("subscribe" as const),
      messageId,
      subscriptions: fc.array(fc.record({ topic: filter, qos }), { minLength: 1, maxLength: 4 }),
    }) as fc.Arbitrary<Packet>,
  },
  fc.record({
    cmd: fc.constant("unsubscribe" as const),
    messageId,
    unsubscriptions: fc.array(filter, { minLength: 1, maxLength: 4 }),
  }) as fc.Arbitrary<Packet>,
  fc.record({
    cmd: fc.constantFrom("puback", "pubrec", "pubrel", "pubcomp"),
    messageId,
  }) as fc.Arbitrary<Packet>,
  fc.constant<Packet>({ cmd: "pingreq" }),
  fc.constant<Packet>({ cmd: "disconnect" }),
);

/** Bytes of a good packet of a client. */
export const packetBytes = anyPacket.map((packet) => mqttPacket.generate(packet));

/** Bytes of what may be one: good, with a few bits turned over, cut off, repeated, or anything at all. */
export const clientBytes: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 5, arbitrary: packetBytes },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.oneof({ weight: 4, arbitrary: packetBytes }, fc.constant(connectBytes)),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 7 })), { minLength: 1, maxLength: 3 }),
      )
      .map(([good, turns]) => {
        const bytes = Buffer.from(good);
        for (const [at, bit] of turns) {
          const place = at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        }
        return bytes;
      }),
  },
  fc
    .tuple(packetBytes, fc.nat())
    .map(([good, at]) => Buffer.from(good.subarray(0, at % good.length))),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    connectBytes,
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
    Buffer.from("16030100", "hex"),
    // PUBLISH, 100 MiB and 256 MiB to come; a length without end; SUBSCRIBE without a filter.
    Buffer.from("3080808032", "hex"),
    Buffer.from("30ffffff7f", "hex"),
    Buffer.from("30ffffffff", "hex"),
    Buffer.from("82020001", "hex"),
  ),
);

/** Sizes of the pieces in which bytes arrive, over and over. */
export const pieceSizes = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 500 })),
  { minLength: 1, maxLength: 5 },
);

/** Cuts bytes into pieces, each a buffer of its own. */
export function cutUp(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return pieces;
}
