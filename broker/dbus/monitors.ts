import type { HirteClient } from "../../src/client/hirte-client.ts";
import type { BusClients } from "../../src/dbus/bus-clients.ts";
import { busError, busErrors } from "../../src/dbus/bus-error.ts";
import type { ObjectServer } from "../../src/dbus/object-server.ts";
import { Monitor } from "./monitor.ts";

const maxMonitors = 1000;

/** The monitors there are. */
export class Monitors {
  readonly #parts: {
    readonly server: ObjectServer;
    readonly clients: BusClients;
    readonly client: HirteClient;
  };
  readonly #monitors = new Set<Monitor>();
  #lastMonitor = 0;
  #lastId = 0;

  constructor(parts: {
    readonly server: ObjectServer;
    readonly clients: BusClients;
    readonly client: HirteClient;
  }) {
    this.#parts = parts;
  }

  /** Makes one for the program with this unique name. @returns its path */
  create(owner: string): string {
    if (this.#monitors.size >= maxMonitors) {
      throw busError(busErrors.limitsExceeded, `there are ${maxMonitors} monitors already`);
    }
    const monitor = new Monitor({
      ...this.#parts,
      owner,
      id: ++this.#lastMonitor,
      nextId: () => ++this.#lastId,
      onClosed: (closed) => this.#monitors.delete(closed),
    });
    this.#monitors.add(monitor);
    return monitor.path;
  }

  stop(): void {
    for (const monitor of [...this.#monitors]) monitor.close();
  }
}
