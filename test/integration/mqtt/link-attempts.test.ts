import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { type Duplex, duplexPair } from "node:stream";
import { promisify } from "node:util";
import { tcpStream } from "../../../src/mqtt/link.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { linkTo, until } from "../../support/link.ts";
import { moduleForNode } from "../../support/programs.ts";
import { RawServer } from "../../support/raw-server.ts";

describe("the attempts of a link", () => {
  const backoff = { firstMs: 250, maxMs: 5000 };

  it("[REQ-WIRE-11] begin at once, and come at growing, varying intervals while they fail", async () => {
    const clock = new FakeClock();
    const atMs: number[] = [];
    const makeStream = () => {
      atMs.push(clock.monotonicMs());
      return deadStream();
    };
    const link = linkTo([makeStream], { clock, backoff });
    link.open();
    await clock.advance(60_000);
    const pausesMs = atMs.slice(1).map((at, i) => at - (atMs[i] ?? 0));
    assert.equal(atMs[0], 0);
    for (const [i, pauseMs] of pausesMs.entries()) {
      const limitMs = Math.min(250 * 2 ** i, 5000);
      assert.ok(pauseMs >= limitMs / 2 && pauseMs <= limitMs, `pause ${i}: ${pauseMs} ms`);
    }
    assert.ok(new Set(pausesMs.slice(5)).size > 1);
    await link.close();
    assert.equal(clock.pending, 0);
  });

  it("[REQ-WIRE-11] are made at once after a break, but not again and again", async () => {
    const clock = new FakeClock();
    const server = new RawServer();
    const upsAtMs: number[] = [];
    const link = linkTo([server.stream], {
      clock,
      backoff,
      onUp: () => {
        upsAtMs.push(clock.monotonicMs());
        server.last.cut();
      },
    });
    link.open();
    await clock.advance(4000);
    await link.close();
    assert.equal(upsAtMs[1], upsAtMs[0], "the first break is forgiven");
    assert.ok(upsAtMs.length >= 3 && upsAtMs.length <= 10, `${upsAtMs.length} times in 4 s`);
  });

  it("[REQ-WIRE-11] go to the next server after a failure, and first to the one that was lost", async () => {
    const servers = [new RawServer(), new RawServer()] as const;
    const tried: string[] = [];
    const clock = new FakeClock();
    let isFirstDead = true;
    const link = linkTo(
      [
        () => {
          tried.push("a");
          return isFirstDead ? deadStream() : servers[0].stream();
        },
        () => {
          tried.push("b");
          return servers[1].stream();
        },
      ],
      { clock, backoff },
    );
    link.open();
    await clock.advance(250);
    await until(() => link.isUp);
    isFirstDead = false;
    servers[1].last.cut();
    await until(() => !link.isUp);
    await clock.advance(0);
    await until(() => link.isUp);
    link.drop("given up by a test");
    await clock.advance(250);
    await until(() => link.isUp);
    assert.deepEqual(tried, ["a", "b", "b", "a"]);
    await link.close();
  });

  it("[REQ-WIRE-11] go on when a stream cannot even be made", async () => {
    const clock = new FakeClock();
    const reasons: string[] = [];
    const link = linkTo(
      [
        () => {
          throw new Error("no such thing");
        },
      ],
      { clock, backoff, onDown: (reason) => void reasons.push(reason) },
    );
    link.open();
    await clock.advance(1000);
    assert.ok(reasons.length >= 2);
    assert.equal(reasons[0], "no such thing");
    await link.close();
    assert.equal(clock.pending, 0);
  });

  it("[REQ-WIRE-11] name what is wrong with the address", async () => {
    const listener = createServer();
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address() as { port: number };
    listener.close();
    await once(listener, "close");
    const reason = await new Promise<string>((resolve) => {
      const link = linkTo([tcpStream("127.0.0.1", port)], {
        onDown: (text) => {
          void link.close();
          resolve(text);
        },
      });
      link.open();
    });
    assert.match(reason, /ECONNREFUSED/);
  });

  it("[REQ-WIRE-10] leave nothing that keeps a process alive once the link is closed", async () => {
    const { words, path } = moduleForNode("src/mqtt/link.ts");
    const script = `
      import { duplexPair } from "node:stream";
      import { silentLog } from ${JSON.stringify(moduleForNode("src/core/log.ts").path)};
      import { Link } from ${JSON.stringify(path)};
      const options = { clientId: () => "x", log: silentLog(), connectTimeoutMs: 600_000 };
      const mute = new Link({ ...options, servers: [() => duplexPair()[0]] });
      const failing = new Link({ ...options, servers: [() => duplexPair()[0].destroy()] });
      mute.open();
      failing.open();
      setTimeout(async () => {
        await Promise.all([mute.close(), failing.close()]);
        console.log("closed");
      }, 50);`;
    const run = promisify(execFile);
    const args = [...words, "--input-type=module", "--eval", script];
    const { stdout } = await run(process.execPath, args, { timeout: 4500 });
    assert.equal(stdout, "closed\n");
  });
});

/** A stream that ends at once. */
function deadStream(): Duplex {
  return duplexPair()[0].destroy();
}
