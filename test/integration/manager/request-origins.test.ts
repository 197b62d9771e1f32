import { deepEqual, equal } from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import type { AuditRow } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { AskingHirte } from "../../support/asking-hirte.ts";
import { Inbox } from "../../support/inbox.ts";

describe("from where requests came", function () {
  this.timeout(20_000);
  let hirte: AskingHirte;
  beforeEach(async () => {
    hirte = await AskingHirte.start();
  });
  afterEach(() => hirte.stop());

  it("[REQ-AUD-18] is in the audit log: of jobs, refusals and controls", async () => {
    await hirte.add("ada", "admin");
    await hirte.add("olga", "operator");
    const commands = await hirte.agent("web-1");
    const started = await hirte.cli("olga", ["start", "--no-block", "web-1", "a.service"]);
    equal(started.status, 0, started.stderr);
    await commands.next(({ verb }) => verb === "start");
    equal((await hirte.cli("olga", ["start", "db1", "a.service"])).status, 5);
    const set = await hirte.cli("ada", ["user", "set", "olga", "--role", "viewer"]);
    equal(set.status, 0, set.stderr);
    // Within the process there is no address; the D-Bus interface asks so.
    const within = await hirte.within();
    const replies = new Inbox(topics.reply);
    await within.subscribe(replies.subscription);
    const id = randomId();
    const params = { user: "ada", node: "db1", verb: "stop" };
    await within.publish(topics.request, params, { id, unit: "a.service" } as never);
    await replies.next((reply) => reply.id === id);
    const { stdout } = await hirte.cli("ada", ["audit", "-o", "json"]);
    const rows = JSON.parse(stdout) as AuditRow[];
    deepEqual(
      rows.map(({ verb, result, address }) => [verb, result, address]),
      [
        ["start", "open", "127.0.0.1"],
        ["start", "refused", "127.0.0.1"],
        ["set-user", "done", "127.0.0.1"],
        ["stop", "refused", undefined],
      ],
    );
  });
});
