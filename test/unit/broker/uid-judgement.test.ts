import { equal } from "node:assert/strict";
import { type ProofFile, type ProofPlace, proofFault } from "../../../broker/uid-judgement.ts";

describe("whether a file proves a uid", () => {
  const place: ProofPlace = { device: 42, nowMs: 1_700_000_000_000 };
  const right: ProofFile = {
    isRegular: true,
    links: 1,
    bytes: 0,
    uid: 1000,
    device: 42,
    mtimeMs: 0,
    madeAtMs: place.nowMs - 20,
  };
  const judge = (other: Partial<ProofFile>) => proofFault({ ...right, ...other }, place);

  it("[REQ-SOCK-2] an empty file of a moment ago with the mark of its owner does", () => {
    equal(judge({}), undefined);
    equal(judge({ uid: 0 }), undefined);
    equal(judge({ madeAtMs: place.nowMs - 4999 }), undefined);
  });

  for (const [what, other, fault] of [
    ["a folder, a symbolic link, a device", { isRegular: false }, "not-a-file"],
    ["a hard link", { links: 2 }, "linked"],
    ["a file that has lost its name meanwhile", { links: 0 }, "linked"],
    ["a file with something in it", { bytes: 1 }, "not-empty"],
    ["a file of 5 s ago", { madeAtMs: place.nowMs - 5000 }, "old"],
    ["a file of the future", { madeAtMs: place.nowMs + 5000 }, "old"],
    ["a file of which nobody knows when it was made", { madeAtMs: Number.NaN }, "old"],
    ["a mount, which may say of itself what it likes", { device: 43, uid: 0 }, "other-file-system"],
    ["a file that was moved there", { mtimeMs: place.nowMs - 20 }, "unmarked"],
    ["a file of another user namespace, or of root on NFS", { uid: 65_534 }, "nobody"],
    ["a file without an owner", { uid: 0xffff_ffff }, "nobody"],
  ] as const) {
    it(`[REQ-SOCK-2] ${what} does not`, () => {
      equal(judge(other), fault);
    });
  }
});
