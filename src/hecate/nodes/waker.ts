import { createSocket, type Socket } from "node:dgram";
import { networkInterfaces } from "node:os";
import type { NodeEntry } from "../../config/hecate-types.ts";
import type { Clock, Timer } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Waker } from "../run/ports.ts";
import type { RunProgram } from "../run-program.ts";

/** Where magic packets go. */
export interface WakeTarget {
  readonly address: string;
  readonly port: number;
}

/** What nodes are woken with. */
export interface NodeWakerOptions {
  readonly nodes: () => readonly Pick<NodeEntry, "name" | "wake">[];
  readonly run: RunProgram;
  /** Default: everybody on each network that this machine is on. */
  readonly targets?: () => readonly WakeTarget[];
  readonly clock: Clock;
  readonly log: Log;
}

const everyMs = 10_000;
const copies = 3;
const wakePort = 9;
const bmcTimeoutMs = 30_000;

/** Switches nodes on by Wake-on-LAN, by a program that asks their BMC, or by both. */
export class NodeWaker implements Waker {
  readonly #options: NodeWakerOptions;

  constructor(options: NodeWakerOptions) {
    this.#options = options;
  }

  async wake(node: string, signal: AbortSignal): Promise<string | undefined> {
    const { wol, bmc } = this.#options.nodes().find(({ name }) => name === node)?.wake ?? {};
    if (wol === undefined && bmc === undefined) {
      return `nothing is configured that wakes it: nodes.${node}.wake`;
    }
    await Promise.all([
      wol === undefined ? undefined : this.#byPacket(node, magicPacket(wol), signal),
      bmc === undefined ? undefined : this.#byProgram(node, bmc, signal),
    ]);
    return undefined;
  }

  async #byPacket(node: string, packet: Buffer, signal: AbortSignal): Promise<void> {
    const { targets = broadcastTargets, log } = this.#options;
    await this.#again(signal, async () => {
      const sent = await broadcast(packet, targets());
      if (sent.count === 0)
        log.warn({ node, problem: sent.problem }, "no magic packet could be sent");
      else log.info({ node, to: sent.count }, "a magic packet was sent");
    });
  }

  async #byProgram(node: string, argv: readonly string[], signal: AbortSignal): Promise<void> {
    const { run, log } = this.#options;
    await this.#again(signal, async () => {
      const problem = await run(argv, bmcTimeoutMs);
      if (problem === undefined) log.info({ node }, "its BMC was asked to switch it on");
      else log.warn({ node, problem }, "its BMC could not be asked to switch it on");
    });
  }

  /** At once, and every 10 s; never two at a time. */
  async #again(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const { clock, log } = this.#options;
    while (!signal.aborted) {
      const beganMs = clock.monotonicMs();
      await work().catch((error: unknown) => log.warn({ error }, "waking a node has failed"));
      await new Promise<void>((resolve) => {
        let timer: Timer | undefined;
        const end = () => {
          timer?.cancel();
          signal.removeEventListener("abort", end);
          resolve();
        };
        timer = clock.after(beganMs + everyMs - clock.monotonicMs(), end);
        signal.addEventListener("abort", end);
        if (signal.aborted) end();
      });
    }
  }
}

/** What a network card of this address listens for while its machine is off: six times FF, sixteen times the address. */
export function magicPacket(mac: string): Buffer {
  const address = Buffer.from(mac.replace(/[:-]/g, ""), "hex");
  return Buffer.concat([Buffer.alloc(6, 0xff), ...Array.from({ length: 16 }, () => address)]);
}

/** All ones, which the default route takes, and the broadcast address of each network. */
export function broadcastTargets(interfaces = networkInterfaces()): readonly WakeTarget[] {
  const networks = Object.values(interfaces).flatMap((addresses) =>
    (addresses ?? []).flatMap(({ family, internal, address, netmask }) =>
      family === "IPv4" && !internal ? [broadcastOf(address, netmask)] : [],
    ),
  );
  return [...new Set(["255.255.255.255", ...networks])].map((address) => ({
    address,
    port: wakePort,
  }));
}

function broadcastOf(address: string, netmask: string): string {
  const mask = netmask.split(".").map(Number);
  return address
    .split(".")
    .map((part, index) => Number(part) | (~(mask[index] ?? 255) & 255))
    .join(".");
}

/** Sends a packet to each target, some times over. @returns how many took it, and why one did not */
async function broadcast(
  packet: Buffer,
  targets: readonly WakeTarget[],
): Promise<{ readonly count: number; readonly problem?: string }> {
  const socket = createSocket("udp4");
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.bind(0, () => resolve());
    });
    socket.on("error", () => {
      // Told by the sending that it hinders.
    });
    socket.setBroadcast(true);
    let problem: string | undefined;
    let count = 0;
    for (const target of targets) {
      try {
        for (let i = 0; i < copies; i++) await send(socket, packet, target);
        count++;
      } catch (error) {
        // A network that is down; others may not be.
        problem = messageOf(error);
      }
    }
    return { count, ...(problem === undefined ? {} : { problem }) };
  } finally {
    socket.close();
  }
}

function send(socket: Socket, packet: Buffer, { address, port }: WakeTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(packet, port, address, (error) => (error ? reject(error) : resolve()));
  });
}
