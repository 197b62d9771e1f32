import { deepEqual, equal } from "node:assert/strict";
import { HirteError } from "../../../src/core/errors.ts";
import { Route } from "../../../src/dbus/route.ts";

const gone = (code?: string) =>
  new HirteError("dbus-gone", "the connection broke", {
    ...(code === undefined ? {} : { cause: Object.assign(new Error(code), { code }) }),
  });

describe("the way to who is called", () => {
  /** Where the attempts go that all fail for this reason. */
  const attempts = (route: Route, count: number, reason: HirteError): string[] =>
    Array.from({ length: count }, () => {
      const { path } = route.place;
      route.failed(reason);
      return path;
    });

  it("[REQ-SYS-23] goes through the sockets of the address in turn, and begins with the first after a break", () => {
    const route = new Route({ address: "unix:path=/a;unix:path=/b" });
    deepEqual(attempts(route, 3, gone("EACCES")), ["/a", "/b", "/a"]);
    equal(route.place.path, "/b");
    route.beginAnew();
    equal(route.place.path, "/a");
    equal(route.passedOver, undefined);
  });

  for (const [how, reason] of [
    ["may not be opened", gone("EACCES")],
    ["is reset", gone("ECONNRESET")],
    ["is closed", gone()],
    ["answers with an error", new HirteError("dbus-error", "access denied")],
  ] as const) {
    it(`[REQ-SYS-33] leaves the peer for the bus when its socket ${how} twice`, () => {
      const route = new Route({ address: "unix:path=/bus", peerAddress: "unix:path=/peer" });
      deepEqual(attempts(route, 4, reason), ["/peer", "/peer", "/bus", "/bus"]);
      equal(route.passedOver, reason);
    });
  }

  for (const [how, reason] of [
    ["does not listen", gone("ECONNREFUSED")],
    ["is not there", gone("ENOENT")],
    ["does not answer", new HirteError("deadline", "busy")],
  ] as const) {
    it(`[REQ-SYS-33] waits a while for a peer that ${how}`, () => {
      const route = new Route({ address: "unix:path=/bus", peerAddress: "unix:path=/peer" });
      deepEqual(new Set(attempts(route, 5, reason)), new Set(["/peer"]));
      equal(route.place.path, "/bus");
    });
  }

  it("[REQ-SYS-33] comes back to the peer once the connection to the bus has ended", () => {
    const route = new Route({ address: "unix:path=/bus", peerAddress: "unix:path=/peer" });
    attempts(route, 2, gone("EACCES"));
    deepEqual(route.place, { path: "/bus", isPeer: false });
    route.beginAnew();
    deepEqual(route.place, { path: "/peer", isPeer: true });
  });
});
