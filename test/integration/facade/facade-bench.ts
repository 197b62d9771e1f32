import { Facade } from "../../../broker/dbus/facade.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { type Log, silentLog } from "../../../src/core/log.ts";
import type { Job, Reply } from "../../../src/protocol/generated/schemas.ts";
import { BusCaller, type Target } from "../../support/bus-caller.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { type Asked, aUnitState, ScriptedHirte } from "../../support/scripted-hirte.ts";

const root = "/org/eclipse/bluechi";

/** An object of the facade. */
export function target(path: string, iface: string): Target {
  return {
    destination: "org.eclipse.bluechi",
    path: path.startsWith("/") ? path : `${root}/${path}`,
    interface: `org.eclipse.bluechi.${iface}`,
  };
}

export const controller = target(root, "Controller");
export const node1 = target("node/node1", "Node");

/** A facade between a bus of its own and a hirte that says what a test tells it to. */
export class FacadeBench {
  readonly daemon: PrivateBus;
  readonly hirte: ScriptedHirte;
  readonly facade: Facade;
  readonly #callers = new Set<BusCaller>();

  private constructor(daemon: PrivateBus, hirte: ScriptedHirte, log: Log) {
    this.daemon = daemon;
    this.hirte = hirte;
    this.facade = new Facade({
      address: daemon.address,
      servers: [hirte.broker.stream],
      clock: systemClock,
      log,
      logTarget: "journald",
      loginNameOf: async (uid) => `login-of-${uid}`,
    });
  }

  /** `prepare`: what hirte has said before the facade begins. */
  static async start(
    prepare: (hirte: ScriptedHirte) => Promise<void> = async () => {},
    log: Log = silentLog(),
  ): Promise<FacadeBench> {
    const [daemon, hirte] = await Promise.all([PrivateBus.start(), ScriptedHirte.start()]);
    await prepare(hirte);
    const bench = new FacadeBench(daemon, hirte, log);
    bench.facade.start();
    await bench.facade.ready;
    return bench;
  }

  /** A program on the bus that hears what the facade says to everybody. */
  async caller(): Promise<BusCaller> {
    const caller = await BusCaller.connect(this.daemon.address, "org.eclipse.bluechi");
    this.#callers.add(caller);
    return caller;
  }

  /** Resolves when the facade has its name, as `caller` sees it. */
  async isOnBus(caller: BusCaller): Promise<void> {
    for (;;) {
      const isOwned = await caller.call(controller, "ListNodes").then(
        () => true,
        () => false,
      );
      if (isOwned) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    for (const caller of this.#callers) caller.close();
    await this.facade.stop();
    await this.hirte.stop();
    await this.daemon.stop();
  }

  /** A node that is online, all of whose units are known. */
  async node(name: string, units: readonly string[] = [], session = 1): Promise<void> {
    await this.hirte.sayNode(name, { session, address: "10.0.0.9" });
    for (const [i, unit] of units.entries()) {
      await this.hirte.sayUnit(name, unit, aUnitState(i + 1, { session }));
    }
    await this.hirte.sayInventory(name, session, units.length + 1, [...units]);
  }
}

/** The answer of a manager that has taken a job on, or whose job has gone on since. */
export function acceptedAs(hirte: ScriptedHirte, asked: Asked, rest: Partial<Job>): Partial<Reply> {
  return { status: "accepted", job: hirte.jobOf(asked, rest) };
}
