import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mosquittoAcl } from "../../../broker/mosquitto-acl.ts";
import type { Principal } from "../../../broker/principal.ts";
import { refusalOf, rightsOfCoordinator } from "../../../broker/rights.ts";
import { coordinatorUser } from "../../../src/protocol/power-names.ts";
import { managerNode, type Party, type TopicRow, topics } from "../../../src/protocol/topics.ts";
import { findVerb } from "../../../src/protocol/verbs.ts";
import { Mosquitto, needsMosquitto } from "../../support/mosquitto.ts";
import type { WireClient } from "../../support/wire-client.ts";

const users = [
  { user: "vera", role: "viewer", nodes: ["*"], units: ["*"] },
  { user: "olga", role: "operator", nodes: ["a", "elsewhere"], units: ["web-*"] },
  { user: "ada", role: "admin", nodes: ["*"], units: ["*"] },
] as const;
const acl = mosquittoAcl({
  managerUser: "hirte",
  nodes: ["a", "b"],
  users: users.map((row) => ({ ...row, nodes: [...row.nodes], units: [...row.units] })),
  hasCoordinator: true,
});

/** Who comes, under which name, and who it is; nobody: to be refused everything. */
const everybody: readonly {
  readonly who: string;
  readonly user: string;
  readonly is?: Principal;
}[] = [
  { who: "node A", user: "a", is: { role: "agent", node: "a" } },
  { who: "whoever reads the UPSes of A", user: "ups:a", is: { role: "ups", host: "a" } },
  { who: "the coordinator", user: "coordinator", is: { role: "coordinator", node: "b" } },
  { who: "the viewer", user: "vera", is: { role: "viewer", user: "vera" } },
  { who: "the operator", user: "olga", is: { role: "operator", user: "olga" } },
  { who: "the admin", user: "ada", is: { role: "admin", user: "ada" } },
  { who: "hirte", user: "hirte", is: { role: "manager" } },
  { who: "somebody hirte does not know", user: "stranger" },
];

/** A topic of the table, and what it is about. */
interface Case {
  readonly topic: string;
  readonly row: TopicRow;
  readonly params: Readonly<Record<string, string>>;
}

/** Each row under the names of both nodes, as nodes and as hosts, and of all users, and requests with verbs of each role. */
const cases: readonly Case[] = Object.values<TopicRow>(topics).flatMap((row) => {
  const has = (name: string) => row.pattern.includes(`{${name}}`);
  const isOfOne = has("node") || has("host");
  const machines = isOfOne ? ["a", "b", ...(row === topics.request ? [managerNode] : [])] : [""];
  const named = has("user") ? ["vera", "olga", "ada", coordinatorUser] : [""];
  const verbs = has("verb") ? ["status", "start", "jobs", "cancel", "allow-nodes"] : [""];
  return machines.flatMap((node) =>
    named.flatMap((user) =>
      verbs.map((verb) => {
        const params: Record<string, string> = { node, host: node, user, verb };
        const levels = row.pattern.replaceAll(
          /\{(\w+)\}/g,
          (_, name: string) => params[name] ?? "x",
        );
        return { topic: `hirte/v1/${levels}`, row, params };
      }),
    ),
  );
});

function isAmong(parties: readonly Party[], who: Principal, { node, host, user }: Case["params"]) {
  const asks = who.role === "coordinator" ? coordinatorUser : "user" in who ? who.user : undefined;
  return (
    who.role === "manager" ||
    parties.includes("anyone") ||
    (parties.includes("agent") && who.role === "agent" && who.node === node) ||
    (parties.includes("ups") && who.role === "ups" && who.host === host) ||
    (parties.includes("coordinator") && who.role === "coordinator") ||
    (parties.includes("client") && asks !== undefined && asks === user)
  );
}

/** As the embedded broker, and of requests also as the manager, as far as topics go. */
function mayPublish(who: Principal, { row, params }: Case): boolean {
  if (!isAmong(row.publishers, who, params)) return false;
  if (row !== topics.request || who.role === "manager") return true;
  const { user = "", node = "" } = params;
  const verb = findVerb(params["verb"] ?? "");
  const rights =
    user === coordinatorUser ? rightsOfCoordinator : users.find((one) => one.user === user);
  if (!verb || !rights) return false;
  // Where any node is meant, mosquitto lets by what the manager refuses for its target.
  const isAny = rights.nodes.some((one) => one === "*");
  if (verb.target === "manager" ? node !== managerNode : node === managerNode && !isAny)
    return false;
  return !refusalOf({ ...rights, units: ["*"] }, { user, node, verb });
}

describe("mosquitto with hirte's acl_file", () => {
  needsMosquitto();
  let mosquitto: Mosquitto;
  const start = async () => {
    mosquitto = await Mosquitto.start(
      ["hirte", "a", "b", "stranger", ...users.map(({ user }) => user)],
      acl,
    );
  };
  afterEach(() => mosquitto?.stop());

  /** What a reader was given before a message that hirte sees. */
  async function heard(reader: WireClient, fence = "hirte/v1/manager/state"): Promise<string[]> {
    const speaker = await mosquitto.client("hirte");
    await speaker.publishAcked(fence, "fence");
    await reader.until(() => reader.messages.at(-1)?.payload.toString() === "fence");
    return reader.messages.slice(0, -1).map(({ topic }) => topic);
  }

  describe("where somebody comes under a name", () => {
    // One with a colon fits into no password_file; who lets it in makes no difference to the acl_file.
    beforeEach(async () => {
      mosquitto = await Mosquitto.start(undefined, acl);
    });
    for (const { who, user, is } of everybody) {
      const published = cases.filter((one) => is && mayPublish(is, one)).map(({ topic }) => topic);
      const read = cases
        .filter(({ row, params }) => is && isAmong(row.readers, is, params))
        .map(({ topic }) => topic);

      it(`[REQ-ACL-1] ${who} is heard on its own ${published.length} of ${cases.length} topics`, async () => {
        const manager = await mosquitto.client("hirte");
        await manager.subscribe("hirte/v1/#");
        const client = await mosquitto.client(user);
        for (const { topic } of cases) await client.publishAcked(topic, who);
        for (const topic of ["hirte/v1/other", "other", "hirte/v1/nodes/a/units/x/y"])
          await client.publishAcked(topic, who);
        const all = is?.role === "manager" ? ["hirte/v1/other", "hirte/v1/nodes/a/units/x/y"] : [];
        assert.deepEqual(await heard(manager), [...published, ...all]);
      });

      it(`[REQ-ACL-1] ${who} hears its own ${read.length} topics by a subscription to all`, async () => {
        const client = await mosquitto.client(user);
        await client.subscribe("#");
        await client.subscribe("$SYS/#");
        const manager = await mosquitto.client("hirte");
        for (const { topic } of cases) await manager.publishAcked(topic, "live");
        await manager.publishAcked("hirte/v1/other", "live");
        if (!is) {
          // There is nothing by which it could tell that it was given all.
          for (let i = 0; i < 3; i++) await client.ping();
          assert.deepEqual(client.messages, []);
        } else {
          const all = is.role === "manager" ? ["hirte/v1/other"] : [];
          assert.deepEqual(await heard(client), [...read, ...all]);
        }
      });

      it(`[REQ-ACL-1] ${who} is given what is kept of its own topics, and nothing else that is`, async () => {
        const manager = await mosquitto.client("hirte");
        for (const { topic } of cases) await manager.publishAcked(topic, "kept", { retain: true });
        const client = await mosquitto.client(user);
        await client.subscribe("#");
        await client.ping();
        const given = is ? await heard(client) : client.messages.map(({ topic }) => topic);
        assert.deepEqual(given.toSorted(), read.toSorted());
      });

      it(`[REQ-ACL-1] a will of ${who} is published where it may publish, and nowhere else`, async () => {
        const manager = await mosquitto.client("hirte");
        await manager.subscribe("hirte/v1/#");
        for (const { topic } of cases) {
          const will = { topic, payload: Buffer.from("gone") };
          const client = await mosquitto.client(user, { will });
          client.stream.destroy();
          await client.closed;
        }
        await manager.until(() => manager.messages.length >= published.length);
        assert.deepEqual(await heard(manager), published);
      });
    }
  });

  describe("where everybody shows a password", () => {
    beforeEach(start);
    it("[REQ-ACL-1] who shows nothing, or the name of a node with another's password, is not let in", async () => {
      assert.equal((await mosquitto.tries(undefined)).returnCode, 5);
      assert.equal((await mosquitto.tries(undefined, { username: "a" })).returnCode, 5);
      assert.equal((await mosquitto.tries("a", { password: "wrong" })).returnCode, 5);
    });

    it("[REQ-ACL-1] a packet beyond what hirte's own broker takes ends its connection, and reaches nobody", async () => {
      const manager = await mosquitto.client("hirte");
      await manager.subscribe("hirte/v1/#");
      const node = await mosquitto.client("a");
      node.publish("hirte/v1/nodes/a/hello", Buffer.alloc(1024 * 1024 + 1));
      await node.closed;
      assert.deepEqual(await heard(manager), []);
    });

    it("[REQ-ACL-1] it is told by a reload, and holds connections that are there to it", async () => {
      const node = await mosquitto.client("a");
      await node.subscribe("hirte/v1/nodes/a/commands");
      const manager = await mosquitto.client("hirte");
      await manager.subscribe("hirte/v1/#");
      await node.publishAcked("hirte/v1/nodes/a/hello", "before");
      await manager.until(() => manager.messages.length === 1);
      writeFileSync(
        mosquitto.aclFile,
        mosquittoAcl({ managerUser: "hirte", nodes: ["b"], users: [] }),
      );
      await mosquitto.reload();
      await node.publishAcked("hirte/v1/nodes/a/hello", "after");
      await manager.publishAcked("hirte/v1/nodes/a/commands", "after");
      await node.ping();
      assert.deepEqual(await heard(manager), [
        "hirte/v1/nodes/a/hello",
        "hirte/v1/nodes/a/commands",
      ]);
      assert.deepEqual(node.messages, []);
    });
  });
});
