import assert from "node:assert/strict";
import { join } from "node:path";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import { silentLog } from "../../../src/core/log.ts";
import { Links } from "../../../src/hecate/links.ts";
import { writeConfig } from "../../support/config-files.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { siteYaml } from "../../support/hecate.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hecate's connections to the broker", () => {
  const dir = useTempDir();

  it("[REQ-HEC-18] are down for whoever counts on them when another broker takes the place of theirs", async () => {
    const configOf = (brokerPort: number) => {
      writeConfig(dir(), { "hecate.yaml": siteYaml({ brokerPort, upsdPort: 1 }) });
      const sources = { file: join(dir(), "hecate.yaml"), env: {}, flags: { node: "db" } };
      return readHecateConfig(sources);
    };
    const downs: string[] = [];
    const part = (name: string) => ({
      ...{ subscriptions: [], onUp: () => undefined },
      onDown: () => downs.push(name),
    });
    const links = new Links({
      ...{ clock: new FakeClock(), log: silentLog() },
      ...{ publisher: part("publisher"), coordinator: part("coordinator") },
    });
    links.apply(configOf(1));
    links.apply(configOf(1));
    assert.deepEqual(downs, []);
    links.apply(configOf(2));
    assert.deepEqual(downs, ["publisher", "coordinator"]);
    await links.close(async () => undefined);
  });
});
