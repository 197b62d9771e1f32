import assert from "node:assert/strict";
import { ipv6, localIpv4 } from "../../../../broker/pki/machine-names.ts";
import { nameForNodes, serverNames } from "../../../../broker/pki/server-names.ts";

const machine = { hostName: "primary", addresses: ["192.168.1.10", "fd00::10"] };
const own = ["primary", "localhost", "127.0.0.1", "::1"];

describe("the names in the server's certificate", () => {
  it("[REQ-TLS-6] are those given, those it listens on, and what the machine calls itself", () => {
    assert.deepEqual(serverNames(["hirte.example"], ["192.168.1.10"], machine), [
      ...["hirte.example", "192.168.1.10"],
      ...own,
    ]);
    assert.deepEqual(serverNames([], ["127.0.0.1"], machine), own);
  });

  it("[REQ-TLS-6] are the machine's addresses where it listens on all of them", () => {
    assert.deepEqual(serverNames([], ["0.0.0.0"], machine), ["192.168.1.10", ...own]);
    assert.deepEqual(serverNames([], ["::"], machine), ["192.168.1.10", "fd00::10", ...own]);
  });

  it("[REQ-TLS-6] stand there once, and hold nothing that is no name", () => {
    const odd = { hostName: "a host, DNS:other", addresses: [] };
    assert.deepEqual(serverNames(["127.0.0.1"], ["127.0.0.1"], odd), [
      ...["127.0.0.1", "localhost", "::1"],
    ]);
  });

  it("[REQ-TLS-6] are read from the kernel's files where a service may not ask it", () => {
    const trie = [
      "Local:",
      "  +-- 0.0.0.0/0 3 0 5",
      "     +-- 10.99.0.0/24 2 0 2",
      "        |-- 10.99.0.0",
      "           /24 link UNICAST",
      "        |-- 10.99.0.10",
      "           /32 host LOCAL",
      "        |-- 10.99.0.255",
      "           /32 link BROADCAST",
    ];
    assert.deepEqual(localIpv4(trie.join("\n")), ["10.99.0.10"]);
    const table = [
      "fd000000000000000000000000000010 02 40 00 80     eth0",
      "00000000000000000000000000000001 01 80 10 80       lo",
    ];
    assert.deepEqual(ipv6(`${table.join("\n")}\n`), ["fd00::10", "::1"]);
  });

  it("[REQ-TLS-9] lead nodes to the first that means something on another machine", () => {
    assert.equal(nameForNodes(["127.0.0.1", "192.168.1.10", "primary"]), "192.168.1.10");
    assert.equal(nameForNodes(["localhost"]), "localhost");
  });
});
