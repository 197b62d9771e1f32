import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock, Timer } from "../../core/clock.ts";
import type { Act, Presence } from "../run/ports.ts";
import { type GoneState, goneStep } from "./gone.ts";
import type { AgentState, NodeStates } from "./node-states.ts";
import type { Prober } from "./prober.ts";

/** What presence is told by. */
export interface NodePresenceOptions {
  readonly config: () => Pick<HecateConfig, "nodes" | "network" | "self"> & {
    readonly shutdown: Pick<HecateConfig["shutdown"], "gone">;
  };
  readonly nodes: NodeStates;
  readonly prober: Prober;
  /** Port at which an address is knocked at. Default: that of SSH. */
  readonly portOf?: (node: string) => number;
  readonly clock: Clock;
}

/** An address that something is known to answer at, or not. */
interface Door {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

const lookEveryMs = 1000;
/** Where the one that answered last is silent, so many others are asked at the same time. */
const controlsAtOnce = 16;
const sshPort = 22;

type Waiting = Pick<Act, "timeoutMs" | "signal">;

/** Whether machines are there: by what hirte says of their agents, and by what can be heard at their addresses. */
export class NodePresence implements Presence {
  readonly #options: NodePresenceOptions;
  /** The control address that answered last, for all who wait. */
  #control: string | undefined;
  /** Whose turn it is to be asked. */
  #turn = 0;

  constructor(options: NodePresenceOptions) {
    this.#options = options;
  }

  agentOf(node: string): AgentState {
    return this.#options.nodes.agentOf(node);
  }

  async answers(node: string, signal: AbortSignal): Promise<boolean> {
    const door = this.#doors().find(({ name }) => name === node);
    return (
      door !== undefined && !signal.aborted && (await this.#options.prober.probe(door)).hasAnswered
    );
  }

  async hearsOthers(node: string, signal: AbortSignal): Promise<boolean> {
    return !signal.aborted && (await this.#isControlThere(node));
  }

  cameUp(node: string, { timeoutMs, signal }: Waiting): Promise<boolean> {
    const { nodes, clock } = this.#options;
    return new Promise((resolve) => {
      const isUp = () => nodes.agentOf(node) === "online";
      const end = () => {
        timer.cancel();
        forget();
        signal.removeEventListener("abort", end);
        resolve(isUp());
      };
      const timer = clock.after(timeoutMs, end);
      const forget = nodes.onChange(() => isUp() && end());
      signal.addEventListener("abort", end);
      if (isUp() || signal.aborted) end();
    });
  }

  async gone(node: string, { timeoutMs, signal }: Waiting): ReturnType<Presence["gone"]> {
    const { config, clock, nodes, prober } = this.#options;
    const door = this.#doors().find(({ name }) => name === node);
    if (!door) return { isConfirmed: false, detail: "it has no address" };
    const begunMs = clock.monotonicMs();
    const untilMs = begunMs + timeoutMs;
    let state: GoneState = {};
    let waitsFor = "there was no time for it";
    while (!signal.aborted && clock.monotonicMs() < untilMs) {
      const lookedMs = clock.monotonicMs();
      const [probe, isControlThere] = await Promise.all([
        prober.probe(door),
        this.#isControlThere(node),
      ]);
      const agent = nodes.agentOf(node);
      const { begunMs: probedAtMs, hasAnswered } = probe;
      const nowMs = clock.monotonicMs();
      const step = goneStep(
        state,
        { agent, probedAtMs, hasAnswered, isControlThere },
        { ...config().shutdown.gone, nowMs },
      );
      if (step.isGone) {
        const detail = `agent ${agent}, address silent, ${this.#control ?? "a control address"} answers`;
        return { isConfirmed: true, detail };
      }
      ({ state, waitsFor } = step);
      const nextMs = Math.min(lookedMs + lookEveryMs, untilMs);
      await sleep(nextMs - clock.monotonicMs(), { signal, clock });
    }
    const forS = Math.round((clock.monotonicMs() - begunMs) / 1000);
    const why = signal.aborted
      ? "it is not waited for any longer"
      : `not seen to be off for ${forS} s`;
    return { isConfirmed: false, detail: `${why}: ${waitsFor}` };
  }

  /**
   * Whether somebody else can be heard: another node, or network gear. This machine itself proves nothing, and who never
   * answers is not missed.
   */
  async #isControlThere(node: string): Promise<boolean> {
    const { prober, config } = this.#options;
    const { self } = config();
    const others = this.#doors().filter(({ name }) => name !== node && name !== self);
    const known = others.find(({ name }) => name === this.#control);
    if (known && (await prober.probe(known)).hasAnswered) return true;
    const rest = others.filter((door) => door !== known);
    // All of them have their turn: the first ones may be off for long.
    const from = rest.length <= controlsAtOnce ? 0 : this.#turn % rest.length;
    this.#turn = from + controlsAtOnce;
    const asked = [...rest.slice(from), ...rest.slice(0, from)].slice(0, controlsAtOnce);
    const answers = await Promise.all(asked.map((door) => prober.probe(door)));
    const found = asked.find((_, index) => answers[index]?.hasAnswered);
    if (found) this.#control = found.name;
    return found !== undefined;
  }

  /** Network gear first: it is the last to go. */
  #doors(): readonly Door[] {
    const { config, portOf = () => sshPort } = this.#options;
    const { nodes, network } = config();
    const gear = network.flatMap(({ name, address }) =>
      address === undefined ? [] : [{ name, address, port: sshPort }],
    );
    return [...gear, ...nodes.map(({ name, address }) => ({ name, address, port: portOf(name) }))];
  }
}

/** Resolves after the time, or when nobody waits any more. */
function sleep(
  ms: number,
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): Promise<void> {
  return new Promise((resolve) => {
    let timer: Timer | undefined;
    const end = () => {
      timer?.cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    timer = clock.after(ms, end);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
