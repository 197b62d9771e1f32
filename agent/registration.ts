import type { Clock, Timer } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import type { Link } from "../src/mqtt/link.ts";
import type { NodePower, Problem, Welcome } from "../src/protocol/generated/schemas.ts";
import { topics } from "../src/protocol/topics.ts";
import { nodeVerbs } from "../src/protocol/verbs.ts";
import type { EpochMemory } from "./epoch-memory.ts";
import type { Instance } from "./instance.ts";

/** What a registration is made of. */
export interface RegistrationOptions {
  readonly node: string;
  readonly instance: Instance;
  readonly machine: { readonly machineId: string; readonly bootId: string };
  readonly version: string;
  readonly heartbeatMs: number;
  readonly epochs: EpochMemory;
  /** What of power this node allows, now. */
  readonly power: () => NodePower;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a welcome means. */
export type Verdict =
  | { readonly kind: "ignore" }
  | { readonly kind: "refused"; readonly problem: Problem }
  | {
      readonly kind: "welcome";
      readonly epoch: number;
      readonly session: number;
      readonly openJobs: readonly string[];
    };

const helloMs = 1000;

/** Asks to be let in, again and again until somebody answers, and judges who answers. */
export class Registration {
  readonly #options: RegistrationOptions;
  #timer: Timer | undefined;
  /** Epoch of the ghost the log was told of. */
  #ghost: number | undefined;

  constructor(options: RegistrationOptions) {
    this.#options = options;
  }

  /** Says hello now, and every second until `stop`. Does nothing where that is going on. */
  ask(link: Link): void {
    if (this.#timer) return;
    const { node, instance, machine, version, heartbeatMs, epochs, clock, log } = this.#options;
    const address = link.localAddress;
    const hello = () => {
      this.#timer = clock.after(helloMs, hello);
      link
        .publish(
          topics.hello,
          { node },
          {
            instance: instance.value,
            process: instance.process,
            machineId: machine.machineId,
            bootId: machine.bootId,
            version,
            epoch: epochs.highest,
            heartbeatMs,
            verbs: [...nodeVerbs],
            power: this.#options.power(),
            ...(address === undefined ? {} : { address }),
          },
        )
        .catch((error: unknown) => log.debug({ error }, "a hello was not sent"));
    };
    hello();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /**
   * What an answer to hello means to an agent in the session `current`. An epoch higher than any
   * before is remembered on disk by then.
   */
  judge(
    welcome: Welcome,
    current: { readonly epoch: number; readonly number: number } | undefined,
  ): Verdict {
    const { epochs, log } = this.#options;
    const { instance, epoch, session, refused } = welcome;
    if (instance !== this.#options.instance.value) return { kind: "ignore" };
    if (epoch < epochs.highest) {
      if (this.#ghost !== epoch) {
        log.warn(
          { epoch, highest: epochs.highest },
          "a manager was ignored: one with a higher epoch has been at work since",
        );
      }
      this.#ghost = epoch;
      return { kind: "ignore" };
    }
    if (refused) return { kind: "refused", problem: refused };
    const isKnown = current && current.epoch === epoch && session && session <= current.number;
    if (session === undefined || isKnown) return { kind: "ignore" };
    epochs.learn(epoch);
    return {
      kind: "welcome",
      epoch,
      session,
      openJobs: (welcome.openJobs ?? []).map(({ job }) => job),
    };
  }
}
