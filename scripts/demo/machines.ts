import type { Outcome, Running } from "../../test/support/lab.ts";

/** The three machines of the demo, whatever they are made of: primary, node1, node2. */
export interface Machines {
  /** Runs a command on a machine, to its end. */
  run(machine: string, argv: readonly string[]): Promise<Outcome>;
  /** Starts a command on a machine and leaves it running. */
  spawn(machine: string, argv: readonly string[]): Running;
  write(machine: string, path: string, text: string): Promise<void>;
  /** Resolves when hirte runs on the primary, and an agent on each node. */
  up(): Promise<void>;
  down(): Promise<void>;
}
