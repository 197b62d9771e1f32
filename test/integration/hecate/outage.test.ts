import assert from "node:assert/strict";
import { topics } from "../../../src/protocol/topics.ts";
import { subscription } from "../../../src/mqtt/link.ts";
import type { PowerRun, UpsState } from "../../../src/protocol/generated/schemas.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { HecateUnderTest, siteYaml } from "../../support/hecate.ts";
import { linkTo, opened } from "../../support/link.ts";
import { Until } from "../../support/until.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";
import { tcpStream } from "../../../src/mqtt/link.ts";

describe("hecate in an outage", function () {
  this.timeout(30_000);
  needsNut();

  it("[REQ-HEC-1] thin slice", async () => {
    const upsd = await Upsd.start({ alpha: {}, beta: {} });
    const tested = await BrokerUnderTest.start();
    const hecate = new HecateUnderTest("db", siteYaml({ brokerPort: tested.port, upsdPort: upsd.port }));
    const seen = new Until();
    const runs: PowerRun[] = [];
    const readings: UpsState[] = [];
    const link = linkTo([tcpStream("127.0.0.1", tested.port)], { username: "vera" });
    await link.subscribe(
      subscription({ row: topics.powerRun, onMessage: ({ message }) => { if (message) runs.push(message); seen.notify(); } }),
      subscription({ row: topics.upsState, onMessage: ({ message }) => { if (message) readings.push(message); seen.notify(); } }),
    );
    await opened(link);
    try {
      await hecate.start();
      await seen.until("readings", () => readings.length > 3, 5000);
      console.log(JSON.stringify(await hecate.ups("alpha")));
      await upsd.set("alpha", { "ups.status": "OB DISCHRG", "battery.runtime": "5" });
      await seen.until("a run", () => runs.length > 0, 10000);
      console.log(JSON.stringify(runs[0], null, 1));
      console.log(JSON.stringify(await hecate.ups("alpha")));
    } catch (e) {
      console.log(hecate.logLines.slice(-40).join(""));
      console.log(JSON.stringify(await hecate.status()));
      throw e;
    } finally {
      await link.close();
      await hecate.end();
      await tested.stop();
      await upsd.stop();
    }
    assert.ok(true);
  });
});
