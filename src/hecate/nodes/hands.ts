import type { Transports } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import { type HirteError, isHirteError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Act, CommandAct, NodeHands, PowerAct, UnitCondition } from "../run/ports.ts";
import { type AgentAct, aborted } from "./agent-hands.ts";
import type { NodeStates } from "./node-states.ts";
import { type Deed, isUncertain, problemOf, wasNotReached } from "./words.ts";

/** The ways to nodes, and what they are chosen by. */
export interface HandsOptions {
  readonly agent: NodeHands;
  readonly ssh: NodeHands;
  readonly transports: () => Pick<Transports, "order" | "agentPatienceMs">;
  readonly nodes: NodeStates;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often it is looked whether an agent that something was asked of is still there. */
const lookMs = 500;

/**
 * Has nodes do something by the first way that reaches them. An agent that is away is waited for, as long as
 * `agent_patience` says, and then the next way is taken.
 *
 * No act is done by two ways, unless the first one certainly has not begun it, and never will. Where nobody can say
 * whether it has, commands and restarts are left at that: they end as `outcome-unknown`. Starting and stopping a unit, switching a
 * machine off and questions come to the same when they are done twice, and are asked for by the next way.
 */
export class Hands implements NodeHands {
  readonly #options: HandsOptions;

  constructor(options: HandsOptions) {
    this.#options = options;
  }

  stopUnit(node: string, unit: string, act: Act): Promise<void> {
    const deed = { node, what: `stop ${unit}`, isRepeatable: true };
    return this.#do(deed, act, (hands, rest) => hands.stopUnit(node, unit, rest));
  }

  startUnit(node: string, unit: string, act: Act): Promise<void> {
    const deed = { node, what: `start ${unit}`, isRepeatable: true };
    return this.#do(deed, act, (hands, rest) => hands.startUnit(node, unit, rest));
  }

  restartUnit(node: string, unit: string, act: Act): Promise<void> {
    const deed = { node, what: `restart ${unit}`, isRepeatable: false };
    return this.#do(deed, act, (hands, rest) => hands.restartUnit(node, unit, rest));
  }

  runCommand(node: string, command: string, act: CommandAct): Promise<void> {
    const deed = { node, what: `command ${command}`, isRepeatable: false };
    const { isLook } = act;
    return this.#do(deed, act, (hands, rest) =>
      hands.runCommand(node, command, { ...rest, ...(isLook && { isLook }) }),
    );
  }

  unitCondition(node: string, unit: string, act: Act): Promise<UnitCondition> {
    const deed = { node, what: `state of ${unit}`, isRepeatable: true };
    return this.#do(deed, act, (hands, rest) => hands.unitCondition(node, unit, rest));
  }

  isTimeSynced(node: string, act: Act): Promise<boolean> {
    const deed = { node, what: "whether its clock is in step", isRepeatable: true };
    return this.#do(deed, act, (hands, rest) => hands.isTimeSynced(node, rest));
  }

  bootOf(node: string, act: Act): Promise<string> {
    const deed = { node, what: "which boot it is in", isRepeatable: true };
    return this.#do(deed, act, (hands, rest) => hands.bootOf(node, rest));
  }

  powerOff(node: string, what: "poweroff" | "reboot", act: PowerAct): Promise<void> {
    const { forceAfterMs, bootId } = act;
    const more = { forceAfterMs, ...(bootId === undefined ? {} : { bootId }) };
    // A machine that has come back from a reboot by the first way must not be sent into another.
    const deed = { node, what, isRepeatable: what === "poweroff" };
    return this.#do(deed, act, (hands, rest) => hands.powerOff(node, what, { ...rest, ...more }));
  }

  /** Waits for nobody who is known to be away: a node that is off costs the other ways alone. */
  async probe(node: string, act: Act): ReturnType<NodeHands["probe"]> {
    const { transports, nodes, clock } = this.#options;
    const untilMs = clock.monotonicMs() + act.timeoutMs;
    const { order } = transports();
    const details: string[] = [];
    for (const [index, way] of order.entries()) {
      const leftMs = untilMs - clock.monotonicMs();
      if (way === "agent" && nodes.agentOf(node) !== "online") {
        details.push(`its agent is ${nodes.agentOf(node)}`);
        continue;
      }
      // One that does not answer leaves time for the next.
      const timeoutMs = leftMs / (order.length - index);
      if (timeoutMs <= 0) break;
      const found = await this.#options[way].probe(node, { ...act, timeoutMs });
      if (found.way) return found;
      details.push(`${way}: ${found.detail}`);
    }
    return { detail: details.join("; ") || "there was no time for it" };
  }

  async #do<T>(
    deed: Deed & { readonly isRepeatable: boolean },
    act: Act,
    call: (hands: NodeHands, rest: AgentAct) => Promise<T>,
  ): Promise<T> {
    const { transports, clock, log } = this.#options;
    const { node, what } = deed;
    const { order } = transports();
    const untilMs = clock.monotonicMs() + act.timeoutMs;
    const left = () => untilMs - clock.monotonicMs();
    const tried: { readonly way: string; readonly error: HirteError }[] = [];
    for (const [index, way] of order.entries()) {
      const isLast = index === order.length - 1;
      const hands = this.#options[way];
      try {
        if (way === "agent") await this.#waitForAgent(deed, { ...act, untilMs, isLast });
        if (left() <= 0) break;
        const rest = { ...act, timeoutMs: left() };
        return await (way === "agent" && !isLast
          ? this.#whileAgentIsThere(deed, rest, (limited) => call(hands, limited))
          : call(hands, rest));
      } catch (error) {
        if (!isHirteError(error) || act.signal.aborted) throw error;
        const mayBeTried =
          wasNotReached(error) ||
          (deed.isRepeatable && (isUncertain(error) || error.code === "aborted"));
        if (!mayBeTried) throw error;
        tried.push({ way, error });
        if (!isLast)
          log.warn(
            { node, what, way, error },
            "a node is not reached this way: trying the next one",
          );
      }
    }
    throw summary(deed, tried);
  }

  /** Resolves when its agent is online. @throws HirteError `not-reachable`, `aborted` */
  async #waitForAgent(
    deed: Deed,
    at: { readonly untilMs: number; readonly isLast: boolean; readonly signal: AbortSignal },
  ): Promise<void> {
    const { nodes, transports, clock } = this.#options;
    const { node } = deed;
    const { agentPatienceMs } = transports();
    // What is left of the time is the next way's.
    const nowMs = clock.monotonicMs();
    const limitMs = at.isLast
      ? at.untilMs
      : nowMs + Math.min(agentPatienceMs, (at.untilMs - nowMs) / 2);
    for (;;) {
      const awayForMs = nodes.awayForMs(node);
      if (awayForMs === undefined) return;
      if (at.signal.aborted) throw aborted(deed);
      const state = nodes.agentOf(node);
      // Of a hirte that is gone nothing follows for the node: where there is no other way, it is waited for.
      const isPatient = at.isLast && state === "unknown";
      const restMs = Math.min(
        limitMs - clock.monotonicMs(),
        isPatient ? Number.POSITIVE_INFINITY : agentPatienceMs - awayForMs,
      );
      if (restMs <= 0) {
        const why = state === "unknown" ? "hirte is not to be reached" : "its agent is offline";
        throw problemOf(deed, "not-reachable", why);
      }
      await this.#changeOf(node, restMs, at.signal);
    }
  }

  /** Something was said of the node, the time is over, or nobody waits. */
  #changeOf(node: string, ms: number, signal: AbortSignal): Promise<void> {
    const { nodes, clock } = this.#options;
    return new Promise((resolve) => {
      const end = () => {
        timer.cancel();
        forget();
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = clock.after(ms, end);
      const forget = nodes.onChange((of) => (of === undefined || of === node) && end());
      signal.addEventListener("abort", end);
    });
  }

  /** What is not begun within the patience is given up, and what can be repeated, too, when its agent has gone. */
  async #whileAgentIsThere<T>(
    { node, isRepeatable }: Deed & { readonly isRepeatable: boolean },
    rest: Act,
    call: (act: AgentAct) => Promise<T>,
  ): Promise<T> {
    const { nodes, transports, clock } = this.#options;
    const { agentPatienceMs } = transports();
    const gone = new AbortController();
    const look = () => {
      if ((nodes.awayForMs(node) ?? 0) >= agentPatienceMs) gone.abort();
      else timer = clock.after(lookMs, look);
    };
    let timer = clock.after(lookMs, look);
    if (!isRepeatable) timer.cancel();
    try {
      const signal = AbortSignal.any([rest.signal, gone.signal]);
      const startWithinMs = Math.min(rest.timeoutMs, agentPatienceMs);
      return await call({ ...rest, signal, startWithinMs });
    } finally {
      timer.cancel();
    }
  }
}

/** Why none of the ways has led there. */
function summary(
  deed: Deed,
  tried: readonly { readonly way: string; readonly error: HirteError }[],
): HirteError {
  const [only] = tried;
  if (only && tried.length === 1) return only.error;
  const said = tried.map(
    ({ way, error }) => `${way}: ${error.message.replace(`${deed.node}: ${deed.what}: `, "")}`,
  );
  const isKnown = tried.every(({ error }) => wasNotReached(error));
  const text = said.join("; ") || "there was no time for it";
  return problemOf(deed, isKnown ? "not-reachable" : "outcome-unknown", text);
}
