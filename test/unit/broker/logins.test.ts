import assert from "node:assert/strict";
import { type LoginOutcome, Logins } from "../../../broker/logins.ts";
import { Pauses } from "../../../broker/pauses.ts";
import type { Principal } from "../../../broker/principal.ts";
import { silentLog } from "../../../src/core/log.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("logins", () => {
  let clock: FakeClock;
  let logins: Logins;
  /** Who was looked at, in order. */
  let looked: string[];
  let beside: number;
  let mostBeside: number;

  beforeEach(() => {
    clock = new FakeClock();
    looked = [];
    beside = 0;
    mostBeside = 0;
    logins = new Logins({
      clock,
      log: silentLog(),
      authentication: {
        verify: async (user, password): Promise<Principal | undefined> => {
          looked.push(user);
          mostBeside = Math.max(mostBeside, ++beside);
          await new Promise<void>((resolve) => clock.after(100, resolve));
          beside--;
          if (password === "broken") throw new Error("out of memory");
          return password === "right" ? { role: "viewer", user } : undefined;
        },
      },
    });
  });
  afterEach(() => logins.close());

  const tries = (user: string, password: string, address = "10.0.0.1", owner: object = {}) => {
    let outcome: LoginOutcome | undefined;
    let atMs = 0;
    void logins.prove({ user, password, address }, owner).then((known) => {
      outcome = known;
      atMs = clock.monotonicMs();
    });
    return { outcome: () => outcome, atMs: () => atMs };
  };

  it("[REQ-SEC-1] tells who somebody is, or that it is not", async () => {
    const [right, wrong] = [tries("anna", "right"), tries("berta", "wrong", "10.0.0.2")];
    await clock.advance(100);
    assert.deepEqual(right.outcome(), { role: "viewer", user: "anna" });
    assert.equal(wrong.outcome(), "wrong");
  });

  it("[REQ-SEC-1] lets nobody in when it cannot look", async () => {
    const broken = tries("anna", "broken");
    await clock.advance(100);
    assert.equal(broken.outcome(), "busy");
    const next = tries("anna", "right");
    await clock.advance(100);
    assert.deepEqual(next.outcome(), { role: "viewer", user: "anna" });
  });

  it("[REQ-SEC-3] looks at two at a time", async () => {
    for (let i = 0; i < 20; i++) tries(`u${i}`, "right", `10.0.1.${i}`);
    await clock.advance(1000);
    assert.equal(looked.length, 20);
    assert.equal(mostBeside, 2);
  });

  /** Tries, and waits for the answer. @returns how long that took */
  const taken = async (user: string, password: string, address?: string) => {
    const startMs = clock.monotonicMs();
    const login = tries(user, password, address);
    while (login.outcome() === undefined) await clock.advance(50);
    return login.atMs() - startMs;
  };

  it("[REQ-SEC-3] has an address wait longer after each failure, under whatever names, up to 4 s", async () => {
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) waits.push((await taken(`u${i}`, "wrong")) - 100);
    assert.deepEqual(waits, [0, 250, 500, 1000, 2000, 4000, 4000]);
    assert.equal(await taken("u9", "wrong", "10.0.0.2"), 100);
  });

  it("[REQ-SEC-3] has a name wait longer after each failure, from whatever addresses", async () => {
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) waits.push((await taken("anna", "wrong", `10.0.1.${i}`)) - 100);
    assert.deepEqual(waits, [0, 250, 500, 1000, 2000, 4000, 4000]);
    assert.equal(await taken("berta", "right", "10.0.0.2"), 100);
  });

  it("[REQ-SEC-3] takes one IPv6 network for one address, and a mapped IPv4 address for itself", async () => {
    await taken("u1", "wrong", "2001:db8:0:1::1");
    assert.equal(await taken("u2", "wrong", "2001:db8::1:ffff:0:0:2"), 350);
    assert.equal(await taken("u3", "wrong", "2001:db8:0:2::1"), 100);
    await taken("u4", "wrong", "::ffff:10.9.9.9");
    assert.equal(await taken("u5", "wrong", "10.9.9.9"), 350);
  });

  it("[REQ-SEC-3] whoever logged in from there before waits for nobody else's failures", async () => {
    await taken("anna", "right");
    for (let i = 0; i < 6; i++) await taken("berta", "wrong");
    for (let i = 0; i < 6; i++) await taken("anna", "wrong", "10.0.0.9");
    assert.equal(await taken("anna", "right"), 100);
    // Its own failures it waits for.
    await taken("anna", "wrong");
    assert.equal(await taken("anna", "right"), 350);
  });

  it("[REQ-SEC-3] a thousand bad logins at once hold up nobody, and are not kept", async () => {
    await taken("anna", "right");
    const bad = Array.from({ length: 1000 }, (_, i) => tries(`u${i}`, "wrong"));
    const [known, stranger] = [tries("anna", "right"), tries("berta", "right", "10.0.0.2")];
    await clock.advance(0);
    const busy = () => bad.filter((login) => login.outcome() === "busy").length;
    assert.ok(busy() >= 990, `${busy()} are told at once that they are not looked at`);
    assert.ok(logins.size <= 12);
    await clock.advance(300);
    assert.deepEqual(known.outcome(), { role: "viewer", user: "anna" });
    assert.deepEqual(stranger.outcome(), { role: "viewer", user: "berta" });
    await clock.advance(60_000);
    assert.equal(logins.size, 0);
  });

  it("[REQ-SEC-3] a thousand addresses hold up whoever logged in before for one look alone", async () => {
    await taken("anna", "right");
    const bad = Array.from({ length: 1000 }, (_, i) =>
      tries("root", "wrong", `10.1.${i >> 8}.${i & 255}`),
    );
    const known = tries("anna", "right");
    await clock.advance(200);
    assert.deepEqual(known.outcome(), { role: "viewer", user: "anna" });
    assert.ok(bad.filter((login) => login.outcome() === "busy").length >= 700);
  });

  /** Somebody guesses a password from this many addresses, for a time; each comes again as soon as it is answered. */
  const guessFrom = async (addresses: number, forMs: number) => {
    let isOver = false;
    const guess = async (address: string) => {
      while (!isOver) {
        const outcome = await logins.prove({ user: "anna", password: "wrong", address }, {});
        if (outcome === "busy") await new Promise<void>((resolve) => clock.after(1000, resolve));
      }
    };
    for (let i = 0; i < addresses; i++) void guess(`10.1.${i >> 8}.${i & 255}`);
    await clock.advance(forMs);
    return () => {
      isOver = true;
    };
  };

  it("[REQ-SEC-3] guesses from many addresses have a user wait for one pause where it has not been", async () => {
    const end = await guessFrom(20, 120_000);
    const waitedMs = await taken("anna", "right");
    assert.ok(waitedMs <= 4200, `${waitedMs} ms`);
    end();
  });

  it("[REQ-SEC-3] addresses that have failed make room for one that has not", async () => {
    const end = await guessFrom(260, 60_000);
    assert.ok(logins.size >= 256);
    const login = tries("berta", "right", "10.0.0.2");
    await clock.advance(200);
    assert.deepEqual(login.outcome(), { role: "viewer", user: "berta" });
    end();
  });

  it("[REQ-SEC-3] remembers a bounded number of failures", () => {
    const pauses = new Pauses(clock);
    for (let i = 0; i < 10_000; i++) pauses.failed(`user u${i}`);
    assert.ok(pauses.size <= 4000);
  });

  it("[REQ-SEC-3] does not look at what nobody waits for any more", async () => {
    await taken("anna", "wrong");
    const owners = Array.from({ length: 8 }, () => ({}));
    for (const owner of owners) tries("anna", "wrong", "10.0.0.1", owner);
    for (const owner of owners) logins.forget(owner);
    assert.equal(logins.size, 0);
    await clock.advance(60_000);
    assert.deepEqual(looked, ["anna"]);
  });

  it("[REQ-SEC-3] leaves no timer behind", async () => {
    await taken("anna", "wrong");
    tries("anna", "wrong");
    await clock.advance(0);
    logins.close();
    assert.equal(clock.pending, 0);
    const late = tries("anna", "right");
    await clock.advance(0);
    assert.equal(late.outcome(), "busy");
  });

  it("[REQ-SEC-3] pauses double from 250 ms to 4 s, and are forgotten after ten minutes", () => {
    const pauses = new Pauses(clock);
    const waits = Array.from({ length: 7 }, () => {
      pauses.failed("x");
      return pauses.untilMs("x") - clock.monotonicMs();
    });
    assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 4000, 4000]);
    clock.stall(600_000);
    pauses.failed("x");
    assert.equal(pauses.untilMs("x") - clock.monotonicMs(), 250);
    pauses.passed("x");
    assert.equal(pauses.untilMs("x"), Number.NEGATIVE_INFINITY);
  });
});
