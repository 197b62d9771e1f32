import { join } from "node:path";
import type { BootClock } from "../../core/boot-clock.ts";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import { randomId } from "../../core/ids.ts";
import type { FinishedRun } from "../../power/model.ts";
import type { Plan } from "../../power/plan-model.ts";
import type { PowerRun } from "../../protocol/generated/schemas.ts";
import type { WriteFile } from "../disk.ts";
import type { PlanConfig } from "../dry-run.ts";
import type { Executor, ExecutorListener, Order } from "../executor.ts";
import { shutdownPlanOf, startupPlanOf } from "../plan-config.ts";
import type { Journals } from "./journal.ts";
import { memoryOf, type RunHead, type RunMemory } from "./journal-record.ts";
import { RunBook } from "./run-book.ts";
import { carryOutShutdown, type ShutdownRun } from "./shutdown-run.ts";
import { carryOutStartup } from "./startup-run.ts";
import type { RunWorld } from "./step-runner.ts";

/** What runs are carried out with. */
export interface RunExecutorOptions extends ExecutorListener {
  readonly world: RunWorld;
  readonly config: () => PlanConfig;
  readonly journals: Journals;
  readonly session: string;
  readonly stateDir: string;
  readonly bootId: string;
  readonly bootClock: BootClock;
  readonly write: WriteFile;
  /** ms that the battery lasts for what is to be stopped, less what the coordinator needs; undefined: not known. */
  readonly leftMs: () => number | undefined;
  /** ms that it may take at most until it is known whether all of the cluster goes; 0: it is known. */
  readonly drainsInDoubtMs: () => number;
  /** Whether a battery that has fired, and whose mains are not back, has a node stopped. */
  readonly losesPower: (node: string) => boolean;
  /** ms that stages took at most, by name. */
  readonly learntMs: () => Readonly<Record<string, number>>;
  /** This host goes down; what is cut off is written where the last hook finds it. */
  readonly powerOffSelf: (of: {
    readonly reason: string;
    readonly killpower: readonly string[];
  }) => void;
}

/** What a run had under way when another took its place is waited for so long at most: a battery may be running out. */
const mostWaitMs = 2000;

/** A run that is carried out in this life. */
interface Active {
  readonly book: RunBook;
  readonly shutdown?: ShutdownRun;
  /** Resolves when nothing of it is under way any more. */
  readonly over: Promise<void>;
  /** Somebody has called it off. */
  isCancelled: boolean;
  /** Nothing more is done about it: it has ended, or holds. */
  isOver: boolean;
}

/**
 * Carries runs out: one at a time, each by its journal, so that a successor goes on where this process ended. What it does
 * is told as it happens; what it decides is how, never whether.
 */
export class RunExecutor implements Executor {
  readonly #options: RunExecutorOptions;
  #active: Active | undefined;
  #view: PowerRun | undefined;
  #seq = 0;
  #isStopped = false;

  constructor(options: RunExecutorOptions) {
    this.#options = options;
  }

  get run(): PowerRun | undefined {
    return this.#view;
  }

  begin({ run, key, reason, scope, ordered, edition = 0, owed = [] }: Order<"begin-run">): void {
    if (this.#isStopped || this.#active?.book.head.run === run) return;
    // What the startup in whose place it begins has done meanwhile is none that whoever decides could say.
    const comingUp = [...new Set([...owed, ...(this.#active?.book.whoComesUp ?? [])])];
    const head = {
      ...({ run, kind: "shutdown", key, reason, scope, wake: [], owed: comingUp } as const),
      mode: ordered?.mode ?? this.#options.config().mode,
      isOrdered: ordered !== undefined,
      skips: ordered?.skips ?? [],
    };
    // That its scope got wider is known to whoever decides, and may not have come into its journal.
    const known = memoryOf(this.#options.journals.read(run))?.head;
    const isWider = known?.key === key && scope.some((node) => !known.scope.includes(node));
    this.#shutDown(head, edition, isWider ? { reason, scope } : undefined);
  }

  widen({ run, reason, scope, edition = 0 }: Order<"widen-run">): void {
    if (this.#isStopped) return;
    const active = this.#active;
    const isAtWork = active?.book.head.run === run && !active.isCancelled && !active.isOver;
    if (isAtWork && active.shutdown) {
      active.shutdown.widen(reason, scope, edition);
      return;
    }
    // It had ended, and is wanted again: it begins where its journal ends.
    const known = memoryOf(this.#options.journals.read(run))?.head;
    const { mode } = this.#options.config();
    this.#shutDown(
      {
        ...{ run, reason, scope, mode, key: known?.key ?? "", wake: [], skips: known?.skips ?? [] },
        ...({ kind: "shutdown", isOrdered: false } as const),
      },
      edition,
      { reason, scope },
    );
  }

  hold({ run, reason }: Order<"hold-run">): void {
    const { book } = this.#of(run) ?? {};
    book?.hold(reason);
  }

  goOn({ run, reason }: Order<"continue-run">): void {
    const { book } = this.#of(run) ?? {};
    book?.goOn(reason);
  }

  startUp(order: Order<"start-up">): void {
    const { run, after, wake, part, reason, forceFluxBranch } = order;
    if (this.#isStopped || this.#active?.book.head.run === run) return;
    const { nodes, mode } = this.#options.config();
    const active = this.#activate(
      {
        ...({ run, kind: "startup", key: `after ${after}`, reason, mode, wake } as const),
        scope: part ? wake : nodes.map(({ name }) => name),
        ...{ isOrdered: false, skips: [] },
        ...(part && { part }),
        ...(forceFluxBranch === undefined ? {} : { forceFluxBranch }),
      },
      0,
    );
    if (!active) return;
    const { book, previous } = active;
    book.setPlan(this.#startupPlan(book.head));
    this.#options.world.foreign?.forget();
    this.#work(book, undefined, async () => {
      await previous;
      return await carryOutStartup(book, this.#options.world);
    });
  }

  cancel({ run, reason }: Order<"cancel-run">): void {
    const active = this.#of(run);
    if (!active || active.isOver) return;
    active.isCancelled = true;
    this.#options.world.log.warn({ run, reason }, "a run is called off");
    active.book.end();
  }

  powerOffSelf({ run, reason, killpower }: Order<"power-off-self">): void {
    const { journals, powerOffSelf } = this.#options;
    const active = this.#of(run);
    active?.book.setPhase("self-off");
    const journal = active?.book ?? journals.open(run);
    // Nobody waits for it: the state that says so is on disk already.
    void journal.note({ is: "self-off", reason, killpower });
    void this.#withoutLiving(killpower)
      .catch((): readonly string[] => {
        // Whatever becomes of that look: this host goes, and nobody's load is cut by a guess.
        return [];
      })
      .then((cut) => powerOffSelf({ reason, killpower: cut }));
  }

  /** UPSes at which nobody answers any more: what was gone once may have been switched on by hand since. */
  async #withoutLiving(killpower: readonly string[]): Promise<readonly string[]> {
    if (killpower.length === 0) return killpower;
    const { nodes, coordinator } = this.#options.config();
    const { presence, log } = this.#options.world;
    const { signal } = new AbortController();
    const looked = await Promise.all(
      killpower.map(async (ups) => {
        const fed = nodes.filter(({ name, feeds }) => name !== coordinator && feeds.includes(ups));
        const answers = await Promise.all(fed.map(({ name }) => presence.answers(name, signal)));
        if (answers.includes(true))
          log.error({ ups }, "its load is not cut: somebody on it answers");
        return answers.includes(true) ? [] : [ups];
      }),
    );
    return looked.flat();
  }

  /** Begins nothing more, and waits for nothing: the daemon leaves, and a successor goes on. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const active = this.#active;
    active?.book.end();
    await active?.over;
  }

  #of(run: number): Active | undefined {
    return this.#active?.book.head.run === run ? this.#active : undefined;
  }

  #shutDown(
    head: Omit<RunHead, "seed">,
    edition: number,
    widened?: { readonly reason: string; readonly scope: readonly string[] },
  ): void {
    const active = this.#activate(head, edition, widened);
    if (!active) return;
    const { book, previous } = active;
    const shutdown: ShutdownRun = carryOutShutdown(book, {
      ...{
        world: this.#options.world,
        after: previous,
      },
      leftMs: this.#options.leftMs,
      drainsInDoubtMs: this.#options.drainsInDoubtMs,
      plan: (late) => this.#shutdownPlan(book.head, late),
      coordinator: () => this.#options.config().coordinator,
      losesPower: this.#options.losesPower,
      learnt: () => book.finished(book.outcome, this.#fedBy()),
      onOthersGone: (learnt) => this.#remember(book, learnt),
    });
    this.#work(book, shutdown, () => shutdown.over);
  }

  /** Makes the book of a run, from its journal where it has one; undefined: it is over already, and that was told again. */
  #activate(
    head: Omit<RunHead, "seed">,
    edition: number,
    widened?: { readonly reason: string; readonly scope: readonly string[] },
  ):
    | { readonly book: RunBook; readonly memory: RunMemory; readonly previous: Promise<void> }
    | undefined {
    const { journals, world, bootId, bootClock, onEvent } = this.#options;
    const { clock, log } = world;
    const { run, kind, key } = head;
    const before = this.#active;
    // Of that one nothing more is done.
    before?.book.end();
    let known = memoryOf(journals.read(run));
    if (known && (known.head.kind !== kind || (known.head.key !== key && key !== ""))) {
      journals.setAside(run);
      known = undefined;
    }
    const begun = { at: clock.wallMs(), bootId, bootMs: bootClock.bootMs() };
    const memory: RunMemory = known ?? {
      ...{ head: { ...head, seed: randomId() }, begun, ends: new Map(), started: new Map() },
      ...{ told: [], gone: new Map(), areOthersGone: false, isSelfOff: false, heldMs: 0 },
      ...{ absent: new Set<string>(), reboots: new Map(), forTime: 0, attempts: new Map() },
      supplied: new Set(),
    };
    const journal = journals.open(run);
    const book = new RunBook({
      ...{ memory, edition, journal, bootId, bootClock, clock, log, onEvent },
      onChanged: () => this.#changed(book),
    });
    if (!known) void book.note({ is: "begun", ...memory.head });
    if (widened) book.widen(widened.reason, widened.scope, edition);
    log.warn(
      { run, kind, reason: head.reason, scope: head.scope.join(" ") },
      known ? "a run goes on where it was" : "a run begins",
    );
    book.tellAgain();
    // What it had begun goes on, and is not waited for any longer than that.
    const previous = before ? withinMs(before.over, mostWaitMs, clock) : Promise.resolve();
    if (known?.outcome !== undefined && !widened) {
      const { outcome } = known;
      this.#active = { book, over: Promise.resolve(), isCancelled: false, isOver: true };
      book.setPlan(
        kind === "startup" ? this.#startupPlan(book.head) : this.#shutdownPlan(book.head, []),
      );
      book.setPhase(outcome);
      if (known.learnt) this.#remember(book, known.learnt);
      book.event({
        kind: "finished",
        outcome,
        executed: true,
        edition,
        ...stillOffOf(book, world),
      });
      return undefined;
    }
    return { book, memory, previous };
  }

  /** Has it carried out; what it comes to is told, unless another took its place. */
  #work(
    book: RunBook,
    shutdown: ShutdownRun | undefined,
    carryOut: () => Promise<FinishedRun["outcome"] | undefined>,
  ): void {
    const { log } = this.#options.world;
    const active: Active = {
      ...{ book, isCancelled: false, isOver: false },
      ...(shutdown ? { shutdown } : {}),
      over: Promise.resolve()
        .then(carryOut)
        .catch((error: unknown) => {
          log.error({ run: book.head.run, error }, "a run broke off");
          return "failed" as const;
        })
        .then((outcome) => this.#finish(active, outcome)),
    };
    this.#active = active;
    this.#changed(book);
  }

  async #finish(active: Active, outcome: FinishedRun["outcome"] | undefined): Promise<void> {
    const { book } = active;
    active.isOver = true;
    if (this.#isStopped) return;
    const successor = this.#active === active ? undefined : this.#active;
    // Who goes on with the very same run says how it ends.
    if (successor?.book.head.run === book.head.run) return;
    const isReplaced = successor !== undefined;
    // One that holds is not over.
    const end = active.isCancelled || isReplaced ? "cancelled" : outcome;
    if (end === undefined) return;
    const { edition } = book;
    const { run, kind } = book.head;
    this.#options.world.log.warn({ run, kind, outcome: end, isReplaced }, "a run is over");
    book.setPhase(end);
    const learnt = book.finished(end, this.#fedBy());
    await book.note({
      ...({ is: "finished", outcome: end, learnt } as const),
      ...(isReplaced ? { reason: "replaced" } : {}),
    });
    this.#remember(book, learnt);
    // What was wanted while that was written is not over.
    if (this.#active !== active) return;
    const stillOff = stillOffOf(book, this.#options.world);
    book.event({ kind: "finished", outcome: end, executed: true, edition, ...stillOff });
  }

  /** Says what became of it to whoever learns from runs, and writes its report. */
  #remember(book: RunBook, finished: FinishedRun): void {
    const { onFinished, stateDir, write, world } = this.#options;
    onFinished(finished);
    const path = join(stateDir, "reports", `${finished.run}.json`);
    write(path, { ...book.view(), ...finished }).catch((error: unknown) => {
      world.log.error({ path, problem: messageOf(error) }, "the report of a run cannot be written");
    });
  }

  #fedBy(): ReadonlyMap<string, readonly string[]> {
    const { nodes, coordinator } = this.#options.config();
    const fedBy = new Map<string, string[]>();
    for (const { name, feeds } of nodes) {
      if (name === coordinator) continue;
      for (const ups of feeds) fedBy.set(ups, [...(fedBy.get(ups) ?? []), name]);
    }
    return fedBy;
  }

  #startupPlan({ scope, wake, part }: RunHead): Plan {
    const { config, learntMs } = this.#options;
    return startupPlanOf(config(), {
      ...{ scope, wake, learntMs: learntMs() },
      ...(part && { part }),
    });
  }

  #shutdownPlan({ scope, mode, isOrdered }: RunHead, late: readonly (readonly string[])[]): Plan {
    const { config, learntMs } = this.#options;
    return shutdownPlanOf(config(), { scope, mode, isOrdered, late, learntMs: learntMs() });
  }

  #changed(book: RunBook): void {
    const { session, world, onRun } = this.#options;
    if (this.#active && this.#active.book !== book) return;
    const at = world.clock.wallMs();
    this.#view = { ...book.view(), session, seq: ++this.#seq, at };
    onRun(this.#view);
  }
}

/** Nodes that a startup was to wake, or has rebooted, and that are not up; and those that it has left out. */
function stillOffOf(
  book: RunBook,
  { presence }: Pick<RunWorld, "presence">,
): { readonly missing?: readonly string[]; readonly leftOut?: readonly string[] } {
  const { head, plan, endOf, leftOut } = book;
  if (head.kind !== "startup") return {};
  const missing = plan.stages.flatMap(({ steps }) =>
    steps.flatMap(({ id, action }) => {
      if (endOf(id)?.outcome !== "failed") return [];
      if (action.kind === "wake") return [action.node];
      const isOff = action.kind === "reboot" && presence.agentOf(action.node) !== "online";
      return isOff && book.rebootOf(id) !== undefined ? [action.node] : [];
    }),
  );
  return {
    ...(missing.length > 0 && { missing: [...new Set(missing)] }),
    ...(leftOut.length > 0 && { leftOut }),
  };
}

/** As the promise, or when the time is over. */
function withinMs(promise: Promise<void>, ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(ms, resolve);
    void promise.finally(() => {
      timer.cancel();
      resolve();
    });
  });
}
