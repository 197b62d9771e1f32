import type { Clock, Timer } from "../src/core/clock.ts";
import type { HirteError } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Log } from "../src/core/log.ts";
import {
  type Credentials,
  type Delivery,
  type InvalidDelivery,
  Link,
  type StreamFactory,
  subscription,
} from "../src/mqtt/link.ts";
import { encode } from "../src/protocol/codec.ts";
import type {
  Hello,
  Job,
  ManagerState,
  NodeStatus,
  Problem,
  ProxyStates,
  Reply,
  Report,
} from "../src/protocol/generated/schemas.ts";
import { type TopicRow, topicOf, topics } from "../src/protocol/topics.ts";
import type { AllowanceRequest, AllowedNodes } from "./allowed-nodes.ts";
import type { EpochStore } from "./epoch-store.ts";
import { answered, firstHearing, type Hearing, reconnected, tickHearing } from "./hearing.ts";
import type { JobLog, OpenRecord } from "./job-log.ts";
import { JobRegistry, type SessionlessCommand } from "./job-registry.ts";
import type { NodeRecord } from "./node.ts";
import { NodeRegistry } from "./node-registry.ts";
import { OwnJobs } from "./own-jobs.ts";
import type { Joining } from "./pki/joining.ts";
import { ProxyRegistry } from "./proxy-registry.ts";
import { Publisher } from "./publisher.ts";
import { QuotaBook } from "./quota-book.ts";
import type { RequestParams } from "./replies.ts";
import { type Identities, RequestDesk } from "./request-desk.ts";
import type { RequestOrigins } from "./request-origins.ts";
import { idIn } from "./request-parts.ts";
import { Rivals } from "./rivals.ts";
import { Spokesman } from "./spokesman.ts";
import { Sweeper } from "./sweeper.ts";

/** How often the manager looks at the clock. */
const tickMs = 200;
/** Counts what the manager does; must not throw. */
export interface ManagerObserver {
  /** A job has changed; its end comes once, and once more what became of a lost one. */
  jobChanged(job: Job): void;
  /** A request is answered. */
  replied(reply: Reply): void;
}

/** What a manager is made of. */
export interface ManagerOptions {
  /** The broker: the embedded one's in-memory stream, or BrokerURL=. */
  readonly servers: readonly StreamFactory[];
  /** As whom it comes there. Default: as nobody. */
  readonly credentials?: Credentials | undefined;
  /** The broker outlives the manager, so what an earlier life retained is still there. */
  readonly isBrokerExternal: boolean;
  readonly allowedNodes: AllowedNodes;
  /** On which nodes units of a node may have others started. Default: nowhere. */
  readonly allowDependenciesOn?: ReadonlyMap<string, readonly string[]>;
  readonly epochs: EpochStore;
  readonly jobLog: JobLog;
  readonly open: readonly OpenRecord[];
  /** Latest moment in the log: the manager's clock does not go back behind it. */
  readonly lastAt: number;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** How nodes get certificates; absent: connections are not encrypted. */
  readonly joining?: Joining;
  /** Ends the connections of a node's agents, which were told to leave. Absent: the broker is elsewhere. */
  readonly turnOut?: (node: string) => void;
  /** From where requests came. Absent: the broker is elsewhere, and does not say. */
  readonly origins?: Pick<RequestOrigins, "take">;
  /** Who hirte knows, and what they may do. Default: nobody proves anything, and everybody may do everything. */
  readonly identities?: Identities;
  /** Jobs of a user that may be open at a time. Default 10,000, half of all. */
  readonly maxJobsPerUser?: number;
  /** Where it is counted who went beyond a share. Default: one of its own. */
  readonly quotas?: QuotaBook;
  /** Is told of jobs and answers as they are told to everybody. */
  readonly observer?: ManagerObserver;
  /** The manager cannot go on (another one has taken over). */
  readonly onFatal: (error: HirteError) => void;
}

/**
 * The manager: a plain MQTT client of the broker that decides who is there, what becomes of every
 * request, and is the only one to say so.
 */
export class Manager {
  readonly #options: ManagerOptions;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #link: Link;
  readonly #publisher: Publisher;
  readonly #spokesman: Spokesman;
  readonly #nodes: NodeRegistry;
  readonly #jobs: JobRegistry;
  readonly #proxies: ProxyRegistry;
  readonly #desk: RequestDesk;
  readonly #sweeper: Sweeper;
  readonly #startWallMs: number;
  readonly #startMonoMs: number;
  #hearing: Hearing;
  readonly #rivals: Rivals;
  #timer: Timer | undefined;

  constructor(options: ManagerOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#clock = options.clock;
    // A wall clock that was set back would give jobs of an earlier life more time than they had.
    this.#startWallMs = Math.max(options.clock.wallMs(), options.lastAt);
    this.#startMonoMs = options.clock.monotonicMs();
    this.#hearing = firstHearing(this.#startMonoMs);
    this.#link = new Link({
      servers: options.servers,
      ...options.credentials,
      clientId: () => `manager.${randomId()}`,
      log: options.log,
      clock: options.clock,
      keepaliveS: options.isBrokerExternal ? 60 : 0,
      // Within the process nothing gets lost on the way: to confirm each message of each node would
      // take a fifth of all the time this process has.
      maxSubscribeQos: options.isBrokerExternal ? 1 : 0,
      will: () => ({
        topic: topicOf(topics.managerState, {}),
        payload: encode("manager-state", this.#state("down")),
        isRetained: true,
      }),
      onUp: () => this.#onUp(),
      onDown: (reason, wasUp) => {
        if (wasUp) this.#log.error({ reason }, "the connection to the broker was lost");
        else this.#log.warn({ reason }, "no connection to the broker: trying again");
      },
    });
    this.#publisher = new Publisher({ link: this.#link, log: options.log });
    this.#spokesman = new Spokesman({
      publisher: this.#publisher,
      epoch: this.#epoch,
      log: options.log,
      ports: {
        monoMs: () => this.#clock.monotonicMs(),
        state: (manager) => this.#state(manager),
        findNode: (node) => this.#nodes.find(node),
        nodes: () => this.#nodes.records(),
        tellTheRest: () => {
          for (const job of this.#jobs.openJobs()) this.#publisher.job(job);
          if (options.isBrokerExternal) this.#sweeper.start();
        },
      },
    });
    this.#jobs = new JobRegistry({
      ports: {
        now: () => this.now(),
        monoMs: () => this.#clock.monotonicMs(),
        send: (node, command) => this.#send(node, command),
        isOnline: (node) => this.#nodes.find(node)?.state === "online",
        publish: (job) => {
          this.#publisher.job(job);
          options.observer?.jobChanged(job);
          this.#proxies.onJob(job);
          if (job.state === "finished") this.#desk.onEnd();
        },
      },
      journal: options.jobLog,
      open: options.open,
      epoch: options.epochs.epoch,
      log: options.log,
    });
    const quotas = options.quotas ?? new QuotaBook(options.log, options.clock);
    this.#nodes = new NodeRegistry({
      quotas,
      allowed: options.allowedNodes.names,
      log: options.log,
      ports: {
        moment: () => ({ now: this.now(), monoMs: this.#clock.monotonicMs() }),
        nextSession: () => options.epochs.nextSession(),
        publishState: (record) => this.#spokesman.tellNode(record),
        welcome: (record, hello) => this.#welcome(record, hello.instance),
        refuse: (node, hello, problem) => this.#refuse(node, hello.instance, problem),
        ping: (record, ping) => this.#pulse(record, { ping }),
        onUnreachable: (record) => this.#jobs.onNodeUnreachable(record.name),
        onRecovered: (record) => {
          this.#jobs.onNodeRecovered(record.name);
          this.#proxies.onRecovered(record.name);
        },
        onLost: (record) => {
          this.#jobs.onNodeLost(record.name, "its node was not heard of any more");
          this.#proxies.onLost(record.name);
        },
        onSynced: (record) => this.#proxies.onSynced(record.name),
        dismiss: (record, units) => this.#dismiss(record, units),
        clearUnit: (node, unit) => this.#publisher.clear(topics.unitState, { node, unit }),
        clearInventory: (node) => this.#publisher.clear(topics.inventory, { node }),
      },
    });
    const own = new OwnJobs({
      jobs: this.#jobs,
      epoch: this.#epoch,
      now: () => this.now(),
      bootIdOf: (node) => this.#nodes.find(node)?.bootId,
      log: options.log,
    });
    this.#proxies = new ProxyRegistry({
      allowed: options.allowDependenciesOn ?? new Map(),
      log: options.log,
      ports: {
        monoMs: () => this.#clock.monotonicMs(),
        nodes: () => options.allowedNodes.names,
        stateOf: (node) => this.#nodes.find(node)?.state,
        sessionOf: (node) => this.#nodes.find(node)?.session,
        activeStates: (node, units) => this.#nodes.activeStates(node, units),
        begin: (job) => own.begin(job),
        cancel: (id) => own.cancel(id),
        tell: (node, states) => this.#tellProxies(node, states),
      },
    });
    this.#desk = new RequestDesk({
      nodes: this.#nodes,
      jobs: this.#jobs,
      journal: options.jobLog,
      epoch: this.#epoch,
      version: options.version,
      quotas,
      maxJobsPerUser: options.maxJobsPerUser ?? 10_000,
      log: options.log,
      ...(options.identities ? { identities: options.identities } : {}),
      ports: {
        now: () => this.now(),
        monoMs: () => this.#clock.monotonicMs(),
        send: (node, command) => this.#send(node, command),
        reply: (user, message) => {
          this.#publisher.publish(topics.reply, { user, id: message.id }, message);
          options.observer?.replied(message);
        },
        serveAllowance: (request) => this.#serveAllowance(request),
        isAllowanceServed: (request) => options.allowedNodes.isServed(request),
        joining: options.joining,
        settled: () => this.#publisher.settled(),
        // All parts of the program share one logger.
        setLogLevel: (level) => {
          options.log.level = level;
        },
      },
    });
    this.#rivals = new Rivals({
      epoch: this.#epoch,
      isBrokerExternal: options.isBrokerExternal,
      log: options.log,
      ports: {
        now: () => this.now(),
        nodes: () => options.allowedNodes.names,
        isOnline: (node) => this.#nodes.find(node)?.state === "online",
        keepOut: (node, why) => this.#nodes.keepOut(node, why),
        giveWay: options.onFatal,
      },
    });
    this.#sweeper = new Sweeper({
      link: this.#link,
      clock: this.#clock,
      log: options.log,
      isAllowed: (node) => this.#nodes.has(node),
      findJob: (id) => this.#jobs.find(id),
      republish: (job) => this.#publisher.job(job),
    });
  }

  /** The manager's clock: wall clock at start plus monotonic time, in milliseconds. */
  now(): number {
    return Math.round(this.#startWallMs + this.#clock.monotonicMs() - this.#startMonoMs);
  }

  /** Connects and begins to judge. Resolves when the broker has confirmed the subscriptions. */
  async start(): Promise<void> {
    await this.#link.subscribe(
      this.#on(
        topics.hello,
        ({ params, message }) => message && this.#onHello(params.node, message),
      ),
      this.#on(
        topics.gone,
        ({ params, message }) => message && this.#nodes.onGone(params.node, message),
      ),
      this.#on(topics.heartbeat, ({ params, message }) => {
        if (!message || !this.#nodes.onHeartbeat(params.node, message)) return;
        const record = this.#nodes.find(params.node);
        if (record) this.#pulse(record, { seq: message.seq });
      }),
      this.#on(
        topics.echo,
        ({ params, message }) => message && this.#nodes.onEcho(params.node, message),
      ),
      this.#on(topics.unitState, ({ params, message, isRetained }) => {
        this.#nodes.onUnit(params, message, isRetained);
        this.#proxies.onUnit(params.node, params.unit);
      }),
      this.#on(topics.proxies, ({ params, message }) => {
        if (message && this.#nodes.isCurrent(params.node, message.session))
          this.#proxies.onSet(params.node, message);
      }),
      this.#on(
        topics.inventory,
        ({ params, message, isRetained }) =>
          message && this.#nodes.onInventory(params.node, message, isRetained),
      ),
      this.#on(
        topics.report,
        ({ params, message }) => message && this.#onReport(params.node, message),
      ),
      this.#on(
        topics.request,
        ({ params, message }) =>
          message && this.#desk.onRequest(this.#from(params, message.id), message),
        ({ params, payload, error }) =>
          this.#desk.onInvalid(this.#from(params, idIn(payload)), payload, error),
      ),
      this.#on(
        topics.managerState,
        ({ message, isRetained }) => this.#onManagerState(message, isRetained),
        () => this.#spokesman.onForeignState(),
      ),
      this.#on(
        topics.nodeState,
        ({ params, message, isRetained }) => {
          if (!isRetained) this.#spokesman.onNodeState(params, message);
        },
        ({ params }) => this.#spokesman.onForeignNodeState(params.node),
      ),
    );
    await new Promise<void>((resolve) => {
      this.#onFirstUp = resolve;
      this.#link.open();
    });
    this.#schedule();
  }

  /** Says that no manager is there, and leaves. Open jobs stay in the log for the next life. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#sweeper.stop();
    this.#desk.stop();
    await this.#spokesman.leave();
    await this.#link.close();
  }

  /**
   * AllowedNodeNames= as it is from now on. Nodes that stay keep their sessions; one that is taken off
   * is told to leave, one that is new may join at once.
   */
  configureNodes(names: readonly string[]): void {
    this.#options.allowedNodes.configure(names);
    this.#applyAllowed();
  }

  /** AllowDependenciesOn= as it is from now on; proxies that were allowed stay. */
  allowDependencies(allowed: ReadonlyMap<string, readonly string[]>): void {
    this.#proxies.allow(allowed);
  }

  /** Number of this life of the manager. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Whether there is a connection to the broker. */
  get isConnected(): boolean {
    return this.#link.isUp;
  }

  /** The allowed nodes, as they are now. */
  *nodeStates(): Generator<{ readonly name: string; readonly state: NodeStatus }> {
    for (const { name, state } of this.#nodes.records()) yield { name, state };
  }

  nodeCounts(): NonNullable<ManagerState["nodes"]> {
    return this.#nodes.counts();
  }

  /** Jobs that have not ended, oldest first. */
  openJobs(): Iterable<Job> {
    return this.#jobs.openJobs();
  }

  #onFirstUp: (() => void) | undefined;

  get #epoch(): number {
    return this.#options.epochs.epoch;
  }

  #on<R extends TopicRow>(
    row: R,
    handle: (delivery: Delivery<R>) => unknown,
    onInvalid?: (delivery: InvalidDelivery<R>) => void,
  ) {
    return subscription<R>({
      row,
      onMessage: (delivery) => {
        try {
          handle(delivery);
        } catch (error) {
          // One bad message must not take the others down.
          this.#log.error({ topic: delivery.topic, error }, "a message could not be dealt with");
        }
      },
      ...(onInvalid ? { onInvalid } : {}),
    });
  }

  #onUp(): void {
    this.#hearing = reconnected(this.#hearing, this.#clock.monotonicMs());
    this.#spokesman.connected();
    this.#publisher.tellEndsAgain();
    this.#proxies.connected();
    this.#log.info({ epoch: this.#epoch }, "connected to the broker");
    this.#onFirstUp?.();
  }

  #schedule(): void {
    this.#timer = this.#clock.after(tickMs, () => {
      this.#schedule();
      this.#tick();
    });
  }

  #tick(): void {
    const monoMs = this.#clock.monotonicMs();
    const { hearing, judgement, act } = tickHearing(this.#hearing, {
      monoMs,
      tickMs,
      isUp: this.#link.isUp,
      isAsked: this.#options.isBrokerExternal,
    });
    this.#hearing = hearing;
    if (act === "ask") this.#link.ping(() => this.#onBrokerAnswer());
    if (act === "give-up") this.#link.drop("the broker does not answer");
    const { lateMs } = judgement;
    if (lateMs > 1000)
      this.#log.warn(
        { stalledMs: Math.round(lateMs) },
        "hirte stood still; nobody is blamed for the silence",
      );
    // What fails for one of them must not stop the others.
    this.#guarded(() => this.#nodes.tick(judgement));
    this.#guarded(() => this.#jobs.tick(judgement));
    this.#guarded(() => this.#desk.tick(judgement));
    this.#guarded(() => this.#proxies.tick(judgement));
    this.#spokesman.tick();
  }

  #onBrokerAnswer(): void {
    this.#hearing = answered(this.#hearing, this.#clock.monotonicMs());
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#log.error({ error }, "a look at the clock failed in part");
    }
  }

  #onReport(node: string, report: Report): void {
    if (!this.#nodes.isCurrent(node, report.session)) return;
    if (report.kind === "answer") this.#desk.onAnswer(node, report);
    else this.#jobs.onReport(node, report);
  }

  #onManagerState(state: ManagerState | undefined, isRetained: boolean): void {
    if (!state) this.#spokesman.onForeignState();
    // What was retained when we came is older than our own word.
    else if (this.#rivals.isRival(state.epoch)) return;
    else if (!isRetained) this.#spokesman.onState(state);
  }

  #onHello(node: string, hello: Hello): void {
    // Of one that may not join nothing is believed, least of all that hirte is to stop.
    if (!this.#nodes.has(node)) this.#rivals.forget(node);
    else if (this.#rivals.obeysAnother(node, hello)) return;
    this.#nodes.onHello(node, hello);
  }

  #from(params: RequestParams, id: string | undefined): RequestParams {
    const address = this.#options.origins?.take(params, id);
    return address === undefined ? params : { ...params, address };
  }

  #welcome(record: NodeRecord, instance: string): void {
    if (record.session === undefined || record.bootId === undefined) return;
    this.#jobs.onNodeBack(record.name, record.bootId);
    this.#publisher.publish(
      topics.welcome,
      { node: record.name },
      {
        instance,
        epoch: this.#epoch,
        session: record.session,
        now: this.now(),
        openJobs: this.#jobs.openOn(record.name).map(({ id, unit, verb }) => ({
          job: id,
          verb,
          ...(unit === undefined ? {} : { unit }),
        })),
      },
    );
  }

  #refuse(node: string, instance: string, problem: Problem): void {
    this.#publisher.publish(
      topics.welcome,
      { node },
      { instance, epoch: this.#epoch, now: this.now(), refused: problem },
    );
    // Another refusal is of an agent whose node has one already, which is not to be cut off.
    if (problem.code === "no-such-node") this.#options.turnOut?.(node);
  }

  #pulse(record: NodeRecord, what: { readonly seq?: number; readonly ping?: number }): void {
    if (record.session === undefined) return;
    this.#publisher.publish(
      topics.pulse,
      { node: record.name },
      { session: record.session, now: this.now(), ...what },
    );
  }

  #serveAllowance(request: AllowanceRequest): readonly string[] {
    const changed = this.#options.allowedNodes.serve(request);
    this.#applyAllowed();
    return changed;
  }

  #applyAllowed(): void {
    const { added, removed } = this.#nodes.setAllowed(this.#options.allowedNodes.names);
    if (added.length > 0) this.#log.info({ nodes: added }, "nodes may join from now on");
    if (removed.length > 0) this.#log.warn({ nodes: removed }, "nodes were taken off");
    this.#spokesman.announce();
  }

  /** Nobody will hear of it any more: its jobs are lost, and what was kept of it is of the past. */
  #dismiss({ name: node, instance }: NodeRecord, units: readonly string[]): void {
    if (instance !== undefined) {
      const message = `node ${node} was taken off the nodes that may join`;
      this.#refuse(node, instance, { code: "no-such-node", message });
    }
    this.#jobs.onNodeLost(node, "its node was taken off the nodes that may join");
    this.#proxies.onTakenOff(node);
    // The node first: to whoever watches, it goes with its units.
    this.#publisher.clear(topics.nodeState, { node });
    this.#publisher.clear(topics.inventory, { node });
    for (const unit of units) this.#publisher.clear(topics.unitState, { node, unit });
  }

  #send(node: string, command: SessionlessCommand): boolean {
    const record = this.#nodes.find(node);
    if (record?.session === undefined || record.state !== "online") return false;
    this.#publisher.publish(topics.command, { node }, { ...command, session: record.session });
    return true;
  }

  #tellProxies(node: string, states: Omit<ProxyStates, "session">): void {
    const session = this.#nodes.find(node)?.session;
    if (session !== undefined)
      this.#publisher.publish(topics.proxyStates, { node }, { session, ...states });
  }

  #state(manager: "up" | "down"): ManagerState {
    const nodes = this.#nodes?.counts() ?? { total: 0, online: 0, unreachable: 0, offline: 0 };
    const system = nodes.online === 0 ? "down" : nodes.online === nodes.total ? "up" : "degraded";
    return {
      epoch: this.#epoch,
      manager,
      system: manager === "down" ? "down" : system,
      version: this.#options.version,
      at: this.now(),
      nodes,
      openJobs: this.#jobs?.openCount ?? 0,
    };
  }
}
