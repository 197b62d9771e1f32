import { randomId } from "../../../src/core/ids.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import type { Report, Welcome } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import type { MemoryBroker } from "../../support/memory-broker.ts";

export const machine = "a".repeat(32);
export const boot = "b".repeat(32);

type HelloParts = { instance?: string; machineId?: string; bootId?: string; epoch?: number };

/** A scripted agent: says exactly what the test tells it to. */
export class ScriptedAgent {
  readonly welcomes: Inbox<typeof topics.welcome>;
  readonly commands: Inbox<typeof topics.command>;
  readonly pulses: Inbox<typeof topics.pulse>;
  instance = "";
  readonly node: string;
  readonly link: Link;
  session = -1;

  private constructor(node: string, link: Link) {
    this.node = node;
    this.link = link;
    this.welcomes = new Inbox(topics.welcome, { node });
    this.commands = new Inbox(topics.command, { node });
    this.pulses = new Inbox(topics.pulse, { node });
  }

  static async start(broker: MemoryBroker, node: string): Promise<ScriptedAgent> {
    const agent = new ScriptedAgent(node, await broker.link());
    await agent.link.subscribe(
      agent.welcomes.subscription,
      agent.commands.subscription,
      agent.pulses.subscription,
    );
    return agent;
  }

  /** @returns as which instance */
  async sayHello(over: HelloParts = {}): Promise<string> {
    const instance = over.instance ?? randomId();
    await this.link.publish(
      topics.hello,
      { node: this.node },
      {
        instance,
        machineId: machine,
        bootId: boot,
        version: "1",
        epoch: 0,
        heartbeatMs: 2000,
        address: "10.0.0.9",
        ...over,
      },
    );
    return instance;
  }

  async hello(over: HelloParts = {}): Promise<Welcome> {
    const instance = await this.sayHello(over);
    const welcome = await this.welcomes.next((w) => w.instance === instance);
    this.instance = instance;
    this.session = welcome.session ?? -1;
    return welcome;
  }

  async sync(units: readonly string[] = []): Promise<void> {
    for (const [i, unit] of units.entries()) {
      await this.link.publish(
        topics.unitState,
        { node: this.node, unit },
        {
          session: this.session,
          seq: i + 1,
          load: "loaded",
          active: "active",
          sub: "running",
          description: unit,
        },
      );
    }
    await this.link.publish(
      topics.inventory,
      { node: this.node },
      { session: this.session, seq: units.length, units: [...units] },
    );
  }

  heartbeat(seq: number): Promise<void> {
    const { node, instance, session } = this;
    return this.link.publish(topics.heartbeat, { node }, { instance, session, seq });
  }

  /** Answers a ping. */
  echo(ping: number | undefined): Promise<void> {
    const { node, session } = this;
    return this.link.publish(topics.echo, { node }, { session, ping: ping ?? -1 });
  }

  report(id: string, rest: Omit<Report, "session" | "id">): Promise<void> {
    return this.link.publish(
      topics.report,
      { node: this.node },
      { session: this.session, id, ...rest },
    );
  }
}
