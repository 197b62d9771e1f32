import assert from "node:assert/strict";
import fc from "fast-check";
import mqttPacket, { type Packet } from "mqtt-packet";
import { type GateResult, PacketGate } from "../../../broker/packet-gate.ts";

const limits = {
  maxPacketBytes: 1024 * 1024,
  maxConnectBytes: 64 * 1024,
  maxFiltersPerPacket: 100,
};
const connect = mqttPacket.generate({
  cmd: "connect",
  clientId: "c",
  keepalive: 30,
  clean: true,
  protocolId: "MQTT",
  protocolVersion: 4,
  username: "someone",
  will: { topic: "a/b", payload: Buffer.from("gone"), qos: 1, retain: true },
});
const examples: readonly Packet[] = [
  { cmd: "publish", topic: "a/b", payload: "hello", qos: 0, dup: false, retain: true },
  { cmd: "publish", topic: "ü", payload: "", qos: 1, dup: true, retain: false, messageId: 7 },
  {
    cmd: "subscribe",
    messageId: 1,
    subscriptions: [
      { topic: "#", qos: 0 },
      { topic: "a/+/c", qos: 2 },
    ],
  },
  { cmd: "unsubscribe", messageId: 2, unsubscriptions: ["#", "/"] },
  { cmd: "puback", messageId: 3 },
  { cmd: "pubrec", messageId: 3 },
  { cmd: "pubrel", messageId: 3 },
  { cmd: "pubcomp", messageId: 3 },
  { cmd: "pingreq" },
  { cmd: "disconnect" },
];
const packets = examples.map((packet) => mqttPacket.generate(packet));
const anyPacket = fc.constantFrom(...packets);
const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));

describe("packet gate", () => {
  it("[REQ-BRK-8] lets packets through as they were sent, however they were cut on the way", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...packets.slice(0, -1)), { maxLength: 10 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (sent, cuts) => {
          const results = through([connect, ...sent], cuts);
          assert.deepEqual(bytesOf(results), [connect, ...sent]);
        },
      ),
    );
  });

  it("lets nothing through after DISCONNECT", () => {
    const disconnect = mqttPacket.generate({ cmd: "disconnect" });
    const ping = mqttPacket.generate({ cmd: "pingreq" });
    for (const cut of [1, 1000]) {
      const results = through([connect, ping, disconnect, ping, ping], [cut]);
      assert.deepEqual(bytesOf(results), [connect, ping, disconnect]);
    }
  });

  it("[REQ-BRK-8] throws at nothing, and lets nothing through that a parser would stumble over", () => {
    const mutated = fc
      .tuple(anyPacket, fc.nat(), fc.integer({ min: 0, max: 255 }))
      .map(([packet, at, byte]) => {
        const copy = Buffer.from(packet);
        copy[at % copy.length] = byte;
        return copy;
      });
    fc.assert(
      fc.property(fc.array(fc.oneof(mutated, anyPacket, anyBytes), { maxLength: 8 }), (sent) => {
        for (const bytes of bytesOf(through([connect, ...sent], [1000]))) {
          assert.equal(parse(bytes).length, 1, bytes.toString("hex"));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("[REQ-BRK-8] throws at no bytes that come instead of CONNECT", () => {
    const mutated = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
      const copy = Buffer.from(connect);
      copy[at % copy.length] = byte;
      return copy;
    });
    fc.assert(
      fc.property(fc.oneof(mutated, anyBytes), (bytes) => {
        for (const good of bytesOf(through([bytes], [1000]))) assert.equal(parse(good).length, 1);
      }),
      { numRuns: 3000 },
    );
  });

  it("says what CONNECT says", () => {
    const [result] = through([connect], [1000]);
    assert.ok(result?.kind === "connect");
    assert.deepEqual(result.facts, {
      clientId: "c",
      isClean: true,
      keepaliveS: 30,
      username: "someone",
      will: { topic: "a/b", isRetained: true },
    });
  });

  it("[REQ-BRK-7] stops at a packet that is too large, by its header alone", () => {
    // PUBLISH, 100 MiB to come.
    const header = Buffer.from([0x30, 0x80, 0x80, 0x80, 0x32]);
    assert.equal(problemOf(through([connect, header], [1000])), "packet-too-large");
  });

  it("[REQ-BRK-7] lets the largest packet pass, and none that is a byte larger", () => {
    const sized = (bytes: number) =>
      mqttPacket.generate({
        cmd: "publish",
        topic: "a",
        payload: Buffer.alloc(bytes - 7),
        qos: 0,
        dup: false,
        retain: false,
      });
    assert.equal(sized(1024 * 1024).length, 1024 * 1024);
    assert.equal(through([connect, sized(1024 * 1024)], [65_536]).length, 2);
    const tooLarge = through([connect, sized(1024 * 1024 + 1)], [65_536]);
    assert.equal(problemOf(tooLarge), "packet-too-large");
  });

  it("[REQ-BRK-7] allows CONNECT less, as anybody can send it", () => {
    const header = Buffer.from([0x10, 0x80, 0x80, 0x05]);
    assert.equal(problemOf(through([header], [1000])), "packet-too-large");
  });

  it("[REQ-BRK-20] takes no more filters in one packet than can be dealt with in one turn", () => {
    const subscribe = (count: number) =>
      mqttPacket.generate({
        cmd: "subscribe",
        messageId: 1,
        subscriptions: Array.from({ length: count }, (_, i) => ({ topic: `a/${i}`, qos: 0 })),
      });
    assert.equal(through([connect, subscribe(100)], [1000]).length, 2);
    assert.equal(problemOf(through([connect, subscribe(101)], [1000])), "packet-too-large");
    const unsubscribe = mqttPacket.generate({
      cmd: "unsubscribe",
      messageId: 1,
      unsubscriptions: Array.from({ length: 101 }, (_, i) => `a/${i}`),
    });
    assert.equal(problemOf(through([connect, unsubscribe], [1000])), "packet-too-large");
  });

  it("[REQ-BRK-8] knows by the first byte that it is not MQTT", () => {
    for (const text of ["GET / HTTP/1.1\r\n", "\x16\x03\x01", "\x00"]) {
      assert.equal(problemOf(through([Buffer.from(text, "latin1")], [1])), "not-connect");
    }
  });

  it("answers another version of MQTT apart from nonsense", () => {
    const v5 = mqttPacket.generate(
      {
        cmd: "connect",
        clientId: "c",
        keepalive: 0,
        clean: true,
        protocolId: "MQTT",
        protocolVersion: 5,
      },
      { protocolVersion: 5 },
    );
    assert.equal(problemOf(through([v5], [1000])), "wrong-version");
  });

  it("[REQ-BRK-8] takes CONNECT once", () => {
    assert.equal(problemOf(through([connect, connect], [1000])), "second-connect");
  });

  for (const [what, hex] of [
    ["a PUBLISH with both bits of QoS", "3606000161000178"],
    ["a PUBLISH without a topic", "30020000"],
    ["a PUBLISH to a wildcard", "3003000123"],
    ["a topic that is not UTF-8", "30040002c328"],
    ["a topic with NUL", "3003000100"],
    ["a packet identifier of 0", "32050001610000"],
    ["a SUBSCRIBE without filters", "82020001"],
    ["a SUBSCRIBE with wrong flags", "8006000100012300"],
    ["a SUBSCRIBE to a/#/b", "820a00010005612f232f6200"],
    ["a SUBSCRIBE to a+", "820700010002612b00"],
    ["a PUBLISH to 101 levels", `30660064${"2f".repeat(100)}`],
    ["a SUBSCRIBE to 101 levels", `82690001${"0064"}${"2f".repeat(100)}00`],
    ["a SUBSCRIBE with QoS 3", "8206000100012303"],
    ["a PUBACK that ends too early", "400100"],
    ["a PINGREQ that holds something", "c00100"],
    ["a packet only brokers send", "d000"],
    ["a length of five bytes", "30ffffffff7f"],
  ] as const) {
    it(`[REQ-BRK-8] takes ${what} for malformed`, () => {
      assert.equal(problemOf(through([connect, Buffer.from(hex, "hex")], [1000])), "malformed");
    });
  }

  it("counts the bytes that wait in it, and forgets them with a problem", () => {
    const gate = new PacketGate(limits);
    gate.push(connect.subarray(0, 10));
    assert.deepEqual([gate.next().kind, gate.waitingBytes], ["incomplete", 10]);
    gate.push(connect.subarray(10));
    assert.deepEqual([gate.next().kind, gate.waitingBytes], ["connect", 0]);
    gate.push(Buffer.from("ff".repeat(50), "hex"));
    assert.deepEqual([gate.next().kind, gate.waitingBytes], ["problem", 0]);
    gate.push(Buffer.alloc(1000));
    assert.equal(gate.waitingBytes, 0);
  });
});

/** What a gate makes of the bytes, cut into chunks of the sizes given, over and over. */
function through(sent: readonly Buffer[], cuts: readonly number[]): GateResult[] {
  const gate = new PacketGate(limits);
  const results: GateResult[] = [];
  let rest = Buffer.concat(sent);
  for (let i = 0; rest.length > 0; i++) {
    const size = cuts[i % cuts.length] ?? 1;
    gate.push(Buffer.from(rest.subarray(0, size)));
    rest = rest.subarray(size);
    for (let result = gate.next(); result.kind !== "incomplete"; result = gate.next()) {
      results.push(result);
      if (result.kind === "problem") return results;
    }
  }
  return results;
}

function bytesOf(results: readonly GateResult[]): Buffer[] {
  return results.flatMap((r) => (r.kind === "connect" || r.kind === "packet" ? [r.packet] : []));
}

function problemOf(results: readonly GateResult[]): string | undefined {
  const last = results.at(-1);
  return last?.kind === "problem" ? last.problem : undefined;
}

function parse(bytes: Buffer): Packet[] {
  const parser = mqttPacket.parser();
  const parsed: Packet[] = [];
  parser.on("packet", (packet) => parsed.push(packet));
  parser.on("error", (error) => {
    throw error;
  });
  parser.parse(bytes);
  return parsed;
}
