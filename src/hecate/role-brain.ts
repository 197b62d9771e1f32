import type { PowerConfig, PowerView, Stepped } from "../power/model.ts";
import { hostsOf, type Reconfigured, type UpsHosts } from "../power/reconfigure.ts";
import type { Waking } from "../power/supply.ts";
import { type Brain, type Effect, type Happening, isOneAfoot, over } from "./brain.ts";
import { checkSaved, type Now, numbersIn } from "./saved-state.ts";

/** What makes one role differ from the other: its pure functions. */
export interface Role<State extends RoleState, Input> {
  readonly role: Brain["role"];
  /** Of one that has seen nothing yet, but for numbers. */
  readonly begun: (now: Now, numbers: ReturnType<typeof numbersIn>) => State;
  readonly restored: (saved: State, now: Now) => State;
  /** What of a state holds where runs are rehearsed, or where they are carried out. Absent: all of it. */
  readonly believed?: (state: State, rehearsesRuns: boolean) => State;
  readonly reconfigured: (
    state: State,
    before: UpsHosts,
    config: PowerConfig,
  ) => Reconfigured<State>;
  readonly resume: (state: State) => readonly Effect[];
  readonly step: (state: State, input: Input, config: PowerConfig) => Stepped<State, Effect>;
  readonly view: (state: State, config: PowerConfig, atMs: number) => PowerView;
  /** Absent: it wakes nobody. */
  readonly mayWake?: (
    state: State,
    node: string,
    of: { readonly waitedMs: number; readonly config: PowerConfig },
  ) => Waking;
  /** Undefined: nothing that this role knows. */
  readonly inputOf: (happening: Happening, atMs: number) => Input | undefined;
  /** Whether something is, besides UPSes on battery. */
  readonly isAfoot: (state: State) => boolean;
}

/** What the states of both roles have. */
interface RoleState {
  readonly upses: Parameters<typeof isOneAfoot>[0];
}

/** Makes decisions of a role. */
export interface BrainMaker {
  /** One that has seen nothing yet. `lost`: a state that is not gone on with, but for its numbers. */
  begin(config: PowerConfig, now: BeginsAt, lost?: unknown): Brain;
  /**
   * The successor of one whose state this was.
   * @throws where it is none
   */
  restore(saved: unknown, config: PowerConfig, now: BeginsAt): Brain;
}

/** When a decision begins, and whether what it comes to is rehearsed only. Default: it is carried out. */
export interface BeginsAt extends Now {
  readonly rehearsesRuns?: boolean;
}

/** Makes those of a role that is described so. */
export function brainMaker<State extends RoleState, Input>(role: Role<State, Input>): BrainMaker {
  const believed = (state: State, { rehearsesRuns = false }: BeginsAt) =>
    role.believed?.(state, rehearsesRuns) ?? state;
  return {
    begin(config, now, lost) {
      const state = believed(role.begun(now, numbersIn(lost)), now);
      return new RoleBrain(role, { state, config, dropped: [] });
    },
    restore(saved, config, now) {
      checkSaved(saved, role.role, now);
      // Whole; one that is none of it all the same throws below, and nothing was done by then. On disk it stands with
      // the hosts that the UPSes had; in one of a version before this they are not there.
      const { hosts = {}, ...kept } = saved as State & { readonly hosts?: UpsHosts };
      // But for the hosts it is a State.
      const restored = role.restored(believed(kept as unknown as State, now), now);
      const { state, dropped } = role.reconfigured(restored, hosts, config);
      const input = role.inputOf({ kind: "tick" }, now.atMs);
      if (input) role.step(state, input, config);
      role.view(state, config, now.atMs);
      role.resume(state);
      return new RoleBrain(role, { state, config, dropped });
    },
  };
}

/** A decision of a role, with the state it has come to. */
class RoleBrain<State extends RoleState, Input> implements Brain {
  readonly role: Brain["role"];
  readonly #role: Role<State, Input>;
  #state: State;
  #config: PowerConfig;
  /** Alarms of the life before, about what this configuration has no more. */
  readonly #dropped: Reconfigured<State>["dropped"];

  constructor(
    role: Role<State, Input>,
    of: {
      readonly state: State;
      readonly config: PowerConfig;
      readonly dropped: Reconfigured<State>["dropped"];
    },
  ) {
    this.role = role.role;
    this.#role = role;
    this.#state = of.state;
    this.#config = of.config;
    this.#dropped = of.dropped;
  }

  get state(): State & { readonly hosts: UpsHosts } {
    return { ...this.#state, hosts: hostsOf(this.#config) };
  }

  get isAfoot(): boolean {
    return this.#role.isAfoot(this.#state) || isOneAfoot(this.#state.upses);
  }

  resume(): readonly Effect[] {
    // Who tells people has forgotten them, and cannot say that something is over of which it knows nothing.
    return [...this.#dropped, ...over(this.#dropped), ...this.#role.resume(this.#state)];
  }

  step(happening: Happening, atMs: number): readonly Effect[] {
    const input = this.#role.inputOf(happening, atMs);
    if (!input) return [];
    const { state, effects } = this.#role.step(this.#state, input, this.#config);
    this.#state = state;
    return effects;
  }

  view(atMs: number): PowerView {
    return this.#role.view(this.#state, this.#config, atMs);
  }

  mayWake(node: string, waitedMs: number): Waking {
    const of = { waitedMs, config: this.#config };
    return this.#role.mayWake?.(this.#state, node, of) ?? { is: "yes" };
  }

  reconfigure(config: PowerConfig): readonly Effect[] {
    const before = hostsOf(this.#config);
    const { state, dropped } = this.#role.reconfigured(this.#state, before, config);
    this.#state = state;
    this.#config = config;
    return over(dropped);
  }
}
