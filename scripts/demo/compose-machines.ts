import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { must, type Outcome, Running, run } from "../../test/support/lab.ts";
import type { Machines } from "./machines.ts";

const project = join(import.meta.dirname, "../..");
/** Ways to run compose.yaml, and what tells that an engine answers behind it. */
const engines = [
  { compose: ["docker", "compose"], probe: ["docker", "info"] },
  { compose: ["podman", "compose"], probe: ["podman", "info"] },
  { compose: ["podman-compose"], probe: ["podman", "info"] },
] as const;

/** The command line of the first container engine with compose that answers here. */
export function findCompose(): readonly string[] | undefined {
  const works = ([program = "", ...args]: readonly string[]) =>
    spawnSync(program, args, { stdio: "ignore", timeout: 20_000 }).status === 0;
  return engines.find(({ compose, probe }) => works(probe) && works([...compose, "version"]))
    ?.compose;
}

/** The demo's machines as the containers of compose.yaml. */
export class ComposeMachines implements Machines {
  readonly kind = "three machines with systemd";
  readonly systemctl = ["systemctl"];
  readonly #compose: readonly string[];

  constructor(compose: readonly string[]) {
    this.#compose = [...compose, "-f", join(project, "compose.yaml")];
  }

  /** Whether any of the containers is there already: another demo, or somebody's `up`. */
  async areTaken(): Promise<boolean> {
    const { stdout } = await run([...this.#compose, "ps", "-q"]);
    return stdout.trim() !== "";
  }

  run(machine: string, argv: readonly string[]): Promise<Outcome> {
    return run(this.#exec(machine, argv));
  }

  spawn(machine: string, argv: readonly string[]): Running {
    return new Running(this.#exec(machine, argv));
  }

  async writeUnit(machine: string, name: string, text: string): Promise<void> {
    const script = `cat > '/etc/systemd/system/${name}'`;
    await must(this.#exec(machine, ["sh", "-c", script]), { input: text });
  }

  async up(): Promise<void> {
    await must([...this.#compose, "up", "-d", "--build"], { deadlineMs: 15 * 60_000 });
  }

  async down(): Promise<void> {
    await must([...this.#compose, "down", "--volumes", "--timeout", "5"], { deadlineMs: 60_000 });
  }

  #exec(machine: string, argv: readonly string[]): readonly string[] {
    return [...this.#compose, "exec", "-T", machine, ...argv];
  }
}
