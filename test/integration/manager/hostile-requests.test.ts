import { deepEqual, equal, match, ok } from "node:assert/strict";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { Broker } from "../../../broker/broker.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { Manager } from "../../../broker/manager.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type Link, tcpStream } from "../../../src/mqtt/link.ts";
import { managerNode, root, topics } from "../../../src/protocol/topics.ts";
import { nodeVerbs, verbs } from "../../../src/protocol/verbs.ts";
import { Inbox } from "../../support/inbox.ts";
import { linkTo, opened } from "../../support/link.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { WireClient } from "../../support/wire-client.ts";

/** What no unit is called. */
const noNames = [
  "/opt/x/evil.service",
  "../x.service",
  "a\0.service",
  "a.service\n",
  "a\r.service",
  "$(reboot).service",
  `${"x".repeat(248)}.service`,
  "",
];

describe("requests that mean no good", function () {
  this.timeout(30_000);
  const directory = useTempDir();
  const links: Link[] = [];
  let broker: Broker;
  let manager: Manager;
  let jobLog: JobLog;
  let fatal: unknown;
  let attacker: WireClient;
  let replies: Inbox<typeof topics.reply>;
  let commands: Inbox<typeof topics.command>;

  const link = async () => {
    const made = linkTo([tcpStream("127.0.0.1", broker.port)]);
    links.push(made);
    return opened(made);
  };
  beforeEach(async () => {
    const log = silentLog();
    jobLog = JobLog.open({ directory: directory(), log }).log;
    broker = await Broker.start({ listenAddresses: ["127.0.0.1"], port: 0, log });
    fatal = undefined;
    manager = new Manager({
      servers: [() => broker.inMemoryStream()],
      isBrokerExternal: false,
      allowedNodes: AllowedNodes.open({ directory: directory(), configured: ["node1"], log }),
      epochs: EpochStore.open(directory(), { wallMs: Date.now(), log }),
      jobLog,
      open: [],
      lastAt: 0,
      version: "1",
      clock: systemClock,
      log,
      onFatal: (error) => {
        fatal = error;
      },
    });
    await manager.start();
    const [client, agent] = [await link(), await link()];
    const welcomes = new Inbox(topics.welcome, { node: "node1" });
    commands = new Inbox(topics.command, { node: "node1" });
    replies = new Inbox(topics.reply);
    await agent.subscribe(welcomes.subscription, commands.subscription);
    await client.subscribe(replies.subscription);
    await agent.publish(
      topics.hello,
      { node: "node1" },
      {
        ...{ instance: randomId(), machineId: "a".repeat(32), bootId: "b".repeat(32) },
        ...{ version: "1", epoch: 0, heartbeatMs: 60_000 },
      },
    );
    await welcomes.next();
    attacker = await WireClient.connect(broker.port);
  });
  afterEach(async () => {
    attacker.cut();
    for (const made of links.splice(0)) await made.close("cut");
    await manager.stop();
    await broker.close();
    jobLog.close();
    equal(fatal, undefined);
  });

  const send = (verb: string, text: string, node = "node1") =>
    attacker.publish(`${root}/requests/mallory/${node}/${verb}`, text);
  /** The answer to a request in whatever words. */
  const answered = (id: string) => replies.next((reply) => reply.id === id, 20_000);
  /** What was sent before was heard by then, and the manager works on. */
  const works = async () => {
    const id = randomId();
    send("time", JSON.stringify({ id }), managerNode);
    equal((await answered(id)).status, "result");
  };

  it("[REQ-BAD-7] [REQ-BAD-9] in which a path or worse stands for a unit reach no node, whatever the verb", async () => {
    const asked: string[] = [];
    for (const verb of nodeVerbs) {
      const schema = verbs[verb].requestSchema;
      for (const name of noNames) {
        // An empty list, and a unit that is none, are another matter.
        if (name === "" && schema !== "request-unit-file") continue;
        const id = randomId();
        // The others have no unit to be judged by, and go to the node without one.
        if (schema !== "request" && schema !== "request-command") asked.push(id);
        const command = verb === "run" ? { shell: "true" } : {};
        const more = verb === "command" ? { name } : { unit: name, units: [name] };
        send(verb, JSON.stringify({ id, ...command, ...more }));
      }
    }
    await works();
    for (const id of asked) {
      const { status, problem } = await answered(id);
      deepEqual([status, problem?.code], ["refused", "bad-request"]);
    }
    const text = JSON.stringify(commands.messages);
    for (const name of noNames) {
      if (name !== "") equal(text.includes(JSON.stringify(name).slice(1, -1)), false, name);
    }
    // Verbs without a unit are passed on without one.
    ok(
      commands.messages.every(
        ({ unit, args }) => unit === undefined && !Object.hasOwn(Object(args), "unit"),
      ),
    );
  });

  it("[REQ-BAD-12] that hold more patterns than are looked for at a time are refused at once", async () => {
    const ask = (count: number, pattern: (i: number) => string) => {
      const id = randomId();
      const units = Array.from({ length: count }, (_, i) => pattern(i));
      send("list-units", JSON.stringify({ id, units }), managerNode);
      return answered(id);
    };
    const long = (i: number) => `${"[".repeat(250)}${i}`;
    equal((await ask(1000, long)).problem?.code, "bad-request");
    equal((await ask(32, long)).status, "result");
    equal((await ask(1000, (i) => `unit-${i}.service`)).status, "result", "names are no patterns");
  });

  it("[REQ-BAD-10] that are nested without end are refused where they have an id, and cost nothing", async () => {
    const [id, other] = [randomId(), randomId()];
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    send("start", deep);
    send("start", '{"a":'.repeat(100_000));
    send("start", `{"id":"${id}","unit":"a.service","x":${deep}}`);
    send(
      "run",
      `{"id":"${other}","properties":[{"name":"X","value":{"sig":"v","value":${deep}}}]}`,
    );
    for (const each of [id, other]) {
      const { status, problem } = await answered(each);
      deepEqual([status, problem?.code], ["refused", "bad-request"]);
      match(problem?.message ?? "", /nested/);
    }
    await works();
    equal(commands.messages.length, 0);
  });

  it("[REQ-BAD-10] that hold names which every object has change no object, and mean nothing", async () => {
    const polluted = '"__proto__":{"unit":"evil.service","mode":"isolate","polluted":1}';
    const made = '"constructor":{"prototype":{"polluted":1}}';
    const [bare, good] = [randomId(), randomId()];
    send("start", `{"id":"${bare}",${polluted},${made}}`);
    send("start", `{"id":"${good}","unit":"a.service",${polluted},${made},"toString":1}`);
    for (const verb of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const id = randomId();
      send(verb, `{"id":"${id}","unit":"a.service"}`);
      equal((await answered(id)).problem?.code, "unknown-verb");
    }
    for (const node of ["__proto__", "constructor"]) {
      const id = randomId();
      send("start", `{"id":"${id}","unit":"a.service"}`, node);
      equal((await answered(id)).problem?.code, "no-such-node");
    }
    equal((await answered(bare)).problem?.code, "bad-request");
    const command = await commands.next((each) => each.id === good);
    deepEqual([command.unit, command.args], ["a.service", {}]);
    equal(Reflect.get({}, "polluted"), undefined);
    await works();
  });
});
