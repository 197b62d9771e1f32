interface Node<V> {
  children: Map<string, Node<V>> | undefined;
  value: V | undefined;
}

/**
 * Values by topic, found by MQTT filters (MQTT 3.1.1 §4.7). A match costs what it visits, not what
 * is stored.
 */
export class TopicTrie<V> {
  readonly #root: Node<V> = { children: undefined, value: undefined };

  /** Puts a value under a topic, in place of the one that was there. */
  set(topic: string, value: V): void {
    let node = this.#root;
    for (const level of topic.split("/")) {
      node.children ??= new Map();
      let child = node.children.get(level);
      if (!child) {
        child = { children: undefined, value: undefined };
        node.children.set(level, child);
      }
      node = child;
    }
    node.value = value;
  }

  /** Takes a topic out, and the levels that only led to it. */
  delete(topic: string): void {
    const levels = topic.split("/");
    const path: Node<V>[] = [this.#root];
    for (const level of levels) {
      const next = path.at(-1)?.children?.get(level);
      if (!next) return;
      path.push(next);
    }
    const leaf = path.at(-1);
    if (leaf) leaf.value = undefined;
    for (let depth = levels.length; depth > 0; depth--) {
      const node = path[depth];
      if (!node || node.value !== undefined || (node.children?.size ?? 0) > 0) return;
      path[depth - 1]?.children?.delete(levels[depth - 1] ?? "");
    }
  }

  /**
   * The values whose topics match `filter`, one step at a time: undefined is a step that found
   * nothing, so that whoever steps can count the work and stop for a while. The trie may change in
   * between; what is there from the first step to the last is found exactly once.
   */
  *match(filter: string): Generator<V | undefined, void> {
    const levels = filter.split("/");
    const hashAt = levels.at(-1) === "#" ? levels.length - 1 : Number.POSITIVE_INFINITY;
    // One iterator for each level, instead of recursion: a topic may have thousands of levels.
    const stack: Iterator<Node<V>>[] = [[this.#root].values()];
    while (stack.length > 0) {
      const step = stack.at(-1)?.next();
      if (!step || step.done) {
        stack.pop();
        continue;
      }
      const node = step.value;
      const depth = stack.length - 1;
      // [MQTT-4.7.1-2] "#" stands for any number of levels, the parent's own among them.
      const isHit = depth === levels.length || depth >= hashAt;
      yield isHit ? node.value : undefined;
      if (depth === levels.length && depth < hashAt) continue;
      const level = depth >= hashAt ? "#" : (levels[depth] ?? "");
      if (!node.children) continue;
      if (level === "#" || level === "+") {
        // [MQTT-4.7.2-1] a wildcard at the first level does not match topics that begin with $.
        stack.push(depth === 0 ? withoutReserved(node.children) : node.children.values());
      } else {
        const child = node.children.get(level);
        if (child) stack.push([child].values());
      }
    }
  }
}

function* withoutReserved<V>(children: Map<string, Node<V>>): Generator<Node<V>, void> {
  for (const [level, child] of children) if (!level.startsWith("$")) yield child;
}

/** Whether a topic is one of those a filter stands for. */
export function topicMatches(filter: string, topic: string): boolean {
  const wanted = filter.split("/");
  const levels = topic.split("/");
  if (levels[0]?.startsWith("$") && (wanted[0] === "#" || wanted[0] === "+")) return false;
  for (const [i, want] of wanted.entries()) {
    if (want === "#") return true;
    if (i >= levels.length || (want !== "+" && want !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}
