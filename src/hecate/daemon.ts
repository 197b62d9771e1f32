import type { HecateConfig, UpsEntry } from "../config/hecate-types.ts";
import type { BootClock } from "../core/boot-clock.ts";
import type { Clock, Timer } from "../core/clock.ts";
import { HirteError, messageOf } from "../core/errors.ts";
import { randomId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import { peerOf } from "../power/peer-state.ts";
import type { PowerRun, PowerState, UpsState } from "../protocol/generated/schemas.ts";
import type { Effect } from "./brain.ts";
import { ClusterLook } from "./cluster-look.ts";
import { CoordinatorWord } from "./coordinator-word.ts";
import { diskWriter, type WriteFile } from "./disk.ts";
import { isClockInStep } from "./doctor/ask-machine.ts";
import { DriverLook } from "./driver-look.ts";
import { DryRun } from "./dry-run.ts";
import { carryOut } from "./effects.ts";
import type { Executor, ExecutorListener } from "./executor.ts";
import { Guards } from "./guards.ts";
import { Inbox } from "./inbox.ts";
import { inhibitAnswer } from "./inhibit-answer.ts";
import { type LinkPart, Links } from "./links.ts";
import { LocalEnd } from "./local-end.ts";
import { k3sLocalStop } from "./local-shutdown.ts";
import { Loop } from "./loop.ts";
import { Memory } from "./memory.ts";
import { cure, debianNutUnits } from "./node-services.ts";
import { Notifier } from "./notify.ts";
import { OrdersDesk } from "./orders-desk.ts";
import { OwnAlarms } from "./own-alarms.ts";
import { planConfigOf } from "./plan-config.ts";
import { powerConfigOf } from "./power-config.ts";
import { Preflight } from "./preflight.ts";
import { Publisher, type PublisherConfig } from "./publisher.ts";
import { rehearsalOf, rehearsed, saidOfRehearsal } from "./rehearsal.ts";
import { Journals } from "./run/journal.ts";
import { forgetKillpower, writeKillpower } from "./run/killpower.ts";
import { learntStagesMs, leftForRunMs } from "./run/learnt.ts";
import { losersOf } from "./run/losers.ts";
import { drainsInDoubtMs } from "./run/needless-drains.ts";
import { RunExecutor } from "./run/run-executor.ts";
import { UndoFile } from "./run/undo-file.ts";
import { runWorld, type WorldMaker } from "./run/world.ts";
import { type RunProgram, runProgram } from "./run-program.ts";
import { RunsFile } from "./runs-file.ts";
import type { Answer, Question, Rehearsal, StatusAnswer } from "./socket-protocol.ts";
import { StatePublisher } from "./state-publisher.ts";
import { Store } from "./store.ts";
import { readingOf } from "./ups-reading.ts";
import { UpsWatch } from "./ups-watch.ts";

/** What the daemon is made of. */
export interface HecateDaemonOptions {
  readonly config: HecateConfig;
  readonly bootId: string;
  readonly version: string;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  /** Default: on the disk. */
  readonly write?: WriteFile;
  /** Default: as a process of this machine. */
  readonly run?: RunProgram;
  /** Nothing is done, neither here nor on nodes: all of it is rehearsed. Default: it is done. */
  readonly isDry?: boolean;
  /** Runs are rehearsed, and whatever else is decided is done. Default: as `isDry` says. */
  readonly rehearsesRuns?: boolean;
  /** What runs are carried out with. Default: the nodes, their cluster, and what wakes them. */
  readonly world?: WorldMaker;
}

/** So long without the broker, and people are told. */
const lonelyMs = 60_000;
const notRead = "the configuration was not read again, and everything stays as it was";
/** One that has not come to an end of its work for so long does not live. */
const stuckMs = 30_000;

/**
 * `hecate daemon`: what a host with a UPS, and the coordinator, have running all the time. It reads the UPSes of its
 * host, hears of the others, decides, and begins what was decided. It goes on without broker, disk or upsd, with what
 * it has left.
 */
export class HecateDaemon {
  readonly #options: HecateDaemonOptions;
  readonly #session = randomId();
  readonly #rehearsal: Rehearsal | undefined;
  readonly #readings = new Map<string, UpsState>();
  /** Files that cannot be written, and why. */
  readonly #unsaved = new Map<string, string>();
  /** Connections that are not there, and when people are told. */
  readonly #lonely = new Map<string, Timer>();
  readonly #memory: Memory;
  readonly #loop: Loop;
  readonly #links: Links;
  readonly #publisher: Publisher;
  readonly #states: StatePublisher;
  readonly #watch: UpsWatch;
  readonly #notifier: Notifier;
  readonly #alarms: OwnAlarms;
  readonly #store: Store<unknown>;
  readonly #runs: RunsFile;
  readonly #executor: Executor;
  readonly #world: ReturnType<WorldMaker> | undefined;
  readonly #orders: OrdersDesk;
  readonly #drivers: DriverLook;
  readonly #cluster: ClusterLook;
  readonly #localEnd: LocalEnd;
  readonly #word: CoordinatorWord;
  /** That holds. */
  #config: HecateConfig;
  #configProblem: string | undefined;
  #stateSeq = 0;
  #steppedMs: number;

  /** Reads what a life before this one has left; nothing is begun. */
  constructor(options: HecateDaemonOptions) {
    this.#options = options;
    this.#config = options.config;
    const { config, bootId, version, bootClock, clock, log, run = runProgram } = options;
    const { self: host, stateDir } = config;
    const write = options.write ?? diskWriter(clock);
    const session = this.#session;
    const role = host === config.coordinator ? "coordinator" : "peer";
    this.#rehearsal = rehearsalOf({ ...options, role });
    this.#steppedMs = clock.monotonicMs();
    this.#notifier = new Notifier({
      ...{ programs: config.notify, run, clock, log },
      ...(this.#rehearsal && { mark: "rehearsal: " }),
      onFailing: (program, problem) =>
        problem === undefined
          ? this.#alarms.end(`notify:${program}`)
          : this.#alarms.begin(`notify:${program}`, "warning", reachesNobody(program, problem)),
      textNow: (id) =>
        this.#memory.brain.view(bootClock.bootMs()).alarms.find((one) => one.id === id)?.text,
    });
    this.#alarms = new OwnAlarms({ tell: (effect) => this.#notifier.tell(effect), clock });
    this.#store = new Store({
      ...{ stateDir, write, log },
      onTrouble: (problem) => this.#notSaved("state.json", problem),
      onSaved: () => this.#runs.retry(),
      onUnread: (problem) => this.#alarms.begin("state-unread", "critical", unread(problem)),
    });
    this.#runs = RunsFile.open({
      ...{ stateDir, write, log },
      onTrouble: (problem) => this.#notSaved("runs.json", problem),
    });
    const power = powerConfigOf(config);
    this.#memory = new Memory({
      ...{ store: this.#store, config: power, bootId, bootClock, log },
      rehearsesRuns: options.rehearsesRuns ?? options.isDry ?? false,
      onBegunAnew: (problem) => this.#alarms.begin("begun-anew", "critical", begunAnew(problem)),
    });
    const { brain } = this.#memory;
    this.#publisher = new Publisher({
      ...{ host, session, version, clock, log, config: publisherConfigOf(config) },
      link: () => this.#links.publisher,
      onRival: (isThere) =>
        isThere
          ? this.#alarms.begin("rival", "critical", hasRival(host))
          : this.#alarms.end("rival"),
      onReading: (ups, state) => this.#readLocally(ups, state),
    });
    const guards = new Guards({
      ...{ life: session, clock, log, link: () => this.#links.coordinator },
      onHappening: (happening) => this.#loop.push(happening),
    });
    this.#states = new StatePublisher({
      ...{ clock, log, state: () => this.#state() },
      link: () => this.#links.coordinator,
    });
    this.#localEnd = new LocalEnd({
      ...{ stop: k3sLocalStop, run, clock, log },
      timeMs: (ups) => this.#timeOfEndMs(ups),
    });
    const listener: ExecutorListener = {
      onRun: (told) => this.#states.runChanged(told),
      onFinished: (finished) => {
        this.#runs.add(finished);
        this.#loop.push({ kind: "runs", runs: this.#runs.runs });
      },
      onEvent: (number, event) => this.#loop.push({ kind: "run", run: number, event }),
    };
    const planned = { session, stateDir, write, config: () => planConfigOf(this.#config) };
    const { isDry = false, rehearsesRuns = isDry } = options;
    if (rehearsesRuns || brain.role === "peer") {
      this.#executor = new DryRun({ ...planned, ...listener, clock, log });
    } else {
      const trouble = (file: string) => (problem: string | undefined) =>
        this.#notSaved(file, problem);
      const undo = new UndoFile({ stateDir, write, log, onTrouble: trouble("undo.json") });
      this.#world = (options.world ?? runWorld)({
        ...{ config: () => this.#config, clock, log, undo, guards, run },
        tell: (told) => this.#notifier.tellOnce(told),
        isCalm: () =>
          !brain.isAfoot &&
          !isUnderWay(this.#executor.run) &&
          undo.all.every(({ kind }) => kind === "flux-ref"),
        hasFired: (ups) =>
          brain.view(bootClock.bootMs()).upses.some((one) => one.ups === ups && one.fired),
        mayWake: (node, waitedMs) => brain.mayWake(node, waitedMs),
      });
      const powerConfig = () => powerConfigOf(this.#config);
      this.#executor = new RunExecutor({
        ...{ ...planned, ...listener, bootId, bootClock, world: this.#world.world },
        journals: new Journals({
          ...{ stateDir, bootId, bootClock, clock, log, onTrouble: trouble("journal") },
        }),
        leftMs: () => leftForRunMs(brain.view(bootClock.bootMs()), powerConfig()),
        drainsInDoubtMs: () => drainsInDoubtMs(brain.view(bootClock.bootMs()), powerConfig()),
        losesPower: (node) =>
          losersOf(brain.view(bootClock.bootMs()), powerConfig()).includes(node),
        learntMs: () => learntStagesMs(this.#runs.runs, powerConfig()),
        powerOffSelf: (end) => this.#goItself(end),
      });
    }
    this.#orders = new OrdersDesk({
      ...{ clock, isClockInStep },
      onHappening: (happening) => this.#loop.push(happening),
    });
    const nutNameOf = (ups: string) =>
      this.#config.upses.find(({ name }) => name === ups)?.target.ups ?? ups;
    const hands = {
      ...{ host, executor: this.#executor, clock, log },
      coordinatorLink: () => this.#links.coordinator,
      publisherLink: () => this.#links.publisher,
      sendGuards: guards.send.bind(guards),
      tell: this.#notifier.tell.bind(this.#notifier),
      cure: (effect: Parameters<typeof cure>[0]) =>
        void cure(effect, { units: debianNutUnits, nutNameOf, run, log }),
      shutDownLocally: this.#localEnd.begin.bind(this.#localEnd),
      answer: this.#orders.answer.bind(this.#orders),
    };
    const chosen = isDry ? rehearsed(hands) : hands;
    this.#carryOut = (effect, isOnDisk) => carryOut(effect, isOnDisk, chosen);
    const preflight = new Preflight({
      world: this.#world?.world,
      nodes: () =>
        this.#config.nodes
          .map(({ name }) => name)
          // Whom a run has told is not there by its own making.
          .filter((name) => name !== this.#config.self && !this.#executor.run?.told.includes(name)),
      tell: (problem) =>
        problem === undefined
          ? this.#alarms.end("preflight")
          : this.#alarms.begin("preflight", "critical", notReady(problem)),
    });
    this.#cluster = new ClusterLook({
      ...{ clock, log, cluster: () => this.#world?.world.cluster() },
    });
    this.#drivers = new DriverLook({
      ...{ config: () => this.#config, clock, log },
      onDriver: (ups, canReturn, why) => {
        this.#loop.push({ kind: "driver", ups, canReturn });
        if (why === undefined) this.#alarms.end(`killpower:${ups}`);
        else this.#alarms.begin(`killpower:${ups}`, "warning", notCut(ups, why));
      },
    });
    let lookedMs = Number.NEGATIVE_INFINITY;
    const lookAhead = () => {
      const nowMs = clock.monotonicMs();
      if (nowMs - lookedMs < 1000) return;
      lookedMs = nowMs;
      preflight.look(brain.view(bootClock.bootMs()));
    };
    this.#loop = new Loop({
      ...{ brain, bootClock, clock, log },
      save: (effects) => this.#memory.save(effects),
      carryOut: this.#carryOut,
      onStepped: () => {
        this.#steppedMs = clock.monotonicMs();
        this.#states.mayHaveChanged();
        lookAhead();
      },
      pollMs: () => this.#config.policy.pollIntervalMs,
    });
    this.#word = new CoordinatorWord(clock);
    const inbox = new Inbox({
      word: this.#word,
      ...{ clock, log, config: () => powerConfigOf(this.#config) },
      onHappening: (happening) => this.#loop.push(happening),
      onReading: (ups, state) => this.#readings.set(ups, state),
      onOwnAvailability: (kept) => this.#publisher.heardOwn(kept),
    });
    const isCoordinator = brain.role === "coordinator";
    this.#links = new Links({
      ...{ clock, log },
      publisher: this.#part("publisher", {
        subscriptions: [...inbox.forPublisher(host), ...(isCoordinator ? [] : inbox.forPeer(host))],
        will: () => this.#publisher.will(),
        onUp: () => this.#publisher.linkUp(),
        onDown: () => undefined,
      }),
      ...(isCoordinator
        ? {
            coordinator: this.#part("coordinator", {
              subscriptions: [...inbox.forCoordinator(), ...guards.subscriptions],
              onUp: () => this.#states.linkUp(),
              onDown: () => guards.linkDown(),
            }),
          }
        : {}),
    });
    this.#watch = new UpsWatch({
      ...{ clock, log },
      onPoll: (ups, poll) => this.#publisher.accept(ups, poll),
      onLogin: (ups, login) =>
        login.kind === "logged-in"
          ? this.#alarms.end(`nut-login:${ups}`)
          : this.#alarms.begin(`nut-login:${ups}`, "warning", notLoggedIn(ups, login.detail)),
    });
  }

  /** Whether what came lately was judged: who is asked whether it lives says so by this. */
  get isAlive(): boolean {
    const limitMs = Math.max(stuckMs, 3 * this.#config.policy.pollIntervalMs);
    return this.#options.clock.monotonicMs() - this.#steppedMs < limitMs;
  }

  /** Goes on where the life before has ended; resolves when the first steps are done. */
  async start(): Promise<void> {
    const { brain } = this.#memory;
    forgetKillpower(this.#config.runDir);
    // Of a run that is over, or that nobody knows any more.
    const { phase } = brain.view(this.#options.bootClock.bootMs());
    if (phase === "watching") this.#world?.world.foreign?.forget();
    logWarnings(this.#config, this.#options.log);
    if (this.#rehearsal) {
      const { log } = this.#options;
      log.warn(`hecate rehearses: ${saidOfRehearsal[this.#rehearsal]}`);
    }
    for (const effect of brain.resume()) this.#carryOut(effect, true);
    this.#loop.push({ kind: "runs", runs: this.#runs.runs });
    this.#loop.start();
    this.#missed("publisher");
    if (brain.role === "coordinator") {
      this.#missed("coordinator");
      this.#states.start();
      this.#drivers.start();
      this.#cluster.start();
    }
    this.#watch.start(this.#config);
    this.#links.apply(this.#config);
    await this.#loop.idle();
  }

  /** Another configuration is to hold; what cannot change while it runs says so, and all stays as it was. */
  reload(read: () => HecateConfig): void {
    const { log } = this.#options;
    let next: HecateConfig;
    try {
      next = read();
      refuseOtherPlace(this.#config, next);
      this.#watch.apply(next);
    } catch (error) {
      const why = messageOf(error);
      this.#configProblem = why;
      for (const problem of why.split("\n")) log.error({ problem }, notRead);
      const text = `hecate.yaml cannot be used, and what it said before holds: ${why}`;
      this.#alarms.begin("configuration", "warning", text);
      return;
    }
    this.#configProblem = undefined;
    this.#alarms.end("configuration");
    const { brain } = this.#memory;
    for (const { name } of this.#config.upses.filter((ups) => !isLoggedInto(ups, next))) {
      this.#alarms.end(`nut-login:${name}`);
    }
    this.#config = next;
    for (const effect of brain.reconfigure(powerConfigOf(next))) this.#carryOut(effect, true);
    this.#notifier.setPrograms(next.notify);
    this.#publisher.reconfigure(publisherConfigOf(next));
    this.#links.apply(next);
    this.#world?.apply(next);
    // Budgets are of the configuration.
    this.#loop.push({ kind: "runs", runs: this.#runs.runs });
    logWarnings(next, log);
    log.info({ file: next.file, hash: next.configHash }, "the configuration was read again");
  }

  /** The configuration that holds. */
  get config(): HecateConfig {
    return this.#config;
  }

  /** Nobody can ask it by its socket; undefined: it is there. */
  socketProblem(problem: string | undefined): void {
    if (problem === undefined) this.#alarms.end("socket");
    else this.#alarms.begin("socket", "warning", notAsked(problem));
  }

  /** Answers a question of hecate's socket. */
  async answer(question: Question): Promise<Answer> {
    switch (question.ask) {
      case "status":
        return this.status();
      case "inhibit": {
        const { forMs, reason, by } = question;
        this.#options.log.warn({ forMs, reason, by }, "maintenance: triggers are held back");
        this.#loop.push({ kind: "inhibit", forMs, reason, by });
        await this.#loop.idle();
        return inhibitAnswer(question, this.#state().inhibit);
      }
      case "order": {
        const { coordinator, self } = this.#config;
        if (this.#memory.brain.role === "peer") {
          const text = `${self} is a peer: ${coordinator} decides, and takes orders`;
          throw new HirteError("denied", text);
        }
        return { ok: true, run: await this.#orders.give(question.order) };
      }
    }
  }

  /** What it sees, thinks and does, at this moment. */
  status(): StatusAnswer {
    const { file: path, configHash: hash } = this.#config;
    const problem = this.#configProblem;
    return {
      ok: true,
      ...(this.#rehearsal && { rehearsal: this.#rehearsal }),
      state: this.#state(),
      run: this.#executor.run ?? null,
      runs: this.#runs.runs,
      readings: Object.fromEntries(this.#readings),
      config: { path, hash, ...(problem === undefined ? {} : { problem }) },
      links: this.#links.views,
      store: this.#store.view,
      ...(this.#cluster.view ? { cluster: this.#cluster.view } : {}),
      ...(this.#memory.brain.role === "peer"
        ? { coordinator: this.#word.view(this.#config.coordinator) }
        : {}),
    };
  }

  /** Leaves: what was decided is on disk, and its publisher says goodbye. A run is gone on with by the next life. */
  async stop(): Promise<void> {
    if (this.#executor instanceof RunExecutor) await this.#executor.stop();
    await this.#world?.close();
    this.#states.stop();
    this.#drivers.stop();
    this.#cluster.stop();
    const left = this.#watch.stop();
    await this.#loop.stop();
    await this.#memory.write();
    await this.#links.close(() => this.#publisher.sayGoodbye());
    await left;
    // Timers keep the process: a host that is going down would wait for it.
    for (const timer of this.#lonely.values()) timer.cancel();
    this.#localEnd.stop();
    this.#publisher.stop();
    this.#notifier.stop();
    await this.#runs.settled;
  }

  readonly #carryOut: (effect: Effect, isOnDisk: boolean) => void;

  /** The coordinator's own end: whose load is cut is written where the last hook finds it. */
  #goItself({
    reason,
    killpower,
  }: {
    readonly reason: string;
    readonly killpower: readonly string[];
  }) {
    const { log } = this.#options;
    const { runDir, upses } = this.#config;
    if (killpower.length > 0) {
      const targets = upses
        .filter(({ name }) => killpower.includes(name))
        .map(({ target }) => target);
      writeKillpower(runDir, targets, log);
    }
    const [ups = ""] =
      this.#config.nodes.find(({ name }) => name === this.#config.self)?.feeds ?? [];
    this.#localEnd.begin({ ups, reason });
  }

  #readLocally(ups: string, state: UpsState): void {
    this.#readings.set(ups, state);
    this.#loop.push({ kind: "reading", ups, origin: "local", reading: readingOf(state) });
  }

  /** One alarm for all files: it is one disk. */
  #notSaved(file: string, problem: string | undefined): void {
    if (problem === undefined) this.#unsaved.delete(file);
    else this.#unsaved.set(file, problem);
    const [first] = this.#unsaved.values();
    if (first === undefined) this.#alarms.end("state-not-saved");
    else this.#alarms.begin("state-not-saved", "critical", notSaved(first));
  }

  /** A connection that people are told of when it has not been there for a minute. */
  #part(name: string, part: LinkPart): LinkPart {
    const id = lonelyId(name);
    return {
      ...part,
      onUp: () => {
        this.#lonely.get(id)?.cancel();
        this.#alarms.end(id);
        part.onUp();
      },
      onDown: () => {
        this.#missed(name);
        part.onDown();
      },
    };
  }

  /** From now on that connection is not there. */
  #missed(name: string): void {
    const id = lonelyId(name);
    this.#lonely.get(id)?.cancel();
    const tell = () => this.#alarms.begin(id, "warning", lonely(name));
    this.#lonely.set(id, this.#options.clock.after(lonelyMs, tell));
  }

  /** What there is for this host's own shutdown: what it is said to take, or what the battery has left, if that is less. */
  #timeOfEndMs(ups: string): number {
    const { localBudgetS } = peerOf(powerConfigOf(this.#config));
    const { upses } = this.#memory.brain.view(this.#options.bootClock.bootMs());
    const leftS = upses.find((one) => one.ups === ups)?.runtimeLeftS;
    return 1000 * Math.min(localBudgetS, leftS ?? localBudgetS);
  }

  #state(): PowerState {
    const { bootClock, clock, version } = this.#options;
    const view = this.#memory.brain.view(bootClock.bootMs());
    return {
      ...view,
      ...this.#alarms.within(view),
      session: this.#session,
      seq: ++this.#stateSeq,
      at: clock.wallMs(),
      version,
      configHash: this.#config.configHash,
    };
  }
}

function publisherConfigOf({ self, upses, policy, configHash }: HecateConfig): PublisherConfig {
  const own = upses.filter(({ host }) => host === self).map(({ name }) => name);
  const { pollIntervalMs: pollMs, staleAfterMs } = policy;
  return { upses: own, pollMs, staleAfterMs, configHash };
}

/** Whether hecate logs in to a UPS of this host in that configuration. */
function isLoggedInto({ name }: UpsEntry, { self, upses }: HecateConfig): boolean {
  return upses.some((ups) => ups.name === name && ups.host === self && ups.monitor !== undefined);
}

function logWarnings({ file, warnings }: HecateConfig, log: Log): void {
  for (const { line, text } of warnings) log.warn({ file, line }, text);
}

/** Who decides, and where this process keeps and shows what it has, cannot change under it. */
function refuseOtherPlace(now: HecateConfig, next: HecateConfig): void {
  for (const key of ["self", "coordinator", "stateDir", "runDir", "socketPath"] as const) {
    if (now[key] !== next[key]) {
      throw new Error(`${key} is ${next[key]} and was ${now[key]}: that takes a restart of hecate`);
    }
  }
}

function notSaved(problem: string): string {
  return `hecate goes on from memory, and would forget it in a restart: ${problem}`;
}

function begunAnew(problem: string): string {
  return `nothing could be judged any more (${problem}): hecate has forgotten outages and runs, and begun anew; what it knew is in state.json.corrupt. Said until hecate is started again`;
}

function isUnderWay(run: PowerRun | undefined): boolean {
  return run !== undefined && !["done", "failed", "cancelled"].includes(run.phase);
}

function notCut(ups: string, why: string): string {
  return `the load of ${ups} will not be cut at the end of a shutdown: ${why}`;
}

function notReady(problem: string): string {
  return `a UPS is on battery, and at the first look a shutdown would not have reached all: ${problem}`;
}

function unread(problem: string): string {
  return `what hecate knew could not be read (${problem}): it has begun anew; what there was is in state.json.corrupt, if it could be moved. Said until hecate is started again`;
}

function reachesNobody(program: string, problem: string): string {
  return `${program}, which tells people, has failed three times in a row: ${problem}`;
}

function hasRival(host: string): string {
  return `another hecate says that it is ${host}: what it says of this host's UPSes is heard as well as what this one says; end one of them`;
}

function notLoggedIn(ups: string, detail: string): string {
  return `hecate is not logged in to ${ups} (${detail}): it is read all the same; look at monitor: in hecate.yaml and at upsd.users`;
}

function notAsked(problem: string): string {
  return `nobody can ask this hecate: ${problem}; it watches the power all the same`;
}

function lonelyId(name: string): string {
  return `broker:${name}`;
}

function lonely(name: string): string {
  return `there is no connection to the broker (${name}): this host's own UPSes are watched all the same`;
}
