import type { JobHandle } from "../../client/hirte-client.ts";
import type { Clock, Timer } from "../../core/clock.ts";
import { type HirteError, isHirteError, messageOf } from "../../core/errors.ts";
import type { Act, NodeHands, PowerAct, UnitCondition } from "../run/ports.ts";
import type { HirteAsker } from "./hirte-way.ts";
import type { NodeStates } from "./node-states.ts";
import { conditionOf, isSyncedBy, syncWords } from "./unit-words.ts";
import { type Deed, failureOf, problemOf } from "./words.ts";

/** What nodes are asked through. */
export interface AgentHandsOptions {
  /** Undefined: there is no way to hirte yet. */
  readonly client: () => HirteAsker | undefined;
  readonly nodes: NodeStates;
  readonly clock: Clock;
}

/** An act that is to have begun before its time is over, where another way is to be tried then. */
export type AgentAct = Act & { readonly startWithinMs?: number };

/** hirte is told the time of an act, and may take so much longer to say how it ended. */
const graceMs = 1000;
/** As for state managers: a unit that ends at once was not started. */
const settleMs = 100;

/**
 * Has nodes do something by hirte and their agents. The id of an act is that of its job, so one that is asked for again
 * after a restart is done no second time, and ends as the first one did. An act's time is what the job has to be begun and
 * to be ended in: what was not begun by then never is.
 */
export class AgentHands implements NodeHands {
  readonly #options: AgentHandsOptions;

  constructor(options: AgentHandsOptions) {
    this.#options = options;
  }

  /** One that is stopped already is done; one that systemd does not know is `no-such-unit`. */
  stopUnit(node: string, unit: string, act: AgentAct): Promise<void> {
    const deed = { node, what: `stop ${unit}` };
    return this.#do(deed, act, (client, times) => client.submit(node, "stop", { unit }, times));
  }

  startUnit(node: string, unit: string, act: AgentAct): Promise<void> {
    const deed = { node, what: `start ${unit}` };
    return this.#do(deed, act, (client, times) =>
      client.submit(node, "start", { unit, settleMs }, times),
    );
  }

  restartUnit(node: string, unit: string, act: AgentAct): Promise<void> {
    const deed = { node, what: `restart ${unit}` };
    return this.#do(deed, act, (client, times) =>
      client.submit(node, "restart", { unit, settleMs }, times),
    );
  }

  /** Its output goes to the node's journal: nobody has to be there to read it for it to go on. */
  runCommand(node: string, name: string, act: AgentAct): Promise<void> {
    const deed = { node, what: `command ${name}` };
    const { run } = act;
    return this.#do(deed, act, (client, times) =>
      client.submit(node, "command", { name, run, pipe: false }, times),
    );
  }

  powerOff(node: string, what: "poweroff" | "reboot", act: AgentAct & PowerAct): Promise<void> {
    const { run, forceAfterMs, bootId } = act;
    const boot = bootId === undefined ? {} : { bootId };
    return this.#do({ node, what }, act, (client, times) =>
      client.submit(node, "power", { do: what, run, forceAfterMs, ...boot }, times),
    );
  }

  /** As its agent has said it when it registered: nobody is asked. */
  async bootOf(node: string, _: Act): Promise<string> {
    const deed = { node, what: "which boot it is in" };
    const { nodes } = this.#options;
    if (nodes.agentOf(node) !== "online") {
      throw problemOf(deed, "not-reachable", `its agent is ${nodes.agentOf(node)}`);
    }
    const bootId = nodes.bootOf(node);
    if (bootId === undefined) throw problemOf(deed, "unavailable", "its agent has not said so");
    return bootId;
  }

  async unitCondition(node: string, unit: string, act: Act): Promise<UnitCondition> {
    const deed = { node, what: `state of ${unit}` };
    const rows = await this.#ask(deed, act, (client, times) =>
      client.query(node, "is-active", { units: [unit] }, times),
    );
    const [row] = rows;
    if (!row) throw problemOf(deed, "bad-message", "the answer is empty");
    return conditionOf(row);
  }

  /**
   * By the units that know: systemd has no word for it, and the daemon that has (systemd-timedated) is not asked for
   * anything by hirte. @throws HirteError also `unavailable`: there is no unit there that would say so
   */
  async isTimeSynced(node: string, act: Act): Promise<boolean> {
    const deed = { node, what: "whether its clock is in step" };
    const { units, properties } = syncWords;
    const rows = await this.#ask(deed, act, (client, times) =>
      client.query(node, "show", { units: [...units], properties: [...properties] }, times),
    );
    const isSynced = isSyncedBy(rows);
    if (isSynced !== undefined) return isSynced;
    const cure = "systemd-timesyncd, or time-sync.target by systemd-time-wait-sync or chrony-wait";
    throw problemOf(deed, "unavailable", `no unit there says so: have it run ${cure}`);
  }

  /** By a question that the agent itself answers. */
  async probe(node: string, act: Act): ReturnType<NodeHands["probe"]> {
    const deed = { node, what: "probe" };
    try {
      await this.#ask(deed, act, (client, times) =>
        client.query(node, "show", { properties: ["Version"] }, times),
      );
    } catch (error) {
      // Whoever refuses is there.
      if (!isHirteError(error, "denied", "dbus-gone")) return { detail: messageOf(error) };
    }
    const isBarred = this.#options.nodes.powerOf(node)?.isAllowed === false;
    const detail = isBarred ? "its limits do not let hecate switch it off" : "its agent answers";
    return { way: "agent", detail };
  }

  async #do(
    deed: Deed,
    act: AgentAct,
    submit: (
      client: HirteAsker,
      times: { readonly id: string; readonly startWithinMs: number; readonly endWithinMs: number },
    ) => JobHandle,
  ): Promise<void> {
    const client = this.#clientFor(deed, act);
    const { id, timeoutMs, startWithinMs = timeoutMs } = act;
    const handle = submit(client, { id, startWithinMs, endWithinMs: timeoutMs });
    const told = handle.finished.catch((error: unknown) => {
      throw problemFrom(deed, error);
    });
    const job = await this.#inTime(told, deed, act, () => {
      const { wasSent, job } = handle;
      handle.abandon();
      if (!wasSent)
        return problemOf(deed, "not-reachable", "hirte was not there in time: nothing was sent");
      const last = job ? `: it was ${job.state} when last heard of` : ": hirte did not answer";
      return problemOf(deed, "deadline", `not over within ${timeoutMs} ms${last}`);
    });
    const failure = failureOf(job, deed);
    if (failure) throw failure;
  }

  async #ask<T>(
    deed: Deed,
    act: Act,
    query: (
      client: HirteAsker,
      times: { readonly timeoutMs: number; readonly signal: AbortSignal },
    ) => Promise<T>,
  ): Promise<T> {
    const client = this.#clientFor(deed, act);
    const over = new AbortController();
    const { timeoutMs } = act;
    const asked = query(client, { timeoutMs, signal: over.signal }).catch((error: unknown) => {
      throw problemFrom(deed, error);
    });
    return this.#inTime(asked, deed, act, () => {
      over.abort();
      return problemOf(deed, "deadline", `no answer within ${timeoutMs} ms`);
    });
  }

  #clientFor(deed: Deed, { signal }: Act): HirteAsker {
    if (signal.aborted) throw aborted(deed);
    const client = this.#options.client();
    if (!client) throw problemOf(deed, "not-reachable", "there is no connection to hirte");
    return client;
  }

  /** As `promise`, but no later than the act's time allows, and not after it was given up. */
  #inTime<T>(
    promise: Promise<T>,
    deed: Deed,
    { timeoutMs, signal }: Act,
    giveUp: () => HirteError,
  ): Promise<T> {
    let timer: Timer | undefined;
    let onAbort = () => {};
    const over = new Promise<never>((_, reject) => {
      timer = this.#options.clock.after(timeoutMs + graceMs, () => reject(giveUp()));
      onAbort = () => {
        giveUp();
        reject(aborted(deed));
      };
      signal.addEventListener("abort", onAbort);
    });
    promise.catch(() => {
      // Whoever was given up is not listened to any more.
    });
    return Promise.race([promise, over]).finally(() => {
      timer?.cancel();
      signal.removeEventListener("abort", onAbort);
    });
  }
}

/** Nobody waits for it any more; what was begun goes on. */
export function aborted(deed: Deed): HirteError {
  return problemOf(deed, "aborted", "it is not waited for any longer");
}

function problemFrom(deed: Deed, error: unknown): unknown {
  return isHirteError(error) ? problemOf(deed, error.code, error.message, error) : error;
}
