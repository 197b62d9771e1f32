import { deepEqual, equal, match, throws } from "node:assert/strict";
import type { SessionlessCommand } from "../../../broker/job-registry.ts";
import { QueryRelay } from "../../../broker/query-relay.ts";
import { type HirteError, isHirteError } from "../../../src/core/errors.ts";

describe("questions that are passed on", () => {
  let monoMs: number;
  let sent: string[];
  let answered: string[];
  let refused: Map<string, HirteError>;
  let relay: QueryRelay;

  beforeEach(() => {
    monoMs = 0;
    sent = [];
    answered = [];
    refused = new Map();
    relay = new QueryRelay(
      {
        monoMs: () => monoMs,
        send: (_node, { id }) => sent.push(id) > 0,
        unavailable: () => undefined,
        answer: ({ command }) => answered.push(command.id),
        refuse: ({ command }, error) => refused.set(command.id, error),
        isUnbounded: (user) => user === "coordinator",
        waited: () => undefined,
      },
      { atNode: 1, atNodePerUser: 1, waitingPerUser: 2 },
    );
  });

  const ask = (id: string, user = "anna") => {
    const command: SessionlessCommand = {
      kind: "query",
      id,
      verb: "status",
      args: { units: ["a"] },
    };
    relay.passOn({ user, node: "node1", command });
  };
  const answer = (id: string, last = true) =>
    relay.onAnswer("node1", { session: 1, id, kind: "answer", last, data: [] });

  it("[REQ-QUOTA-9] are passed on in their turn, once, when the one before is answered", () => {
    ask("a");
    ask("b");
    monoMs += 2000;
    ask("b");
    deepEqual(sent, ["a"]);
    answer("a", false);
    deepEqual(sent, ["a"]);
    answer("a");
    deepEqual(sent, ["a", "b"]);
    answer("b");
    deepEqual(answered, ["a", "a", "b"]);
  });

  it("[REQ-QUOTA-9] are asked again of a node that does not answer, once it was asked", () => {
    ask("a");
    monoMs += 500;
    ask("a");
    monoMs += 500;
    ask("a");
    deepEqual(sent, ["a", "a"]);
  });

  it("[REQ-QUOTA-9] are refused as busy where there is no room to wait, and where their turn does not come in time", () => {
    for (const id of ["a", "b", "c"]) ask(id);
    throws(
      () => ask("d"),
      (error) => isHirteError(error, "busy") && /2 questions of anna wait/.test(error.message),
    );
    relay.tick({ stalledMs: 0, upToMonoMs: 10_001, lateMs: 0 });
    deepEqual(
      [...refused].map(([id, { code }]) => [id, code]),
      [
        ["b", "busy"],
        ["c", "busy"],
        ["a", "deadline"],
      ],
    );
    match(refused.get("b")?.message ?? "", /waited for its turn: ask again/);
    deepEqual(sent, ["a", "b", "c"].slice(0, sent.length));
    ask("e");
    equal(sent.at(-1), "e");
  });

  it("[REQ-QUOTA-13] wait for nobody where no share binds who asks", () => {
    for (const id of ["a", "b"]) ask(id);
    for (const id of ["x", "y", "z"]) ask(id, "coordinator");
    deepEqual(sent, ["a", "x", "y", "z"]);
    for (const id of ["x", "y", "z"]) answer(id);
    deepEqual(answered, ["x", "y", "z"]);
  });
});
