import assert from "node:assert/strict";
import { namesIn, parseSelector, selectNodes } from "../../../src/config/node-selector.ts";

describe("an expression that selects nodes", () => {
  const nodes = [
    { name: "db", roles: ["coordinator"] },
    { name: "tethys", roles: ["ups-host", "k3s-agent"] },
    { name: "s1", roles: ["k3s-server"] },
    { name: "a1", roles: ["k3s-agent"] },
  ];
  const select = (text: string) => {
    const parsed = parseSelector(text);
    return "wrong" in parsed ? parsed.wrong : selectNodes(parsed.selector, nodes).join(" ");
  };

  const cases: Readonly<Record<string, string>> = {
    all: "db tethys s1 a1",
    a1: "a1",
    "role:k3s-agent": "tethys a1",
    "role:k3s-agent & !role:ups-host": "a1",
    "role:k3s-agent&!role:ups-host": "a1",
    "!role:k3s-agent": "db s1",
    "s1 | a1": "s1 a1",
    "db | role:k3s-agent & role:ups-host": "db tethys",
    "(db | role:k3s-agent) & !role:ups-host": "db a1",
    "!(db | s1)": "tethys a1",
    "!!db": "db",
    "role:nobody": "",
    "": "it ends where a node, role:NAME or all is due",
    "db &": "it ends where a node, role:NAME or all is due",
    "db s1": '"s1" where &, | or the end is due',
    "db, s1": '"," where &, | or the end is due',
    "(db": "it ends where ) is missing",
    "role:": '"role:" where a node, role:NAME or all is due',
    "rule:x": '"rule:x" where a node, role:NAME or all is due',
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`[REQ-HCF-6] reads ${JSON.stringify(text)}`, () => {
      assert.equal(select(text), expected);
    });
  }

  it("[REQ-HCF-6] is refused when it nests without end", () => {
    assert.equal(select("(".repeat(10_000)), "too many parentheses or negations within each other");
  });

  it("[REQ-HCF-6] tells every name that it speaks of", () => {
    const parsed = parseSelector("!(db | role:x) & all");
    assert.ok("selector" in parsed);
    assert.deepEqual(namesIn(parsed.selector), [
      { kind: "node", name: "db" },
      { kind: "role", name: "x" },
    ]);
  });
});
