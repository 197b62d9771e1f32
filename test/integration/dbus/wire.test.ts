import assert from "node:assert/strict";
import { join } from "node:path";
import { isHirteError } from "../../../src/core/errors.ts";
import { Wire } from "../../../src/dbus/wire.ts";
import { PeerSystemd } from "../../support/peer-systemd.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const message = {
  type: "call",
  path: "/a",
  interface: "a.b",
  member: "Fill",
  signature: "s",
  body: ["x".repeat(5000)],
} as const;
const job = { ...message, member: "Job", body: ["short"] };

describe("a connection to who does not read", () => {
  const directory = useTempDir();
  let peer: PeerSystemd;
  let open: Wire[];

  beforeEach(async () => {
    open = [];
    peer = await PeerSystemd.listen(join(directory(), "socket"));
  });
  afterEach(async () => {
    for (const wire of open) wire.close();
    await peer.stop();
  });

  async function connected(onEnd: () => void = () => undefined): Promise<Wire> {
    return new Promise((resolve) => {
      const wire: Wire = new Wire({
        path: join(directory(), "socket"),
        onReady: () => resolve(wire),
        onClear: () => undefined,
        onMessage: () => undefined,
        onEnd,
      });
      open.push(wire);
    });
  }

  /** Everything that was written has been handed to the kernel, as far as it takes it. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  /** How many messages the kernel takes before it takes no more. */
  async function capacity(): Promise<number> {
    const wire = await connected();
    peer.freeze();
    for (let taken = 0; ; taken++) {
      wire.send(message);
      await turn();
      if (!wire.isBlocked) continue;
      wire.close();
      return taken;
    }
  }

  it("[REQ-SYS-32] is cut rather than left with what the kernel does not take at once", async () => {
    const count = await capacity();
    peer.thaw();
    let hasEnded = false;
    const wire = await connected(() => {
      hasEnded = true;
    });
    peer.freeze();
    peer.calls.length = 0;
    for (let i = 0; i < count; i++) {
      wire.send(message);
      await turn();
    }
    assert.equal(wire.isBlocked, false);
    assert.throws(
      () => wire.sendNow(job, () => true),
      (error) => isHirteError(error, "not-sent"),
    );
    assert.ok(hasEnded);
    peer.thaw();
    await peer.allGone();
    assert.deepEqual(new Set(peer.calls), new Set(["Fill"]));
  });

  it("[REQ-SYS-32] asks whether a message may leave after all that was written before it was handed over", async () => {
    const wire = await connected();
    peer.freeze();
    wire.send({ ...message, body: ["x".repeat(1_000_000)] });
    // Not known to be blocked before the kernel was tried.
    assert.equal(wire.isBlocked, false);
    assert.equal(
      wire.sendNow(job, () => assert.fail("asked too early")),
      undefined,
    );
    assert.ok(wire.isBlocked);
  });
});
