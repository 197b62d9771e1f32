/**
 * What nodes say of a manager with a higher epoch, which hirte's own broker has not heard of. A node obeys
 * nobody below the highest it knows, so one that says so is lost to this hirte; but it may be wrong, or mean no
 * good, and is not to stop hirte for the others. More than half of all nodes, and two at least, are believed.
 */
export class HigherEpochs {
  readonly #epochs = new Map<string, number>();
  /** Nodes of which the log tells. */
  readonly #told = new Set<string>();

  /** Whether the log does not tell of this node yet; it is to from now on. */
  isNews(node: string): boolean {
    const isNews = !this.#told.has(node);
    this.#told.add(node);
    return isNews;
  }

  /** A node knows a higher epoch. */
  add(node: string, epoch: number): void {
    this.#epochs.set(node, epoch);
  }

  /** A node knows none, or none any more. */
  remove(node: string): void {
    this.#epochs.delete(node);
  }

  /**
   * What most of the nodes that may join agree in, if they do; `epoch`: the middle one of those they name, so
   * that no single node chooses it.
   */
  verdict(
    nodes: readonly string[],
  ): { readonly epoch: number; readonly count: number } | undefined {
    const named = nodes.flatMap((node) => this.#epochs.get(node) ?? []).toSorted((a, b) => a - b);
    const count = named.length;
    const epoch = named[Math.floor(count / 2)];
    if (epoch === undefined || count < 2 || 2 * count <= nodes.length) return undefined;
    return { epoch, count };
  }
}
