import { constants } from "node:os";
import { propertiesInterface, systemd, unitPath } from "../../../agent/systemd-names.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { Bus } from "../../../src/dbus/bus.ts";
import type { MethodCall } from "../../../src/dbus/calls.ts";
import { until } from "./until.ts";

/** As long as a command on a machine may take. An attempt to connect has less: who boots or goes off may take it and die. */
const longMs = 55_000;
/** A connection that nobody uses is closed after this: it would keep the process. */
const idleMs = 500;
const manager = { destination: systemd.name, path: systemd.path, interface: systemd.manager };

/** A unit that systemd has loaded. */
interface Loaded {
  readonly name: string;
  readonly activeState: string;
  readonly hasJob: boolean;
}

/**
 * systemd of a machine, asked from here, at its own socket: a process of systemctl there costs a sixtieth of a second of a
 * processor.
 */
export class MachineSystemd {
  readonly #run: string;
  #connection: Promise<Bus> | undefined;
  #open = 0;
  #idle: NodeJS.Timeout | undefined;

  /** `run`: where its /run is found from here. */
  constructor(run: string) {
    this.#run = run;
  }

  /** A property that all units have; systemd loads the unit for it. */
  async property(unit: string, name: string): Promise<unknown> {
    return this.#get(unitPath(unit), systemd.unit, name);
  }

  /** How far it is, as `systemctl is-system-running` says it. */
  async state(): Promise<string> {
    return String(await this.#get(systemd.path, systemd.manager, "SystemState"));
  }

  /** Reads all unit files again. */
  async reload(): Promise<void> {
    await this.#call({ ...manager, member: "Reload" });
  }

  /**
   * Kills and stops units, one after another, and forgets all failures; resolves to whether any of them is still loaded.
   */
  async takeAway(units: readonly string[]): Promise<boolean> {
    let isFirst = true;
    // What was stopped may have been begun again by one that was not stopped yet.
    const stop = async () => {
      const loaded = await this.#loaded(units);
      const busy = loaded
        .filter(
          ({ activeState, hasJob }) => hasJob || !["inactive", "failed"].includes(activeState),
        )
        .toSorted((one, other) => units.indexOf(one.name) - units.indexOf(other.name));
      for (const { name } of busy.filter(({ hasJob }) => isFirst || !hasJob)) {
        await this.#anyhow(killing(name, constants.signals.SIGKILL));
        await this.#anyhow(order("StopUnit", name));
      }
      isFirst = false;
      return busy.map(({ name }) => name);
    };
    await until(stop, {
      what: `${units.join(", ")} are stopped`,
      holds: (seen) => seen.length === 0,
      deadlineMs: longMs,
      everyMs: 10,
    });
    await this.#call({ ...manager, member: "ResetFailed" });
    return (await this.#loaded(units)).length > 0;
  }

  /** Starts units, where they have failed or were stopped by SIGSTOP, too; resolves once they are active. */
  async start(units: readonly string[]): Promise<void> {
    for (const name of units) {
      await this.#anyhow(killing(name, constants.signals.SIGCONT));
      await this.#anyhow({ ...manager, member: "ResetFailedUnit", signature: "s", body: [name] });
    }
    for (const name of units) await this.#call(order("StartUnit", name));
    const done = await until(() => this.#loaded(units), {
      what: `${units.join(", ")} are started`,
      holds: (seen) => seen.every(({ hasJob }) => !hasJob),
      deadlineMs: longMs,
      everyMs: 20,
    });
    const isActive = (unit: string) =>
      done.some(({ name, activeState }) => name === unit && activeState === "active");
    if (units.every(isActive)) return;
    throw new Error(`${units.join(", ")} were started, and are now: ${JSON.stringify(done)}`);
  }

  /** What has no processes cannot be killed, and what is gone by now not be stopped. */
  async #anyhow(call: MethodCall): Promise<void> {
    try {
      await this.#call(call);
    } catch (error) {
      if (!isHirteError(error, "dbus-error")) throw error;
    }
  }

  async #get(path: string, of: string, name: string): Promise<unknown> {
    const [value] = await this.#call({
      ...{ destination: systemd.name, path, interface: propertiesInterface },
      ...{ member: "Get", signature: "ss", body: [of, name] },
    });
    return (value as { value: unknown }).value; // a variant
  }

  /** Those of these units that are loaded; asking loads none. */
  async #loaded(units: readonly string[]): Promise<readonly Loaded[]> {
    if (units.length === 0) return []; // of no pattern there would be all of them
    const patterns = units.map((name) => name.replaceAll(/[\\*?[]/g, "\\$&"));
    const [rows] = await this.#call({
      ...{ ...manager, member: "ListUnitsByPatterns" },
      ...{ signature: "asas", body: [[], patterns] },
    });
    // As org.freedesktop.systemd1(5) has them.
    return (rows as readonly (readonly unknown[])[]).map((row) => ({
      ...{ name: String(row[0]), activeState: String(row[3]), hasJob: row[7] !== 0 },
    }));
  }

  /** On a connection of before, or on a new one where that has gone. */
  async #call(call: MethodCall): Promise<readonly unknown[]> {
    clearTimeout(this.#idle);
    this.#open++;
    try {
      const isNew = this.#connection === undefined;
      const connection = this.#connection ?? connect(this.#run);
      this.#connection = connection;
      try {
        return await (await connection).call(call);
      } catch (error) {
        // There was no way in: the next one tries again.
        if (!isHirteError(error)) this.#leave(connection);
        if (isNew || !isHirteError(error) || !["dbus-gone", "closed"].includes(error.code))
          throw error;
        this.#leave(connection);
        return await this.#call(call);
      }
    } finally {
      if (--this.#open === 0) {
        this.#idle = setTimeout(() => {
          if (this.#connection) this.#leave(this.#connection);
        }, idleMs);
      }
    }
  }

  #leave(connection: Promise<Bus>): void {
    if (this.#connection === connection) this.#connection = undefined;
    void connection.then(
      (bus) => bus.close(),
      () => {}, // then there is none
    );
  }
}

/** Has a unit started or stopped, whatever was to be done with it. */
function order(member: "StartUnit" | "StopUnit", unit: string): MethodCall {
  return { ...manager, member, signature: "ss", body: [unit, "replace"] };
}

/** Sends a signal to all processes of a unit. */
function killing(unit: string, signal: number): MethodCall {
  return { ...manager, member: "KillUnit", signature: "ssi", body: [unit, "all", signal] };
}

/** @throws Error where there is no way in for long: the machine is off, or stands still */
function connect(run: string): Promise<Bus> {
  const hello = { ...manager, interface: "org.freedesktop.DBus.Peer", member: "Ping" };
  const bus = new Bus({
    address: `unix:path=${run}/dbus/system_bus_socket`,
    peer: { address: `unix:path=${run}/systemd/private`, hello },
    log: silentLog(),
    callTimeoutMs: longMs,
    backoff: { firstMs: 20, maxMs: 100 },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      bus.close();
      reject(new Error(`no way to the systemd at ${run} within ${longMs} ms`));
    }, longMs);
    bus.onConnection((isUp) => {
      clearTimeout(timer);
      if (isUp) resolve(bus);
      // It would come back by itself, as that of another life.
      else bus.close();
    });
    bus.open();
  });
}
