import { createSocket, type Socket } from "node:dgram";
import type { LabNode } from "./node.ts";

/** What a network card does for a machine that is off: it hears magic packets, and has the machine start. */
export class WakeListener {
  /** Names of machines that were woken, in order, each as often as it was. */
  readonly woken: string[] = [];
  readonly #socket: Socket;
  readonly #starting = new Set<string>();

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Listens on the bridge of the lab for these machines. */
  static async start(machines: readonly LabNode[]): Promise<WakeListener> {
    const socket = createSocket({ type: "udp4", reuseAddr: true });
    const listener = new WakeListener(socket);
    const byMac = new Map(machines.map((machine) => [macOf(machine), machine]));
    socket.on("message", (packet) => {
      const machine = byMac.get(macIn(packet) ?? "");
      if (machine) void listener.#wake(machine);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      // Broadcasts come to whoever listens on all addresses alone.
      socket.bind(9, "0.0.0.0", resolve);
    });
    return listener;
  }

  close(): void {
    this.#socket.close();
  }

  async #wake(machine: LabNode): Promise<void> {
    if (this.#starting.has(machine.name)) return;
    this.#starting.add(machine.name);
    try {
      if ((await machine.status()) !== "off") return;
      this.woken.push(machine.name);
      await machine.start();
    } finally {
      this.#starting.delete(machine.name);
    }
  }
}

/** The address of its network card: the lab makes it of its IP address. */
export function macOf({ ip }: LabNode): string {
  const digits = ip.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
  return ["02", "00", ...digits].join(":");
}

function macIn(packet: Buffer): string | undefined {
  if (packet.length < 102 || packet.subarray(0, 6).some((byte) => byte !== 0xff)) return undefined;
  return [...packet.subarray(6, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}
