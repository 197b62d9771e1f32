/** A question that waits to be passed on to its node. */
export interface WaitingQuestion {
  readonly id: string;
  readonly user: string;
  readonly node: string;
  /** Length of what it asks for, in characters. */
  readonly size: number;
  /** Passes it on. Must not throw. */
  readonly pass: () => void;
}

/** How many may be under way, and how many may wait. */
export interface QueryLineLimits {
  /** At one node: an agent answers as many beside each other. */
  readonly atNode: number;
  /** Of one user at one node: the others find a place there. */
  readonly atNodePerUser: number;
  /** Of one user, at all nodes: all answers come through hirte. */
  readonly perUser: number;
  /** Waiting, of one user and in all. */
  readonly waitingPerUser: number;
  readonly waitingInAll: number;
  readonly textPerUser: number;
  readonly textInAll: number;
}

const defaultLimits: QueryLineLimits = {
  atNode: 8,
  atNodePerUser: 6,
  perUser: 128,
  waitingPerUser: 4000,
  waitingInAll: 20_000,
  textPerUser: 4 * 1024 * 1024,
  textInAll: 64 * 1024 * 1024,
};

interface Lane {
  underWay: number;
  readonly ofUser: Map<string, number>;
  /** Who waits for this node: whose turn is next comes first. */
  readonly waiting: Map<string, Map<string, WaitingQuestion>>;
}

interface Asker {
  underWay: number;
  waiting: number;
  text: number;
  /** Nodes that it waits for: the one whose turn is next comes first. */
  readonly nodes: Set<string>;
}

/**
 * Whose question is passed on next: each node is asked a few at a time, and users take turns at it; of one user not
 * more are under way, at all nodes together, than hirte can hear the answers of without keeping others waiting.
 */
export class QueryLine {
  readonly #limits: QueryLineLimits;
  readonly #lanes = new Map<string, Lane>();
  readonly #askers = new Map<string, Asker>();
  readonly #underWay = new Map<string, { readonly user: string; readonly node: string }>();
  readonly #waiting = new Map<string, WaitingQuestion>();
  #text = 0;

  constructor(limits: Partial<QueryLineLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  /**
   * Takes a question in, whose id must be a new one; it is passed on at once, or in its turn.
   * @returns why there is no room for it, if so
   */
  add(question: WaitingQuestion): string | undefined {
    const { id, user, node, size } = question;
    const asker = this.#asker(user);
    const lane = this.#lane(node);
    if (this.#hasPlace(lane, user, asker) && !lane.waiting.has(user)) {
      this.#pass(question, lane, asker);
      return undefined;
    }
    const problem = this.#problemOf(question, asker);
    if (problem !== undefined) {
      this.#tidy(user, node);
      return problem;
    }
    const own = lane.waiting.get(user) ?? new Map<string, WaitingQuestion>();
    lane.waiting.set(user, own.set(id, question));
    this.#waiting.set(id, question);
    asker.nodes.add(node);
    asker.waiting++;
    asker.text += size;
    this.#text += size;
    return undefined;
  }

  /** Whether a question waits for its turn, and was not passed on. */
  isWaiting(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** A question was answered, or is not waited for any more: others have their turn. */
  done(id: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting) {
      this.#takeOut(waiting);
      this.#tidy(waiting.user, waiting.node);
      return;
    }
    const over = this.#underWay.get(id);
    if (!over) return;
    const { user, node } = over;
    this.#underWay.delete(id);
    const lane = this.#lane(node);
    const asker = this.#asker(user);
    lane.underWay--;
    const left = (lane.ofUser.get(user) ?? 1) - 1;
    if (left === 0) lane.ofUser.delete(user);
    else lane.ofUser.set(user, left);
    asker.underWay--;
    this.#serveNode(lane);
    this.#serveUser(user, asker);
    this.#tidy(user, node);
  }

  #serveNode(lane: Lane): void {
    let users = lane.waiting.size;
    for (const [user, own] of lane.waiting) {
      if (users-- === 0 || lane.underWay >= this.#limits.atNode) return;
      const asker = this.#asker(user);
      if (!this.#hasPlace(lane, user, asker)) continue;
      const [next] = own.values();
      if (!next) continue;
      this.#takeOut(next);
      // To the end of the line of users.
      lane.waiting.delete(user);
      if (own.size > 0) lane.waiting.set(user, own);
      this.#pass(next, lane, asker);
    }
  }

  /** It has a place again, perhaps, that it lacked at some node. */
  #serveUser(user: string, asker: Asker): void {
    let nodes = asker.nodes.size;
    for (const node of asker.nodes) {
      if (nodes-- === 0 || asker.underWay >= this.#limits.perUser) return;
      const lane = this.#lane(node);
      const [next] = lane.waiting.get(user)?.values() ?? [];
      if (!next || !this.#hasPlace(lane, user, asker)) continue;
      asker.nodes.delete(node);
      asker.nodes.add(node);
      this.#takeOut(next);
      this.#pass(next, lane, asker);
    }
  }

  #pass(question: WaitingQuestion, lane: Lane, asker: Asker): void {
    const { id, user, node } = question;
    this.#underWay.set(id, { user, node });
    lane.underWay++;
    lane.ofUser.set(user, (lane.ofUser.get(user) ?? 0) + 1);
    asker.underWay++;
    question.pass();
  }

  #problemOf({ user, size }: WaitingQuestion, asker: Asker): string | undefined {
    const { waitingPerUser, waitingInAll, textPerUser, textInAll } = this.#limits;
    if (asker.waiting >= waitingPerUser || asker.text + size > textPerUser)
      return `${asker.waiting} questions of ${user} wait for their turn already`;
    if (this.#waiting.size >= waitingInAll || this.#text + size > textInAll)
      return `${this.#waiting.size} questions wait for their turn already`;
    return undefined;
  }

  #hasPlace(lane: Lane, user: string, asker: Asker): boolean {
    const { atNode, atNodePerUser, perUser } = this.#limits;
    return (
      lane.underWay < atNode &&
      (lane.ofUser.get(user) ?? 0) < atNodePerUser &&
      asker.underWay < perUser
    );
  }

  #takeOut({ id, user, node, size }: WaitingQuestion): void {
    this.#waiting.delete(id);
    this.#text -= size;
    const asker = this.#asker(user);
    asker.waiting--;
    asker.text -= size;
    const lane = this.#lane(node);
    const own = lane.waiting.get(user);
    own?.delete(id);
    if (own && own.size > 0) return;
    lane.waiting.delete(user);
    asker.nodes.delete(node);
  }

  #lane(node: string): Lane {
    const lane = this.#lanes.get(node) ?? { underWay: 0, ofUser: new Map(), waiting: new Map() };
    this.#lanes.set(node, lane);
    return lane;
  }

  #asker(user: string): Asker {
    const asker = this.#askers.get(user) ?? { underWay: 0, waiting: 0, text: 0, nodes: new Set() };
    this.#askers.set(user, asker);
    return asker;
  }

  /** Nothing is left of users and nodes that nothing is under way for. */
  #tidy(user: string, node: string): void {
    const asker = this.#askers.get(user);
    if (asker && asker.underWay === 0 && asker.waiting === 0) this.#askers.delete(user);
    const lane = this.#lanes.get(node);
    if (lane && lane.underWay === 0 && lane.waiting.size === 0) this.#lanes.delete(node);
  }
}
