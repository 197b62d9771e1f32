import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { PacketTurns, TurnShare } from "../../../broker/packet-turns.ts";

const each = { packets: 4, bytes: 1000 };
const all = { packets: 10, bytes: 10_000 };

describe("turns at handing packets on", () => {
  let later: (() => void)[];
  let isPaused: boolean;
  let waits: number;
  let nowMs: number;
  let turns: PacketTurns;
  /** Whose packets were handed on in the round that is under way. */
  let handedOn: string[];

  beforeEach(() => begin());

  function begin(): void {
    later = [];
    isPaused = false;
    waits = 0;
    nowMs = 0;
    handedOn = [];
    turns = new PacketTurns({
      ...{ each, all },
      isPaused: () => isPaused,
      onWait: () => waits++,
      later: (work) => void later.push(work),
      monoMs: () => nowMs,
    });
  }

  /** The next round of the event loop. @returns what was handed on in it by those who waited */
  function round(): string[] {
    handedOn = [];
    for (const work of later.splice(0)) work();
    return handedOn;
  }

  /** A connection that has so many packets of a size to hand on. */
  function connection(name: string, share: TurnShare, packets = 0, size = 1) {
    const taker = {
      left: packets,
      isClosed: false,
      goOn: () => {
        while (taker.left > 0 && !taker.isClosed && turns.mayGo(share, taker)) {
          const most = Math.min(taker.left, Math.max(1, share.packets));
          taker.left -= most;
          turns.took(share, most, most * size);
          for (let i = 0; i < most; i++) handedOn.push(name);
        }
      },
      send: (count: number) => {
        taker.left += count;
        taker.goOn();
      },
    };
    return taker;
  }

  it("[REQ-QUOTA-1] let whoever is alone hand on a batch in each round, and less without waiting", () => {
    const one = connection("a", new TurnShare());
    one.send(3);
    deepEqual([handedOn.length, waits], [3, 0]);
    round();
    one.send(9);
    equal(handedOn.length, 4);
    deepEqual([round().length, round().length, round().length], [4, 1, 0]);
    equal(later.length, 0);
  });

  it("[REQ-QUOTA-1] give one principal a batch in a round, however many connections it has", () => {
    const many = new TurnShare();
    for (let i = 0; i < 100; i++) connection("many", many).send(10);
    const other = connection("other", new TurnShare());
    handedOn = [];
    other.send(3);
    deepEqual(handedOn, ["other", "other", "other"]);
    deepEqual(
      round(),
      Array.from({ length: 4 }, () => "many"),
    );
  });

  it("[REQ-QUOTA-1] let nobody hand on more bytes in a round than a batch has, but for one packet", () => {
    const one = connection("a", new TurnShare(), 0, 600);
    one.send(1);
    one.send(1);
    one.send(1);
    equal(handedOn.length, 2);
    equal(round().length, 1);
  });

  it("[REQ-QUOTA-1] have those who wait go first in the next round, in their order, where there is not room for all", () => {
    const names = ["a", "b", "c", "d", "e"];
    const all = names.map((name) => connection(name, new TurnShare()));
    for (const one of all) one.send(4);
    deepEqual([...new Set(handedOn)], ["a", "b", "c"]);
    handedOn = [];
    deepEqual([...new Set(round())], ["d", "e"]);
  });

  it("[REQ-QUOTA-2] stand still while those within the process have enough to do, and go on after it", () => {
    isPaused = true;
    const one = connection("a", new TurnShare());
    one.send(2);
    deepEqual([handedOn.length, round().length, later.length], [0, 0, 0]);
    turns.goOn();
    deepEqual([round().length, later.length], [0, 0]);
    isPaused = false;
    turns.goOn();
    equal(round().length, 2);
  });

  it("[REQ-QUOTA-2] come to an end where those within the process have enough to do in the middle of a round", () => {
    isPaused = true;
    const share = new TurnShare();
    let asked = 0;
    const greedy = () => {
      const taker = {
        goOn: () => {
          if (++asked > 100) throw new Error("a round has no end");
          if (turns.mayGo(share, taker)) isPaused = true;
        },
      };
      taker.goOn();
    };
    for (let i = 0; i < 3; i++) greedy();
    isPaused = false;
    turns.goOn();
    round();
    equal(asked, 6);
    isPaused = false;
    turns.goOn();
    round();
    equal(asked, 8);
  });

  it("[REQ-QUOTA-2] are given once all the same, where it is asked for", () => {
    isPaused = true;
    const one = connection("a", new TurnShare());
    one.send(9);
    turns.goOnAnyway();
    deepEqual([round().length, round().length, round().length], [4, 0, 0]);
  });

  it("[REQ-QUOTA-1] become smaller where messages are much work, and whole again", () => {
    const one = connection("a", new TurnShare());
    one.send(1000);
    const counts = [];
    for (const tookMs of [20, 20, 20, 2, 2, 2]) {
      nowMs += tookMs;
      counts.push(round().length);
    }
    deepEqual(counts, [2, 1, 1, 1, 2, 4]);
  });

  it("[REQ-QUOTA-1] forget a connection that is over", () => {
    const share = new TurnShare();
    const one = connection("a", share);
    one.send(10);
    one.isClosed = true;
    turns.forget(share, one);
    equal(round().length, 0);
    equal(later.length, 0);
  });

  it("[REQ-QUOTA-1] are fair, whatever comes: nobody waits for more than a batch of each of the others, nothing is lost", () => {
    const arrivals = fc.array(
      fc.record({
        principal: fc.nat(7),
        connection: fc.nat(5),
        packets: fc.integer({ min: 1, max: 40 }),
        rounds: fc.nat(2),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(arrivals, (steps) => {
        begin();
        const shares = Array.from({ length: 8 }, () => new TurnShare());
        const connections = shares.map((share, i) =>
          Array.from({ length: 6 }, () => connection(`${i}`, share)),
        );
        let sent = 0;
        let done = 0;
        /** Rounds since somebody who waits was served last. */
        const since = shares.map(() => 0);
        const look = () => {
          done += handedOn.length;
          for (const [i, own] of connections.entries()) {
            const isServed = handedOn.includes(`${i}`);
            const isWaiting = own.some(({ left }) => left > 0);
            since[i] = isServed || !isWaiting ? 0 : (since[i] ?? 0) + 1;
            // All eight together have 32 packets in a round, 10 of which there is room for.
            ok((since[i] ?? 0) <= 4, `${i} has waited for ${since[i]} rounds`);
          }
          const most = Math.max(
            ...shares.map((_, i) => handedOn.filter((n) => n === `${i}`).length),
          );
          ok(most <= 2 * each.packets, `${most} of one in a round`);
        };
        for (const { principal, connection: of, packets, rounds } of steps) {
          handedOn = [];
          connections[principal]?.[of]?.send(packets);
          sent += packets;
          done += handedOn.length;
          for (let i = 0; i < rounds; i++) {
            round();
            look();
          }
        }
        while (later.length > 0) {
          round();
          look();
        }
        equal(done, sent);
      }),
      { numRuns: 500 },
    );
  });
});
