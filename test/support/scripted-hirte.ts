import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { type Link, subscription } from "../../src/mqtt/link.ts";
import type {
  Job,
  ManagerState,
  NodeRow,
  NodeState,
  Reply,
  Request,
  UnitJobRequest,
  UnitRow,
  UnitState,
  UnitsRequest,
} from "../../src/protocol/generated/schemas.ts";
import { type ParamsOf, topics } from "../../src/protocol/topics.ts";
import { matchesAny } from "../../src/units/unit-name.ts";
import { MemoryBroker } from "./memory-broker.ts";

/** A request as it arrived. */
export interface Asked {
  readonly user: string;
  readonly node: string;
  readonly verb: string;
  readonly request: Request &
    Partial<UnitJobRequest> &
    Partial<UnitsRequest> & { readonly job?: string; readonly name?: string };
}

/** What to answer; undefined: nothing. */
type Answer = (asked: Asked) => Partial<Reply> | undefined;

/** A broker on a port of loopback, and a manager that says what a test tells it to. */
export class ScriptedHirte {
  readonly broker: MemoryBroker;
  readonly asked: Asked[] = [];
  epoch = 7;
  nodes: NodeRow[] = [];
  units: UnitRow[] = [];
  /** Added to the manager's clock. */
  clockOffsetMs = 0;
  port = 0;
  readonly #sockets = new Set<Socket>();
  readonly #answers = new Map<string, Answer>();
  readonly #waiters = new Set<() => void>();
  readonly #jobs = new Map<string, Job>();
  #server: Server | undefined;
  #link: Link | undefined;

  private constructor(broker: MemoryBroker) {
    this.broker = broker;
  }

  static async start(): Promise<ScriptedHirte> {
    const hirte = new ScriptedHirte(await MemoryBroker.start());
    const link = await hirte.broker.link();
    hirte.#link = link;
    await link.subscribe(
      subscription({
        row: topics.request,
        onMessage: ({ params, message }) => message && hirte.#onRequest(params, message),
      }),
    );
    await hirte.listen();
    await hirte.say({ manager: "up" });
    return hirte;
  }

  /** The address as hirtectl takes it. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Takes connections, on the same port as before. */
  async listen(): Promise<void> {
    const server = createServer((socket) => {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      const inner = this.broker.stream();
      for (const [from, to] of [
        [socket, inner],
        [inner, socket],
      ] as const) {
        from.pipe(to);
        from.on("error", () => to.destroy());
        from.on("close", () => to.destroy());
      }
      socket.on("close", () => {
        this.#sockets.delete(socket);
        for (const check of [...this.#waiters]) check();
      });
    });
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    this.port = typeof address === "object" && address ? address.port : 0;
    this.#server = server;
  }

  /** Refuses connections, and breaks those there are. */
  async goAway(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    server.close();
    await once(server, "close");
  }

  /** Breaks the connections of clients; new ones are taken. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    await this.goAway();
    await this.broker.stop();
  }

  /** Decides how a verb is answered from now on. */
  on(verb: string, answer: Answer): void {
    this.#answers.set(verb, answer);
  }

  /** The requests of a verb so far. */
  of(verb: string): readonly Asked[] {
    return this.asked.filter((asked) => asked.verb === verb);
  }

  /** Resolves when the verb was asked `count` times. */
  async whenAsked(verb: string, count = 1): Promise<Asked> {
    await this.#until(() => this.of(verb).length >= count);
    // There are that many.
    return this.of(verb)[count - 1] as Asked;
  }

  /** Resolves when no client is connected. */
  async whenLeft(): Promise<void> {
    await this.#until(() => this.#sockets.size === 0);
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        const check = () => {
          this.#waiters.delete(check);
          resolve();
        };
        this.#waiters.add(check);
      });
    }
  }

  /** The manager's clock: it goes as that of the clients does, whatever is done to the wall clock of this machine. */
  now(): number {
    return Math.floor(performance.timeOrigin + performance.now()) + this.clockOffsetMs;
  }

  /** A job as accepted. */
  jobOf({ user, node, verb, request }: Asked, rest: Partial<Job> = {}): Job {
    const now = this.now();
    const job: Job = {
      id: request.id,
      epoch: this.epoch,
      user,
      node,
      ...(request.unit === undefined ? {} : { unit: request.unit }),
      verb: verb as Job["verb"],
      state: "queued",
      at: now,
      acceptedAt: now,
      startBy: request.startBy ?? now + 90_000,
      ...(request.endBy === undefined ? {} : { endBy: request.endBy }),
      ...rest,
    };
    this.#jobs.set(job.id, job);
    return job;
  }

  /** Publishes what has become of a job, as the manager does: retained while open, then cleared. */
  async tell(job: Job): Promise<void> {
    this.#jobs.set(job.id, job);
    await this.#up.publish(topics.job, { job: job.id }, job);
    if (job.state === "finished") await this.#up.clear(topics.job, { job: job.id });
  }

  /** Clears what is retained of a job, without a word on how it ended. */
  async forgetJob(job: string): Promise<void> {
    await this.#up.clear(topics.job, { job });
  }

  async reply(
    { user }: Pick<Asked, "user">,
    message: Partial<Reply> & Pick<Reply, "id" | "status">,
  ) {
    await this.#up.publish(
      topics.reply,
      { user, id: message.id },
      { epoch: this.epoch, now: this.now(), ...message },
    );
  }

  /** Publishes something on a topic of a reply that is no reply. */
  async replyWrongly({ user, request }: Asked): Promise<void> {
    await this.#up.publish(
      topics.reply,
      { user, id: request.id },
      {
        ...({ id: request.id, status: "result" } as Reply),
        epoch: this.epoch,
        now: this.now(),
        data: [{ nonsense: true }],
      },
    );
  }

  /** Publishes the manager's state. */
  async say(state: Partial<ManagerState>): Promise<void> {
    await this.#up.publish(
      topics.managerState,
      {},
      {
        epoch: this.epoch,
        manager: "up",
        system: "up",
        version: "9.9.9",
        at: this.now(),
        ...state,
      },
    );
  }

  async sayNode(node: string, state: Partial<NodeState>): Promise<void> {
    const message = {
      epoch: this.epoch,
      node,
      state: "online",
      reason: "registered",
      since: 1,
      synced: true,
      session: 1,
    };
    // The partial given is of a node's state.
    await this.#up.publish(topics.nodeState, { node }, { ...message, ...state } as NodeState);
  }

  /** Takes a node off the list. */
  async dropNode(node: string): Promise<void> {
    await this.#up.clear(topics.nodeState, { node });
  }

  async sayUnit(node: string, unit: string, state: UnitState | undefined): Promise<void> {
    if (state) await this.#up.publish(topics.unitState, { node, unit }, state);
    else await this.#up.clear(topics.unitState, { node, unit });
  }

  async sayInventory(node: string, session: number, seq: number, units: string[]): Promise<void> {
    await this.#up.publish(topics.inventory, { node }, { session, seq, units });
  }

  get #up(): Link {
    if (!this.#link) throw new Error("not started");
    return this.#link;
  }

  #onRequest({ user, node, verb }: ParamsOf<typeof topics.request>, request: Request): void {
    const asked: Asked = { user, node, verb, request };
    this.asked.push(asked);
    const answer = this.#answers.get(verb) ?? this.#usual(verb);
    const reply = answer?.(asked);
    // A link that is closed under a late answer is the end of the test.
    if (reply)
      void this.reply(asked, { id: request.id, status: "result", ...reply }).catch(() => {});
    for (const check of [...this.#waiters]) check();
  }

  #usual(verb: string): Answer | undefined {
    switch (verb) {
      case "time":
        return () => ({ data: [{ now: this.now(), epoch: this.epoch, version: "9.9.9" }] });
      case "list-nodes":
        return () => ({ data: this.nodes as Reply["data"] & {} });
      case "list-units":
        return ({ request }) => {
          const isNode = matchesAny(request.nodes);
          const isUnit = matchesAny(request.units);
          const rows = this.units.filter(({ node, unit }) => isNode(node) && isUnit(unit));
          return { data: rows as Reply["data"] & {} };
        };
      case "start":
      case "stop":
      case "restart":
      case "reload":
        return (asked) => ({
          status: "accepted",
          job: this.#jobs.get(asked.request.id) ?? this.jobOf(asked),
        });
      default:
        return undefined;
    }
  }
}

/** A node as list-nodes tells it. */
export function aNode(node: string, rest: Partial<NodeRow> = {}): NodeRow {
  return { node, state: "online", reason: "registered", synced: true, ageMs: 300, ...rest };
}

/** A unit as list-units tells it. */
export function aUnit(node: string, unit: string, rest: Partial<UnitRow> = {}): UnitRow {
  return {
    node,
    unit,
    load: "loaded",
    active: "active",
    sub: "running",
    description: `The ${unit}`,
    stale: false,
    ...rest,
  };
}

/** A unit as its agent publishes it. */
export function aUnitState(seq: number, rest: Partial<UnitState> = {}): UnitState {
  return {
    session: 1,
    seq,
    load: "loaded",
    active: "active",
    sub: "running",
    description: "A unit",
    ...rest,
  };
}
