import assert from "node:assert/strict";
import { webcrypto as crypto } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import mqtt from "mqtt";
import { BrokerUnderTest } from "../../support/broker.ts";
import { oneForAll, rightPassword } from "../../support/identities.ts";
import { WireClient } from "../../support/wire-client.ts";

const document = join(import.meta.dirname, "../../../docs/state-manager.md");

describe("the page for a browser", () => {
  it("[REQ-WS-9] shows nodes, starts a unit, and tells how that ended", async () => {
    const test = await BrokerUnderTest.start({
      webSocket: { port: 0 },
      authentication: oneForAll,
    });
    const manager = new WireClient(test.broker.inMemoryStream());
    await manager.connect();
    manager.publish("hirte/v1/nodes/node2/state", '{"state":"online"}', { retain: true });
    await manager.subscribe("hirte/v1/requests/olga/node2/start", 1);
    const lines: string[] = [];
    let submit = (_event: object): void => undefined;
    const elements = { user: { value: "olga" }, password: { value: rightPassword } };
    const form = {
      elements,
      addEventListener: (_name: string, listener: typeof submit) => {
        submit = listener;
      },
    };
    const pre = { append: (line: string) => void lines.push(line) };
    const page = { querySelector: (name: string) => (name === "form" ? form : pre) };
    // Here nothing is encrypted, and the port is another one.
    const script = (await scriptOf(document))
      .replace("wss://", "ws://")
      .replace(":2022", `:${test.broker.webSocketPort}`);
    const browser = { mqtt, crypto, Uint8Array, setInterval, clearInterval };
    runInNewContext(script, {
      ...browser,
      document: page,
      location: { hostname: "127.0.0.1" },
    });
    submit({ preventDefault: () => undefined });
    await manager.until(() => manager.messages.length > 0);
    const { id, unit } = JSON.parse(String(manager.messages[0]?.payload)) as {
      readonly id: string;
      readonly unit: string;
    };
    assert.equal(unit, "web.service");
    assert.match(id, /^[0-9a-f]{32}$/);
    manager.publish(`hirte/v1/replies/olga/${id}`, '{"status":"accepted"}');
    manager.publish(`hirte/v1/jobs/${id}`, '{"state":"finished","result":"done"}');
    // It leaves when it knows the end.
    await test.until(() => test.broker.stats().connections === 0 && lines.length === 3);
    assert.match(lines[0] ?? "", /nodes\/node2\/state \{"state":"online"\}/);
    assert.match(lines[2] ?? "", /"result":"done"/);
    await test.stop();
  });
});

async function scriptOf(path: string): Promise<string> {
  const text = await readFile(path, "utf8");
  return /^```html\n.*?^<script>\n(.*?)^<\/script>/ms.exec(text)?.[1] ?? "";
}
