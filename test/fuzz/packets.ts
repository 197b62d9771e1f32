import assert from "node:assert/strict";
import fc from "fast-check";
import mqttPacket, { type Packet } from "mqtt-packet";
import { type GateResult, PacketGate } from "../../broker/packet-gate.ts";
import { fuzz } from "./harness.ts";
import { clientBytes, connectBytes, cutUp, packetBytes, pieceSizes } from "./mqtt-bytes.ts";

const limits = { maxPacketBytes: 1024 * 1024, maxConnectBytes: 64 * 1024, maxFiltersPerPacket: 3 };

/** What a gate makes of bytes that come in pieces; asked after each piece, or once at the end. */
function through(pieces: readonly Buffer[], isPatient = false): GateResult[] {
  const gate = new PacketGate(limits);
  const results: GateResult[] = [];
  let inside = 0;
  const drain = () => {
    for (let result = gate.next(); result.kind !== "incomplete"; result = gate.next()) {
      results.push(result);
      if (result.kind === "problem") {
        assert.deepEqual(gate.next(), result, "the same again");
        assert.equal(gate.waitingBytes, 0, "nothing is held after a problem");
        return;
      }
      inside -= result.packet.length;
    }
    if (!hasEnded(results))
      assert.equal(gate.waitingBytes, inside, "bytes that came and did not go");
    else assert.equal(gate.waitingBytes, 0);
  };
  for (const piece of pieces) {
    inside += piece.length;
    gate.push(piece);
    if (isPatient) continue;
    drain();
    if (hasEnded(results)) break;
  }
  if (isPatient) drain();
  return results;
}

/** A problem, or DISCONNECT. */
function hasEnded(results: readonly GateResult[]): boolean {
  const last = results.at(-1);
  return last?.kind === "problem" || (last?.kind === "packet" && (last.packet[0] ?? 0) >> 4 === 14);
}

function parse(bytes: Buffer): Packet[] {
  const parser = mqttPacket.parser();
  const parsed: Packet[] = [];
  parser.on("packet", (packet) => parsed.push(packet));
  parser.on("error", (error) => {
    throw error;
  });
  assert.equal(parser.parse(bytes), 0, "nothing is left over");
  return parsed;
}

const wordsOf = (results: readonly GateResult[]) => JSON.stringify(plain(results));
const plain = (results: readonly GateResult[]) =>
  results.map((result) =>
    result.kind === "connect" || result.kind === "packet"
      ? [result.kind, result.packet.toString("hex")]
      : result,
  );

describe("fuzzing of packets", () => {
  const stream = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.array(clientBytes, { maxLength: 6 }))
    .map(([how, sent]) => Buffer.concat(how === 0 ? sent : [connectBytes, ...sent]));

  it(
    "[REQ-BRK-8] [REQ-BAD-8] the gate says the same of bytes however they are cut on the way",
    fuzz(
      { cases: 8400, each: 14, mustNotGrow: true },
      fc.property(stream, pieceSizes, fc.nat(), (bytes, sizes, from) => {
        const whole = wordsOf(through([Buffer.from(bytes)]));
        assert.equal(wordsOf(through(cutUp(bytes, sizes))), whole);
        assert.equal(wordsOf(through(cutUp(bytes, sizes), true)), whole);
        // In two, at a dozen places that follow each other.
        for (let i = 0; i < 12; i++) {
          const at = (from + i) % (bytes.length + 1);
          const halves = [Buffer.from(bytes.subarray(0, at)), Buffer.from(bytes.subarray(at))];
          assert.equal(wordsOf(through(halves)), whole, `cut at ${at}`);
        }
      }),
    ),
  );

  it(
    "[REQ-BRK-8] [REQ-BAD-8] what the gate lets through, the parser behind it reads, each packet as one",
    fuzz(
      { cases: 2000 },
      fc.property(stream, (bytes) => {
        for (const result of through([Buffer.from(bytes)])) {
          if (result.kind !== "connect" && result.kind !== "packet") continue;
          const [packet, ...more] = parse(result.packet);
          assert.equal(more.length, 0);
          if (result.kind === "connect") {
            assert.ok(packet?.cmd === "connect");
            assert.equal(packet.clientId ?? "", result.facts.clientId);
            assert.equal(packet.username, result.facts.username);
            assert.equal(packet.will?.topic, result.facts.will?.topic);
          }
        }
      }),
    ),
  );

  it(
    "[REQ-BRK-8] [REQ-BAD-8] good packets come out as they went in",
    fuzz(
      { cases: 1000 },
      fc.property(fc.array(packetBytes, { maxLength: 6 }), pieceSizes, (sent, sizes) => {
        const few = sent.filter((each) => (each[0] ?? 0) >> 4 !== 14 && filtersIn(each) <= 3);
        const bytes = Buffer.concat([connectBytes, ...few]);
        const out = through(cutUp(bytes, sizes)).map((result) => plain([result])[0]);
        const [connect, ...rest] = out;
        assert.deepEqual(connect, ["connect", connectBytes.toString("hex")]);
        assert.deepEqual(
          rest,
          few.map((each) => ["packet", each.toString("hex")]),
        );
      }),
    ),
  );
});

function filtersIn(bytes: Buffer): number {
  const [packet] = parse(bytes);
  if (packet?.cmd === "subscribe") return packet.subscriptions.length;
  return packet?.cmd === "unsubscribe" ? packet.unsubscriptions.length : 0;
}
