import assert from "node:assert/strict";
import { mayPageConnect, type OriginRule } from "../../../broker/websocket-origin.ts";

const plain = { isEncrypted: false };
const encrypted = { isEncrypted: true };
const only = (...allowed: string[]) => ({ ...plain, allowed });

describe("a page that asks for a WebSocket", () => {
  const cases: readonly (readonly [string, OriginRule, boolean, string | undefined, string?])[] = [
    ["of any site, over TLS", encrypted, true, "https://evil.example"],
    ["of no site, over TLS", encrypted, true, "null"],
    ["of another site than those listed, over TLS", { ...encrypted, allowed: [] }, false, "null"],
    ["of any site", plain, false, "https://evil.example"],
    ["from a file or a sandbox", plain, false, "null"],
    ["that is none: no browser", plain, true, undefined],
    ["of another server on localhost", plain, true, "http://localhost:8080", "localhost:2022"],
    ["of localhost by another name", plain, true, "http://localhost", "127.0.0.1:2022"],
    ["of localhost elsewhere", plain, false, "http://localhost", "10.0.0.9:2022"],
    ["of the same address", plain, true, "http://10.0.0.9", "10.0.0.9:2022"],
    ["of the same address, IPv6", plain, true, "http://[::1]:80", "[::1]:2022"],
    ["of another address", plain, false, "http://10.0.0.9", "127.0.0.1:2022"],
    // DNS rebinding: the page's own name was made to point here.
    ["of the same name", plain, false, "http://evil.example:2022", "evil.example:2022"],
    ["of a name like localhost", plain, false, "http://localhost.evil.example", "localhost:2022"],
    ["that says nothing of where it was asked for", plain, false, "http://localhost"],
    ["of a site that is listed", only("https://ops.example"), true, "https://ops.example"],
    ["of another port than listed", only("https://ops.example"), false, "https://ops.example:8443"],
    ["of another scheme than listed", only("https://ops.example"), false, "http://ops.example"],
    ["of several sites", only("https://a.example"), false, "https://a.example, https://b.example"],
    ["of any site where all are listed", only("*"), true, "null"],
  ];
  for (const [what, rule, may, origin, host] of cases) {
    it(`[REQ-WS-5] ${what}, ${may ? "may" : "may not"} connect`, () => {
      assert.equal(mayPageConnect({ origin, host }, rule), may);
    });
  }
});
