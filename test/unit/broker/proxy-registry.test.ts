import assert from "node:assert/strict";
import { ProxyRegistry } from "../../../broker/proxy-registry.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Job, Proxies } from "../../../src/protocol/generated/schemas.ts";

const proxyId = (n: number) => `${n}`.padStart(22, "0");

function aJob(rest: Pick<Job, "id" | "node" | "verb"> & Partial<Job>): Job {
  return { epoch: 1, user: "hirte", state: "queued", at: 0, acceptedAt: 0, startBy: 0, ...rest };
}

/** A registry over nodes whose units are what the test says. */
function bench() {
  const units = new Map<string, string>();
  const begun: string[] = [];
  const canceled: string[] = [];
  /** Jobs by the ids under which they were begun. */
  const jobs = new Map<string, Job>();
  const told: string[] = [];
  let monoMs = 0;
  let refusal: HirteError | undefined;
  const nodes = ["a", "b", "b_c"];
  const unsynced = new Set<string>();
  const silent = new Set<string>();
  let session = 1;
  const registry = new ProxyRegistry({
    allowed: new Map([["a", ["b", "b_c"]]]),
    log: silentLog(),
    ports: {
      monoMs: () => monoMs,
      nodes: () => nodes,
      stateOf: (node) =>
        nodes.includes(node) ? (silent.has(node) ? "unreachable" : "online") : undefined,
      sessionOf: () => session,
      activeStates: (node, names) =>
        unsynced.has(node) ? undefined : names.map((name) => units.get(`${node} ${name}`) ?? ""),
      begin: ({ verb, node, unit, id, mode }) => {
        if (refusal) throw refusal;
        const known = id === undefined ? undefined : jobs.get(id);
        if (known) return known;
        begun.push(`${verb} ${unit} on ${node}${mode ? ` (${mode})` : ""}`);
        const job = aJob({ id: id ?? `job${begun.length}`, node, unit, verb });
        jobs.set(job.id, job);
        return job;
      },
      cancel: (id) => canceled.push(id),
      tell: (node, { seq, states }) => {
        const words = states.map(({ state, reason }) => (reason ? `${state}: ${reason}` : state));
        told.push(`${node} ${seq} ${words.join(", ")}`);
      },
    },
  });
  const say = (seq: number, ...proxies: Partial<Proxies["proxies"][number]>[]) =>
    registry.onSet("a", {
      session,
      seq,
      proxies: proxies.map((proxy, i) => ({
        id: proxyId(i),
        name: `p${i}.service`,
        active: false,
        ...proxy,
      })),
    });
  return {
    registry,
    unsynced,
    silent,
    rejoin: () => {
      session++;
    },
    begun,
    canceled,
    jobs,
    told,
    say,
    unit: (node: string, unit: string, active: string) => {
      units.set(`${node} ${unit}`, active);
      registry.onUnit(node, unit);
    },
    /** The job that was begun last ends. */
    end: (result: "done" | "failed" | "dependency" = "done", detail?: string) => {
      const last = [...jobs.values()].at(-1);
      assert.ok(last);
      const ended = { ...last, state: "finished", result, ...(detail ? { detail } : {}) } as const;
      jobs.set(last.id, ended);
      registry.onJob(ended);
    },
    refuse: () => {
      refusal = new HirteError("log-unavailable", "the log cannot be written");
    },
    pass: (ms: number) => {
      monoMs += ms;
      registry.tick({ stalledMs: 0, lateMs: 0, upToMonoMs: monoMs });
    },
    /** Time goes on, and the broker owes a sign of life. */
    hang: (ms: number) => {
      monoMs += ms;
      registry.tick({ stalledMs: 0, lateMs: 0, upToMonoMs: monoMs - ms });
    },
    /** Nobody could be heard for so long, and can be now. */
    recover: (stalledMs: number) => registry.tick({ stalledMs, lateMs: 0, upToMonoMs: monoMs }),
  };
}

describe("what units of nodes need of other nodes", () => {
  it("[REQ-PRX-1] takes the longest name of a node that fits, and the unit after it", () => {
    const { say, begun } = bench();
    say(1, { instance: "b_c_d" }, { instance: "b_x_y@1" }, { node: "b", unit: "z.service" });
    assert.deepEqual(begun, [
      "start hirte-dep@d.service on b_c",
      "start hirte-dep@x_y@1.service on b",
      "start hirte-dep@z.service on b",
    ]);
  });

  it("[REQ-PRX-1] is answered with the number of its set, each time it is said", () => {
    const { say, told, begun } = bench();
    say(3, { instance: "b_x" });
    say(3, { instance: "b_x" });
    say(2);
    assert.deepEqual(told, ["a 3 waiting", "a 3 waiting"]);
    assert.equal(begun.length, 1);
  });

  it("[REQ-PRX-2] [REQ-PRX-3] is refused with the reason, and nothing is begun", () => {
    const { say, told, begun } = bench();
    say(
      1,
      { instance: "c_x" },
      { node: "a", unit: "x.service" },
      { node: "b", unit: "x.socket" },
      {},
    );
    assert.deepEqual(begun, []);
    assert.match(
      told.at(-1) ?? "",
      /failed: c_x does not begin .*failed: node a may not depend on node a: .*failed: "x.socket" is not .*failed: p3.service does not say/,
    );
  });

  it("[REQ-PRX-3] fails when hirte cannot begin anything", () => {
    const { say, told, refuse } = bench();
    refuse();
    say(1, { instance: "b_x" });
    assert.deepEqual(told, ["a 1 failed: the log cannot be written"]);
  });

  it("[REQ-PRX-3] has a reason that leaves room for others in the message", () => {
    const { say, told, end } = bench();
    say(1, { instance: "b_x" });
    end("failed", "y".repeat(5000));
    assert.match(told.at(-1) ?? "", /^a 1 failed: .{500}$/);
  });

  it("[REQ-PRX-3] is not failed by a time in which nobody could be heard", () => {
    const { say, end, unit, told, hang, recover, registry } = bench();
    say(1, { instance: "b_x" });
    end();
    hang(6000);
    registry.onUnit("b", "x.service");
    recover(6000);
    assert.deepEqual(told, ["a 1 waiting"]);
    unit("b", "x.service", "active");
    unit("b", "hirte-dep@x.service", "active");
    assert.equal(told.at(-1), "a 1 active");
  });

  it("[REQ-PRX-3] is failed once it could have been heard that it is active", () => {
    const { say, end, told, hang, recover, pass } = bench();
    say(1, { instance: "b_x" });
    end();
    hang(6000);
    recover(6000);
    pass(5000);
    assert.equal(told.at(-1), "a 1 failed: x.service on b was started and is not active");
  });

  const hold = (over: Partial<Proxies["proxies"][number]> = {}) => {
    const it = bench();
    it.say(1, { instance: "b_x", ...over });
    it.end();
    it.unit("b", "x.service", "active");
    it.unit("b", "hirte-dep@x.service", "active");
    return it;
  };

  it("[REQ-PRX-5] is told again when the connection to the broker is back: what was said as it broke is lost", () => {
    const { registry, unit, told } = hold();
    unit("b", "x.service", "inactive");
    const before = told.length;
    registry.connected();
    assert.deepEqual(told.slice(before), ["a 1 stopped: x.service on b is inactive"]);
  });

  it("[REQ-PRX-4] is handed from one start of a proxy to the next without being let go of", () => {
    const { say, told, begun } = hold();
    say(2, { id: "next".padStart(22, "0"), instance: "b_x" });
    assert.deepEqual(begun, ["start hirte-dep@x.service on b"]);
    assert.equal(told.at(-1), "a 2 active");
  });

  it("[REQ-PRX-6] is let go of when its node is given up, and held again when that answers in the same session", () => {
    const { registry, unit, told, begun, pass, end } = hold();
    pass(10_000);
    registry.onLost("a");
    registry.onLost("a");
    assert.deepEqual(begun.slice(1), ["stop hirte-dep@x.service on b"]);
    end();
    unit("b", "hirte-dep@x.service", "");
    registry.onRecovered("a");
    assert.deepEqual(begun.slice(2), ["start hirte-dep@x.service on b (ignore-requirements)"]);
    end();
    unit("b", "hirte-dep@x.service", "active");
    assert.equal(told.at(-1), "a 1 active");
  });

  it("[REQ-PRX-6] has stopped, where the target did while its node was given up", () => {
    const { registry, unit, told, begun, pass, end } = hold();
    pass(10_000);
    registry.onLost("a");
    end();
    unit("b", "hirte-dep@x.service", "");
    unit("b", "x.service", "inactive");
    registry.onRecovered("a");
    assert.equal(begun.length, 2);
    assert.equal(told.at(-1), "a 1 stopped: x.service on b is inactive");
  });

  it("[REQ-PRX-6] has stopped, where the target does as it is to be held again, and is not started", () => {
    const { registry, unit, told, begun, pass, end } = hold();
    pass(10_000);
    registry.onLost("a");
    end();
    unit("b", "hirte-dep@x.service", "");
    registry.onRecovered("a");
    end("dependency");
    assert.equal(begun.length, 3);
    assert.match(told.at(-1) ?? "", /^a 1 stopped: x.service on b could not be held: dependency$/);
    unit("b", "x.service", "inactive");
    pass(60_000);
    assert.equal(begun.length, 3);
  });

  it("[REQ-PRX-6] has stopped for a node that was given up before it could hear so, and is not started when that is back", () => {
    for (const isSaidAnew of [false, true]) {
      const { registry, unit, told, begun, pass } = hold();
      pass(10_000);
      // Shared: another proxy of this node, that was active too, was not the one it was started for.
      const set = () =>
        registry.onSet("a", {
          session: 1,
          seq: 2,
          proxies: [
            { id: proxyId(0), name: "p0.service", instance: "b_x", active: true },
            { id: proxyId(1), name: "p1.service", instance: "b_x", active: false },
          ],
        });
      set();
      unit("b", "hirte-dep@x.service", "");
      unit("b", "x.service", "inactive");
      registry.onLost("a");
      if (isSaidAnew) set();
      else registry.onRecovered("a");
      pass(60_000);
      assert.deepEqual(begun, ["start hirte-dep@x.service on b"]);
      const stopped = "stopped: x.service on b is inactive";
      assert.equal(told.at(-1), `a 2 ${stopped}, ${stopped}`);
    }
  });

  it("[REQ-PRX-6] is not started for who was to be held when its node was given up, either", () => {
    const { registry, unsynced, say, begun, told } = bench();
    unsynced.add("b");
    say(1, { instance: "b_x", active: true });
    registry.onLost("a");
    unsynced.clear();
    registry.onRecovered("a");
    assert.deepEqual([begun, told.at(-1)], [[], "a 1 stopped: x.service on b is inactive"]);
  });

  it("[REQ-PRX-6] is started when a node is back that was given up as it waited for another", () => {
    const { registry, unsynced, say, begun } = bench();
    unsynced.add("b");
    say(1, { instance: "b_x" });
    registry.onLost("a");
    unsynced.clear();
    registry.onRecovered("a");
    assert.deepEqual(begun, ["start hirte-dep@x.service on b"]);
  });

  it("[REQ-PRX-6] is not acted on by what its node may have said long ago, but by the last of it once that answers", () => {
    const { registry, silent, say, begun, told, pass } = hold();
    pass(10_000);
    silent.add("a");
    const before = told.length;
    say(2, { id: proxyId(8), instance: "b_y" });
    say(3, { id: proxyId(9), instance: "b_z" });
    assert.deepEqual([begun.slice(1), told.length], [[], before]);
    silent.clear();
    registry.onRecovered("a");
    assert.deepEqual(begun.slice(1), [
      "start hirte-dep@z.service on b",
      "stop hirte-dep@x.service on b",
    ]);
    assert.equal(told.at(-1), "a 3 waiting");
  });

  it("[REQ-PRX-6] is not acted on by an older set, nor by one of another session, that came before its node answered", () => {
    const { registry, silent, rejoin, say, begun } = bench();
    say(5);
    silent.add("a");
    say(4, { instance: "b_x" });
    silent.clear();
    registry.onRecovered("a");
    silent.add("a");
    say(6, { instance: "b_x" });
    rejoin();
    silent.clear();
    registry.onRecovered("a");
    assert.deepEqual(begun, []);
  });

  it("[REQ-PRX-4] does not begin any more once nobody wants it", () => {
    const { say, begun, canceled } = bench();
    say(1, { instance: "b_x" });
    say(2);
    assert.deepEqual(canceled, [proxyId(0)]);
    assert.deepEqual(begun.slice(1), ["stop hirte-dep@x.service on b"]);
  });

  it("[REQ-PRX-10] is started once for each start of a proxy unit, over restarts of hirte too", () => {
    const { say, told, begun, jobs, registry } = bench();
    const [unit, node] = ["hirte-dep@x.service", "b"] as const;
    const before = aJob({ id: proxyId(0), node, unit, verb: "start", state: "running" });
    jobs.set(before.id, before);
    say(1, { instance: "b_x" });
    registry.onJob({ ...before, state: "finished", result: "failed" });
    const failed = "failed: x.service on b did not become active: failed";
    assert.deepEqual([begun, told.at(-1)], [[], `a 1 ${failed}`]);
    jobs.set(proxyId(1), { ...before, id: proxyId(1), state: "finished", result: "failed" });
    say(2, { instance: "b_x" }, { instance: "b_x" });
    assert.deepEqual([begun, told.at(-1)], [[], `a 2 ${failed}, ${failed}`]);
  });

  it("[REQ-PRX-6] is let go of when its node, or the one that needs it, may not join any more", () => {
    const requester = hold();
    requester.pass(10_000);
    requester.registry.onTakenOff("a");
    assert.deepEqual(requester.begun.slice(1), ["stop hirte-dep@x.service on b"]);
    const target = hold();
    target.unsynced.add("b");
    target.registry.onTakenOff("b");
    assert.equal(target.told.at(-1), "a 1 stopped: node b was lost");
    assert.equal(target.begun.length, 1);
  });

  it("[REQ-PRX-2] may be had by proxies that start after it was allowed, and kept by those before", () => {
    const { say, begun, told, registry } = bench();
    say(1, { instance: "b_x" });
    registry.allow(new Map([["a", ["b_c"]]]));
    say(2, { instance: "b_x" }, { instance: "b_x" }, { instance: "b_c_y" });
    assert.deepEqual(begun, ["start hirte-dep@x.service on b", "start hirte-dep@y.service on b_c"]);
    assert.match(told.at(-1) ?? "", /^a 2 waiting, failed: node a may not .* b: .*, waiting$/);
  });

  it("[REQ-PRX-7] is stopped on its node when nobody speaks of it for the presence time", () => {
    const { registry, unit, unsynced, begun, pass } = bench();
    unsynced.add("b");
    unit("b", "hirte-dep@x.service", "active");
    unsynced.clear();
    registry.onSynced("b");
    pass(9999);
    assert.deepEqual(begun, []);
    pass(1);
    assert.deepEqual(begun, ["stop hirte-dep@x.service on b"]);
  });

  it("[REQ-PRX-7] is stopped on its node once every node has said what it needs", () => {
    const { registry, say, unit, begun, pass } = bench();
    unit("b", "hirte-dep@x.service", "active");
    say(1);
    registry.onSet("b", { session: 1, seq: 0, proxies: [] });
    pass(5000);
    assert.deepEqual(begun, []);
    registry.onSet("b_c", { session: 1, seq: 0, proxies: [] });
    pass(200);
    assert.deepEqual(begun, ["stop hirte-dep@x.service on b"]);
  });
});
