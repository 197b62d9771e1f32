import type { Log } from "../core/log.ts";
import { type AnySubscription, subscription } from "../mqtt/link.ts";
import { topics } from "../protocol/topics.ts";
import { isGlob, matchesAny } from "../units/unit-name.ts";
import { FleetView, type ViewChange, type ViewInput } from "../units/view.ts";
import type { Connection } from "./connection.ts";

/** What to watch: names and patterns; absent means all. */
export interface WatchFilter {
  readonly nodes?: readonly string[];
  readonly units?: readonly string[];
}

/** Something that is being watched. */
export interface Watch {
  /** What may be believed by now. Changes right before each change is told. */
  readonly view: FleetView;
  /** No change is told any more. Idempotent. */
  close(): void;
}

/** Called for each difference, in order. After a reconnect: only for what really differs. */
export type OnChange = (change: ViewChange, view: FleetView) => void;

/**
 * Watches nodes, and their units where `includeUnits`. Resolves when everything that is retained has
 * arrived: MQTT has no mark for that, but brokers send what they retain before what comes later.
 * @throws HirteError `denied`
 */
export async function watch(
  parts: {
    readonly connection: Connection;
    readonly log: Log;
    /** An exchange with hirte: what the broker sent before is here when it is over. */
    readonly exchange: () => Promise<void>;
  },
  filter: WatchFilter,
  onChange: OnChange,
  includeUnits: boolean,
): Promise<Watch> {
  const isWantedNode = matchesAny(filter.nodes);
  const view = new FleetView({ isWanted: matchesAny(filter.units) });
  let isClosed = false;
  const apply = (input: ViewInput) => {
    if (isClosed) return;
    for (const change of view.apply(input)) {
      try {
        onChange(change, view);
      } catch (error) {
        // The view must go on being right for the changes that follow.
        parts.log.error({ error }, "a watcher failed on a change");
      }
    }
  };
  const wishes = [
    subscription({
      row: topics.managerState,
      onMessage: ({ message }) => apply({ kind: "manager", state: message }),
    }),
    ...levelsOf(filter.nodes).flatMap((node) =>
      wishesOf(node, includeUnits ? levelsOf(filter.units) : undefined, (input) => {
        if (isWantedNode(input.node)) apply(input);
      }),
    ),
  ];
  const forget = parts.connection.listen({ onDown: () => apply({ kind: "link-down" }) });
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    forget();
    parts.connection.unsubscribe(...wishes);
  };
  try {
    if (await parts.connection.subscribe(...wishes)) await parts.exchange();
  } catch (error) {
    close();
    throw error;
  }
  return { view, close };
}

/** What is said of one node or, without a name, of all; `units` as `levelsOf` makes them. */
function wishesOf(
  node: string | undefined,
  units: readonly (string | undefined)[] | undefined,
  apply: (input: Exclude<ViewInput, { kind: "manager" | "link-down" }>) => void,
): AnySubscription[] {
  const params = node === undefined ? {} : { node };
  const ofNode = subscription({
    row: topics.nodeState,
    params,
    onMessage: ({ params, message }) => apply({ kind: "node", node: params.node, state: message }),
  });
  if (!units) return [ofNode];
  return [
    ofNode,
    subscription({
      row: topics.inventory,
      params,
      onMessage: ({ params, message }) =>
        apply({ kind: "inventory", node: params.node, inventory: message }),
    }),
    ...units.map((unit) =>
      subscription({
        row: topics.unitState,
        params: unit === undefined ? params : { ...params, unit },
        onMessage: ({ params, message, isRetained }) =>
          apply({ kind: "unit", ...params, state: message, isRetained }),
      }),
    ),
  ];
}

/** The topic levels to subscribe to: the names, or all (undefined) where there is a pattern. */
function levelsOf(wanted: readonly string[] | undefined): readonly (string | undefined)[] {
  return wanted === undefined || wanted.some(isGlob) ? [undefined] : [...new Set(wanted)];
}
