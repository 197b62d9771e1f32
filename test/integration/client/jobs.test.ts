import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { HirteClient } from "../../../src/client/hirte-client.ts";
import { defaultTrackingPolicy, type TrackingPolicy } from "../../../src/client/job-tracking.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type StreamFactory, tcpStream } from "../../../src/mqtt/link.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { ScriptedHirte } from "../../support/scripted-hirte.ts";

const quick: TrackingPolicy = { ...defaultTrackingPolicy, repeatMs: 20, askAfterMs: 60_000 };

describe("a client's connection", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
  });
  afterEach(() => hirte.stop());

  function connect(
    servers: readonly StreamFactory[],
    connectTimeoutMs = 5000,
  ): Promise<HirteClient> {
    return HirteClient.connect({ servers, user: "tester", log: silentLog(), connectTimeoutMs });
  }

  it("[REQ-CLT-9] fails at once as not-reachable where nobody listens", async () => {
    await hirte.goAway();
    await rejects(connect([tcpStream("127.0.0.1", hirte.port)]), (error) =>
      isHirteError(error, "not-reachable"),
    );
  });

  it("[REQ-CLT-9] takes the next server where the first refuses", async () => {
    const other = await ScriptedHirte.start();
    await other.goAway();
    const client = await connect([
      tcpStream("127.0.0.1", other.port),
      tcpStream("127.0.0.1", hirte.port),
    ]);
    equal(client.isUp, true);
    await client.close();
    await other.stop();
  });

  it("[REQ-CLT-9] fails as not-reachable in the time allowed where somebody listens and says nothing", async () => {
    const mute = createServer((socket) => socket.on("error", () => {}));
    mute.listen(0, "127.0.0.1");
    await once(mute, "listening");
    const address = mute.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await rejects(connect([tcpStream("127.0.0.1", port)], 100), (error) =>
      isHirteError(error, "not-reachable"),
    );
    mute.close();
  });

  it("[REQ-CLT-9] is given up when it is aborted", async () => {
    const abort = new AbortController();
    abort.abort();
    const aborted = HirteClient.connect({
      servers: [tcpStream("127.0.0.1", hirte.port)],
      user: "tester",
      log: silentLog(),
      signal: abort.signal,
    });
    await rejects(aborted, (error) => isHirteError(error, "closed"));
  });
});

describe("a job submitted by a client", () => {
  let hirte: ScriptedHirte;
  let client: HirteClient;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    client = await connect(quick);
  });
  afterEach(async () => {
    await client.close();
    await hirte.stop();
  });

  function connect(policy: TrackingPolicy): Promise<HirteClient> {
    return HirteClient.connect({
      servers: [tcpStream("127.0.0.1", hirte.port)],
      user: "tester",
      log: silentLog(),
      policy,
    });
  }

  function whenDown(connected: HirteClient): Promise<void> {
    return new Promise((resolve) => connected.onConnection({ onDown: () => resolve() }));
  }

  async function connectBy(clock: FakeClock): Promise<HirteClient> {
    const connecting = HirteClient.connect({
      servers: [tcpStream("127.0.0.1", hirte.port)],
      user: "tester",
      log: silentLog(),
      clock,
    });
    await clock.advance(0);
    return connecting;
  }

  it("[REQ-CLT-3] tells each state it comes into, and ends with its result", async () => {
    const handle = client.submit("node1", "start", { unit: "a.service" });
    const states: string[] = [];
    handle.onState(({ state }) => states.push(state));
    const asked = await hirte.whenAsked("start");
    await handle.accepted;
    const job = hirte.jobOf(asked);
    for (const state of ["running", "unreachable", "running"] as const)
      await hirte.tell({ ...job, state });
    await hirte.tell({ ...job, state: "finished", result: "failed" });
    const end = await handle.finished;
    deepEqual(states, ["queued", "running", "unreachable", "running", "finished"]);
    equal(end.result, "failed");
    equal(end.id, handle.id);
  });

  it("[REQ-CLT-3] is repeated under the same id when the answer is lost, and ends once", async () => {
    let answers = 0;
    hirte.on("start", (asked) =>
      ++answers < 3
        ? undefined
        : { status: "accepted", job: hirte.jobOf(asked, { state: "finished", result: "done" }) },
    );
    const handle = client.submit("node1", "start", { unit: "a.service" });
    equal((await handle.finished).result, "done");
    equal(new Set(hirte.of("start").map(({ request }) => JSON.stringify(request))).size, 1);
    equal(hirte.of("start").length, 3);
  });

  it("[REQ-CLT-3] is asked for again after a reconnect, and ends though it ended while nobody listened", async () => {
    const handle = client.submit("node1", "start", { unit: "a.service" });
    const asked = await hirte.whenAsked("start");
    await handle.accepted;
    const before = hirte.of("start").length;
    await hirte.goAway();
    await hirte.tell(hirte.jobOf(asked, { state: "finished", result: "done" }));
    await hirte.listen();
    equal((await handle.finished).result, "done");
    ok(hirte.of("start").length > before);
    equal(new Set(hirte.of("start").map(({ request }) => request.id)).size, 1);
  });

  it("[REQ-CLT-4] does not change its end when another one is told", async () => {
    const handle = client.submit("node1", "stop", { unit: "a.service" });
    const asked = await hirte.whenAsked("stop");
    await hirte.tell(hirte.jobOf(asked, { state: "finished", result: "lost" }));
    await hirte.tell(hirte.jobOf(asked, { state: "finished", result: "done" }));
    equal((await handle.finished).result, "lost");
    equal(handle.job?.result, "lost");
  });

  for (const code of ["node-offline", "no-such-node", "expired", "busy", "id-in-use"] as const) {
    it(`[REQ-CLT-6] rejects with ${code} when it was refused for that`, async () => {
      hirte.on("start", () => ({
        status: "refused",
        problem: { code, message: "as the test says" },
      }));
      const handle = client.submit("node1", "start", { unit: "a.service" });
      await rejects(
        handle.finished,
        (error) => isHirteError(error, code) && error.message === "as the test says",
      );
      await rejects(handle.accepted, (error) => isHirteError(error, code));
    });
  }

  it("[REQ-CLT-6] rejects as denied, with the code in the details, when it does not know the refusal", async () => {
    hirte.on("start", () => ({
      status: "refused",
      problem: { code: "from-the-future", message: "no" },
    }));
    const { finished } = client.submit("node1", "start", { unit: "a.service" });
    await rejects(
      finished,
      (error) => isHirteError(error, "denied") && error.details["refusal"] === "from-the-future",
    );
  });

  it("[REQ-CLT-6] rejects as bad-request, and sends nothing, when it cannot be one", async () => {
    const noUnit = client.submit("node1", "start", { unit: "/etc/passwd" });
    await rejects(noUnit.finished, (error) => isHirteError(error, "bad-request"));
    const noNode = client.submit("a/b", "start", { unit: "a.service" });
    await rejects(noNode.finished, (error) => isHirteError(error, "bad-request"));
    deepEqual(hirte.asked, []);
  });

  it("[REQ-CLT-5] rejects as outcome-unknown when hirte does not come back", async () => {
    const clock = new FakeClock();
    const waiting = await connectBy(clock);
    const handle = waiting.submit("node1", "start", { unit: "a.service" });
    await handle.accepted;
    const isDown = whenDown(waiting);
    await hirte.goAway();
    await isDown;
    await clock.advance(defaultTrackingPolicy.patienceMs + 1);
    await rejects(handle.finished, (error) => isHirteError(error, "outcome-unknown"));
    equal(handle.wasSent, true);
    await waiting.close();
  });

  it("[REQ-CLT-6] waits for a hirte that dies before it could be sent, as long as it may begin", async () => {
    const clock = new FakeClock();
    const waiting = await connectBy(clock);
    hirte.on("time", () => undefined);
    const handle = waiting.submit("node1", "start", { unit: "a.service" });
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    handle.accepted.then(settle, settle);
    await hirte.whenAsked("time");
    const isDown = whenDown(waiting);
    await hirte.goAway();
    await isDown;
    await clock.advance(5001);
    await clock.advance(5001);
    equal(isSettled, false);
    hirte.on("time", () => ({ data: [{ now: hirte.now(), epoch: 7, version: "9.9.9" }] }));
    await hirte.listen();
    while (!waiting.isUp) {
      await clock.advance(250);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await handle.accepted;
    equal(hirte.of("start").length, 1);
    await waiting.close();
  });

  it("[REQ-CLT-6] says that nothing was sent when hirte does not come back in its time, or is silent", async () => {
    const clock = new FakeClock();
    const waiting = await connectBy(clock);
    hirte.on("time", () => undefined);
    const silent = waiting.submit("node1", "start", { unit: "a.service" });
    await hirte.whenAsked("time");
    await clock.advance(5001);
    await rejects(silent.finished, (error) => {
      return (
        isHirteError(error, "not-reachable") && /5000 ms: nothing was sent$/.test(error.message)
      );
    });
    const late = waiting.submit("node1", "start", { unit: "a.service" }, { startWithinMs: 20_000 });
    const isDown = whenDown(waiting);
    await hirte.goAway();
    await isDown;
    await clock.advance(20_001);
    await rejects(late.finished, (error) => {
      return isHirteError(error, "not-reachable") && /: nothing was sent$/.test(error.message);
    });
    equal(hirte.of("start").length, 0);
    await waiting.close();
  });

  it("[REQ-CLT-6] rejects as not-reachable when hirte was gone before it could be sent", async () => {
    await client.managerNow();
    await hirte.goAway();
    const handle = client.submit("node1", "start", { unit: "a.service" }, { startWithinMs: 50 });
    await rejects(handle.finished, (error) => isHirteError(error, "not-reachable"));
    equal(handle.wasSent, false);
    equal(hirte.of("start").length, 0);
  });

  it("[REQ-CLT-6] rejects as outcome-unknown when the client is closed over it", async () => {
    const handle = client.submit("node1", "start", { unit: "a.service" });
    await handle.accepted;
    await client.close();
    await rejects(handle.finished, (error) => isHirteError(error, "outcome-unknown"));
  });

  it("[REQ-CLT-7] carries its deadlines on the manager's clock, the start not after the end", async () => {
    hirte.clockOffsetMs = 3_600_000;
    const from = hirte.now();
    client.submit("node1", "start", { unit: "a.service" }, { endWithinMs: 2000 });
    const { request } = await hirte.whenAsked("start");
    const to = hirte.now();
    for (const time of [request.startBy ?? 0, request.endBy ?? 0]) {
      ok(time >= from + 2000 && time <= to + 2000 + 1, `${time - from} ms after the call`);
    }
    equal(request.startWithinMs, undefined);
  });

  it("[REQ-CLT-7] may be begun for 90 s and ended at any time unless it is said", async () => {
    const from = hirte.now();
    client.submit("node1", "start", { unit: "a.service" });
    const { request } = await hirte.whenAsked("start");
    ok((request.startBy ?? 0) - from >= 90_000);
    ok((request.startBy ?? 0) - from < 95_000);
    equal(request.endBy, undefined);
  });

  it("[REQ-CLT-7] asks for the clock once for many jobs", async () => {
    const handles = ["a", "b", "c"].map((name) =>
      client.submit("node1", "start", { unit: `${name}.service` }),
    );
    await Promise.all(handles.map(({ accepted }) => accepted));
    equal(hirte.of("time").length, 1);
  });
});
