import type { Log } from "../src/core/log.ts";
import type { ManagerState, NodeState } from "../src/protocol/generated/schemas.ts";
import { type ParamsOf, topicOf, topics } from "../src/protocol/topics.ts";
import type { NodeRecord } from "./node.ts";
import { nodeStateOf } from "./node-registry.ts";
import { OwnWords } from "./own-words.ts";
import type { Publisher } from "./publisher.ts";

/** Pause between two times at which something is said again because somebody contradicts it. */
const retellMs = 1000;
/** So many nodes are spoken of again at a time; there may be nodes among them that are none. */
const maxContradicted = 10_000;

/** What the spokesman needs of the manager. */
export interface SpokesmanPorts {
  monoMs(): number;
  /** What is true of hirte by now; `down`: as it leaves. */
  state(manager: "up" | "down"): ManagerState;
  findNode(node: string): NodeRecord | undefined;
  nodes(): Iterable<NodeRecord>;
  /** Another manager was at work: all that it may have spoken of, beyond hirte and its nodes, is to be said again. */
  tellTheRest(): void;
}

/**
 * Says what is true of hirte and its nodes on the topics where only hirte may speak, hears what others
 * say there, and says what is true again: at once where it can, once a second at most, so that two who
 * do not stop cannot drive each other.
 */
export class Spokesman {
  readonly #publisher: Publisher;
  readonly #ports: SpokesmanPorts;
  readonly #epoch: number;
  readonly #log: Log;
  readonly #ownWords = new OwnWords();
  /** Nodes of whose state somebody else has spoken, and whether somebody has of hirte's. */
  readonly #contradictedNodes = new Set<string>();
  #isStateContradicted = false;
  /** Another manager has spoken, perhaps of everything. */
  #isContradicted = false;
  #toldMonoMs = Number.NEGATIVE_INFINITY;
  #retoldMonoMs = Number.NEGATIVE_INFINITY;
  /** What was said of hirte last, without its time. */
  #announced = "";
  #hasLeft = false;

  constructor(options: {
    readonly publisher: Publisher;
    readonly ports: SpokesmanPorts;
    readonly epoch: number;
    readonly log: Log;
  }) {
    this.#publisher = options.publisher;
    this.#ports = options.ports;
    this.#epoch = options.epoch;
    this.#log = options.log;
  }

  /** The connection is new: says everything, whatever stands on the broker. */
  connected(): void {
    if (this.#hasLeft) return;
    this.#ownWords.forget();
    this.#tellAll();
  }

  /**
   * Says that no manager is there, and nothing any more after it. Resolves when the broker has that, or
   * cannot be reached: it has the will then.
   */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    if (!this.#publisher.isUp) return;
    this.#publisher.publish(topics.managerState, {}, this.#ports.state("down"));
    await this.#publisher.settled();
  }

  /** Says how hirte is, where that has changed. */
  announce(): void {
    if (this.#hasLeft) return;
    const state = this.#ports.state("up");
    const { at: _, ...facts } = state;
    const said = JSON.stringify(facts);
    if (said === this.#announced || !this.#publisher.isUp) return;
    this.#announced = said;
    this.#ownWords.said(topicOf(topics.managerState, {}), state);
    this.#publisher.publish(topics.managerState, {}, state);
  }

  /** Says how a node is. */
  tellNode(record: NodeRecord): void {
    if (this.#hasLeft) return;
    const params = { node: record.name };
    const state = nodeStateOf(record, this.#epoch);
    if (this.#publisher.isUp) this.#ownWords.said(topicOf(topics.nodeState, params), state);
    this.#publisher.publish(topics.nodeState, params, state);
  }

  /** Somebody, perhaps ourselves, has spoken of a node. */
  onNodeState({ node }: ParamsOf<typeof topics.nodeState>, state: NodeState | undefined): void {
    if (!this.#publisher.isUp) return;
    // What was cleared of a node that is none is as it should be.
    if (!state && !this.#ports.findNode(node)) return;
    const isOwn = state && this.#ownWords.heard(topicOf(topics.nodeState, { node }), state);
    if (!isOwn) this.onForeignNodeState(node);
  }

  /** Somebody else has spoken of a node. */
  onForeignNodeState(node: string): void {
    if (this.#contradictedNodes.size < maxContradicted) this.#contradictedNodes.add(node);
    this.#log.debug({ node }, "somebody else speaks of a node's state: it is said again");
  }

  /** Somebody, perhaps ourselves, has spoken of hirte. */
  onState(state: ManagerState): void {
    // A broker may send back that we leave before it confirms it.
    if (this.#hasLeft || !this.#publisher.isUp) return;
    if (state.epoch !== this.#epoch) {
      // The late will of a predecessor, or one that comes back to life: it stops when it hears of us,
      // and has perhaps spoken of nodes and jobs before.
      this.#isContradicted = true;
      this.#answerContradiction(this.#ports.monoMs());
    } else if (state.manager === "down") {
      // The will of a connection of ours that broke before.
      this.#announced = "";
      this.announce();
    } else if (!this.#ownWords.heard(topicOf(topics.managerState, {}), state)) {
      this.onForeignState();
    }
  }

  /** Somebody else has spoken of hirte. */
  onForeignState(): void {
    this.#isStateContradicted = true;
    this.#log.debug("somebody else speaks of the manager's state: it is said again");
  }

  /** Time has passed. */
  tick(): void {
    const monoMs = this.#ports.monoMs();
    if (this.#publisher.isUp) {
      this.#answerContradiction(monoMs);
      this.#retell(monoMs);
    }
    this.announce();
  }

  #tellAll(): void {
    this.#isContradicted = false;
    this.#isStateContradicted = false;
    this.#contradictedNodes.clear();
    this.#toldMonoMs = this.#ports.monoMs();
    this.#announced = "";
    this.announce();
    for (const record of this.#ports.nodes()) this.tellNode(record);
    this.#ports.tellTheRest();
  }

  #answerContradiction(monoMs: number): void {
    if (this.#isContradicted && monoMs - this.#toldMonoMs >= retellMs) this.#tellAll();
  }

  #retell(monoMs: number): void {
    const isWanted = this.#isStateContradicted || this.#contradictedNodes.size > 0;
    if (!isWanted || monoMs - this.#retoldMonoMs < retellMs) return;
    this.#retoldMonoMs = monoMs;
    if (this.#isStateContradicted) this.#announced = "";
    this.#isStateContradicted = false;
    for (const node of this.#contradictedNodes) {
      const record = this.#ports.findNode(node);
      if (record) this.tellNode(record);
      // There is no such node.
      else this.#publisher.clear(topics.nodeState, { node });
    }
    this.#contradictedNodes.clear();
  }
}
