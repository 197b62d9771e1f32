import assert from "node:assert/strict";
import type { Brain, Effect } from "../../../src/hecate/brain.ts";
import { coordinatorBrain } from "../../../src/hecate/coordinator-brain.ts";
import { peerBrain } from "../../../src/hecate/peer-brain.ts";
import type { Origin, PowerConfig } from "../../../src/power/model.ts";
import { aPowerConfig, boot1 } from "../../support/power/config.ts";

/** Both UPSes, pyrphoros of titan-db and statera of tethys, seen by the host that decides. */
class Site {
  atMs = 1_000_000;
  readonly lasting = new Set<string>();
  readonly done: string[] = [];
  #seq = 0;
  #brain: Brain;

  constructor(self: string) {
    const config = aPowerConfig({ self });
    const now = { bootId: boot1, atMs: this.atMs };
    this.#brain = (self === "tethys" ? peerBrain : coordinatorBrain).begin(config, now);
  }

  /** Polls of a UPS, with a tick before each; none where its status is absent. */
  poll(polls: number, ups?: string, status = "OL", origin: Origin = "live"): void {
    for (let i = 0; i < polls; i++) {
      this.atMs += 5000;
      this.#do(this.#brain.step({ kind: "tick" }, this.atMs));
      if (ups === undefined) continue;
      const values = { flags: status.split(" "), runtimeS: 3000, chargePercent: 100 };
      const reading = {
        session: "5".repeat(32),
        seq: ++this.#seq,
        comms: "ok",
        ...values,
      } as const;
      this.#do(this.#brain.step({ kind: "reading", ups, origin, reading }, this.atMs));
    }
  }

  /** Has a UPS of this cluster say FSD on battery. */
  fire(ups: string): void {
    this.poll(1, ups, "OB");
    this.poll(1, ups, "FSD OB");
  }

  reconfigure(config: PowerConfig): void {
    this.#do(this.#brain.reconfigure(config));
  }

  restart(config: PowerConfig): void {
    const saved: unknown = JSON.parse(JSON.stringify(this.#brain.state));
    const now = { bootId: boot1, atMs: this.atMs };
    const brain = this.#brain.role === "peer" ? peerBrain : coordinatorBrain;
    this.#brain = brain.restore(saved, config, now);
    this.#do(this.#brain.resume());
  }

  view(ups: string) {
    return this.#brain.view(this.atMs).upses.find((one) => one.ups === ups);
  }

  #do(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "alarm") this.lasting.add(effect.id);
      else if (effect.kind === "alarm-over") this.lasting.delete(effect.id);
      else if (effect.kind !== "guard") this.done.push(effect.kind);
    }
  }
}

const without = (config: PowerConfig, gone: string): PowerConfig => ({
  ...config,
  upses: config.upses.filter(({ name }) => name !== gone),
});

describe("another configuration", () => {
  const whole = aPowerConfig();

  for (const how of ["reconfigure", "restart"] as const) {
    it(`[REQ-HEC-24] has a UPS that was taken out on battery begin anew when it is put back (${how})`, () => {
      const site = new Site("titan-db");
      site.poll(10, "statera");
      site.poll(4, "statera", "OB");
      assert.ok(site.lasting.has("on-battery:statera"));
      site[how](without(whole, "statera"));
      site.poll(2200);
      assert.ok(!site.lasting.has("on-battery:statera"));
      site[how](whole);
      site.poll(30);
      assert.deepEqual(site.done, []);
      assert.equal(site.view("statera")?.line, "unknown");
      site.poll(1, "statera", "OB");
      assert.equal(site.view("statera")?.outage, 2);
      assert.equal(site.view("statera")?.onBatteryS, 0);
    });

    it(`[REQ-HEC-33] holds a run whose only UPS was taken out, and brings up what it has stopped (${how})`, () => {
      const site = new Site("titan-db");
      site.poll(10, "pyrphoros");
      site.poll(10, "statera");
      site.fire("statera");
      assert.deepEqual(site.done, ["begin-run"]);
      const nodes = whole.nodes.map((node) => ({ ...node, feeds: ["pyrphoros"] }));
      site[how]({ ...without(whole, "statera"), nodes });
      const { length } = site.done;
      site.poll(1, "pyrphoros");
      assert.deepEqual(site.done.slice(length), ["hold-run"]);
      site.poll(30, "pyrphoros");
      assert.deepEqual(site.done.slice(length), ["hold-run", "start-up"]);
    });

    it(`[REQ-HEC-33] holds no run because one of its UPSes was taken out, while another is on battery (${how})`, () => {
      const site = new Site("titan-db");
      site.poll(10, "pyrphoros");
      site.poll(10, "statera");
      site.fire("statera");
      site.fire("pyrphoros");
      const before = site.done.length;
      const nodes = whole.nodes.map((node) => ({ ...node, feeds: ["pyrphoros"] }));
      site[how]({ ...without(whole, "statera"), nodes });
      site.poll(10, "pyrphoros", "OB");
      assert.deepEqual(
        site.done.slice(before).filter((kind) => kind === "hold-run"),
        [],
      );
      site.poll(2, "pyrphoros");
      assert.ok(site.done.includes("hold-run"));
    });

    it(`[REQ-HEC-24] ends alarms of a UPS that has another name now (${how})`, () => {
      for (const [self, ups] of [
        ["titan-db", "pyrphoros"],
        ["tethys", "statera"],
      ] as const) {
        const site = new Site(self);
        site.poll(10, ups, "OL", "local");
        site.poll(4, ups, "OB", "local");
        site.poll(20);
        assert.ok(site.lasting.has(`blind-on-battery:${ups}`), [...site.lasting].join());
        const upses = whole.upses.map((one) => (one.name === ups ? { ...one, name: "new" } : one));
        site[how](aPowerConfig({ self, upses }));
        site.poll(2, "new", "OL", "local");
        const left = [...site.lasting].filter((id) => id.endsWith(`:${ups}`));
        assert.deepEqual(left, []);
      }
    });

    it(`[REQ-HEC-24] forgets a UPS whose cable goes to another host (${how})`, () => {
      const site = new Site("titan-db");
      site.poll(10, "statera");
      site.poll(4, "statera", "OB");
      const upses = whole.upses.map((ups) => ({ ...ups, host: "titan-db" }));
      site[how](aPowerConfig({ upses }));
      site.poll(80);
      assert.deepEqual(site.done, []);
      assert.equal(site.view("statera")?.line, "unknown");
    });
  }
});
