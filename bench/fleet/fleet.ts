import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { cpuSecondsOf } from "../process-usage.ts";
import type { AgentsSpec, FromAgents, ToAgents } from "./messages.ts";

/** What a fleet is made of. */
export interface FleetOptions extends Omit<AgentsSpec, "nodes"> {
  readonly nodes: readonly string[];
  /** How many processes share the nodes. */
  readonly processes: number;
}

const loadMs = 30_000;

/** Many agents on simulated nodes, in processes of their own. */
export class Fleet {
  readonly #processes: readonly ChildProcess[];
  readonly #endWithUs = () => this.stop();

  private constructor(processes: readonly ChildProcess[]) {
    this.#processes = processes;
    process.on("exit", this.#endWithUs);
  }

  /** Starts the processes; their agents do nothing yet. */
  static async load({ nodes, processes, ...rest }: FleetOptions): Promise<Fleet> {
    const children = Array.from({ length: processes }, (_, i) => {
      const spec: AgentsSpec = { ...rest, nodes: nodes.filter((_, n) => n % processes === i) };
      return fork(join(import.meta.dirname, "agents.ts"), [JSON.stringify(spec)], {
        execArgv: ["--import", "tsx"],
      });
    });
    const fleet = new Fleet(children);
    try {
      await fleet.#answers("loaded");
    } catch (error) {
      fleet.stop();
      throw error;
    }
    return fleet;
  }

  get size(): number {
    return this.#processes.length;
  }

  /** All agents begin to connect. */
  start(): void {
    this.#tell({ kind: "start" });
  }

  /** All connections break at once, as when a switch restarts. */
  cut(): void {
    this.#tell({ kind: "cut" });
  }

  /** How often agents have tried to connect so far. */
  async attempts(): Promise<number> {
    const answers = this.#answers("counted");
    this.#tell({ kind: "count" });
    return (await answers).reduce((sum, { attempts }) => sum + attempts, 0);
  }

  /** So many units change each second from now on, one after the other over all nodes. */
  change(perSecond: number, nodeCount: number): void {
    this.#tell({ kind: "change", everyMs: (nodeCount / perSecond) * 1000 });
  }

  /** No unit changes any more. @returns how many changes there were in all */
  async settle(): Promise<number> {
    const answers = this.#answers("changed");
    this.#tell({ kind: "change", everyMs: 0 });
    return (await answers).reduce((sum, { changes }) => sum + changes, 0);
  }

  /** CPU used by all processes so far, in seconds. */
  cpuSeconds(): number {
    return this.#processes.reduce((sum, { pid }) => sum + (pid ? cpuSecondsOf(pid) : 0), 0);
  }

  /** Ends all of it at once, as power that fails. */
  stop(): void {
    process.off("exit", this.#endWithUs);
    for (const child of this.#processes) child.kill("SIGKILL");
  }

  #tell(message: ToAgents): void {
    for (const child of this.#processes) child.send(message);
  }

  /** The next answer of this kind of each process. */
  #answers<K extends FromAgents["kind"]>(kind: K): Promise<Extract<FromAgents, { kind: K }>[]> {
    type Wanted = Extract<FromAgents, { kind: K }>;
    const one = (child: ChildProcess) =>
      new Promise<Wanted>((resolve, reject) => {
        const over = (why: string) => {
          clearTimeout(timer);
          child.off("message", onMessage);
          child.off("exit", onExit);
          reject(new Error(`a process of simulated nodes ${why}`));
        };
        const onExit = (code: number | null) => over(`ended with ${code}`);
        const onMessage = (message: FromAgents) => {
          if (message.kind !== kind) return;
          clearTimeout(timer);
          child.off("message", onMessage);
          child.off("exit", onExit);
          resolve(message as Wanted); // its kind was just compared
        };
        const timer = setTimeout(() => over(`said nothing within ${loadMs / 1000} s`), loadMs);
        child.on("message", onMessage);
        child.on("exit", onExit);
      });
    return Promise.all(this.#processes.map(one));
  }
}
