import type { HirteClient } from "../src/client/hirte-client.ts";
import { systemClock } from "../src/core/clock.ts";
import { formatDuration } from "../src/core/duration.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import type { FleetView } from "../src/units/view.ts";
import type { Call } from "./commands.ts";
import { printWishes } from "./dry-run.ts";
import { exitOfError, exitOfJob, exitStatuses, worst } from "./exit-codes.ts";
import { describeEnd, withoutName } from "./job-words.ts";
import { inParallel, nodeNames, pickNodes, queryNodes, selectionOf } from "./targets.ts";
import { printable } from "./text.ts";

const defaultTimeoutMs = 5 * 60_000;

type PowerVerb = "poweroff" | "reboot";

/** What became of one node, as -o json tells it. */
interface PowerRow extends Partial<Job> {
  readonly node: string;
  readonly verb: Job["verb"];
  /** It was seen to have gone, or to be back in another boot. */
  readonly confirmed: boolean;
  readonly exitStatus: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What is told of a node besides its row, and where. */
interface Told {
  readonly row: PowerRow;
  readonly good?: string;
  readonly bad?: string;
}

/** `hirtectl poweroff` and `reboot`. */
export async function power(call: Call): Promise<number> {
  const { args, options, io } = call;
  // The command table has only these under this handler.
  const verb = call.command.name as PowerVerb;
  if (options.all && args.length > 0) {
    throw new HirteError("bad-argument", `${verb}: either --all or NODE, not both`);
  }
  const { nodes: set } = selectionOf(call);
  if (!options.all && !set.wanted)
    throw new HirteError("bad-argument", `${verb}: no node is named`);
  const client = await call.connect();
  if (options.dryRun) {
    // Nobody else will say of a name that it is wrong, when nobody is asked.
    const known = pickNodes(await queryNodes(client, call), set);
    printWishes(
      call,
      known.map(({ node }) => ({ node, verb })),
    );
    return exitStatuses.done.status;
  }
  const nodes = await nodeNames(client, set, call);
  // One node by its name is what was meant. A set, a pattern or --all may be more than that.
  if (!set.isOne && !options.yes) await confirm(call, verb, nodes);
  const seen = new Lives();
  const watch = await client.watchNodes((_, view) => seen.look(view));
  seen.look(watch.view);
  const rows = await inParallel(nodes, options.parallel, async (node) => {
    const told = await powerNode({ call, client, verb, node, seen });
    tell(call, told, nodes.length > 1);
    return told.row;
  });
  watch.close();
  if (options.output === "json") io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  return worst(rows.map(({ exitStatus }) => exitStatus));
}

async function confirm({ io }: Call, verb: PowerVerb, nodes: readonly string[]): Promise<void> {
  const what = `${verb} ${nodes.length} node${nodes.length === 1 ? "" : "s"}: ${nodes.join(", ")}`;
  if (!io.ask) {
    throw new HirteError("bad-argument", `${what}? Nothing was done: that needs --yes`);
  }
  if (!(await io.ask(`${what}? [y/N] `))) {
    throw new HirteError("bad-argument", `${verb}: not confirmed, nothing was done`);
  }
}

async function powerNode(about: {
  readonly call: Call;
  readonly client: HirteClient;
  readonly verb: PowerVerb;
  readonly node: string;
  readonly seen: Lives;
}): Promise<Told> {
  const { call, client, verb, node, seen } = about;
  const { options, io } = call;
  let bootId = seen.bootIdOf(node);
  const { timeout: timeoutMs = defaultTimeoutMs, startWithin } = options;
  const patience = new AbortController();
  const clock = io.clock ?? systemClock;
  const timer = clock.after(timeoutMs, () => patience.abort());
  const signal = AbortSignal.any([io.signal, patience.signal]);
  const handle = client.submit(
    node,
    verb,
    {},
    {
      signal,
      startWithinMs: Math.min(startWithin ?? 90_000, timeoutMs),
    },
  );
  const base = { id: handle.id, node, verb, confirmed: false } as const;
  const unconfirmed = (job?: Job): Told => {
    const goal = verb === "poweroff" ? "seen to go" : "seen to come back";
    const { exitStatus, why } = io.signal.aborted
      ? { exitStatus: exitStatuses.unknownOutcome.status, why: ", the wait was interrupted" }
      : { exitStatus: exitStatuses.late.status, why: ` within ${formatDuration(timeoutMs)}` };
    return { row: { ...base, ...job, exitStatus }, bad: `not ${goal}${why}; job ID ${base.id}` };
  };
  try {
    if (!options.block) {
      const job = await handle.accepted;
      return { row: { ...base, ...job, exitStatus: 0 }, good: handle.id };
    }
    const job = await handle.finished;
    // A node that boots anew while its answer is waited for is answer enough; silence is none.
    const isOpen = job.result === "done" || (job.result === "lost" && verb === "reboot");
    if (!isOpen) {
      const words = job.result === "lost" ? "lost, it may be done" : describeEnd(job);
      return { row: { ...base, ...job, exitStatus: exitOfJob(job) }, bad: words };
    }
    const isThere = (life: Life) => {
      // A hirte that has just begun calls every node offline that it has not heard of, and knows no boot of it.
      if (life.bootId === undefined) return false;
      if (verb === "poweroff") return life.state === "offline";
      // Where nothing was known before, the first boot that is heard of may be the old one.
      bootId ??= life.bootId;
      return life.state === "online" && life.bootId !== bootId;
    };
    if (!(await seen.until(node, isThere, signal))) return unconfirmed(job);
    const good = verb === "poweroff" ? "off" : "up again";
    return { row: { ...base, ...job, confirmed: true, exitStatus: 0 }, good };
  } catch (error) {
    if (!isHirteError(error)) throw error;
    if (signal.aborted && handle.wasSent) return unconfirmed();
    const { code, message } = error;
    const row = { ...base, error: { code, message }, exitStatus: exitOfError(code) };
    return { row, bad: withoutName(message, { node, verb }) };
  } finally {
    timer.cancel();
  }
}

function tell({ options, io }: Call, { row, good, bad }: Told, hasSeveral: boolean): void {
  const name = `${row.node}: ${row.verb}`;
  if (bad !== undefined) io.stderr.write(`${printable(`${name}: ${bad}`)}\n`);
  if (options.output === "jsonl") io.stdout.write(`${JSON.stringify(row)}\n`);
  if (options.output !== "table" || good === undefined) return;
  if (!options.block) io.stdout.write(hasSeveral ? `${row.node} ${good}\n` : `${good}\n`);
  else if (hasSeveral && !options.quiet) io.stdout.write(`${name}: ${good}\n`);
}

/** A node as hirte told of it last. */
interface Life {
  readonly state: string;
  readonly bootId?: string;
}

/** The nodes as they come and go, for those who wait for that. */
class Lives {
  readonly #known = new Map<string, Life>();
  readonly #waiting = new Set<() => void>();

  /** Takes in what is believed now; what nobody says any more changes nothing. */
  look(view: FleetView): void {
    if (!view.isManagerUp) return;
    for (const { node, state, isStale } of view.nodes()) {
      if (!isStale) this.#known.set(node, state);
    }
    for (const check of [...this.#waiting]) check();
  }

  bootIdOf(node: string): string | undefined {
    return this.#known.get(node)?.bootId;
  }

  /** Resolves with true once it holds of the node; with false when nobody waits any more. */
  until(node: string, holds: (life: Life) => boolean, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isSo: boolean) => {
        this.#waiting.delete(check);
        signal.removeEventListener("abort", giveUp);
        resolve(isSo);
      };
      const giveUp = () => end(false);
      const check = () => {
        const life = this.#known.get(node);
        if (life && holds(life)) end(true);
      };
      this.#waiting.add(check);
      signal.addEventListener("abort", giveUp);
      if (signal.aborted) giveUp();
      else check();
    });
  }
}
