import type { HirteClient } from "../src/client/hirte-client.ts";
import { loadAgentConfig } from "../src/config/agent.ts";
import { systemClock } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { NodeRow } from "../src/protocol/generated/schemas.ts";
import { matchesAny } from "../src/units/unit-name.ts";
import type { FleetView } from "../src/units/view.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { connectTo } from "./session.ts";
import { type NodeSet, nodeSetOf, pickNodes, queryNodes } from "./targets.ts";
import { printable } from "./text.ts";

/** Pause between two attempts to reach hirte while it is waited for. */
const againMs = 250;

/** Whether all that was asked about is online; otherwise why not. */
type Standing = { readonly isOnline: true } | { readonly isOnline: false; readonly why: string };

/** What is asked about. */
interface Subject extends NodeSet {
  /** The boot that the node is online in, or it is not. */
  readonly bootId?: string;
}

interface Found {
  readonly standing: Standing;
  readonly client?: HirteClient;
  /** It was looked at because it seemed to be online. */
  readonly wasLikely?: boolean;
}

/** `hirtectl is-online agent|node NODE|system`. */
export async function isOnline(call: Call): Promise<number> {
  const { io, options } = call;
  const set = subjectOf(call);
  const patience = new AbortController();
  const signal = AbortSignal.any([io.signal, patience.signal]);
  const waiting = { ...call, io: { ...io, signal } };
  const { wait } = options;
  const timer =
    wait === undefined || wait === Number.POSITIVE_INFINITY
      ? undefined
      : (io.clock ?? systemClock).after(wait, () => patience.abort());
  let client: HirteClient | undefined;
  try {
    let found: Found = await look(waiting, set, client);
    client = found.client;
    while (!found.standing.isOnline && wait !== undefined && !signal.aborted) {
      if (client) await whenLikely(client, set, signal);
      // Also where what is published and what is answered differ for a moment.
      if (!client || found.wasLikely) await pause(waiting, againMs);
      if (signal.aborted) break;
      const next = await look(waiting, set, client);
      // At once: whatever is made of the answer, it has to be closed.
      client = next.client ?? client;
      found = signal.aborted && !next.standing.isOnline ? found : { ...next, wasLikely: true };
    }
    timer?.cancel();
    const { standing } = found;
    if (!standing.isOnline) return say(call, standing.why);
    if (!options.monitor || !client) return exitStatuses.done.status;
    return say(call, await whenLost(client, set, call));
  } finally {
    timer?.cancel();
    await client?.close("cut");
  }
}

/** Which nodes: the one of this machine, those that are named, or all that are allowed. */
function subjectOf({ args: [subject, name], options, io }: Call): Subject {
  switch (subject) {
    case "system":
    case "agent": {
      if (name !== undefined) throw usage(`${subject} takes no name`);
      if (subject === "system") return { isOne: false };
      const file = options.config === undefined ? {} : { file: options.config };
      const { nodeName } = loadAgentConfig({ ...file, env: io.env });
      // hirte knows of a power cut only some seconds after it, and the machine may be up by then.
      const bootId = io.bootId?.();
      return { isOne: true, wanted: [nodeName], ...(bootId === undefined ? {} : { bootId }) };
    }
    case "node":
      if (name === undefined) throw usage("node needs a name");
      return nodeSetOf(name);
    default:
      throw usage(`"${subject}" is none of agent, node, system`);
  }
}

function usage(what: string): HirteError {
  return new HirteError("bad-argument", `is-online: ${what}`);
}

/** Asks hirte, over a connection that is there or a new one, which is then handed over. */
async function look(call: Call, set: Subject, known: HirteClient | undefined): Promise<Found> {
  let client = known;
  try {
    client ??= await connectTo(call.options, call.io);
    return { standing: judge(pickNodes(await queryNodes(client, call), set), set), client };
  } catch (error) {
    if (!isHirteError(error, "not-reachable", "deadline", "closed")) {
      if (!known) await client?.close("cut");
      throw error;
    }
    const why = error.code === "closed" ? "hirte did not answer in time" : error.message;
    const standing = { isOnline: false, why } as const;
    return client ? { standing, client } : { standing };
  }
}

function judge(rows: readonly NodeRow[], set: Subject): Standing {
  const away = rows.filter(({ state }) => state !== "online");
  if (away.length === 0) {
    const why = rows.map((row) => earlierBoot(row, set)).find((loss) => loss !== undefined);
    return why === undefined ? { isOnline: true } : { isOnline: false, why };
  }
  const why = away.map(({ node, state, reason }) => `${node} is ${state} (${reason})`).join("; ");
  return { isOnline: false, why };
}

/** Of a node whose agent has not connected since this machine was booted. */
function earlierBoot(
  { node, bootId }: Pick<NodeRow, "node" | "bootId">,
  set: Subject,
): string | undefined {
  if (set.bootId === undefined || bootId === undefined || set.bootId === bootId) return undefined;
  return `${node} has not connected since this machine was booted`;
}

/** Why the nodes are not all online, by what hirte publishes; undefined: they are. */
function lossIn(view: FleetView, set: Subject): string | undefined {
  const { wanted } = set;
  if (!view.isManagerUp) return "hirte does not answer";
  const nodes = [...view.nodes()].filter(({ node }) => matchesAny(wanted)(node));
  const away = nodes.find(({ state, isStale }) => isStale || state.state !== "online");
  const earlier = nodes.map(({ state }) => earlierBoot(state, set)).find(Boolean);
  if (away) return `${away.node} is ${away.state.state} (${away.state.reason})`;
  if (earlier) return earlier;
  return nodes.length === 0 && wanted ? `${wanted.join(",")} is no node any more` : undefined;
}

/** Resolves when the nodes seem to be online, or nobody waits any more. */
async function whenLikely(client: HirteClient, set: Subject, signal: AbortSignal): Promise<void> {
  await watchUntil(client, set, signal, (loss) => loss === undefined);
}

/** Resolves with the first loss; undefined: interrupted before. */
async function whenLost(
  client: HirteClient,
  set: Subject,
  { io }: Call,
): Promise<string | undefined> {
  return watchUntil(client, set, io.signal, (loss) => loss !== undefined);
}

async function watchUntil(
  client: HirteClient,
  set: Subject,
  signal: AbortSignal,
  isEnough: (loss: string | undefined) => boolean,
): Promise<string | undefined> {
  let check = (_: FleetView): void => {};
  const watch = await client.watchNodes((_, view) => check(view));
  return new Promise((resolve) => {
    const end = (loss?: string) => {
      signal.removeEventListener("abort", onAbort);
      watch.close();
      resolve(loss);
    };
    const onAbort = () => end();
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) return end();
    // Only now has all that is retained arrived.
    check = (view) => {
      const loss = lossIn(view, set);
      if (isEnough(loss)) end(loss);
    };
    check(watch.view);
  });
}

function pause({ io }: Call, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      timer.cancel();
      io.signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = (io.clock ?? systemClock).after(ms, end);
    io.signal.addEventListener("abort", end);
    if (io.signal.aborted) end();
  });
}

/** @returns the exit status; a reason is a loss, and without one it was online to the end */
function say({ io, options }: Call, why: string | undefined): number {
  if (why === undefined) return exitStatuses.done.status;
  if (!options.quiet && !options.monitor) io.stderr.write(`${printable(why)}\n`);
  return exitStatuses.failed.status;
}
