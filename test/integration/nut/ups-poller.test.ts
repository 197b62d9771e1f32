import assert from "node:assert/strict";
import { systemClock } from "../../../src/core/clock.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import {
  type UpsLogin,
  type UpsPoll,
  UpsPoller,
  type UpsPollerOptions,
} from "../../../src/nut/ups-poller.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { onLine, ScriptedUpsd } from "../../support/scripted-upsd.ts";
import { Until } from "../../support/until.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

/** A poller, and what it has told. */
class Watched {
  readonly polls: UpsPoll[] = [];
  readonly logins: UpsLogin[] = [];
  readonly poller: UpsPoller;
  readonly #until = new Until();

  constructor(options: Pick<UpsPollerOptions, "host" | "port"> & Partial<UpsPollerOptions>) {
    this.poller = new UpsPoller({
      ...{ ups: "alpha", pollMs: 1000, clock: systemClock, log: silentLog() },
      onPoll: (poll) => {
        this.polls.push(poll);
        this.#until.notify();
      },
      onLogin: (login) => {
        this.logins.push(login);
        this.#until.notify();
      },
      ...options,
    });
  }

  get last(): UpsPoll | undefined {
    return this.polls.at(-1);
  }

  /** `values OL`, `blind data-stale`: what each poll came to. */
  get told(): readonly string[] {
    return this.polls.map(words);
  }

  until(what: string, holds: () => boolean, withinMs?: number): Promise<void> {
    return this.#until.until(what, holds, withinMs);
  }

  /** The next poll that comes to this. */
  becomes(told: string): Promise<void> {
    const from = this.polls.length;
    const isThere = () => this.told.indexOf(told, from) !== -1;
    return this.until(told, isThere, 20_000);
  }
}

function words(poll: UpsPoll): string {
  return poll.kind === "blind" ? `blind ${poll.why}` : `values ${poll.variables["ups.status"]}`;
}

describe("a poller of a UPS", () => {
  let clock: FakeClock;
  let upsd: ScriptedUpsd;
  let watched: Watched;
  const watch = (options: Partial<UpsPollerOptions> = {}) => {
    watched = new Watched({ host: upsd.host, port: upsd.port, clock, ...options });
    watched.poller.start();
    return watched;
  };
  const polled = (count: number) =>
    watched.until(`${count} polls`, () => watched.polls.length === count);
  beforeEach(async () => {
    clock = new FakeClock();
    upsd = await ScriptedUpsd.start(onLine);
  });
  afterEach(async () => {
    // Its LOGOUT is answered.
    upsd.script = onLine;
    await watched.poller.stop();
    await upsd.stop();
    assert.equal(clock.pending, 0);
  });

  it("[REQ-NUT-8] polls once at each of its times, also by timers that fire a little early", async () => {
    const hasty = {
      wallMs: () => clock.wallMs(),
      monotonicMs: () => clock.monotonicMs(),
      after: (ms: number, callback: () => void) => clock.after(ms > 1 ? ms - 0.75 : ms, callback),
    };
    watch({ clock: hasty });
    for (let i = 1; i <= 3; i++) {
      await polled(i);
      await clock.advance(1000);
    }
    await polled(4);
    assert.deepEqual(
      watched.polls.map(({ at }) => at),
      [0, 999.25, 1999.25, 2999.25],
    );
  });

  it("[REQ-NUT-8] polls at once, and then at its times, over one connection, however long answers take", async () => {
    watch();
    await polled(1);
    // Answers that take most of a poll's time move no other.
    upsd.script = () => undefined;
    for (let i = 1; i <= 5; i++) {
      await clock.advance(1000 - (clock.monotonicMs() % 1000));
      await upsd.until("it was asked", () => upsd.lines.length === i + 1);
      await clock.advance(700);
      upsd.sockets[0]?.write(onLine("LIST VAR alpha", upsd.sockets[0]) ?? "");
      await polled(i + 1);
    }
    assert.deepEqual(
      watched.polls.map(({ at }) => at),
      [0, 1000, 2000, 3000, 4000, 5000],
    );
    assert.equal(new Set(watched.told).size, 1);
    assert.equal(watched.told[0], "values OL");
    assert.equal(upsd.sockets.length, 1);
  });

  it("[REQ-NUT-8] an upsd that accepts and says nothing costs its deadline, poll by poll", async () => {
    upsd.script = () => undefined;
    watch({ deadlineMs: 800 });
    for (let i = 1; i <= 3; i++) {
      await upsd.until("it was asked", () => upsd.lines.length === i);
      await clock.advance(799);
      assert.equal(watched.polls.length, i - 1);
      await clock.advance(1);
      await polled(i);
      // One result, and nothing until the next one is due.
      await clock.advance(199);
      assert.equal(upsd.sockets.length, i);
      await clock.advance(1);
    }
    assert.deepEqual(watched.told, Array(3).fill("blind upsd-unreachable"));
    upsd.script = onLine;
    await clock.advance(1000);
    await watched.until("values", () => watched.last?.kind === "values");
  });

  it("[REQ-NUT-8] an upsd that takes its time at each step costs no more than the deadline of all of them", async () => {
    upsd.script = () => undefined;
    watch({ deadlineMs: 800, tls: () => ({ mode: "tried" }) });
    await upsd.until("STARTTLS", () => upsd.lines.length === 1);
    await clock.advance(700);
    upsd.sockets[0]?.write("ERR FEATURE-NOT-CONFIGURED\n");
    await upsd.until("it was asked", () => upsd.lines.length === 2);
    await clock.advance(100);
    await polled(1);
    assert.deepEqual(watched.told, ["blind upsd-unreachable"]);
  });

  it("[REQ-NUT-8] polls once an interval also where timers fire a little early", async () => {
    watch({
      clock: {
        wallMs: () => clock.wallMs(),
        monotonicMs: () => clock.monotonicMs(),
        after: (ms, callback) => clock.after(ms > 900 ? ms - 1 : ms, callback),
      },
    });
    await polled(1);
    for (let i = 2; i <= 4; i++) {
      await clock.advance(1000);
      await polled(i);
    }
    assert.deepEqual(
      watched.polls.map(({ at }) => at),
      [0, 999, 1999, 2999],
    );
  });

  it("[REQ-NUT-8] makes up for none where the process stood still, and keeps its times", async () => {
    watch();
    await polled(1);
    clock.stall(3400);
    await clock.advance(0);
    await polled(2);
    await clock.advance(600);
    await polled(3);
    assert.deepEqual(
      watched.polls.map(({ at }) => at),
      [0, 3400, 4000],
    );
  });

  it("[REQ-NUT-8] frozen over a whole poll that was under way, tells of that one and then of the next", async () => {
    upsd.script = () => undefined;
    watch();
    await upsd.until("it was asked", () => upsd.lines.length === 1);
    upsd.script = onLine;
    clock.stall(5000);
    await clock.advance(0);
    await polled(2);
    assert.deepEqual(watched.told, ["blind upsd-unreachable", "values OL"]);
    assert.deepEqual(
      watched.polls.map(({ at }) => at),
      [0, 5000],
    );
  });

  it("[REQ-NUT-8] stopped in the middle of a poll tells nothing of it", async () => {
    upsd.script = () => undefined;
    watch();
    await upsd.until("it was asked", () => upsd.lines.length === 1);
    await watched.poller.stop();
    assert.deepEqual(watched.polls, []);
    await upsd.until("it hung up", () => upsd.connections === 0);
  });

  it("[REQ-NUT-8] goes on though who is told of a poll throws", async () => {
    let told = 0;
    const seen = new Until();
    watch({
      onPoll: () => {
        told++;
        seen.notify();
        throw new Error("a listener failed");
      },
    });
    await seen.until("told", () => told === 1);
    await clock.advance(1000);
    await seen.until("told again", () => told === 2);
  });

  it("[REQ-NUT-8] cannot be told to take as long as the time between polls", () => {
    const make = () => watch({ deadlineMs: 1000 });
    assert.throws(make, (error) => isHirteError(error, "bad-config"));
    watch();
  });

  for (const [answer, told] of Object.entries({
    "ERR ACCESS-DENIED\n": "blind access-denied",
    "ERR SOMETHING-NEW\n": "blind protocol",
    "HTTP/1.1 400 Bad Request\r\n": "blind protocol",
    'BEGIN LIST VAR alpha\nVAR alpha ups.status "WAIT"\nVAR alpha battery.charge "100"\nEND LIST VAR alpha\n':
      "blind waiting",
    'BEGIN LIST VAR alpha\nVAR alpha battery.charge "100"\nEND LIST VAR alpha\n': "blind waiting",
    'BEGIN LIST VAR alpha\nVAR alpha ups.status "FSD WAIT"\nEND LIST VAR alpha\n':
      "values FSD WAIT",
  })) {
    it(`[REQ-NUT-9] takes ${JSON.stringify(answer)} for: ${told}`, async () => {
      upsd.script = () => answer;
      watch();
      await polled(1);
      assert.deepEqual(watched.told, [told]);
    });
  }

  it("[REQ-NUT-8] waits no longer than 2 s for upsd to hear that it leaves, however long a poll may take", async () => {
    upsd.script = (line, socket) => (line === "LOGOUT" ? undefined : onLine(line, socket));
    watch({ pollMs: 60_000 });
    await polled(1);
    const stopped = watched.poller.stop();
    await upsd.until("LOGOUT", () => upsd.lines.includes("LOGOUT"));
    await clock.advance(2000);
    await stopped;
  });

  it("[REQ-NUT-11] tells of a login of which nobody knows the password yet, and tries it on", async () => {
    let password: string | undefined;
    watch({
      login: () => {
        if (password === undefined) throw new Error("no such file");
        return { user: "upsmon", password };
      },
    });
    await watched.until("refused", () => watched.logins.length === 1);
    assert.deepEqual(watched.logins, [{ kind: "refused", detail: "no such file" }]);
    password = "secret";
    await polled(1);
    for (let i = 2; i <= 61; i++) {
      await clock.advance(1000);
      await polled(i);
    }
    await watched.until("logged in", () => watched.logins.length === 2);
    assert.equal(watched.logins.at(-1)?.kind, "logged-in");
  });

  it("[REQ-NUT-11] asks again for a login that was refused, a minute later, and tells each change once", async () => {
    const login = () => ({ user: "upsmon", password: "secret" });
    let answer = "ERR ACCESS-DENIED\n";
    upsd.script = (line, socket) => (line.startsWith("LOGIN") ? answer : onLine(line, socket));
    watch({ login });
    const logins = () => upsd.lines.filter((line) => line === "LOGIN alpha").length;
    await watched.until("refused", () => watched.logins.length === 1);
    for (let i = 2; i <= 60; i++) {
      await clock.advance(1000);
      await polled(i);
    }
    assert.equal(logins(), 1);
    answer = "OK\n";
    await clock.advance(1000);
    await watched.until("logged in", () => watched.logins.length === 2);
    // A new connection is logged in anew, and that is no news.
    upsd.sockets[0]?.destroy();
    await upsd.until("it is gone", () => upsd.connections === 0);
    for (let i = 0; i < 3; i++) await clock.advance(1000);
    await upsd.until("logged in again", () => logins() === 3);
    assert.deepEqual(
      watched.logins.map(({ kind }) => kind),
      ["refused", "logged-in"],
    );
    assert.equal(upsd.lines.filter((line) => line === "USERNAME upsmon").length, 2);
    assert.equal(new Set(watched.told.filter((told) => told.startsWith("values"))).size, 1);
  });
});

describe("a poller of a UPS of Debian's upsd", () => {
  needsNut();
  let upsd: Upsd;
  const watchers: Watched[] = [];
  const watch = (options: Partial<UpsPollerOptions> = {}) => {
    const { host, port } = upsd;
    const watched = new Watched({ host, port, pollMs: 100, ...options });
    watchers.push(watched);
    watched.poller.start();
    return watched;
  };
  before(async function () {
    this.timeout(40_000);
    upsd = await Upsd.start({ alpha: {}, beta: {} }, { maxAgeS: 3 });
  });
  after(() => upsd?.stop());
  afterEach(async () => {
    for (const { poller } of watchers.splice(0)) await poller.stop();
  });

  it("[REQ-NUT-9] [REQ-NUT-10] sees each kind of blindness for what it is, and sees again by itself", async function () {
    this.timeout(60_000);
    const alpha = watch();
    const beta = watch({ ups: "beta" });
    const nobody = watch({ ups: "nobody" });
    await alpha.becomes("values OL");
    await nobody.becomes("blind unknown-ups");

    await upsd.setStatus("alpha", "OB DISCHRG");
    await alpha.becomes("values OB DISCHRG");

    const starts = upsd.killDriver("alpha").then(() => upsd.startDriver("alpha"));
    await alpha.becomes("blind driver-not-connected");
    await alpha.becomes("blind waiting");
    await alpha.becomes("values OB DISCHRG");
    await starts;

    upsd.freezeDriver("alpha");
    await alpha.becomes("blind data-stale");
    assert.equal(beta.told.at(-1), "values OL");
    await upsd.thawDriver("alpha");
    await alpha.becomes("values OB DISCHRG");

    upsd.freezeUpsd();
    await alpha.becomes("blind upsd-unreachable");
    await upsd.thawUpsd();
    await alpha.becomes("values OB DISCHRG");

    await upsd.killUpsd();
    await alpha.becomes("blind upsd-unreachable");
    assert.match(
      alpha.last?.kind === "blind" ? alpha.last.detail : "",
      /ECONNREFUSED|closed|RESET/,
    );
    const restarts = upsd.startUpsd();
    await alpha.becomes("values OB DISCHRG");
    await restarts;
    // Of a UPS on battery nothing was ever told that it was not.
    const seen = new Set(alpha.told.slice(alpha.told.indexOf("values OB DISCHRG")));
    assert.deepEqual(
      [...seen].filter((told) => told.startsWith("values")),
      ["values OB DISCHRG"],
    );
  });

  it("[REQ-NUT-11] is counted while it polls, once for each poller, and not after it has stopped", async () => {
    const login = () => Upsd.secondary;
    const [first, second] = [watch({ login }), watch({ login })];
    for (const { logins, until } of [first, second].map((w) => ({
      logins: w.logins,
      until: w.until.bind(w),
    }))) {
      await until("logged in", () => logins.length === 1);
    }
    assert.equal(await upsd.ask("GET NUMLOGINS alpha"), "NUMLOGINS alpha 2\n");
    await first.poller.stop();
    assert.equal(await upsd.ask("GET NUMLOGINS alpha"), "NUMLOGINS alpha 1\n");
    assert.deepEqual(second.logins, [{ kind: "logged-in" }]);
  });

  it("[REQ-NUT-11] reads on with a wrong password, which is told once", async () => {
    const watched = watch({ login: () => ({ user: "upsmon", password: "wrong" }) });
    await watched.until("refused", () => watched.logins.length === 1);
    await watched.becomes("values OB DISCHRG");
    await watched.becomes("values OB DISCHRG");
    const [login] = watched.logins;
    assert.ok(login?.kind === "refused" && login.upsdCode === "ACCESS-DENIED");
    assert.equal(watched.logins.length, 1);
    assert.equal(await upsd.ask("GET NUMLOGINS alpha"), "NUMLOGINS alpha 0\n");
  });
});
