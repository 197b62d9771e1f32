import type { Limits } from "../src/config/agent.ts";
import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import {
  type AnySubscription,
  type Credentials,
  type Delivery,
  type Link,
  type StreamFactory,
  subscription,
} from "../src/mqtt/link.ts";
import type {
  Command,
  Inventory,
  ManagerState,
  NodePower,
  Pulse,
  Welcome,
} from "../src/protocol/generated/schemas.ts";
import { type ParamsOf, type TopicRow, topics } from "../src/protocol/topics.ts";
import { Contact, type ContactTime } from "./contact.ts";
import { CoordinatorRuns } from "./coordinator-runs.ts";
import { EpochMemory } from "./epoch-memory.ts";
import { Executor } from "./executor.ts";
import { Instance } from "./instance.ts";
import { Ledger } from "./ledger.ts";
import { ManagerLoss, type ManagerLossOptions } from "./manager-loss.ts";
import { ManagerTime } from "./manager-time.ts";
import { OwnLimits } from "./own-limits.ts";
import type {
  ActionPort,
  BootClock,
  JournalPort,
  LogsPort,
  NamesPort,
  PowerPort,
  ProcessPort,
  QueryPort,
  RunPort,
  SystemdPort,
  UnitSource,
} from "./ports.ts";
import { PowerGuard, type PowerGuardSettings } from "./power-guard.ts";
import { ProxyDesk } from "./proxy-desk.ts";
import { QueryDesk } from "./query-desk.ts";
import { Registration, type Verdict } from "./registration.ts";
import { Session } from "./session.ts";
import type { StopListPlan } from "./stop-list.ts";
import { StreamDesk } from "./stream-desk.ts";
import { UnitPublisher } from "./unit-publisher.ts";
import { Uplink } from "./uplink.ts";

/** What an agent is made of. */
export interface AgentOptions {
  /** Name of this node. */
  readonly node: string;
  /** Ways to the managers, tried in order. */
  readonly links: readonly StreamFactory[];
  /** What the log calls them, in the same order. */
  readonly linkNames?: readonly string[];
  /** As whom it comes there. Default: as nobody. */
  readonly credentials?: Credentials | undefined;
  readonly systemd: SystemdPort;
  readonly actions: ActionPort;
  readonly runs: RunPort;
  readonly queries: QueryPort;
  readonly units: UnitSource;
  readonly processes: ProcessPort;
  readonly journal: JournalPort;
  readonly logs: LogsPort;
  readonly names: NamesPort;
  /** What may be asked of this node; absent: everything. */
  readonly limits?: Limits;
  readonly bootClock: BootClock;
  /** 128 bits each, in lower case hexadecimal. */
  readonly machine: { readonly machineId: string; readonly bootId: string };
  readonly clock: Clock;
  readonly log: Log;
  /** Outlives a reboot: the highest epoch ever seen. */
  readonly stateDir: string;
  /** Emptied at boot: the ledger. */
  readonly runDir: string;
  readonly heartbeatMs: number;
  /** Longest pause between two attempts to connect. */
  readonly reconnectMaxMs: number;
  readonly version: string;
  /** What this node does by itself when the manager is lost; absent: nothing. */
  readonly managerLoss?: Pick<ManagerLossOptions, "onLost" | "onBack" | "afterMs">;
  /** How this node switches itself off when it is cut off in an outage; absent: it never does. */
  readonly powerGuard?: PowerGuardSettings & StopListPlan & { readonly power: PowerPort };
  /** Load average over one minute. */
  readonly load1?: () => number;
  /** Told when the manager has let this node in, and when it is lost. */
  readonly onContact?: (isOnline: boolean) => void;
}

/** How long leaving waits for systemd to number the jobs that were just asked for. */
const answersMs = 400;

/**
 * A node's agent: keeps a connection to the manager, registers with it, and passes on what comes: to
 * the executor what is to be done, from the publisher what the units do.
 */
export class Agent {
  readonly #options: AgentOptions;
  readonly #log: Log;
  readonly #instance = new Instance();
  readonly #epochs: EpochMemory;
  readonly #time: ManagerTime;
  readonly #ledger: Ledger;
  readonly #limits: OwnLimits;
  readonly #executor: Executor;
  readonly #publisher: UnitPublisher;
  readonly #desk: QueryDesk;
  readonly #streams: StreamDesk;
  /** What units of this node need of other nodes. */
  readonly proxies: ProxyDesk;
  /** Whether the manager can be heard. */
  readonly contact: Contact;
  readonly #registration: Registration;
  readonly #uplink: Uplink;
  readonly #runs: CoordinatorRuns;
  readonly #guard: PowerGuard | undefined;
  #guardPlan: StopListPlan;
  /** What listens to guards on the present connection. */
  #hearing: { readonly link: Link; readonly guards: AnySubscription } | undefined;
  /** Whether the broker lets this node hear guards, as far as it has said. */
  #mayHearGuards = true;
  /** Whether the guard was on its own when it changed last. */
  #wasAlone = false;
  /** By the last hello. */
  #powerSaid: NodePower | undefined;
  #loss: ManagerLoss | undefined;
  #lossWords: string;
  /** Up, or undefined. */
  #link: Link | undefined;
  #session: Session | undefined;
  /** The inventory that the broker kept, until there is a session it can be compared with. */
  #kept: Inventory | undefined;
  #isStopping = false;

  /** @throws when the ledger of a predecessor is there and cannot be read */
  constructor(options: AgentOptions) {
    this.#options = options;
    this.#log = options.log;
    const { clock, log, node, bootClock, machine } = options;
    this.#epochs = new EpochMemory(options);
    this.#time = new ManagerTime(bootClock);
    this.#ledger = Ledger.open({
      directory: options.runDir,
      bootId: machine.bootId,
      bootClock,
      log,
    });
    this.#limits = new OwnLimits({ limits: options.limits ?? {}, names: options.names });
    const limits = this.#limits;
    const report = (said: Parameters<Session["report"]>[0]) => void this.#session?.report(said);
    this.#desk = new QueryDesk({ ...options, limits, report });
    this.#streams = new StreamDesk({
      ...options,
      limits,
      report,
      publish: (params, message) =>
        this.#publish((to) => to.publish(topics.stream, params, message)),
    });
    this.#runs = new CoordinatorRuns(options);
    this.#guardPlan = options.powerGuard ?? { units: [] };
    this.#guard =
      options.powerGuard &&
      new PowerGuard({
        ...options,
        settings: options.powerGuard,
        power: options.powerGuard.power,
        plan: () => this.#guardPlan,
        bootId: machine.bootId,
        onChanged: () => this.#guardChanged(),
      });
    this.#executor = new Executor({
      ...options,
      limits,
      coordinatorRuns: this.#runs,
      ledger: this.#ledger,
      time: this.#time,
      report,
      openStream: (reader, output, onEnd) => this.#streams.openOutput(reader, output, onEnd),
    });
    this.proxies = new ProxyDesk({
      ...options,
      say: (set) => {
        const session = this.#session?.number;
        if (session === undefined) return;
        this.#publish((to) => to.publish(topics.proxies, { node }, { session, ...set })).catch(
          (error: unknown) => log.debug({ error }, "the proxies were not said"),
        );
      },
    });
    this.contact = new Contact({
      now: () => contactTime(clock),
      onChange: (isOnline) => options.onContact?.(isOnline),
    });
    this.#publisher = new UnitPublisher({
      units: options.units,
      clock,
      log,
      onOutdated: () => this.#hello(),
      sink: {
        unit: (unit, state) =>
          this.#publish((to) => to.publish(topics.unitState, { node, unit }, state)),
        clear: (unit) => this.#publish((to) => to.clear(topics.unitState, { node, unit })),
        inventory: (names) => this.#publish((to) => to.publish(topics.inventory, { node }, names)),
      },
    });
    this.#registration = new Registration({
      ...options,
      instance: this.#instance,
      epochs: this.#epochs,
      power: () => this.#sayPower(),
    });
    this.#loss = options.managerLoss && new ManagerLoss({ ...options, ...options.managerLoss });
    this.#lossWords = JSON.stringify(options.managerLoss);
    this.#uplink = new Uplink({
      ...options,
      instance: this.#instance,
      linkNames: options.linkNames ?? [],
      subscriptions: this.#subscriptions(),
      onUp: (link) => {
        this.#link = link;
        this.#streams.linkUp(link);
        // Who is in is told at once, and is to hear it.
        this.#hearGuards(link);
        this.#hello();
      },
      onDown: () => this.#onDown(),
    });
  }

  /**
   * Takes up what a predecessor left open, and starts connecting. Resolves once the first attempt to
   * connect is over, well or not.
   */
  start(): Promise<void> {
    this.#executor.start();
    this.#loss?.start();
    this.#guard?.start();
    return this.#uplink.open();
  }

  /** How this node switches itself off when it is cut off in an outage, from now on. */
  setPowerGuard(powerGuard: PowerGuardSettings & StopListPlan): void {
    this.#guardPlan = powerGuard;
    this.#guard?.set(powerGuard);
    this.#tellPower();
  }

  /** Has the power guard forget an outage, or the present one. @throws HirteError `denied`: it is too late */
  disarm(outage: string | undefined): void {
    this.#guard?.disarm(outage);
  }

  /** What this node does by itself when the manager is lost, from now on. */
  setManagerLoss(managerLoss: AgentOptions["managerLoss"]): void {
    const words = JSON.stringify(managerLoss);
    // Who has waited for a while is not made to begin anew for nothing.
    if (words === this.#lossWords || this.#isStopping) return;
    this.#lossWords = words;
    this.#loss?.stop();
    this.#loss = managerLoss && new ManagerLoss({ ...this.#options, ...managerLoss });
    this.#loss?.start();
  }

  /** What may be asked of this node, from now on. What was begun goes on. */
  setLimits(limits: Limits): void {
    this.#limits.set(limits);
    this.#tellPower();
  }

  /** Leaves with a goodbye, within about a second and a half. Jobs go on in systemd, for a successor to take up. */
  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    let timer: Timer | undefined;
    const timeIsOver = new Promise<void>((resolve) => {
      timer = this.#options.clock.after(answersMs, resolve);
    });
    await Promise.race([this.#executor.callsAnswered(), timeIsOver]);
    timer?.cancel();
    this.#quiet();
    await this.#uplink.close("goodbye");
    this.#ledger.close();
  }

  /** Ends as a process that dies: no goodbye, nothing more written. For tests. */
  async kill(): Promise<void> {
    this.#isStopping = true;
    this.#ledger.close();
    this.#quiet();
    await this.#uplink.close("cut");
  }

  /** What the log calls the manager that is, or will be, spoken to. */
  get manager(): string {
    return this.#uplink.peer;
  }

  /** Speaks to this manager, and no other, until the agent is restarted. */
  switchManager(name: string, way: StreamFactory): void {
    this.#log.info({ manager: name }, "told to speak to another manager");
    this.#uplink.switchTo(name, way);
  }

  #quiet(): void {
    this.#loss?.stop();
    this.#guard?.stop();
    this.proxies.stop();
    this.#executor.stop();
    this.#desk.stop();
    this.#streams.stop();
    this.#publisher.stop();
    this.#registration.stop();
    this.#session?.end();
    this.#session = undefined;
  }

  #subscriptions(): AnySubscription[] {
    const { node } = this.#options;
    return [
      this.#on(topics.welcome, { node }, ({ message }) => message && this.#onWelcome(message)),
      this.#on(topics.pulse, { node }, ({ message }) => message && this.#onPulse(message)),
      this.#on(topics.command, { node }, ({ message }) => message && this.#onCommand(message)),
      this.#on(topics.proxyStates, { node }, ({ message }) => {
        if (message && message.session === this.#session?.number) this.proxies.onStates(message);
      }),
      this.#on(topics.inventory, { node }, ({ message, isRetained }) => {
        if (message && isRetained) this.#onKept(message);
      }),
      this.#on(topics.managerState, {}, ({ message }) => message && this.#onManagerState(message)),
    ];
  }

  #on<R extends TopicRow>(
    row: R,
    params: Partial<ParamsOf<R>>,
    handle: (delivery: Delivery<R>) => unknown,
  ): AnySubscription {
    return subscription<R>({
      row,
      params,
      onMessage: (delivery) => {
        if (this.#isStopping) return;
        try {
          handle(delivery);
        } catch (error) {
          // One message must not take the connection down with it.
          this.#log.error({ topic: delivery.topic, error }, "a message could not be dealt with");
        }
      },
    });
  }

  /** What of power this node allows. */
  #power(): NodePower {
    const armed = this.#guard?.outage;
    return {
      // Who hears of no outage does not act in any.
      guard: this.#guard?.isOn === true && this.#mayHearGuards,
      // Without a guard this is a user's own systemd, which switches nothing off.
      isAllowed: this.#guard !== undefined && this.#limits.allowPowerOff,
      run: this.#runs.highest,
      ...(armed === undefined ? {} : { armed }),
    };
  }

  /** What a hello says of power, now. */
  #sayPower(): NodePower {
    this.#powerSaid = this.#power();
    return this.#powerSaid;
  }

  /** The manager knows what a hello said: where that has changed since, another one follows. */
  #tellPower(): void {
    const said = this.#powerSaid;
    const { guard, isAllowed, armed } = this.#power();
    // Before the first there is nothing to correct, and while one waits for its answer `#begin` looks again.
    if (!said) return;
    const isOtherwise = said.guard !== guard || said.isAllowed !== isAllowed;
    // Who arms it knows that it is armed: only what was said is put right.
    if (isOtherwise || (said.armed !== undefined && said.armed !== armed)) this.#hello();
  }

  /** One that is on its own says so once more: whoever could tell it something has forgotten it, or was not heard. */
  #guardChanged(): void {
    const wasAlone = this.#wasAlone;
    this.#wasAlone = this.#guard?.isAlone === true;
    if (this.#wasAlone && !wasAlone) this.#hello();
    else this.#tellPower();
  }

  #hello(): void {
    if (this.#link && !this.#isStopping) this.#registration.ask(this.#link);
  }

  #onWelcome(welcome: Welcome): void {
    const verdict = this.#registration.judge(welcome, this.#session);
    if (!this.#link || verdict.kind === "ignore") return;
    this.#registration.stop();
    if (verdict.kind === "welcome") {
      this.#begin(this.#link, verdict);
      return;
    }
    // Who may not speak for the node does not go on telling what it writes.
    this.#streams.abandonAll();
    this.#uplink.turnAway(verdict.problem.message);
  }

  #begin(link: Link, { epoch, session: number, openJobs }: Extract<Verdict, { kind: "welcome" }>) {
    const { node } = this.#options;
    this.#uplink.welcomed();
    this.#loss?.heard();
    this.#session?.end();
    this.#session = new Session({
      ...this.#options,
      instance: this.#instance.value,
      time: this.#time,
      link,
      epoch,
      number,
    });
    this.#log.info(
      { manager: this.#uplink.peer, session: number },
      `connected to ${this.#uplink.peer} as node '${node}'`,
    );
    // The heartbeat first: its answer is what commands are judged by.
    this.#session.start();
    this.#executor.beginSession(openJobs);
    if (this.#kept) this.#recall(this.#kept, number);
    this.#publisher.begin(number);
    this.proxies.beginSession();
    this.contact.heard();
    this.#guard?.sessionBegins();
    this.#hearGuards(link);
    this.#tellPower();
  }

  /** Apart from the rest: a broker whose rules know nothing of power does not keep the node out. */
  #hearGuards(link: Link): void {
    const { node, log } = this.#options;
    if (!this.#guard || this.#hearing) return;
    const guards = this.#on(topics.powerGuard, { node }, ({ message, isRetained }) => {
      const session = this.#session?.number;
      if (message) this.#guard?.heard(message, { isRetained, session });
    });
    const hearing = { link, guards };
    this.#hearing = hearing;
    const answered = (mayHear: boolean) => {
      // It is of a connection that is no more.
      if (this.#hearing !== hearing) return;
      if (!mayHear) this.#hearing = undefined;
      this.#mayHearGuards = mayHear;
      this.#tellPower();
    };
    link.subscribe(guards).then(
      () => answered(true),
      (error: unknown) => {
        if (!isHirteError(error, "denied")) return;
        log[this.#mayHearGuards ? "warn" : "debug"](
          { error },
          "the broker does not let this node hear of outages: it has no power guard",
        );
        answered(false);
      },
    );
  }

  /** The next broker may refuse it, and is not to keep the node out for that: it is asked anew after each welcome. */
  #hearNoGuards(): void {
    const hearing = this.#hearing;
    this.#hearing = undefined;
    // While the connection is down this only takes it out.
    void hearing?.link.unsubscribe(hearing.guards);
  }

  #onDown(): void {
    this.#link = undefined;
    this.#hearNoGuards();
    this.#kept = undefined;
    this.#registration.stop();
    this.#session?.end();
    this.#session = undefined;
    this.#executor.endSession();
    this.#publisher.end();
    this.proxies.endSession();
    this.contact.lost();
  }

  #onPulse(pulse: Pulse): void {
    if (!this.#session?.pulse(pulse)) return;
    this.#uplink.heard();
    this.contact.heard();
    this.#loss?.heard();
    this.#executor.timeLearned();
  }

  #onCommand(command: Command): void {
    // What another session's manager wants is of the past, or of somebody else.
    if (command.session !== this.#session?.number) return;
    switch (command.kind) {
      case "job":
        this.#executor.command(command);
        return;
      case "ask":
        this.#executor.ask(command.id);
        return;
      case "cancel":
        this.#executor.cancel(command.id);
        return;
      case "ack":
        this.#executor.ack(command.id);
        return;
      case "query":
        void this.#desk.query(command);
        return;
      case "stream":
        void this.#streams.open(command);
        return;
    }
  }

  /** What the broker kept of this node's inventory. */
  #onKept(inventory: Inventory): void {
    if (this.#session) this.#recall(inventory, this.#session.number);
    else this.#kept = inventory;
  }

  #recall(inventory: Inventory, session: number): void {
    if (inventory.session < session) this.#publisher.recall(inventory.units);
  }

  #onManagerState({ manager, epoch }: ManagerState): void {
    const isOther = this.#session && this.#session.epoch !== epoch;
    // Another life of the manager: it knows nothing of this session.
    if (manager === "up" && isOther && epoch >= this.#epochs.highest) this.#hello();
  }

  /** Async, so that a message that cannot be made is a rejection like any other failure. */
  async #publish(send: (link: Link) => Promise<void>): Promise<void> {
    if (!this.#link) throw new HirteError("connection-lost", "not connected to hirte");
    await send(this.#link);
  }
}

function contactTime(clock: Clock): ContactTime {
  return {
    wallUs: Math.round(clock.wallMs() * 1000),
    // CLOCK_MONOTONIC of the machine, which other programs on it read too.
    monotonicUs: Number(process.hrtime.bigint() / 1000n),
  };
}
