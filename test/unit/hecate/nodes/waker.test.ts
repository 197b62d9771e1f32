import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import {
  broadcastTargets,
  magicPacket,
  NodeWaker,
  type WakeTarget,
} from "../../../../src/hecate/nodes/waker.ts";
import { FakeClock } from "../../../support/fake-clock.ts";
import { Until } from "../../../support/until.ts";
import { keptLog } from "../fakes.ts";

const mac = "02:00:00:00:00:10";

describe("waking nodes", () => {
  let clock: FakeClock;
  let socket: Socket;
  let heard: string[];
  let ran: string[];
  let changed: Until;
  let targets: WakeTarget[];
  let waker: NodeWaker;
  let lines: ReturnType<typeof keptLog>["lines"];

  beforeEach(async () => {
    clock = new FakeClock();
    heard = [];
    ran = [];
    changed = new Until();
    socket = createSocket("udp4");
    socket.on("message", (bytes) => {
      heard.push(bytes.toString("hex"));
      changed.notify();
    });
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    targets = [{ address: "127.0.0.1", port: socket.address().port }];
    const kept = keptLog();
    ({ lines } = kept);
    const run = async (argv: readonly string[], timeoutMs: number) => {
      ran.push(`${argv.join(" ")} ${timeoutMs}`);
      changed.notify();
      return ran.length === 1 ? "exit status 1" : undefined;
    };
    const nodes = () => [
      { name: "a", wake: { wol: mac } },
      { name: "b", wake: { wol: "02-00-00-00-00-11", bmc: ["/bmc", "on"] } },
      { name: "c" },
    ];
    waker = new NodeWaker({ ...{ nodes, run, clock, log: kept.log }, targets: () => targets });
  });
  afterEach(() => {
    socket.close();
    assert.equal(clock.pending, 0, "timers are left");
  });

  it("[REQ-NWK-1] sends three magic packets at once and every 10 s, until nobody wants it any more", async () => {
    const over = new AbortController();
    const woken = waker.wake("a", over.signal);
    await changed.until("three packets", () => heard.length === 3);
    const packet = `${"ff".repeat(6)}${"020000000010".repeat(16)}`;
    assert.deepEqual(new Set(heard), new Set([packet]));
    await changed.until("that it was told", () => lines.length === 1);
    await clock.advance(9900);
    assert.equal(heard.length, 3);
    await clock.advance(200);
    await changed.until("three more", () => heard.length === 6);
    over.abort();
    assert.equal(await woken, undefined);
    await clock.advance(30_000);
    assert.equal(heard.length, 6);
  });

  it("[REQ-NWK-2] has the BMC asked too, again when that failed, and is not hindered by a network that is down", async () => {
    // No network has this address.
    targets.unshift({ address: "256.0.0.1", port: 9 });
    const over = new AbortController();
    const woken = waker.wake("b", over.signal);
    await changed.until("packets and program", () => heard.length === 3 && ran.length === 1);
    await changed.until("that both were told", () => lines.length === 2);
    await clock.advance(10_100);
    await changed.until("both again", () => heard.length === 6 && ran.length === 2);
    assert.deepEqual(ran, ["/bmc on 30000", "/bmc on 30000"]);
    over.abort();
    assert.equal(await woken, undefined);
  });

  it("[REQ-NWK-1] says of whom nothing wakes", async () => {
    const why = await waker.wake("c", new AbortController().signal);
    assert.equal(why, "nothing is configured that wakes it: nodes.c.wake");
  });

  it("[REQ-NWK-1] reaches everybody on each network of this machine", () => {
    const address = { mac, family: "IPv4", internal: false, cidr: null } as const;
    const of = (ip: string, netmask: string) => ({ ...address, address: ip, netmask });
    const found = broadcastTargets({
      lo: [{ ...of("127.0.0.1", "255.0.0.0"), internal: true }],
      eth0: [of("192.168.10.5", "255.255.255.0")],
      eth1: [of("10.1.130.7", "255.255.192.0")],
    });
    assert.deepEqual(
      found.map((target) => `${target.address}:${target.port}`),
      ["255.255.255.255:9", "192.168.10.255:9", "10.1.191.255:9"],
    );
    assert.equal(magicPacket(mac).length, 102);
  });
});
