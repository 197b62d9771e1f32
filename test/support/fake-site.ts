import { HirteError } from "../../src/core/errors.ts";
import { noLog } from "../../src/core/no-log.ts";
import type {
  Act,
  ClusterHands,
  NodeHands,
  PowerAct,
  Presence,
  StepEnd,
  Undo,
  Waker,
} from "../../src/hecate/run/ports.ts";
import type { RunWorld } from "../../src/hecate/run/step-runner.ts";
import type { NodeConfig } from "../../src/power/model.ts";
import type { FakeClock } from "./fake-clock.ts";

/** A machine of a fake site. */
interface Machine {
  power: "on" | "off";
  readonly units: Map<string, "active" | "inactive">;
  /** How often it has booted. */
  boots: number;
  /** How it behaves where it is not well-behaved. */
  quirk?: "mute" | "hangs" | "slow" | "refuses" | "dead";
}

const stopMs = 2000;
const offMs = 5000;

/**
 * Machines that do as they are told in a fake time, and keep what was really done there, in order: an act that is asked for
 * under an id that it was asked for under is answered as before, and not done again, as hirte and its agents do.
 */
export class FakeSite {
  /** `act node what`, in the order in which it was begun. */
  readonly done: string[] = [];
  readonly machines = new Map<string, Machine>();
  readonly undos = new Map<string, Undo>();
  /** Told of each act before it is done; one that throws is an act that never began. */
  onAct: (what: string) => void = () => undefined;
  /** How long clients that are not hecate's take to leave. */
  foreignMs = stopMs;
  /** The coordinator's network is off: nobody is heard, and nobody hears. */
  isCutOff = false;
  /** hirte cannot be asked: of agents nothing is known, and nodes are reached by another way. */
  isHirteAway = false;
  /** Whether the batteries let a node be woken. */
  mayWake: RunWorld["mayWake"] = () => ({ is: "yes" });
  /** Told of work about the cluster before it is done. */
  onCluster: (act: Parameters<ClusterHands["do"]>[1]) => void = () => undefined;
  /** How long work about the cluster takes. */
  clusterMs = stopMs;
  /** How long a machine takes to come up. */
  bootMs = 30_000;
  /** And how long draining a node. */
  drainMs = stopMs;
  readonly #clock: FakeClock;
  readonly #nodes: readonly NodeConfig[];
  readonly #acts = new Map<string, Promise<void>>();
  #lives = 0;

  constructor(clock: FakeClock, nodes: readonly NodeConfig[], units: readonly string[]) {
    this.#clock = clock;
    this.#nodes = nodes;
    for (const { name } of nodes) {
      this.machines.set(name, {
        power: "on",
        units: new Map(units.map((unit) => [unit, "active"])),
        boots: 1,
      });
    }
  }

  machine(name: string): Machine {
    const machine = this.machines.get(name);
    if (!machine) throw new Error(`there is no ${name}`);
    return machine;
  }

  /** A life of hecate's at this site, until the next one: what it has begun goes on, and it hears and does nothing more. */
  live(): RunWorld {
    const life = ++this.#lives;
    const isDead = () => this.#lives !== life;
    return {
      hands: mortal(this.#hands, isDead),
      presence: mortal(this.#presence, isDead),
      waker: mortal(this.#waker, isDead),
      cluster: () => mortal(this.#cluster, isDead),
      nodes: () => this.#nodes,
      hasFired: () => true,
      mayWake: (node, waitedMs) => this.mayWake(node, waitedMs),
      tell: ({ severity, text }) => {
        if (!isDead()) this.done.push(`tell ${severity}: ${text}`);
      },
      foreign: {
        forceShutdown: async (ups, act) => {
          this.done.push(`fsd ${ups}`);
          const left = this.#after(this.foreignMs).then((): StepEnd => ({ outcome: "done" }));
          return await this.#within(left, act);
        },
        forget: () => undefined,
      },
      undo: {
        all: [...this.undos.values()],
        add: async () => undefined,
        remove: async () => undefined,
      },
      ...{ clock: this.#clock, log: noLog },
    };
  }

  /** Nobody knows any more what was asked for under which id. */
  forget(): void {
    this.#acts.clear();
  }

  /** Does something once for an id, at a node that is there. */
  #once(
    node: string,
    what: string,
    act: Act | PowerAct,
    work: (machine: Machine) => Promise<void>,
  ): Promise<void> {
    const machine = this.machine(node);
    const known = this.#acts.get(act.id);
    const doing =
      known ??
      (async () => {
        if (machine.power === "off" || machine.quirk === "mute" || this.isCutOff) {
          throw new HirteError("node-offline", `${node} is not connected`);
        }
        const bootId = "bootId" in act ? act.bootId : undefined;
        if (bootId !== undefined && bootId !== bootIdOf(machine.boots)) {
          throw new HirteError("denied", "another boot is meant");
        }
        if (machine.quirk === "refuses") throw new HirteError("denied", `${node} refuses`);
        this.onAct(what);
        this.done.push(`${what} ${node}`);
        await work(machine);
      })();
    doing.catch(() => undefined);
    this.#acts.set(act.id, doing);
    return this.#within(doing, act);
  }

  #within<T>(
    work: Promise<T>,
    { timeoutMs, signal }: Pick<Act, "timeoutMs" | "signal">,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = this.#clock.after(timeoutMs, () =>
        reject(new HirteError("deadline", "no answer in time")),
      );
      signal.addEventListener("abort", () => reject(new HirteError("closed", "nobody waits")));
      work.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  #after(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }

  readonly #hands: NodeHands = {
    stopUnit: (node, unit, act) =>
      this.#once(node, `stop ${unit}`, act, async (machine) => {
        await this.#after(machine.quirk === "hangs" ? 3_600_000 : stopMs);
        machine.units.set(unit, "inactive");
      }),
    startUnit: (node, unit, act) =>
      this.#once(node, `start ${unit}`, act, async (machine) => {
        await this.#after(stopMs);
        machine.units.set(unit, "active");
      }),
    restartUnit: (node, unit, act) =>
      this.#once(node, `restart ${unit}`, act, async (machine) => {
        await this.#after(stopMs);
        machine.units.set(unit, "active");
      }),
    runCommand: (node, command, act) =>
      this.#once(node, `run ${command}`, act, () => this.#after(stopMs)),
    unitCondition: async (node, unit) => this.machine(node).units.get(unit) ?? "absent",
    isTimeSynced: async () => true,
    powerOff: (node, what, act) =>
      this.#once(node, what === "reboot" ? "reboot" : "off", act, async (machine) => {
        void this.#after(machine.quirk === "slow" ? 600_000 : offMs).then(async () => {
          machine.power = "off";
          if (what === "poweroff" || machine.quirk === "dead") return;
          await this.#after(this.bootMs);
          boot(machine);
        });
      }),
    bootOf: async (node) => {
      const { power, boots } = this.machine(node);
      if (power === "off") throw new HirteError("not-reachable", "its agent is offline");
      return bootIdOf(boots);
    },
    probe: async (node) =>
      this.machine(node).power === "on" && this.machine(node).quirk !== "mute" && !this.isCutOff
        ? { way: "agent", detail: "" }
        : { detail: "no way reaches it" },
  };

  readonly #presence: Presence = {
    agentOf: (node) =>
      this.isHirteAway
        ? "unknown"
        : this.machine(node).power === "on" && this.machine(node).quirk !== "mute" && !this.isCutOff
          ? "online"
          : "offline",
    answers: async (node) => !this.isCutOff && this.machine(node).power === "on",
    hearsOthers: async (node) =>
      !this.isCutOff &&
      [...this.machines].some(
        ([name, { power }]) => name !== node && name !== "titan-db" && power === "on",
      ),
    cameUp: (node, act) => this.#waitFor(act, () => this.machine(node).power === "on"),
    gone: async (node, act) => {
      const isConfirmed = await this.#waitFor(act, () => this.machine(node).power === "off");
      return { isConfirmed, detail: isConfirmed ? "gone" : "it answers" };
    },
  };

  async #waitFor(
    { timeoutMs, signal }: Pick<Act, "timeoutMs" | "signal">,
    isSo: () => boolean,
  ): Promise<boolean> {
    const untilMs = this.#clock.monotonicMs() + timeoutMs;
    while (!isSo()) {
      if (signal.aborted || this.#clock.monotonicMs() >= untilMs) return false;
      await this.#after(1000);
    }
    return true;
  }

  readonly #waker: Waker = {
    wake: async (node, signal) => {
      if (signal.aborted) return undefined;
      this.done.push(`wake ${node}`);
      await this.#after(this.bootMs);
      const machine = this.machine(node);
      if (machine.quirk === "dead") return undefined;
      boot(machine);
      return undefined;
    },
  };

  readonly #cluster: ClusterHands = {
    do: async (work, act): Promise<StepEnd> => {
      const what = work.kind === "drain" ? `drain ${work.node}` : `${work.kind} ${work.what}`;
      this.onAct(what);
      this.onCluster(act);
      this.done.push(what);
      const tookMs = { kube: this.clusterMs, flux: stopMs, drain: this.drainMs }[work.kind];
      const worked = this.#after(tookMs).then((): StepEnd => ({ outcome: "done" }));
      return await this.#within(worked, act);
    },
    kubectl: () => [],
    probe: async () => ({ outcome: "done" }),
  };
}

function bootIdOf(boots: number): string {
  return String(boots).padStart(32, "0");
}

/** It is up, and nothing was started there yet. */
function boot(machine: Machine): void {
  machine.power = "on";
  machine.boots += 1;
  for (const unit of machine.units.keys()) machine.units.set(unit, "inactive");
}

/** What is asked of it by a life that has ended is not done, and what it waits for never comes. */
function mortal<T extends object>(port: T, isDead: () => boolean): T {
  return new Proxy(port, {
    get: (target, key) => {
      const method: unknown = Reflect.get(target, key);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) => {
        if (isDead()) return new Promise(() => undefined);
        const answer: unknown = Reflect.apply(method, target, args);
        if (!(answer instanceof Promise)) return answer;
        return new Promise((resolve, reject) => {
          const heard = (go: (value: unknown) => void) => (value: unknown) => {
            if (!isDead()) go(value);
          };
          answer.then(heard(resolve), heard(reject));
        });
      };
    },
  });
}
