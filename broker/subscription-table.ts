/** Takes a message to one subscriber; `onDone` is to be called once. */
export type Listener<M> = (message: M, onDone: () => void) => void;

interface Node<M> {
  readonly children: Map<string, Node<M>>;
  readonly listeners: Set<Listener<M>>;
}

/**
 * Who hears what: the interface of mqemitter, which aedes asks for. mqemitter itself walks its live
 * list of listeners and reuses its counters; a subscription made while a message is on its way made
 * it count wrong, and a publisher wait for ever.
 */
export class SubscriptionTable<M extends { readonly topic: string }> {
  readonly #root: Node<M> = { children: new Map(), listeners: new Set() };

  /** Adds a listener, from the next message on. `onDone` comes in a later turn. */
  on(filter: string, listener: Listener<M>, onDone?: () => void): this {
    let node = this.#root;
    for (const level of filter.split("/")) {
      let child = node.children.get(level);
      if (!child) {
        child = { children: new Map(), listeners: new Set() };
        node.children.set(level, child);
      }
      node = child;
    }
    node.listeners.add(listener);
    if (onDone) setImmediate(onDone);
    return this;
  }

  /** Takes a listener out at once. `onDone` comes in a later turn. */
  removeListener(filter: string, listener: Listener<M>, onDone?: () => void): this {
    this.#remove(filter.split("/"), listener);
    if (onDone) setImmediate(onDone);
    return this;
  }

  /**
   * Gives a message to those who listen now. `onDone` comes when all of them are done, never within
   * the call: aedes would go on reading while it is still at this message.
   */
  emit(message: M, onDone: () => void = () => undefined): this {
    const listeners = this.listenersOf(message.topic);
    let waiting = listeners.length;
    if (waiting === 0) setImmediate(onDone);
    const finish = () => {
      if (--waiting === 0) setImmediate(onDone);
    };
    for (const listener of listeners) listener(message, finish);
    return this;
  }

  close(onDone: () => void): this {
    setImmediate(onDone);
    return this;
  }

  /** The listeners whose filters match a topic, as they are now. */
  listenersOf(topic: string): readonly Listener<M>[] {
    const levels = topic.split("/");
    const found: Listener<M>[] = [];
    const visit = (node: Node<M>, depth: number) => {
      // [MQTT-4.7.2-1] a wildcard at the first level does not match topics that begin with $.
      const isReserved = depth === 0 && topic.startsWith("$");
      const rest = isReserved ? undefined : node.children.get("#");
      // [MQTT-4.7.1-2] "#" stands for the parent's own level, too.
      if (rest) found.push(...rest.listeners);
      const level = levels[depth];
      if (level === undefined) {
        found.push(...node.listeners);
        return;
      }
      const one = isReserved ? undefined : node.children.get("+");
      if (one) visit(one, depth + 1);
      const exact = node.children.get(level);
      if (exact) visit(exact, depth + 1);
    };
    visit(this.#root, 0);
    return found;
  }

  #remove(levels: readonly string[], listener: Listener<M>): void {
    const path = [this.#root];
    for (const level of levels) {
      const next = path.at(-1)?.children.get(level);
      if (!next) return;
      path.push(next);
    }
    path.at(-1)?.listeners.delete(listener);
    for (let depth = levels.length; depth > 0; depth--) {
      const node = path[depth];
      if (!node || node.listeners.size > 0 || node.children.size > 0) return;
      path[depth - 1]?.children.delete(levels[depth - 1] ?? "");
    }
  }
}
