import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { HirteError } from "../src/core/errors.ts";
import type { NodeState, UnitState } from "../src/protocol/generated/schemas.ts";
import { isGlob } from "../src/units/unit-name.ts";
import type { FleetView, ViewChange } from "../src/units/view.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { pickNodes, queryNodes, type Selection, selectionOf } from "./targets.ts";
import { printable } from "./text.ts";

/** `hirtectl monitor [NODE [UNIT…]]`. */
export async function monitor(call: Call): Promise<number> {
  const { io, options } = call;
  if (options.output === "json") {
    throw new HirteError(
      "bad-argument",
      "monitor never ends, one JSON document would: use -o jsonl",
    );
  }
  const selection = selectionOf(call);
  const client = await call.connect();
  const { wanted } = selection.nodes;
  // A name nobody knows would be watched in silence for ever.
  if (wanted) pickNodes(await queryNodes(client, call), selection.nodes);
  const printer = new Printer(call, selection);
  const watch = await client.watchUnits(
    {
      ...(wanted ? { nodes: wanted } : {}),
      ...(selection.units.length > 0 ? { units: selection.units } : {}),
    },
    (change, view) => printer.onChange(change, view),
  );
  printer.begin(watch.view);
  await Promise.race([whenAborted(io.signal), whenAborted(io.outputGone)]);
  watch.close();
  printer.stop();
  return exitStatuses.done.status;
}

/**
 * A hirte that was restarted has heard of no node yet, and says so. For this long after it is back,
 * which is the presence time, that is not news: most nodes are back by then.
 */
const settleMs = 10_000;

/** Writes changes down. */
class Printer {
  readonly #call: Call;
  /** Nodes and units that were named: they are printed once as they are. */
  readonly #namedNodes: ReadonlySet<string>;
  readonly #namedUnits: readonly string[];
  readonly #introduced = new Set<string>();
  readonly #clock: Clock;
  /** The states of nodes that the reader knows. */
  readonly #told = new Map<string, NodeState | undefined>();
  /** Nodes that were not heard of yet by a hirte that has just come back, as it calls them. */
  readonly #held = new Map<string, NodeState | undefined>();
  /** Nodes it has heard of. */
  readonly #heard = new Set<string>();
  #settling: Timer | undefined;
  #wasUp = false;
  #isBegun = false;

  constructor(call: Call, { nodes, units }: Selection) {
    this.#call = call;
    this.#clock = call.io.clock ?? systemClock;
    this.#namedNodes = new Set(nodes.wanted?.filter((name) => !isGlob(name)));
    this.#namedUnits = units.filter((name) => !isGlob(name));
  }

  onChange(change: ViewChange, view: FleetView): void {
    switch (change.kind) {
      case "manager":
        this.#onManager(change.isUp);
        return;
      case "node":
        this.#onNode(change);
        return;
      case "unit":
        // What is there already when monitor begins is no change, unless it was just told otherwise.
        if (!change.isInitial || this.#introduced.has(`${change.node}/${change.unit}`)) {
          this.#unit({ ...change, isInitial: false });
        }
        return;
      case "staleness":
        if (this.#call.options.output === "jsonl") {
          this.#document({ kind: "staleness", node: change.node, stale: change.isStale });
        }
        if (!change.isStale && this.#isBegun) this.#introduce(change.node, view);
        return;
    }
  }

  /** All there was has arrived: what was named can be introduced. */
  begin(view: FleetView): void {
    this.#isBegun = true;
    for (const { node, hasStaleUnits } of view.nodes()) {
      if (!hasStaleUnits) this.#introduce(node, view);
    }
  }

  stop(): void {
    this.#settling?.cancel();
  }

  #onManager(isUp: boolean): void {
    const { io, options } = this.#call;
    this.#settling?.cancel();
    if (isUp && this.#wasUp) {
      this.#heard.clear();
      this.#settling = this.#clock.after(settleMs, () => this.#tellHeld());
    }
    if (options.output === "jsonl") this.#document({ kind: "hirte", up: isUp });
    if (isUp && !this.#wasUp) {
      this.#wasUp = true;
      return;
    }
    if (options.quiet) return;
    io.stderr.write(
      isUp
        ? "hirtectl: hirte is back\n"
        : "hirtectl: hirte does not answer, going on when it is back\n",
    );
  }

  #onNode({ node, after, isInitial }: Extract<ViewChange, { kind: "node" }>): void {
    if (isInitial) {
      this.#told.set(node, after);
      if (this.#namedNodes.has(node)) this.#node(node, after, { isInitial: true });
      return;
    }
    this.#held.delete(node);
    if (after?.state === "online") this.#heard.add(node);
    if (this.#settling && !this.#heard.has(node)) this.#held.set(node, after);
    else this.#tell(node, after);
  }

  #tellHeld(): void {
    this.#settling = undefined;
    for (const [node, state] of this.#held) this.#tell(node, state);
    this.#held.clear();
  }

  #tell(node: string, after: NodeState | undefined): void {
    const before = this.#told.get(node);
    this.#told.set(node, after);
    if (before?.state !== after?.state) this.#node(node, after, before ? { before } : {});
  }

  #node(
    node: string,
    after: NodeState | undefined,
    { before, isInitial }: { readonly before?: NodeState; readonly isInitial?: boolean },
  ): void {
    if (this.#call.options.output === "jsonl") {
      this.#document({
        kind: "node",
        node,
        ...(isInitial ? { initial: true } : {}),
        ...(after ? factsOfNode(after) : { removed: true }),
        ...(before ? { before: factsOfNode(before) } : {}),
      });
    } else this.#line(node, "-", after?.state ?? "removed", after?.reason ?? "");
  }

  #unit({ node, unit, before, after, isInitial }: Extract<ViewChange, { kind: "unit" }>): void {
    if (this.#call.options.output === "jsonl") {
      this.#document({
        kind: "unit",
        node,
        unit,
        ...(isInitial ? { initial: true } : {}),
        ...(after ? factsOf(after) : { removed: true }),
        ...(before ? { before: factsOf(before) } : {}),
      });
      return;
    }
    if (!after) this.#line(node, unit, "unloaded");
    else if (!before || isVisible(before, after)) {
      this.#line(node, unit, after.active, after.sub, resultOf(after));
    }
  }

  /** Prints the named units of a node as they are, once all of the node is known. */
  #introduce(node: string, view: FleetView): void {
    for (const unit of this.#namedUnits) {
      const key = `${node}/${unit}`;
      if (this.#introduced.has(key)) continue;
      this.#introduced.add(key);
      const after = view.unit(node, unit)?.state;
      this.#unit({ kind: "unit", node, unit, ...(after ? { after } : {}), isInitial: true });
    }
  }

  #line(...words: readonly string[]): void {
    const text = words
      .filter((word) => word !== "")
      .map(printable)
      .join(" ");
    this.#call.io.stdout.write(`${localTime(this.#clock.wallMs())} ${text}\n`);
  }

  #document(facts: Readonly<Record<string, unknown>>): void {
    const time = new Date(this.#clock.wallMs()).toISOString();
    this.#call.io.stdout.write(`${JSON.stringify({ time, ...facts })}\n`);
  }
}

/** Whether a line about it would say something new; a new invocation is a restart nobody saw. */
function isVisible(before: UnitState, after: UnitState): boolean {
  const facts = ["load", "active", "sub", "result", "freezer", "invocation"] as const;
  return facts.some((fact) => before[fact] !== after[fact]);
}

function factsOf({ session: _, seq: __, ...facts }: UnitState) {
  return facts;
}

function factsOfNode({ state, reason, synced }: NodeState) {
  return { state, reason, synced };
}

function resultOf({ result }: UnitState): string {
  return result === undefined || result === "success" ? "" : result;
}

/** The local time with milliseconds, as one word. */
function localTime(wallMs: number): string {
  const local = new Date(wallMs - new Date(wallMs).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, -1);
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
