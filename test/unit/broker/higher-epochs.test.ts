import { deepEqual, equal } from "node:assert/strict";
import { HigherEpochs } from "../../../broker/higher-epochs.ts";

describe("what nodes say of higher epochs", () => {
  const nodes = ["a", "b", "c", "d"];
  const saying = (said: Readonly<Record<string, number>>) => {
    const epochs = new HigherEpochs();
    for (const [node, epoch] of Object.entries(said)) epochs.add(node, epoch);
    return epochs;
  };

  it("[REQ-NODE-10] counts where more than half of the nodes say so, each once", () => {
    const epochs = saying({ a: 7, b: 7 });
    epochs.add("b", 7);
    equal(epochs.verdict(nodes), undefined);
    epochs.add("c", 7);
    deepEqual(epochs.verdict(nodes), { epoch: 7, count: 3 });
  });

  it("[REQ-NODE-25] does not count of one node alone, though there is no other", () => {
    equal(saying({ a: 7 }).verdict(["a"]), undefined);
  });

  it("[REQ-NODE-10] counts of those alone that may join by now, and still say so", () => {
    const epochs = saying({ a: 7, b: 7, c: 7 });
    equal(epochs.verdict(["a", "x", "y", "z"]), undefined);
    epochs.remove("b");
    equal(epochs.verdict(nodes), undefined);
    deepEqual(epochs.verdict(["a", "b", "c"]), { epoch: 7, count: 2 });
  });

  it("[REQ-NODE-25] names an epoch that no single node has chosen", () => {
    equal(saying({ a: 7, b: 999_999, c: 7 }).verdict(nodes)?.epoch, 7);
    equal(saying({ a: 7, b: 6, c: 7 }).verdict(nodes)?.epoch, 7);
  });
});
