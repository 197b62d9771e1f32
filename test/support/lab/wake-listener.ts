import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { Until } from "../until.ts";
import type { LabNode } from "./node.ts";

const wakePort = 9;

/**
 * What the network cards of machines that are off do: it listens for magic packets, from the lab's own network, and
 * switches on the machine that one names.
 */
export class WakeListener extends Until {
  /** Names of the machines that were switched on, in order. */
  readonly woken: string[] = [];
  /** Packets that were heard, by the address they name, `02:00:00:00:00:10`. */
  readonly heard: string[] = [];
  readonly #machines: ReadonlyMap<string, LabNode>;
  readonly #starting = new Map<LabNode, Promise<void>>();
  readonly #socket: Socket;

  private constructor(machines: ReadonlyMap<string, LabNode>, socket: Socket) {
    super();
    this.#machines = machines;
    this.#socket = socket;
    socket.on("message", (bytes) => this.#hear(bytes));
  }

  /** `machines`: by their MAC addresses in hecate.yaml, which need not be those of the lab. */
  static async start(machines: Readonly<Record<string, LabNode>>): Promise<WakeListener> {
    const socket = createSocket({ type: "udp4", reuseAddr: true });
    socket.bind(wakePort);
    await once(socket, "listening");
    const byMac = Object.entries(machines).map(
      ([mac, machine]) => [mac.toLowerCase().replaceAll("-", ":"), machine] as const,
    );
    return new WakeListener(new Map(byMac), socket);
  }

  /** Resolves when the machines that are being switched on are on. */
  async close(): Promise<void> {
    this.#socket.close();
    await Promise.all(this.#starting.values());
  }

  #hear(bytes: Buffer): void {
    const mac = macIn(bytes);
    if (mac === undefined) return;
    this.heard.push(mac);
    this.notify();
    const machine = this.#machines.get(mac);
    if (!machine || this.#starting.has(machine)) return;
    const starting = this.#switchOn(machine).finally(() => {
      this.#starting.delete(machine);
      this.notify();
    });
    this.#starting.set(machine, starting);
  }

  /** A machine that is on takes no notice. */
  async #switchOn(machine: LabNode): Promise<void> {
    if ((await machine.status()) !== "off") return;
    this.woken.push(machine.name);
    await machine.start();
  }
}

/** The address in a magic packet; undefined where it is none. */
function macIn(bytes: Buffer): string | undefined {
  const address = bytes.subarray(6, 12);
  const isMagic =
    bytes.length >= 102 &&
    bytes.subarray(0, 6).equals(Buffer.alloc(6, 0xff)) &&
    Array.from({ length: 16 }, (_, i) => bytes.subarray(6 + 6 * i, 12 + 6 * i)).every((copy) =>
      copy.equals(address),
    );
  if (!isMagic) return undefined;
  return [...address].map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** The address of a machine's network card: the lab makes it of its IP address. */
export function macOf({ ip }: LabNode): string {
  const digits = ip.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
  return ["02", "00", ...digits].join(":");
}
