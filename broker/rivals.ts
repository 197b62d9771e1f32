import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Hello } from "../src/protocol/generated/schemas.ts";
import { HigherEpochs } from "./higher-epochs.ts";

/** An epoch this far ahead of the clock, ten years, is not believed. */
const farAheadMs = 315_576_000_000;

const absurdEpoch =
  "an agent remembers an epoch more than ten years ahead, and obeys nobody: if this machine's clock is right, stop that agent, remove the file epoch from its state directory, and start it again";
const higherEpoch =
  "an agent knows a higher epoch than that of this hirte, and does not obey it: another hirte is or was at work, or the node is wrong. Stop the other one, then: systemctl restart hirte. If there is no other, and this machine's clock is behind, run before: hirte setup --adopt-epoch, with that epoch. If it is the node that is wrong, stop its agent, remove the file epoch from its state directory, and start it again";

/** What is asked of the manager whose rivals these are. */
export interface RivalsOptions {
  /** Of this life of the manager. */
  readonly epoch: number;
  /** Whoever is heard by a broker of somebody else's may well be another hirte. */
  readonly isBrokerExternal: boolean;
  readonly log: Log;
  readonly ports: {
    /** The manager's clock, in ms. */
    readonly now: () => number;
    /** The nodes that may join. */
    readonly nodes: () => readonly string[];
    readonly isOnline: (node: string) => boolean;
    /** Its agent does not obey this hirte: why, for those who ask for the node. */
    readonly keepOut: (node: string, why: string) => void;
    /** The manager cannot go on. */
    readonly giveWay: (error: HirteError) => void;
  };
}

/** Notices when another hirte is or was at work, with a higher epoch, and says when this one is to give way. */
export class Rivals {
  readonly #options: RivalsOptions;
  readonly #higherEpochs = new HigherEpochs();

  constructor(options: RivalsOptions) {
    this.#options = options;
  }

  /**
   * What a manager says of itself.
   * @returns whether it is a rival, to whom this one has given way
   */
  isRival(epoch: number): boolean {
    const { epoch: own } = this.#options;
    if (epoch <= own || this.#isAbsurd(epoch)) return false;
    this.#giveWay(epoch, `another manager has epoch ${epoch}`);
    return true;
  }

  /**
   * An agent of a node that may join comes.
   * @returns whether it obeys a higher epoch: it takes this hirte for a ghost, and would not hear a welcome
   */
  obeysAnother(node: string, hello: Hello): boolean {
    if (hello.epoch <= this.#options.epoch) {
      this.forget(node);
      return false;
    }
    this.#onHigherEpoch(node, hello);
    return true;
  }

  /** What a node's agent said counts no longer. */
  forget(node: string): void {
    this.#higherEpochs.remove(node);
  }

  #onHigherEpoch(node: string, { epoch, address }: Hello): void {
    const { epoch: ownEpoch, isBrokerExternal, log, ports } = this.#options;
    const isAbsurd = this.#isAbsurd(epoch);
    if (!isAbsurd && isBrokerExternal) {
      this.#giveWay(epoch, `node ${node} knows epoch ${epoch}`);
      return;
    }
    ports.keepOut(node, `its agent knows the higher epoch ${epoch}: see the log of hirte`);
    if (this.#higherEpochs.isNews(node)) {
      log.error({ node, epoch, address, ownEpoch }, isAbsurd ? absurdEpoch : higherEpoch);
    }
    // No hirte gives such an epoch; and who is here as well has obeyed this one.
    if (isAbsurd || ports.isOnline(node)) return;
    this.#higherEpochs.add(node, epoch);
    const names = ports.nodes();
    const verdict = this.#higherEpochs.verdict(names);
    if (verdict) {
      const who = `${verdict.count} of ${names.length} nodes`;
      this.#giveWay(verdict.epoch, `${who} know a higher epoch, ${verdict.epoch}`);
    }
  }

  #giveWay(epoch: number, why: string): void {
    this.#options.ports.giveWay(
      new HirteError(
        "epoch-superseded",
        `${why}, this hirte has ${this.#options.epoch}: another hirte is or was at work. Stop that one, then start this one again: systemctl start hirte. If there is no other, and this machine's clock is behind, run before: hirte setup --adopt-epoch ${epoch}`,
        { details: { epoch } },
      ),
    );
  }

  /**
   * Epochs follow the wall clock: one from far in the future was given by no hirte, and must not stop
   * this one.
   */
  #isAbsurd(epoch: number): boolean {
    const { epoch: own, ports } = this.#options;
    return epoch > Math.max(own, ports.now()) + farAheadMs;
  }
}
