import assert from "node:assert/strict";
import fc from "fast-check";
import { Broker } from "../../broker/broker.ts";
import { streamPair } from "../../broker/stream-pair.ts";
import { createLog } from "../../src/core/log.ts";
import { WireClient } from "../support/wire-client.ts";
import { fuzz } from "./harness.ts";
import { clientBytes, connectBytes, cutUp, pieceSizes } from "./mqtt-bytes.ts";

const heard = "hirte/v1/nodes/+/heartbeat";
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("fuzzing of a broker", () => {
  const errors: string[] = [];
  let broker: Broker;
  let bystander: WireClient;

  const enter = (address: string) => {
    const { near, far } = streamPair();
    near.on("error", () => undefined);
    broker.accept(far, { address, via: "plain" });
    return near;
  };
  before(async () => {
    const log = createLog({
      level: "error",
      target: "json",
      write: (line) => void errors.push(line),
    });
    broker = await Broker.start({ listenAddresses: [], port: 0, log });
    bystander = new WireClient(enter("10.0.0.1:1"));
    await bystander.connect({ clientId: "bystander" });
    await bystander.subscribe(heard);
  });
  after(async () => {
    bystander.stream.destroy();
    await broker.close();
  });

  const peer = fc.record({
    sent: fc.array(clientBytes, { minLength: 1, maxLength: 8 }),
    connects: fc.boolean(),
    sizes: pieceSizes,
    reads: fc.boolean(),
    /** Turns of the event loop between pieces, in which answers come. */
    pauses: fc.boolean(),
    leaves: fc.constantFrom("end", "cut"),
  });

  it(
    "[REQ-BRK-8] [REQ-BRK-21] [REQ-BAD-8] whatever a client sends ends its own connection at most, and nothing of it stays",
    fuzz(
      { cases: 300, mustNotGrow: true },
      fc.asyncProperty(peer, async ({ sent, connects, sizes, reads, pauses, leaves }) => {
        const near = enter("10.0.0.2:2");
        if (reads) near.resume();
        const bytes = Buffer.concat(connects ? [connectBytes, ...sent] : sent);
        for (const piece of cutUp(bytes, sizes)) {
          if (near.destroyed) break;
          near.write(piece);
          if (pauses) await turn();
        }
        bystander.packets.length = 0;
        bystander.messages.length = 0;
        await bystander.ping();
        if (leaves === "end") {
          near.end();
          await bystander.ping();
        }
        near.destroy();
        while (broker.stats().connections > 1) await turn();
        const { queuedBytes, subscriptions, clients, cutOffs } = broker.stats();
        assert.deepEqual(
          { queuedBytes, subscriptions, clients },
          {
            queuedBytes: 0,
            subscriptions: 1,
            clients: 1,
          },
        );
        assert.equal(cutOffs["broker-error"], 0);
        assert.deepEqual(errors, []);
      }),
    ),
  );
});
