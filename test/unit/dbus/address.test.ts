import assert from "node:assert/strict";
import { isHirteError } from "../../../src/core/errors.ts";
import { parseBusAddress, sessionBusAddress, systemBusAddress } from "../../../src/dbus/address.ts";

describe("D-Bus addresses", () => {
  it("[REQ-SYS-18] are those of Unix sockets, tried in order", () => {
    assert.deepEqual(parseBusAddress("unix:path=/run/a/bus,guid=1234;unix:path=/run/b"), [
      "/run/a/bus",
      "/run/b",
    ]);
  });

  it("[REQ-SYS-18] may be abstract, and escaped", () => {
    assert.deepEqual(parseBusAddress("unix:abstract=/tmp/x"), ["\0/tmp/x"]);
    assert.deepEqual(parseBusAddress("unix:path=/tmp/%3b%c3%a4%2C"), ["/tmp/;ä,"]);
  });

  for (const bad of ["", "tcp:host=localhost,port=1", "unix:", "unix:path=", "x", "unix:path=%4"]) {
    it(`[REQ-SYS-18] refuse "${bad}"`, () => {
      assert.throws(
        () => parseBusAddress(bad),
        (error) => isHirteError(error, "bad-config"),
      );
    });
  }

  it("[REQ-SYS-18] come from the environment where it has them", () => {
    assert.equal(systemBusAddress({ DBUS_SYSTEM_BUS_ADDRESS: "unix:path=/x" }), "unix:path=/x");
    assert.equal(systemBusAddress({}), "unix:path=/run/dbus/system_bus_socket");
    assert.equal(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: "unix:path=/y" }), "unix:path=/y");
    assert.equal(
      sessionBusAddress({ XDG_RUNTIME_DIR: "/run/user/7" }),
      "unix:path=/run/user/7/bus",
    );
  });
});
