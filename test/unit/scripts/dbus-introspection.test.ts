import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseInterfaces } from "../../../scripts/dbus/introspection.ts";
import * as generated from "../../../src/dbus/generated/interfaces.ts";
import { introspectionOf } from "../../../src/dbus/introspection.ts";

const folder = join(import.meta.dirname, "../../../schemas/dbus");

describe("the D-Bus interfaces", () => {
  it("[REQ-DBUS-1] are told by introspection as schemas/dbus has them, to the last member", () => {
    const files = readdirSync(folder).sort();
    assert.deepEqual(files, [
      "hirte.Agent1.xml",
      ...["Agent", "Controller", "Job", "Metrics", "Monitor", "Node"].map(
        (word) => `org.eclipse.bluechi.${word}.xml`,
      ),
    ]);
    const written = files.flatMap((file) =>
      parseInterfaces(readFileSync(join(folder, file), "utf8")),
    );
    const told = parseInterfaces(introspectionOf(Object.values(generated), []));
    assert.deepEqual(
      new Map(told.map((i) => [i.name, i])),
      new Map(written.map((i) => [i.name, i])),
    );
    for (const { methods, signals, properties, name } of written) {
      assert.ok(methods.size + signals.size + properties.size > 0, name);
    }
  });

  it("[REQ-DBUS-1] are read as D-Bus writes them", () => {
    const [read] = parseInterfaces(`<node>
      <!-- <interface name="no.such"/> -->
      <interface name="a.b"><method name="M"/>
        <method name="N"><arg name="x" type="a{sv}" direction="in"/><arg type="s" name="y" direction="out" /></method>
        <signal name="S"><arg name="z" type="u"/></signal>
        <property name="P" type="s" access="read"/>
        <property name="Q" type="t" access="read">
          <annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="const"/>
        </property>
      </interface></node>`);
    assert.deepEqual(read, {
      name: "a.b",
      methods: new Map([
        ["M", { in: [], out: [] }],
        ["N", { in: [["x", "a{sv}"]], out: [["y", "s"]] }],
      ]),
      signals: new Map([["S", [["z", "u"]]]]),
      properties: new Map([
        ["P", { type: "s", access: "read", change: "true" }],
        ["Q", { type: "t", access: "read", change: "const" }],
      ]),
    });
  });
});
