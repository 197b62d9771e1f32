import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { maxProxies, ProxyDesk, type ProxyWish } from "../../../agent/proxy-desk.ts";
import { HirteError, isHirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Proxies, ProxyStatus } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { FakeSystemd, FakeUnits } from "./fakes.ts";

describe("the proxies of a node", () => {
  const directory = useTempDir();
  const boot = "b".repeat(32);
  const unit = "hirte-proxy@node2_web.service";
  const wish: ProxyWish = { name: unit, instance: "node2_web" };
  const other: ProxyWish = { name: "other.service", node: "node2", unit: "db.service" };
  const active = { active: "active", sub: "exited" };
  const inactive = { active: "inactive", sub: "dead" };
  let clock: FakeClock;
  let systemd: FakeSystemd;
  let units: FakeUnits;
  let said: Omit<Proxies, "session">[];
  let desk: ProxyDesk;

  /** An agent begins, after another one or after a reboot. */
  const begin = (bootId = boot) => {
    said = [];
    units = new FakeUnits([], false);
    desk = new ProxyDesk({
      ...{ systemd, units, clock, log: silentLog() },
      ...{ runDir: directory(), machine: { bootId } },
      say: (set) => said.push(set),
    });
  };
  beforeEach(() => {
    clock = new FakeClock();
    systemd = new FakeSystemd();
    systemd.evidenceOf.set(unit, { active: "activating", sub: "start" });
    begin();
    desk.beginSession();
  });
  afterEach(() => {
    desk.stop();
    assert.equal(clock.pending, 0, "timers are left");
  });

  const last = () => said.at(-1);
  const idOf = (name: string) => last()?.proxies.find((one) => one.name === name)?.id ?? "";
  const names = () => last()?.proxies.map(({ name }) => name);
  const answer = (state: ProxyStatus, reason?: string, name = unit) =>
    desk.onStates({
      seq: last()?.seq ?? -1,
      states: [{ id: idOf(name), state, ...(reason ? { reason } : {}) }],
    });
  const ask = (one: ProxyWish) => void desk.create(one).catch(() => undefined);
  /** How a create has ended so far. */
  const outcome = (created: Promise<void>) => {
    const seen = { text: "" };
    created.then(
      () => {
        seen.text = "active";
      },
      (error: unknown) => {
        seen.text = isHirteError(error) ? `${error.code}: ${error.message}` : String(error);
      },
    );
    return seen;
  };
  /** The proxy unit was told that its target is active, and so is active itself. */
  const hold = async () => {
    const created = desk.create(wish);
    answer("active");
    await created;
    systemd.evidenceOf.set(unit, active);
    await clock.advance(0);
  };
  const stops = () => systemd.calls.map(({ verb, unit: name, mode }) => `${verb} ${name} ${mode}`);

  it("[REQ-PRX-1] are said as a whole set, again every second until they are answered", async () => {
    ask(wish);
    ask(other);
    const [first, second] = last()?.proxies ?? [];
    assert.deepEqual(
      [first, second],
      [
        { id: idOf(unit), ...wish, active: false },
        { id: idOf("other.service"), ...other, active: false },
      ],
    );
    assert.equal(last()?.seq, 2);
    const { length } = said;
    await clock.advance(2000);
    assert.equal(said.length, length + 2);
    // The answer to an older set is none to this one.
    desk.onStates({ seq: 1, states: [] });
    await clock.advance(1000);
    assert.equal(said.length, length + 3);
    answer("waiting");
    await clock.advance(10_000);
    assert.equal(said.length, length + 3);
  });

  it("[REQ-PRX-1] are answered once their target is active, and not before", async () => {
    const seen = outcome(desk.create(wish));
    answer("waiting");
    await clock.advance(60_000);
    assert.equal(seen.text, "");
    answer("active");
    await clock.advance(0);
    assert.equal(seen.text, "active");
    assert.deepEqual([names(), stops()], [[unit], []]);
  });

  it("[REQ-PRX-3] fail with the reason, and are needed no more", async () => {
    const seen = outcome(desk.create(wish));
    answer("failed", "web.service on node2 did not become active: failed");
    await clock.advance(0);
    assert.equal(seen.text, "unit-refused: web.service on node2 did not become active: failed");
    assert.deepEqual(names(), []);
  });

  it("[REQ-PRX-4] are needed no more once their unit has stopped", async () => {
    const seen = outcome(desk.create(wish));
    desk.remove(unit);
    desk.remove("never.service");
    await clock.advance(0);
    assert.deepEqual([names(), seen.text], [[], "unit-refused: it was stopped"]);
  });

  it("[REQ-PRX-4] have an id of their own for each start; what was said of an earlier one counts no more", async () => {
    const first = outcome(desk.create(wish));
    const id = idOf(unit);
    const second = outcome(desk.create(wish));
    assert.notEqual(idOf(unit), id);
    desk.onStates({ seq: last()?.seq ?? -1, states: [{ id, state: "active" }] });
    await clock.advance(0);
    assert.match(first.text, /^closed: .* was started again$/);
    assert.deepEqual([second.text, names()], ["", [unit]]);
  });

  it("[REQ-PRX-5] have their unit stopped also while others change all the time", async () => {
    await hold();
    systemd.refusal = new HirteError("dbus-gone", "the bus is gone");
    answer("stopped", "web.service on node2 is inactive");
    await clock.advance(0);
    const { length } = stops();
    for (let n = 0; n < 5; n++) {
      ask(other);
      await clock.advance(500);
    }
    assert.ok(stops().length > length, "it is tried again");
  });

  it("[REQ-PRX-5] have their unit stopped, until it is down, when their target has stopped", async () => {
    await hold();
    systemd.refusal = new HirteError("dbus-gone", "the bus is gone");
    answer("stopped", "web.service on node2 is inactive");
    answer("stopped", "web.service on node2 is inactive");
    await clock.advance(0);
    assert.deepEqual(stops(), [`stop ${unit} replace`]);
    systemd.refusal = undefined;
    await clock.advance(1000);
    assert.deepEqual(stops().length, 2);
    assert.deepEqual(names(), [unit]);
    systemd.evidenceOf.set(unit, inactive);
    units.set(unit, { active: "inactive" });
    await clock.advance(0);
    assert.deepEqual(names(), []);
    await clock.advance(10_000);
    assert.equal(stops().length, 2);
  });

  it("[REQ-PRX-5] do not have a unit stopped that was started anew meanwhile", async () => {
    await hold();
    let leave: () => void = () => undefined;
    systemd.road = new Promise((resolve) => {
      leave = resolve;
    });
    answer("stopped");
    await clock.advance(0);
    ask(wish);
    leave();
    await clock.advance(10_000);
    assert.deepEqual(stops(), []);
  });

  it("[REQ-PRX-7] believe systemd, not its late news, of whether their unit is down", async () => {
    ask(wish);
    await clock.advance(0);
    // From before this start.
    units.set(unit, { active: "inactive" });
    units.unload(unit);
    await clock.advance(1000);
    assert.deepEqual(names(), [unit]);
    systemd.evidenceOf.set(unit, { active: "failed", sub: "failed" });
    units.set(unit, { active: "failed" });
    await clock.advance(0);
    assert.deepEqual(names(), []);
  });

  it("[REQ-PRX-7] are looked at when systemd is there again, and again until it answers", async () => {
    await hold();
    systemd.leave();
    units.ready(false);
    systemd.evidenceOf.set(unit, inactive);
    units.ready(true);
    await clock.advance(3000);
    assert.deepEqual(names(), [unit]);
    systemd.comeBack();
    await clock.advance(1000);
    assert.deepEqual(names(), []);
  });

  it("[REQ-PRX-7] are taken up by the next agent, with what they were told", async () => {
    await hold();
    const restart = () => {
      const before = last()?.proxies.map((proxy) => ({ ...proxy, active: proxy.name === unit }));
      desk.stop();
      begin();
      desk.beginSession();
      assert.deepEqual(last()?.proxies, before);
    };
    restart();
    ask(other);
    restart();
    systemd.evidenceOf.set("other.service", { active: "failed", sub: "failed" });
    units.ready(true);
    await clock.advance(0);
    assert.deepEqual(names(), [unit]);
    answer("stopped");
    await clock.advance(0);
    assert.deepEqual(stops(), [`stop ${unit} replace`]);
  });

  it("[REQ-PRX-7] begin anew after a reboot, and where what was kept cannot be read", async () => {
    await hold();
    desk.stop();
    begin("c".repeat(32));
    desk.beginSession();
    assert.deepEqual(names(), []);
    desk.stop();
    writeFileSync(join(directory(), "proxies.json"), "{}");
    begin();
    desk.beginSession();
    assert.deepEqual(names(), []);
  });

  it("[REQ-PRX-7] are said anew in each session, and nothing is said without one", async () => {
    await hold();
    desk.endSession();
    const { length } = said;
    ask(other);
    await clock.advance(5000);
    assert.equal(said.length, length);
    desk.beginSession();
    assert.deepEqual([names(), last()?.seq], [[unit, "other.service"], 0]);
  });

  it("[REQ-PRX-9] are refused where the wire could not say them, or for a unit that is not starting", async () => {
    const wrong: ProxyWish[] = [
      { name: "no unit", node: "node2", unit: "web.service" },
      { name: "a.service", node: "no/node", unit: "web.service" },
      { name: "a.service", node: "node2", unit: "../web.service" },
      { name: "a.service", instance: "node2 web" },
    ];
    for (const one of wrong) {
      await assert.rejects(desk.create(one), (error) => isHirteError(error, "bad-argument"));
    }
    systemd.evidenceOf.set("a.service", inactive);
    const seen = outcome(desk.create({ ...other, name: "a.service" }));
    await clock.advance(0);
    assert.deepEqual([names(), seen.text], [[], "unit-refused: a.service is inactive"]);
  });

  it("[REQ-PRX-9] are as many as go into one message at most", async () => {
    const proxies = Array.from({ length: maxProxies }, (_, i) => {
      return { ...other, id: randomId(), name: `${i}.service`, active: true };
    });
    writeFileSync(join(directory(), "proxies.json"), JSON.stringify({ bootId: boot, proxies }));
    desk.stop();
    begin();
    desk.beginSession();
    await assert.rejects(desk.create(wish), (error) => isHirteError(error, "busy"));
    // One that starts anew takes no more room.
    ask({ ...other, name: "0.service" });
    assert.equal(last()?.proxies.length, maxProxies);
  });

  it("[REQ-PRX-7] fail when the agent is stopped, and are said no more", async () => {
    const seen = outcome(desk.create(wish));
    desk.stop();
    const { length } = said;
    await clock.advance(5000);
    assert.deepEqual([seen.text, said.length], ["closed: the agent was stopped", length]);
  });
});
