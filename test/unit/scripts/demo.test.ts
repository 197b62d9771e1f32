import assert from "node:assert/strict";
import type { Machines } from "../../../scripts/demo/machines.ts";
import { perform } from "../../../scripts/demo/perform.ts";
import { Stage } from "../../../scripts/demo/stage.ts";
import { type Outcome, Running } from "../../support/lab.ts";

/** Machines on which everything goes as it should, but for the answers given here. */
class ScriptedMachines implements Machines {
  readonly kind = "machines of paper";
  readonly systemctl = ["systemctl"];
  readonly #answers: ReadonlyMap<string, Partial<Outcome>>;
  #activeState = "inactive";
  #monitor = "";
  #monitoring: Running | undefined;

  constructor(answers: Readonly<Record<string, Partial<Outcome>>> = {}) {
    this.#answers = new Map(Object.entries(answers));
  }

  async run(_machine: string, argv: readonly string[]): Promise<Outcome> {
    const line = argv.join(" ");
    return {
      status: 0,
      stdout: "",
      stderr: "",
      durationMs: 1,
      ...this.#usual(line),
      ...this.#answers.get(line),
    };
  }

  #usual(line: string): Partial<Outcome> {
    switch (line) {
      case "hirtectl list-nodes":
        return {
          stdout: "NODE    STATE    LAST SEEN\nnode1   online   now\nnode2   online   now\n",
        };
      case "hirtectl start node2 demo.service":
        return this.#changes("active running");
      case "hirtectl stop node2 demo.service":
        return this.#changes("inactive dead");
      case "systemctl kill --signal=KILL demo.service":
        return this.#changes("failed failed signal");
      case "systemctl is-active demo.service":
        return { stdout: `${this.#activeState}\n` };
      case "hirtectl status node2 demo.service":
        return { status: 3 };
      case "hirtectl start node2 missing.service":
        return { status: 4, stderr: "no such unit\n" };
      default:
        return {};
    }
  }

  #changes(states: string): Partial<Outcome> {
    this.#activeState = states.split(" ")[0] ?? "";
    this.#monitor += `12:00 node2 demo.service ${states}\n`;
    return {};
  }

  spawn(): Running {
    const machines = this;
    this.#monitoring = new (class extends Running {
      override get stdout(): string {
        return `12:00 node2 - online\n12:00 node2 demo.service unloaded\n${machines.#monitor}`;
      }
    })(["sleep", "100"]);
    return this.#monitoring;
  }

  async writeUnit(): Promise<void> {}
  async up(): Promise<void> {}
  async down(): Promise<void> {
    await this.#monitoring?.stop("SIGKILL");
  }
}

async function performed(machines: Machines) {
  let text = "";
  const stage = new Stage({
    write: (piece) => {
      text += piece;
    },
    isColoured: false,
  });
  const status = await perform(machines, { stage, endsAfterTour: true, onTourDone: () => {} });
  await machines.down();
  return { status, text };
}

describe("the demo", () => {
  it("[REQ-DEMO-1] ends with 0 when every step was as it should be", async () => {
    const { status, text } = await performed(new ScriptedMachines());
    assert.equal(status, 0, text);
    assert.match(text, /demo\.service failed/);
  });

  const faults: Readonly<Record<string, Readonly<Record<string, Partial<Outcome>>>>> = {
    "a command fails": { "hirtectl stop node2 demo.service": { status: 1 } },
    "a command succeeds that must not": { "hirtectl start node2 missing.service": { status: 0 } },
    "the unit is not really active": { "systemctl is-active demo.service": { stdout: "inactive" } },
  };
  for (const [what, answers] of Object.entries(faults)) {
    it(`[REQ-DEMO-2] ends with 1, saying where, when ${what}`, async () => {
      const { status, text } = await performed(new ScriptedMachines(answers));
      assert.equal(status, 1);
      assert.match(text, /demo: it went wrong: .+ instead of /);
    });
  }

  it("[REQ-DEMO-3] keeps within 80 columns, whatever a command prints", async () => {
    const stdout = `${"word ".repeat(40)}\n${"x".repeat(70)} end\n`;
    const answers = { "hirtectl list-units node2 demo.service": { stdout } };
    const { text } = await performed(new ScriptedMachines(answers));
    assert.equal(text.match(/\bword\b/g)?.length, 40);
    assert.deepEqual(
      text.split("\n").filter((line) => line.length > 80),
      [],
    );
  });
});
