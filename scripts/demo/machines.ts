import type { Outcome, Running } from "../../test/support/lab.ts";

/** The three machines of the demo, whatever they are made of: primary, node1, node2. */
export interface Machines {
  /** What they are, in words. */
  readonly kind: string;
  /** How one speaks to a machine's systemd. */
  readonly systemctl: readonly string[];
  /** Runs a command on a machine, to its end. */
  run(machine: string, argv: readonly string[]): Promise<Outcome>;
  /** Starts a command on a machine and leaves it running. */
  spawn(machine: string, argv: readonly string[]): Running;
  /** Writes a unit file where the machine's systemd looks for it. */
  writeUnit(machine: string, name: string, text: string): Promise<void>;
  /** Resolves when hirte runs on the primary, and an agent on each node. */
  up(): Promise<void>;
  down(): Promise<void>;
}
