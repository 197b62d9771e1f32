import { deepEqual } from "node:assert/strict";
import { mountPointsIn } from "../../../../broker/backup/restore.ts";

describe("what is mounted in a state directory", () => {
  it("[REQ-BAK-6] is known by its path, whatever is in that", () => {
    const text = [
      "26 29 0:24 / / rw,relatime shared:1 - overlay overlay rw,lowerdir=/a",
      String.raw`99 26 8:1 /x /var/lib/a\040b\134c/pki rw - ext4 /dev/sda1 rw`,
      "",
    ].join("\n");
    deepEqual([...mountPointsIn(text)].slice(0, 2), ["/", "/var/lib/a b\\c/pki"]);
  });
});
