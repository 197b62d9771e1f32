import assert from "node:assert/strict";
import { LabMachines } from "../../scripts/demo/lab-machines.ts";
import { perform } from "../../scripts/demo/perform.ts";
import { Stage } from "../../scripts/demo/stage.ts";
import { useCluster } from "../support/lab.ts";

describe("the demo's tour", () => {
  const cluster = useCluster();

  it("[REQ-DEMO-1] [REQ-DEMO-3] goes as it should on real machines, within 80 columns", async () => {
    let text = "";
    const stage = new Stage({
      write: (piece) => {
        text += piece;
      },
      isColoured: false,
    });
    const machines = new LabMachines(cluster);
    const status = await perform(machines, { stage, endsAfterTour: true, onTourDone: () => {} });
    assert.equal(status, 0, text);
    assert.deepEqual(
      text.split("\n").filter((line) => line.length > 80),
      [],
    );
  });
});
