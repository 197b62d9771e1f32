import assert from "node:assert/strict";
import { HirteClient, type JobWatch } from "../../../src/client/hirte-client.ts";
import { silentLog } from "../../../src/core/log.ts";
import { tcpStream } from "../../../src/mqtt/link.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { type Asked, ScriptedHirte } from "../../support/scripted-hirte.ts";
import { Until } from "../../support/until.ts";

const asked = (n: number): Asked => ({
  user: "somebody",
  node: "node1",
  verb: "start",
  request: { id: `job-${n}`.padEnd(22, "x"), unit: "a.service" },
});

describe("a watch of jobs", () => {
  let hirte: ScriptedHirte;
  let client: HirteClient;
  let watch: JobWatch;
  let told: string[];
  let until: Until;

  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    client = await HirteClient.connect({
      servers: [tcpStream("127.0.0.1", hirte.port)],
      user: "watcher",
      log: silentLog(),
    });
    told = [];
    until = new Until();
  });
  afterEach(async () => {
    watch.close();
    await client.close("cut");
    await hirte.stop();
  });

  const begin = async () => {
    watch = await client.watchJobs((job) => {
      told.push(`${job.id.replace(/x+$/, "")} ${job.state}${job.result ? ` ${job.result}` : ""}`);
      until.notify();
    });
  };
  const tell = (n: number, rest: Partial<Job> = {}) => hirte.tell(hirte.jobOf(asked(n), rest));
  const end = { state: "finished", result: "done" } as const;
  const heard = (text: string) => until.until(text, () => told.includes(text));

  it("[REQ-CLT-13] tells those that are open when it begins, and whoever's come later", async () => {
    await tell(1, { state: "running" });
    await begin();
    assert.deepEqual(told, ["job-1 running"]);
    await tell(2);
    await tell(1, end);
    await heard("job-1 finished done");
    assert.deepEqual(told, ["job-1 running", "job-2 queued", "job-1 finished done"]);
  });

  it("[REQ-CLT-13] tells a state once, and an end once, however often they are published", async () => {
    await begin();
    for (const rest of [{}, {}, { state: "running" }, { state: "running" }, end, end] as const) {
      await tell(1, rest);
    }
    await tell(2);
    await heard("job-2 queued");
    assert.deepEqual(told, [
      "job-1 queued",
      "job-1 running",
      "job-1 finished done",
      "job-2 queued",
    ]);
  });

  it("[REQ-CLT-13] asks for the end of what ended while the connection was broken", async () => {
    await begin();
    await tell(1);
    await tell(2);
    await heard("job-2 queued");
    hirte.on("job", ({ request }) => ({
      data: [
        { ...hirte.jobOf(asked(1), end), id: "job" in request ? String(request.job) : "" },
      ] as Record<string, unknown>[],
    }));
    await hirte.goAway();
    await tell(1, end);
    await hirte.listen();
    await heard("job-1 finished done");
    await tell(3);
    await heard("job-3 queued");
    assert.deepEqual(told, ["job-1 queued", "job-2 queued", "job-1 finished done", "job-3 queued"]);
    assert.equal(hirte.of("job").length, 1);
  });

  it("[REQ-CLT-13] says that a job is lost of which hirte knows nothing any more", async () => {
    await begin();
    await tell(1);
    await heard("job-1 queued");
    hirte.on("job", () => ({
      status: "refused",
      problem: { code: "no-such-job", message: "there is no such job" },
    }));
    await hirte.forgetJob(asked(1).request.id);
    await heard("job-1 finished lost");
  });
});
