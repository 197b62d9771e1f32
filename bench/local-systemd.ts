import { silentLog } from "../src/core/log.ts";
import { Bus } from "../src/dbus/bus.ts";
import type { Variant } from "../src/dbus/codec.ts";
import { escapeLabel } from "../src/dbus/label.ts";
import { type LabNode, must } from "../test/support/lab.ts";

const systemd = {
  destination: "org.freedesktop.systemd1",
  path: "/org/freedesktop/systemd1",
  interface: "org.freedesktop.systemd1.Manager",
} as const;
const signalsOf = "type='signal',sender='org.freedesktop.systemd1'";
const jobDeadlineMs = 10_000;

/** The systemd of a node by the node's own bus, as a program on that node would use it: what hirte is held against. */
export class LocalSystemd {
  readonly #bus: Bus;
  readonly #onJobRemoved = new Set<(path: string, result: string) => void>();
  readonly #onActiveState = new Set<(path: string, state: string) => void>();

  private constructor(bus: Bus) {
    this.#bus = bus;
    bus.onSignal(({ member, path = "", body = [] }) => {
      if (member === "JobRemoved") {
        for (const listener of [...this.#onJobRemoved]) listener(String(body[1]), String(body[3]));
      } else if (member === "PropertiesChanged") {
        // Of this signature by the D-Bus specification: sa{sv}as.
        const changed = body[1] as Readonly<Record<string, Variant | undefined>>;
        const state = changed["ActiveState"]?.value;
        if (typeof state !== "string") return;
        for (const listener of [...this.#onActiveState]) listener(path, state);
      }
    });
  }

  /** `hears`: what it listens to, and no more, for reading costs time. */
  static async connect(node: LabNode, hears: "jobs" | "jobs and units"): Promise<LocalSystemd> {
    const socket = (await must(["labnode", "sock", node.name])).trim();
    const properties = "interface='org.freedesktop.DBus.Properties',member='PropertiesChanged'";
    const bus = new Bus({
      address: `unix:path=${socket}`,
      log: silentLog(),
      matches: [
        `${signalsOf},interface='${systemd.interface}',member='JobRemoved'`,
        ...(hears === "jobs" ? [] : [`${signalsOf},${properties}`]),
      ],
    });
    const systemdOfNode = new LocalSystemd(bus);
    await new Promise<void>((resolve) => {
      bus.onConnection(() => resolve());
      bus.open();
    });
    await bus.call({ ...systemd, member: "Subscribe" });
    return systemdOfNode;
  }

  /** Has a job done. @throws when it does not end as "done" */
  async job(verb: "start" | "stop", unit: string): Promise<void> {
    // JobRemoved can come before the answer that says which job it is.
    const ended = new Map<string, string>();
    let look: () => void = () => undefined;
    const listener = (path: string, result: string) => {
      ended.set(path, result);
      look();
    };
    this.#onJobRemoved.add(listener);
    try {
      const member = verb === "start" ? "StartUnit" : "StopUnit";
      const body = [unit, "replace"];
      const [path] = await this.#bus.call({ ...systemd, member, signature: "ss", body });
      const result = await withDeadline<string>(`${verb} ${unit} on its node`, (resolve) => {
        look = () => {
          const end = ended.get(String(path));
          if (end !== undefined) resolve(end);
        };
        look();
      });
      if (result !== "done") throw new Error(`${verb} ${unit} ended as ${result}`);
    } finally {
      this.#onJobRemoved.delete(listener);
    }
  }

  /** When, by `performance.now()`, systemd said that the unit has come into this state. */
  async activeState(unit: string, wanted: string): Promise<number> {
    const unitPath = `${systemd.path}/unit/${escapeLabel(unit)}`;
    let stop: () => void = () => undefined;
    try {
      return await withDeadline(`${unit} is ${wanted} on its node`, (resolve) => {
        const listener = (path: string, state: string) => {
          if (path === unitPath && state === wanted) resolve(performance.now());
        };
        this.#onActiveState.add(listener);
        stop = () => this.#onActiveState.delete(listener);
      });
    } finally {
      stop();
    }
  }

  close(): void {
    this.#bus.close();
  }
}

/** A promise that rejects when what it waits for does not come within 10 s. */
export function withDeadline<T>(
  what: string,
  begin: (resolve: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not within ${jobDeadlineMs} ms: ${what}`)),
      jobDeadlineMs,
    );
    begin((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
