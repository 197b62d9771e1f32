import { until } from "../../test/support/lab.ts";
import type { Machines } from "./machines.ts";
import type { Stage } from "./stage.ts";

const unit = "demo.service";
const unitFile = `[Unit]
Description=A unit to play with

[Service]
ExecStart=/bin/sleep infinity
`;

/** Shows what hirte does, on machines that are up. Throws at the first step that goes wrong. */
export async function tour(machines: Machines, stage: Stage): Promise<void> {
  const { run, nodeSays } = actions(machines, stage);

  stage.chapter("The nodes");
  const nodes = await until(() => machines.run("primary", ["hirtectl", "list-nodes"]), {
    what: "both nodes are online",
    holds: ({ stdout }) => /^node1 +online/m.test(stdout) && /^node2 +online/m.test(stdout),
    deadlineMs: 30_000,
  });
  stage.command("primary", ["hirtectl", "list-nodes"]);
  stage.output(nodes.stdout);

  stage.chapter("A unit on node2, watched from the primary");
  await machines.writeUnit("node2", unit, unitFile);
  await run("node2", [...machines.systemctl, "daemon-reload"]);
  const monitor = machines.spawn("primary", ["hirtectl", "monitor", "node2", unit]);
  stage.command("primary", ["hirtectl", "monitor", "node2", unit, "&"]);
  const watch = new Watch(monitor, stage);
  await watch.until(/demo\.service (unloaded|inactive)/); // as it is before

  await run("primary", ["hirtectl", "start", "node2", unit]);
  await watch.until(/demo\.service active running/);
  await nodeSays("active");
  await run("primary", ["hirtectl", "list-units", "node2", unit]);

  stage.chapter("Its process is killed");
  await run("node2", [...machines.systemctl, "kill", "--signal=KILL", unit]);
  await watch.until(/demo\.service failed/);
  await nodeSays("failed");
  await run("primary", ["hirtectl", "status", "node2", unit], 3);

  stage.chapter("Started again, then stopped");
  await run("primary", ["hirtectl", "start", "node2", unit]);
  await watch.until(/demo\.service active running/);
  await run("primary", ["hirtectl", "stop", "node2", unit]);
  await watch.until(/demo\.service inactive/);
  await nodeSays("inactive");
  await monitor.stop();

  stage.chapter("What does not work is said");
  await run("primary", ["hirtectl", "start", "node2", "missing.service"], 4);
}

/** Shows the lines of a monitor as they come. */
class Watch {
  readonly #monitor: ReturnType<Machines["spawn"]>;
  readonly #stage: Stage;
  #shown = 0;

  constructor(monitor: ReturnType<Machines["spawn"]>, stage: Stage) {
    this.#monitor = monitor;
    this.#stage = stage;
  }

  /** Shows lines up to the first new one that matches. */
  async until(pattern: RegExp): Promise<void> {
    const lines = await until(() => this.#monitor.stdout.split("\n").slice(this.#shown, -1), {
      what: `monitor shows ${pattern}`,
      holds: (all) => all.some((line) => pattern.test(line)),
    });
    const count = lines.findIndex((line) => pattern.test(line)) + 1;
    this.#shown += count;
    this.#stage.aside(lines.slice(0, count).join("\n"));
  }
}

function actions(machines: Machines, stage: Stage) {
  return {
    /** Runs a command before the reader's eyes; it must end with `status`. */
    run: async (machine: string, argv: readonly string[], status = 0): Promise<void> => {
      stage.command(machine, argv);
      const outcome = await machines.run(machine, argv);
      stage.output(outcome.stdout + outcome.stderr);
      if (outcome.status !== status) {
        throw new Error(`${argv.join(" ")} ended with ${outcome.status} instead of ${status}`);
      }
    },
    /** The node's own systemd must say so too. */
    nodeSays: async (state: string): Promise<void> => {
      const { stdout } = await machines.run("node2", [...machines.systemctl, "is-active", unit]);
      const seen = stdout.trim();
      if (seen !== state) throw new Error(`${unit} on node2 is ${seen} instead of ${state}`);
    },
  };
}
