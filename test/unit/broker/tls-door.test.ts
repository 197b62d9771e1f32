import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { TlsDoor } from "../../../broker/tls-door.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { until } from "../../support/link.ts";
import { TestPki } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the door of TLS connections", () => {
  const directory = useTempDir();
  const cutOffs: string[] = [];
  let nowMs = 0;
  let clock: FakeClock;
  let door: TlsDoor;
  let sockets: Socket[];

  beforeEach(async () => {
    const { own } = await TestPki.make(join(directory(), "pki"));
    nowMs = 0;
    clock = new FakeClock();
    cutOffs.length = 0;
    sockets = [];
    door = new TlsDoor({
      credentials: own.credentials,
      handshakeTimeoutMs: 1000,
      maxHandshakes: 10,
      nowMs: () => nowMs,
      clock,
      onMqtt: () => undefined,
      onHttp: () => undefined,
      onCutOff: (reason) => cutOffs.push(reason),
    });
  });
  afterEach(() => {
    door.close();
    for (const socket of sockets) socket.destroy();
  });

  /** Both sides of a connection; the accepted one says that it comes from there. */
  const pair = async (ends: { readonly remotePort: number; readonly remoteAddress?: string }) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const far = connect(port, "127.0.0.1").on("error", () => undefined);
    const [near] = (await once(server, "connection")) as [Socket];
    server.close();
    Object.defineProperties(near, {
      remotePort: { value: ends.remotePort },
      ...(ends.remoteAddress ? { remoteAddress: { value: ends.remoteAddress } } : {}),
      localPort: { value: 2020 },
    });
    sockets.push(near, far);
    return { near, far };
  };

  it("[REQ-TLS-5] forgets no connection for one before it that was reset and had the same ends", async () => {
    const ends = { remotePort: 4000 };
    const [first, second] = [await pair(ends), await pair(ends)];
    const firstEnds = once(first.near, "close");
    door.admit(first.near);
    // In one turn: the end of the first one is not heard of before the second one is there.
    first.near.resetAndDestroy();
    door.admit(second.near);
    await firstEnds;
    assert.equal(door.handshakes, 1);
    const secondEnds = once(second.near, "close");
    nowMs = 2000;
    door.judge(nowMs);
    await secondEnds;
    assert.deepEqual([door.handshakes, cutOffs], [0, ["no-handshake"]]);
  });

  it("[REQ-QUOTA-15] takes the place of a network of IPv6 whose addresses have most, before that of one address", async () => {
    const one = { remoteAddress: "198.51.100.1" };
    const rest = Array.from({ length: 8 }, (_, i) => ({ remoteAddress: `2001:db8::${i + 1}` }));
    const ends = [one, one, ...rest, { remoteAddress: "198.51.100.2" }];
    const nears: Socket[] = [];
    for (const [at, from] of ends.entries()) {
      const { near } = await pair({ remotePort: 4000 + at, ...from });
      nears.push(near);
      door.admit(near);
    }
    assert.deepEqual(
      nears.map(({ destroyed }) => destroyed),
      ends.map(({ remoteAddress }) => remoteAddress === "2001:db8::1"),
    );
  });

  it("[REQ-TLS-5] ends a connection whose place another one with the same ends has taken", async () => {
    const ends = { remotePort: 4000 };
    const [first, second] = [await pair(ends), await pair(ends)];
    const firstEnds = once(first.near, "close");
    door.admit(first.near);
    door.admit(second.near);
    first.far.write(Buffer.from([0x16, 3, 1, 0, 0]));
    await firstEnds;
    assert.equal(door.handshakes, 1);
    assert.equal(second.near.destroyed, false);
  });

  it("[REQ-QUOTA-4] begins a handshake after its delay, and holds its place meanwhile", async () => {
    const { near, far } = await pair({ remotePort: 4000 });
    const answered = once(far, "data");
    let isAnswered = false;
    answered.then(
      () => (isAnswered = true),
      () => undefined,
    );
    door.admit(near, 500);
    // No TLS: it is answered with an alert as soon as it is looked at.
    far.write("GET /");
    await clock.advance(499);
    await until(() => near.readableLength > 0);
    assert.deepEqual([door.handshakes, isAnswered], [1, false]);
    await clock.advance(1);
    const [alert] = (await answered) as [Buffer];
    assert.equal(alert[0], 0x15);
  });

  it("[REQ-QUOTA-4] lets go of what it holds back, where that gives way to others", async () => {
    const { near } = await pair({ remotePort: 4000 });
    const ended = once(near, "close");
    const place = {
      host: "a",
      giveWay: (): void => assert.fail("it is the door's to end"),
    };
    door.admit(near, 500, place);
    place.giveWay();
    place.giveWay();
    await ended;
    assert.deepEqual(cutOffs, ["no-handshake"]);
    assert.deepEqual([door.handshakes, clock.pending], [0, 0]);
  });
});
