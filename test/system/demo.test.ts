import assert from "node:assert/strict";
import { join } from "node:path";
import { LabMachines } from "../../scripts/demo/lab-machines.ts";
import { perform } from "../../scripts/demo/perform.ts";
import { Stage } from "../../scripts/demo/stage.ts";
import { Lab, type LabNode, useCluster } from "../support/lab.ts";

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

describe("the demo of a user without root or containers", () => {
  let desk: LabNode;
  /** Runs the demo as somebody who has an account on the machine and nothing else. */
  const demoAs = (user: string, ...args: readonly string[]) =>
    desk.exec(
      ...["setpriv", `--reuid=${user}`, `--regid=${user}`, "--init-groups"],
      ...["env", "-C", "/opt/project", `HOME=/home/${user}`],
      ...["node", "--import", "tsx", "scripts/demo.ts", "--tour", ...args],
    );
  const processesOf = async (user: string) =>
    (await desk.exec("ps", "-u", user, "-o", "comm=")).stdout.trim().split("\n").sort();

  before(async () => {
    const lab = await Lab.current();
    const project = join(import.meta.dirname, "../..");
    const binds = [`${project}:/opt/project`];
    desk = (await lab.boot({ name: "desk", host: 20, binds }))[0] ?? assert.fail("no desk");
    for (const user of ["anna", "bert"]) await desk.must("useradd", "-m", user);
    await desk.must("loginctl", "enable-linger", "anna");
    await desk.unitIs(`user@${(await desk.must("id", "-u", "anna")).trim()}.service`, "active");
  });

  it("[REQ-DEMO-4] goes as it should on systemds of the user's own, and leaves nothing behind", async () => {
    const before = await processesOf("anna");
    const { status, stdout, stderr } = await demoAs("anna", "--engine", "user");
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /without root or containers/);
    assert.match(stdout, /demo: all of it went as it should/);
    assert.deepEqual(
      stdout.split("\n").filter((line) => line.length > 80),
      [],
    );
    assert.deepEqual(await processesOf("anna"), before);
    const rest = "find /run/user /home/anna /tmp -name '*hirte*' ! -path '*/.cache/*'";
    assert.equal(await desk.must("sh", "-c", rest), "");
  });

  it("[REQ-DEMO-4] says what is missing where there is nothing to make machines of", async () => {
    const { status, stdout } = await demoAs("bert");
    assert.equal(status, 1);
    assert.match(stdout, /In the lab, .*: real machines need root/);
    assert.match(stdout, /In containers: neither/);
    assert.match(stdout, /As this user.*: bert has no systemd of its own: .*enable-linger bert/);
  });
});
