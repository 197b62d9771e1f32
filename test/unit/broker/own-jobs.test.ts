import assert from "node:assert/strict";
import { JobLog } from "../../../broker/job-log.ts";
import { JobRegistry, type SessionlessCommand } from "../../../broker/job-registry.ts";
import { OwnJobs } from "../../../broker/own-jobs.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("jobs of hirte's own", () => {
  const directory = useTempDir();
  const id = randomId();
  const wish = { verb: "start", node: "node2", unit: "hirte-dep@web.service", id } as const;
  let clock: FakeClock;
  let jobLog: JobLog;
  let registry: JobRegistry;
  let own: OwnJobs;
  let sent: SessionlessCommand[];
  let published: Job[];

  /** A life of hirte on the log that is there. */
  const live = ({ maxOpen }: { readonly maxOpen?: number } = {}) => {
    sent = [];
    published = [];
    const log = silentLog();
    const opened = JobLog.open({ directory: directory(), log });
    jobLog = opened.log;
    const now = () => clock.wallMs();
    registry = new JobRegistry({
      ports: {
        now,
        monoMs: () => clock.monotonicMs(),
        send: (_node, command) => sent.push(command) > 0,
        isOnline: () => true,
        publish: (job) => published.push(job),
      },
      journal: jobLog,
      open: opened.contents.open,
      epoch: 1,
      log,
      ...(maxOpen === undefined ? {} : { maxOpen }),
    });
    own = new OwnJobs({ jobs: registry, epoch: 1, now, bootIdOf: () => "b".repeat(32), log });
  };
  beforeEach(() => {
    clock = new FakeClock();
    live();
  });
  afterEach(() => jobLog.close());
  const rise = () => {
    jobLog.close();
    live();
  };
  const refuses = (begin: () => Job, code: "id-in-use") =>
    assert.throws(begin, (error) => isHirteError(error, code));

  it("[REQ-PRX-10] are logged under hirte's name, and sent with their mode and the time to begin", () => {
    const job = own.begin({ ...wish, mode: "ignore-requirements" });
    const { user, state, startBy } = registry.find(id) ?? job;
    assert.deepEqual([user, state, startBy - clock.wallMs()], ["hirte", "queued", 90_000]);
    assert.deepEqual(
      sent.map((command) => ("args" in command ? [command.id, command.verb, command.args] : [])),
      [[id, "start", { mode: "ignore-requirements" }]],
    );
    assert.notEqual(own.begin({ ...wish, id: randomId() }).id, id);
    assert.match(own.begin({ verb: "stop", node: "node2", unit: wish.unit }).id, /^[\w-]{22,}$/);
  });

  it("[REQ-PRX-10] are begun once for each id, also when hirte is restarted", async () => {
    own.begin(wish);
    assert.equal(own.begin(wish).id, id);
    assert.equal(sent.length, 1);
    rise();
    assert.equal(own.begin(wish).state, "unreachable");
    registry.onNodeBack("node2", "b".repeat(32));
    registry.onReport("node2", { session: 1, id, kind: "finished", result: "failed" });
    assert.equal(own.begin(wish).result, "failed");
    // The end has to be on the disk before the next life.
    await jobLog.sync();
    rise();
    assert.equal(own.begin(wish).result, "failed");
    assert.deepEqual(sent, []);
  });

  it("[REQ-PRX-10] are refused under the id of another job", () => {
    own.begin(wish);
    refuses(() => own.begin({ ...wish, verb: "stop" }), "id-in-use");
    refuses(() => own.begin({ ...wish, node: "node3" }), "id-in-use");
    refuses(() => own.begin({ ...wish, unit: "hirte-dep@db.service" }), "id-in-use");
    assert.equal(sent.length, 1);
  });

  it("[REQ-PRX-4] that are let go of do not begin any more", () => {
    own.begin(wish);
    own.cancel(id);
    own.cancel(randomId());
    assert.deepEqual(
      sent.map(({ kind }) => kind),
      ["job", "cancel"],
    );
  });

  it("[REQ-QUOTA-10] [REQ-QUOTA-13] are begun though as many jobs are open as may be, which are counted by user", () => {
    jobLog.close();
    live({ maxOpen: 2 });
    const job = (user: string): Job => ({
      ...{ id: randomId(), epoch: 1, user, node: "node2", unit: wish.unit, verb: "start" },
      ...{ state: "queued", at: 0, acceptedAt: 0, startBy: clock.wallMs() + 1000 },
    });
    const [first, second] = [job("anna"), job("bert")];
    registry.accept(first, "", {});
    registry.accept(second, "", {});
    assert.throws(() => registry.accept(job("anna"), "", {}), { code: "busy" });
    own.begin(wish);
    assert.deepEqual(
      ["anna", "bert", "hirte"].map((user) => registry.openOf(user)),
      [1, 1, 1],
    );
    registry.onReport("node2", { session: 1, id: first.id, kind: "finished", result: "done" });
    assert.equal(registry.openOf("anna"), 0);
    rise();
    assert.deepEqual(
      ["anna", "bert", "hirte"].map((user) => registry.openOf(user)),
      [0, 1, 1],
    );
  });
});
