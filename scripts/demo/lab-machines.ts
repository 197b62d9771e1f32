import { Cluster, type LabNode, type Outcome, type Running } from "../../test/support/lab.ts";
import type { Machines } from "./machines.ts";

/** The demo's machines as machines of the lab around this process. */
export class LabMachines implements Machines {
  readonly kind = "three machines with systemd";
  readonly systemctl = ["systemctl"];
  readonly #cluster: Cluster;

  constructor(cluster = new Cluster(["node1", "node2"])) {
    this.#cluster = cluster;
  }

  run(machine: string, argv: readonly string[]): Promise<Outcome> {
    return this.#node(machine).exec(...argv);
  }

  spawn(machine: string, argv: readonly string[]): Running {
    return this.#node(machine).spawn(...argv);
  }

  writeUnit(machine: string, name: string, text: string): Promise<void> {
    return this.#node(machine).write(`/etc/systemd/system/${name}`, text);
  }

  async up(): Promise<void> {
    try {
      await this.#cluster.ready();
    } catch (error) {
      const report = await this.#cluster.report(0).catch(() => "");
      throw new Error(`${error instanceof Error ? error.message : error}\n${report}`);
    }
  }

  /** The machines go with the lab. */
  down(): Promise<void> {
    return this.#cluster.close();
  }

  #node(machine: string): LabNode {
    const node = this.#cluster.machines.find(({ name }) => name === machine);
    if (!node) throw new Error(`there is no machine ${machine}`);
    return node;
  }
}
