import { deepEqual, equal, throws } from "node:assert/strict";
import { parseBackupErrand } from "../../../../broker/backup/errand.ts";

describe("the words of hirte backup and hirte restore", () => {
  const words = (line: string) => parseBackupErrand(line.split(" "));

  it("[REQ-BAK-3] may stand in any order among the options of hirte", () => {
    deepEqual(words("backup /b.tgz"), { kind: "backup", file: "/b.tgz", rest: [] });
    deepEqual(words("backup -c /x - --log-level=debug"), {
      ...{ kind: "backup", file: "-", rest: ["-c", "/x", "--log-level=debug"] },
    });
    deepEqual(words("restore --revoke a --state-directory /s b.tgz --replace --revoke=c*"), {
      kind: "restore",
      file: "b.tgz",
      isReplacing: true,
      revoked: ["a", "c*"],
      rest: ["--state-directory", "/s"],
    });
    equal(words("--port 1"), undefined);
    deepEqual(words("backup --help")?.rest, ["--help"]);
  });

  it("[REQ-BAK-3] name one file", () => {
    for (const line of [
      "backup",
      "restore --replace",
      "backup a b",
      "restore a --revoke",
      "restore a --revoke=",
    ])
      throws(() => words(line), { code: "bad-argument", message: /FILE\|-/ });
  });
});
