import assert from "node:assert/strict";
import type { Principal } from "../../../broker/principal.ts";
import type { Rights } from "../../../broker/rights.ts";
import { randomId } from "../../../src/core/ids.ts";
import type { Reply } from "../../../src/protocol/generated/schemas.ts";
import { coordinatorUser } from "../../../src/protocol/power-names.ts";
import { managerNode } from "../../../src/protocol/topics.ts";
import { type Verb, verbs } from "../../../src/protocol/verbs.ts";
import { OpenHirte, people } from "../../support/open-hirte.ts";
import { type Refused, waysIn } from "../../support/ways-in.ts";
import type { WireClient } from "../../support/wire-client.ts";

/** Something that can be asked for. */
interface Cell {
  readonly node: string;
  readonly name: string;
  readonly verb: Verb;
  readonly unit: string;
}

/** Each verb; of a node those of it, and those of another, about a unit of some patterns and of others. */
const cells: readonly Cell[] = Object.entries<Verb>(verbs).flatMap(([name, verb]) =>
  (verb.target === "manager" ? [managerNode] : ["a", "b"]).flatMap((node) =>
    (verb.target === "manager" ? ["web-1"] : ["web-1", "db-1"]).map((stem) => {
      return { node, name, verb, unit: `${stem}.service` };
    }),
  ),
);

/** As whom somebody asks, if it may at all. */
function userOf(is: Principal | Refused): string | undefined {
  if ("returnCode" in is) return undefined;
  if (is.role === "coordinator") return coordinatorUser;
  return "user" in is ? is.user : undefined;
}

/** What docs/security.md says of users; of those of the machine who have none, what it says of these. */
function rightsOf(user: string): Rights | undefined {
  const everywhere = { nodes: ["*"], units: ["*"] };
  if (user === "root@local") return { role: "admin", ...everywhere };
  // Whatever the user may do who was once added by that name.
  if (user === coordinatorUser) return { role: "operator", ...everywhere };
  const [login = "", suffix] = user.split("@");
  return people[login] ?? (suffix ? { role: "operator", ...everywhere } : undefined);
}

/** Read anew: role first, then the node, and, where something is done, the unit. */
function isAllowed({ role, nodes, units }: Rights, { node, name, verb, unit }: Cell): boolean {
  const ladder = ["viewer", "operator", "admin"];
  if (ladder.indexOf(role) < ladder.indexOf(verb.needs)) return false;
  if (role === "admin" || verb.target === "manager") return true;
  // A pattern of these tests is a name, or ends in its only *.
  const isIn = (patterns: readonly string[], word: string) =>
    patterns.some((p) => (p.endsWith("*") ? word.startsWith(p.slice(0, -1)) : p === word));
  if (!isIn(nodes, node)) return false;
  if (verb.kind === "query" || verb.kind === "stream" || units.includes("*")) return true;
  const isWhole =
    ["request", "request-command", "request-log-level"].includes(verb.requestSchema) ||
    ["run", "set-default"].includes(name);
  return !isWhole && isIn(units, unit);
}

/** A request that every verb takes, and none does anything about any more: its time was over long ago. */
const requestAbout = ({ name, unit }: Pick<Cell, "name" | "unit">) => ({
  ...{ id: randomId(), startBy: 1, unit, units: [unit], nodes: ["a"], node: "a" },
  ...{ name: "x", argv: ["true"], job: randomId(), level: "info" },
  ...{ user: "somebody", password: "a good password", role: "viewer" },
  // With the number of a run, which only the coordinator has.
  ...(name === "power" ? { do: "disarm", run: 1 } : {}),
});

describe("what is asked for, by whomever and whatever way", function () {
  this.timeout(20_000);
  let hirte: OpenHirte;
  before(async () => {
    hirte = await OpenHirte.start();
    await hirte.startManager();
  });
  after(() => hirte?.stop());

  async function asks(
    client: WireClient,
    user: string,
    { node, name }: Pick<Cell, "node" | "name">,
    request: ReturnType<typeof requestAbout>,
  ): Promise<Reply> {
    const topic = `hirte/v1/replies/${user}/${request.id}`;
    client.publish(`hirte/v1/requests/${user}/${node}/${name}`, JSON.stringify(request));
    const answer = () => client.messages.find((message) => message.topic === topic);
    await client.until(() => answer() !== undefined);
    // hirte answers with replies.
    return JSON.parse(String(answer()?.payload)) as Reply;
  }

  /** By which way somebody has come the manager does not hear: each user once. */
  const judged = new Set<string>();
  for (const way of waysIn) {
    describe(`by ${way.name}`, () => {
      before(function () {
        if (!way.isOpen) this.skip();
      });
      for (const [who, is] of Object.entries(way.everybody)) {
        const user = userOf(is);
        if (user === undefined || judged.has(user)) continue;
        judged.add(user);
        const rights = rightsOf(user);
        const hasRuns = user === coordinatorUser;
        const allowed = cells.filter(
          (cell) => rights && isAllowed(rights, cell) && (hasRuns || cell.name !== "power"),
        );

        it(`[REQ-SEC-7] ${who} is denied what its role and patterns do not allow, ${cells.length - allowed.length} of ${cells.length} requests`, async () => {
          const [arrival] = await way.connect(hirte, who, 1);
          assert.ok(arrival);
          const { client, shown } = arrival;
          assert.equal(await client.connect(shown), 0);
          await client.subscribe(`hirte/v1/replies/${user}/+`);
          const codes = new Map<Cell, string | undefined>();
          // Few of a user's may wait where users are changed.
          for (let i = 0; i < cells.length; i += 4) {
            await Promise.all(
              cells.slice(i, i + 4).map(async (cell) => {
                const { problem } = await asks(client, user, cell, requestAbout(cell));
                codes.set(cell, problem?.code);
              }),
            );
            client.messages.length = 0;
          }
          const worded = (some: readonly Cell[]) =>
            some.map(({ node, name, unit }) => `${name} ${unit} on ${node}`);
          assert.deepEqual(
            worded(cells.filter((cell) => codes.get(cell) !== "denied")),
            worded(allowed),
          );
          // Nobody was told that it was no request at all, and nothing was taken on.
          const others = [...new Set(codes.values())];
          assert.ok(!others.includes("bad-request") && !others.includes("unknown-verb"));
        });
      }
    });
  }

  it("[REQ-SEC-7] no user becomes a coordinator or a ups by a name or a role, by an admin's hand either", async () => {
    const [way] = waysIn;
    const [ada] = (await way?.connect(hirte, "an admin", 1)) ?? [];
    assert.ok(ada);
    await ada.client.connect(ada.shown);
    await ada.client.subscribe("hirte/v1/replies/ada/+");
    const odds = [
      ...[{ role: "coordinator" }, { role: "ups" }],
      ...[{ user: "ups:a" }, { user: "coordinator" }],
    ];
    for (const odd of odds) {
      const wish = {
        ...requestAbout({ name: "start", unit: "x.service" }),
        startBy: Date.now() + 60_000,
        ...odd,
      };
      const { problem } = await asks(
        ada.client,
        "ada",
        { node: managerNode, name: "add-user" },
        wish,
      );
      assert.equal(problem?.code, "bad-request", JSON.stringify(odd));
    }
  });
});
