import type { Clock } from "../../core/clock.ts";
import { isHirteError, messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { NodeConfig } from "../../power/model.ts";
import type { PlannedAction, PlannedStep, Told } from "../../power/plan-model.ts";
import type { Waking } from "../../power/supply.ts";
import { wasNotReached } from "../nodes/words.ts";
import type { ForeignClients } from "./foreign-clients.ts";
import type { Act, ClusterHands, NodeHands, Presence, StepEnd, UndoList, Waker } from "./ports.ts";
import { reboot } from "./reboot.ts";
import { type RunBook, RunEnded } from "./run-book.ts";
import { againMs, askMs, type Wait, waitOf, whyNotAnswered } from "./waiting.ts";

/** The world as steps need it. */
export interface RunWorld {
  readonly hands: NodeHands;
  readonly presence: Presence;
  readonly waker: Waker;
  /** Undefined: the configuration has no cluster. */
  readonly cluster: () => ClusterHands | undefined;
  readonly undo: UndoList;
  /** Absent: there are none. */
  readonly foreign?: ForeignClients;
  /** Whether a UPS has fired, as it is thought now. */
  readonly hasFired: (ups: string) => boolean;
  /** Whether a startup wakes a node that is off, and that it has looked at for so long, ms. */
  readonly mayWake: (node: string, waitedMs: number) => Waking;
  readonly nodes: () => readonly NodeConfig[];
  /** Tells people, and returns at once. Never throws. */
  readonly tell: (told: Pick<Told, "severity" | "text">) => void;
  readonly clock: Clock;
  readonly log: Log;
}

type ActionOf<Kind extends PlannedAction["kind"]> = Extract<PlannedAction, { kind: Kind }>;

/** Where nobody at all is heard, the network is given so long. */
const deafMs = 60_000;
/** Between two attempts at something that has failed for certain. */
const retryMs = 5000;
/** Looks at a silent node while hirte cannot be asked: an order has the time until hirte is back from a restart. */
const unsureLooks = { battery: 2, order: 15 } as const;
/** Of the time of a stop this much is for what runs after it, and more of it is none. */
const afterStop = { share: 1 / 3, mostMs: 30_000 } as const;
/** A node is killed so long before its time is over. */
const forceBeforeMs = 15_000;
/** Between looks at what batteries have, and between words about that. */
const [supplyEveryMs, tellEveryMs] = [1000, 30_000] as const;
/** Between looks at what is to stay up. */
const soakEveryMs = 5000;

/**
 * Carries out one step of a run: looks whether it is done already, does it, and says truthfully how it ended. Never rejects
 * but with RunEnded. What was begun under an act's id is not begun again under it, in whatever life.
 */
export class StepRunner {
  readonly #world: RunWorld;
  readonly #book: RunBook;
  /** Since when nobody at all is heard; undefined: somebody was. */
  #deafSinceMs: number | undefined;
  /** Since when it is waited for batteries, by who reads them. */
  readonly #waitsSinceMs = new Map<string, number>();

  constructor(world: RunWorld, book: RunBook) {
    this.#world = world;
    this.#book = book;
  }

  /** `signal`: it is not waited for any longer; `why` says so in its end. */
  async carryOut(
    step: PlannedStep,
    { signal, why }: { readonly signal: AbortSignal; readonly why: () => string },
  ): Promise<StepEnd> {
    await this.#book.mayBegin();
    try {
      return await this.#act(step, signal);
    } catch (error) {
      if (error instanceof RunEnded) throw error;
      const detail = signal.aborted ? why() : textOf(error, step);
      return { outcome: "failed", detail };
    }
  }

  async #act(step: PlannedStep, signal: AbortSignal): Promise<StepEnd> {
    const { action, timeoutMs } = step;
    const { hands, undo } = this.#world;
    const act = (part = "", forMs = timeoutMs): Act => ({
      ...{ run: this.#book.head.run, id: this.#book.actId(step.id, part), signal },
      timeoutMs: Math.max(1, Math.round(forMs)),
    });
    if ("node" in action && action.kind !== "wake" && this.#book.isLeftOut(action.node)) {
      return leftOutAlready;
    }
    switch (action.kind) {
      case "command":
        if (await this.#isLeftOut(action.node, act)) return nobodyThere;
        return await this.#attempts(step, act, (one) =>
          hands.runCommand(action.node, action.command, one),
        );
      case "command-on-first":
        return await this.#onFirst(action, step, act);
      case "stop":
        if (await this.#isLeftOut(action.node, act)) return nobodyThere;
        return await this.#stop(action, step, act);
      case "start": {
        const { node, unit } = action;
        let wasActive = false;
        const end = await this.#attempts(step, act, async (one) => {
          wasActive = (await hands.unitCondition(node, unit, act("look", askMs))) === "active";
          if (!wasActive) await hands.startUnit(node, unit, one);
        });
        return wasActive ? { outcome: "done", detail: "it was active already" } : end;
      }
      case "restart":
        return await this.#attempts(step, act, (one) =>
          hands.restartUnit(action.node, action.unit, one),
        );
      case "poweroff":
        return await this.#powerOff(action, step, { act, signal });
      case "reboot": {
        const { clock } = this.#world;
        return await reboot(action.node, {
          ...{ step, hands, book: this.#book, act, clock, signal },
          forceAfterMs: this.#forceAfterMs(action.node, step),
          pause: (ms) => pause(ms, clock, signal),
        });
      }
      case "wake":
        return await this.#wake(action, step, signal);
      case "wait": {
        if ("node" in action && (await this.#isLeftOut(action.node, act))) return nobodyThere;
        const { presence, clock } = this.#world;
        const untilMs = clock.monotonicMs() + timeoutMs;
        const leftMs = () => untilMs - clock.monotonicMs();
        const wait = waitOf(action, { hands, presence, act, leftMs, signal });
        return await this.#until(step, signal, wait);
      }
      case "drain":
      case "kube":
      case "flux": {
        const cluster = this.#world.cluster();
        if (!cluster) return { outcome: "skipped", detail: "no cluster is configured" };
        const { forceFluxBranch } = this.#book.head;
        return await cluster.do(action, {
          ...{ ...act(), undo },
          onProgress: (text) => this.#book.progress(step, text),
          attempts: this.#book.attemptsAt(step),
          leftOut: this.#book.staysOff,
          ...(forceFluxBranch === undefined ? {} : { forceFluxBranch }),
        });
      }
      case "http":
        return await this.#until(step, signal, {
          whyNot: () => whyNotAnswered(action, signal),
        });
      case "notify": {
        const { severity, text } = action;
        this.#world.tell({ severity, text });
        return done;
      }
      case "soak":
        return await this.#soak(action, { act, signal });
      case "force-shutdown": {
        const { foreign, hasFired } = this.#world;
        const { ups, clients } = action;
        if (!foreign || !hasFired(ups)) {
          return { outcome: "skipped", detail: `${ups} has not fired: they go on` };
        }
        this.#book.event({ kind: "fsd-set", upses: [ups] });
        const end = await foreign.forceShutdown(ups, { timeoutMs, signal });
        if (end.outcome === "done") this.#book.event({ kind: "gone", nodes: clients });
        return end;
      }
      case "hold-then-power-off-self":
        return { outcome: "skipped", detail: "it goes by its own UPS" };
    }
  }

  /**
   * Does it, and once more where it has failed for certain, as often as the step says and its time allows. Each attempt is
   * an act of its own, the same one in every life: so there are no more of them, whoever is restarted.
   */
  async #attempts(
    step: PlannedStep,
    act: (part?: string, forMs?: number) => Act,
    attempt: (one: Act) => Promise<void>,
  ): Promise<StepEnd> {
    const { clock } = this.#world;
    const { retries = 0, timeoutMs } = step;
    const untilMs = clock.monotonicMs() + timeoutMs;
    for (let number = 0; ; number++) {
      const one = act(number === 0 ? "" : `again ${number}`, untilMs - clock.monotonicMs());
      try {
        await attempt(one);
        return number === 0 ? done : { outcome: "done", detail: `at attempt ${number + 1}` };
      } catch (error) {
        const isCertain = isHirteError(error, "job-failed") || neverBegan(error);
        const isOver = one.signal.aborted || untilMs - clock.monotonicMs() <= retryMs;
        if (number >= retries || !isCertain || isOver) throw error;
        this.#book.progress(step, `attempt ${number + 1}: ${messageOf(error)}`);
        await pause(retryMs, clock, one.signal);
        await this.#book.mayBegin();
      }
    }
  }

  async #onFirst(
    { candidates, first, command }: ActionOf<"command-on-first">,
    step: PlannedStep,
    act: (part?: string, forMs?: number) => Act,
  ): Promise<StepEnd> {
    const { hands, clock } = this.#world;
    const untilMs = clock.monotonicMs() + step.timeoutMs;
    const done_: string[] = [];
    const problems: string[] = [];
    // Of those that are left out none has it done, and nobody waits for them.
    const there = candidates.filter((node) => !this.#book.isLeftOut(node));
    const wanted = Math.min(first, there.length);
    if (wanted === 0) return leftOutAlready;
    for (const node of there) {
      if (done_.length === wanted) break;
      try {
        await hands.runCommand(node, command, act(node, untilMs - clock.monotonicMs()));
        done_.push(node);
      } catch (error) {
        problems.push(`${node}: ${messageOf(error)}`);
        if (act().signal.aborted || clock.monotonicMs() >= untilMs) break;
        // Who may have done it, or half of it, has had its turn.
        if (!neverBegan(error)) break;
      }
    }
    if (done_.length === wanted) return { outcome: "done", detail: `on ${done_.join(", ")}` };
    return { outcome: "failed", detail: problems.join("; ") };
  }

  /** The unit, then what ends what it has left running: also where the unit did not stop in time. */
  async #stop(
    { node, unit, thenCommand }: ActionOf<"stop">,
    { timeoutMs }: PlannedStep,
    act: (part?: string, forMs?: number) => Act,
  ): Promise<StepEnd> {
    const { hands, clock } = this.#world;
    const beganMs = clock.monotonicMs();
    const afterMs = thenCommand ? Math.min(timeoutMs * afterStop.share, afterStop.mostMs) : 0;
    const problems: string[] = [];
    try {
      await hands.stopUnit(node, unit, act("stop", timeoutMs - afterMs));
    } catch (error) {
      if (act().signal.aborted) throw error;
      if (isHirteError(error, "no-such-unit")) problems.push(`there is no ${unit}`);
      else problems.push(`${unit}: ${messageOf(error)}`);
      // By the same way nothing else would be reached, and the rest has to go on.
      if (neverBegan(error)) return { outcome: "failed", detail: problems.join("; ") };
    }
    if (thenCommand === undefined) {
      return problems.length === 0 ? done : { outcome: "failed", detail: problems.join("; ") };
    }
    const leftMs = Math.max(afterMs, timeoutMs - (clock.monotonicMs() - beganMs));
    try {
      await hands.runCommand(node, thenCommand, act("then", leftMs));
    } catch (error) {
      problems.push(`${thenCommand}: ${messageOf(error)}`);
    }
    return problems.length === 0 ? done : { outcome: "failed", detail: problems.join("; ") };
  }

  async #powerOff(
    { node }: { readonly node: string },
    step: PlannedStep,
    { act, signal }: { act: (part?: string, forMs?: number) => Act; signal: AbortSignal },
  ): Promise<StepEnd> {
    const { hands, presence, clock } = this.#world;
    const untilMs = clock.monotonicMs() + step.timeoutMs;
    const forceAfterMs = this.#forceAfterMs(node, step);
    if (!this.#book.told.includes(node) && (await this.#isAbsent(node, act))) {
      // One that is off costs no more than this; whether it is gone for certain is found out meanwhile.
      void this.watchGone(node, step.timeoutMs);
      await this.#book.isAbsent(node);
      return nobodyThere;
    }
    await this.#book.mayReach(node);
    await this.#book.tell(node);
    // The disk may have been slow, and the mains be back by now.
    await this.#book.mayReach(node);
    // It may be gone before anybody reaches it, or for long: whoever told it may have been killed.
    const leaving = new AbortController();
    const watched = presence.gone(node, {
      timeoutMs: untilMs - clock.monotonicMs(),
      signal: AbortSignal.any([signal, leaving.signal]),
    });
    let isOver = false;
    const asking = new AbortController();
    const seen = watched.then((found) => {
      isOver = true;
      asking.abort();
      return found;
    });
    let problem: string | undefined;
    for (let attempt = 0; !isOver; attempt++) {
      const leftMs = untilMs - clock.monotonicMs();
      try {
        // What was refused under an id stays refused under it.
        const asked = {
          ...act(`${attempt}`, leftMs),
          signal: AbortSignal.any([signal, asking.signal]),
        };
        await hands.powerOff(node, "poweroff", { ...asked, forceAfterMs });
        this.#book.answered(node);
        problem = undefined;
        break;
      } catch (error) {
        if (isOver) break;
        problem = messageOf(error);
        this.#book.progress(step, problem);
        if (!neverBegan(error)) this.#book.answered(node);
        if (signal.aborted || !neverBegan(error) || leftMs <= retryMs) break;
        await pause(retryMs, clock, asking.signal);
        // The mains may be back: nobody is told any more then.
        await this.#book.mayReach(node);
      }
    }
    const { isConfirmed, detail } = await seen;
    leaving.abort();
    if (isConfirmed) {
      await this.#book.isGone(node);
      return { outcome: "done", detail };
    }
    const why = problem === undefined ? detail : `${problem}; ${detail}`;
    return { outcome: "failed", detail: `not seen to be gone: ${why}` };
  }

  /** What has not stopped on a node so long after it was told is killed. */
  #forceAfterMs(node: string, { timeoutMs }: PlannedStep): number {
    const offTimeoutMs = this.#world.nodes().find(({ name }) => name === node)?.offTimeoutMs;
    return Math.max(1000, (offTimeoutMs ?? timeoutMs) - forceBeforeMs);
  }

  /** In a shutdown a node that is off has nothing left to stop. */
  async #isLeftOut(node: string, act: (part?: string, forMs?: number) => Act): Promise<boolean> {
    return this.#book.head.kind === "shutdown" && (await this.#isAbsent(node, act));
  }

  /**
   * Whether a node is off: its agent is not there, no way reaches it, and nothing answers at its address, while somebody
   * else can be heard. Where nobody is, the network may be what is off: it is given a minute to come back, and after
   * that those who are cut off have their power guards.
   */
  async #isAbsent(node: string, act: (part?: string, forMs?: number) => Act): Promise<boolean> {
    const { hands, presence, clock } = this.#world;
    const { signal, timeoutMs } = act();
    // Later than it is known that nobody at all is heard.
    const untilMs = clock.monotonicMs() + Math.max(timeoutMs, 2 * deafMs);
    const mostUnsure = unsureLooks[this.#book.head.isOrdered ? "order" : "battery"];
    for (let silent = 0, unsure = 0; ; ) {
      if (presence.agentOf(node) === "online") return false;
      const [{ way }, answers, hearsOthers] = await Promise.all([
        hands.probe(node, act("probe", askMs)),
        presence.answers(node, signal),
        presence.hearsOthers(node, signal),
      ]);
      if (way !== undefined || answers || signal.aborted) return false;
      const nowMs = clock.monotonicMs();
      if (hearsOthers) this.#deafSinceMs = undefined;
      else this.#deafSinceMs ??= nowMs;
      // While hirte cannot be asked nobody's agent is known: a host whose firewall drops all is not taken for off by that.
      const isKnown = hearsOthers && presence.agentOf(node) === "offline";
      const isDeafForLong = nowMs - (this.#deafSinceMs ?? nowMs) >= deafMs;
      silent = isKnown ? silent + 1 : 0;
      unsure = hearsOthers && !isKnown ? unsure + 1 : 0;
      // One look may have been lost on its way.
      if (silent >= 2 || isDeafForLong) return true;
      // No battery waits for hirte: what is to be done is tried, and costs the time that it has. Nor does anybody for a
      // network that comes and goes.
      if (unsure >= mostUnsure || nowMs >= untilMs) return false;
      await pause(againMs, clock, signal);
    }
  }

  /** Says when a node is gone, if it is within that time; nothing waits for it. */
  async watchGone(node: string, timeoutMs: number): Promise<void> {
    const { presence } = this.#world;
    const { isConfirmed } = await presence.gone(node, { timeoutMs, signal: this.#book.signal });
    if (isConfirmed) await this.#book.isGone(node);
  }

  async #wake(action: ActionOf<"wake">, step: PlannedStep, signal: AbortSignal): Promise<StepEnd> {
    const { presence, waker } = this.#world;
    const { node } = action;
    const isUpNow = () => presence.agentOf(node) === "online";
    // What would have been done about it before this is done by nobody now.
    if (this.#book.isLeftOut(node)) return leftOutAlready;
    const supplied = await this.#untilSupplied(action, step, { signal, isUpNow });
    if (isUpNow()) return { outcome: "done", detail: "it is up" };
    if ("outcome" in supplied) return supplied;
    const { timeoutMs } = supplied;
    this.#book.comingUp(node);
    const waking = new AbortController();
    const both = AbortSignal.any([signal, waking.signal]);
    const woken = waker.wake(node, both);
    const isUp = await presence.cameUp(node, { timeoutMs, signal });
    waking.abort();
    if (isUp) return done;
    // A program that asks a BMC may hang: nobody waits for it.
    if (signal.aborted) return { outcome: "failed", detail: "nobody waits for it any longer" };
    // A program that asks a BMC may hang, and has had its time.
    const problem = await Promise.race([
      woken,
      pause(againMs, this.#world.clock, signal).then(() => undefined),
    ]);
    return { outcome: "failed", detail: problem ?? "its agent did not come up" };
  }

  /**
   * Waits until a node's batteries let it be woken, or it is up. @returns how long that may take from then on; or how the
   * step ends without it
   */
  async #untilSupplied(
    { node, readers = [] }: ActionOf<"wake">,
    step: PlannedStep,
    { signal, isUpNow }: { readonly signal: AbortSignal; readonly isUpNow: () => boolean },
  ): Promise<{ readonly timeoutMs: number } | StepEnd> {
    const { clock, mayWake, presence } = this.#world;
    if (this.#book.isSupplied(step)) return { timeoutMs: step.timeoutMs };
    const isAwaited = (reader: string) =>
      presence.agentOf(reader) !== "online" && this.#book.isBeingWoken(reader);
    let tellMs = Number.NEGATIVE_INFINITY;
    while (!isUpNow()) {
      const waking = mayWake(node, readers.some(isAwaited) ? 0 : this.#waitedMs(readers));
      if (waking.is === "yes") return { timeoutMs: await this.#book.supplied(step) };
      // Whether it is up cannot be said while hirte cannot be asked.
      if (waking.is === "left-out" && presence.agentOf(node) !== "unknown") {
        const detail = `left out: ${waking.why}; another startup follows when there is enough`;
        return { outcome: "skipped", detail };
      }
      // What it waits for moves by the second, and each time all of the run is told anew.
      if (clock.monotonicMs() >= tellMs) {
        this.#book.progress(step, `not woken yet: ${waking.why}`);
        tellMs = clock.monotonicMs() + tellEveryMs;
      }
      await pause(supplyEveryMs, clock, signal);
      if (signal.aborted) return { outcome: "failed", detail: "nobody waits for it any longer" };
    }
    return { timeoutMs: step.timeoutMs };
  }

  /** Since whoever reads a battery is up, or has had its time: one wait for all who hang on it, whatever their stages. */
  #waitedMs(readers: readonly string[]): number {
    const nowMs = this.#world.clock.monotonicMs();
    const key = readers.join(" ");
    const sinceMs = this.#waitsSinceMs.get(key) ?? nowMs;
    this.#waitsSinceMs.set(key, sinceMs);
    return nowMs - sinceMs;
  }

  async #soak(
    { forMs }: ActionOf<"soak">,
    { act, signal }: { act: (part?: string, forMs?: number) => Act; signal: AbortSignal },
  ): Promise<StepEnd> {
    const { hands, clock } = this.#world;
    const untilMs = clock.monotonicMs() + forMs;
    // What this run has brought up, in whatever life.
    const done_ = this.#book.plan.stages
      .flatMap(({ steps }) => steps)
      .filter(({ id }) => this.#book.endOf(id)?.outcome === "done")
      .map((step) => step.action);
    const up = done_.flatMap((one) =>
      one.kind === "start" || one.kind === "restart" ? [one] : [],
    );
    const urls = done_.filter((one) => one.kind === "http");
    for (;;) {
      const looks = [
        ...up.map(async ({ node, unit }) => {
          const condition = await hands.unitCondition(node, unit, act("look", askMs));
          return condition === "active" ? undefined : `${unit} on ${node} is ${condition}`;
        }),
        ...urls.map((url) => whyNotAnswered(url, signal)),
      ];
      const problems = (await Promise.all(looks)).filter((one) => one !== undefined);
      if (problems.length > 0) return { outcome: "failed", detail: problems.join("; ") };
      const leftMs = untilMs - clock.monotonicMs();
      if (leftMs <= 0) return done;
      await pause(Math.min(soakEveryMs, leftMs), clock, signal);
      if (signal.aborted) return { outcome: "failed", detail: "nobody waits for it any longer" };
    }
  }

  /** Looks again and again until it is so, or the time of the step is over. */
  async #until(
    step: PlannedStep,
    signal: AbortSignal,
    { whyNot, everyMs = againMs, isHopeless }: Pick<Wait, "whyNot"> & Partial<Wait>,
  ): Promise<StepEnd> {
    const { clock } = this.#world;
    const untilMs = clock.monotonicMs() + step.timeoutMs;
    for (;;) {
      let isUseless = false;
      const why = await whyNot().catch((error: unknown) => {
        isUseless = isHopeless?.(error) === true;
        return messageOf(error);
      });
      if (why === undefined) return done;
      this.#book.progress(step, why);
      const leftMs = untilMs - clock.monotonicMs();
      if (signal.aborted || isUseless || leftMs <= 0) return { outcome: "failed", detail: why };
      await pause(Math.min(everyMs, leftMs), clock, signal);
    }
  }
}

const done: StepEnd = { outcome: "done" };
const leftOutAlready: StepEnd = { outcome: "skipped", detail: "it was left out before" };
const nobodyThere: StepEnd = { outcome: "skipped", detail: "nobody is there: it is off" };

/** Whether it is certain that nothing was begun by an attempt that failed so. */
function neverBegan(error: unknown): boolean {
  return isHirteError(error) && wasNotReached(error);
}

function textOf(error: unknown, { timeoutMs }: PlannedStep): string {
  if (isHirteError(error, "deadline"))
    return `${error.message} (it may take ${timeoutMs / 1000} s)`;
  return messageOf(error);
}

/** Resolves after so long, or when nobody waits any more. */
export function pause(forMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      timer.cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = clock.after(forMs, end);
    signal.addEventListener("abort", end, { once: true });
  });
}
