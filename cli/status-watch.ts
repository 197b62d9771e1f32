import type { HirteClient } from "../src/client/hirte-client.ts";
import { type Clock, systemClock } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Call, Handler } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { selectionOf } from "./targets.ts";

/** Changes that come closer together are shown together. */
const leastMs = 100;

/** `hirtectl status -w`: what `show` prints, again after each change, until Ctrl-C. */
export async function watchStatus(call: Call, show: Handler): Promise<number> {
  const { io, options } = call;
  if (options.output === "json") {
    throw new HirteError(
      "bad-argument",
      "--watch never ends, one JSON document would: use -o jsonl",
    );
  }
  const client = await call.connect();
  const changes = new Changes(io.clock ?? systemClock, [io.signal, io.outputGone]);
  const screen = new Screen(call);
  // A name that is wrong ends it here: later failures are shown, and are over when hirte is back.
  screen.paint(await render(call, client, show));
  const watch = await watchFor(call, client, () => changes.come());
  try {
    for (;;) {
      await changes.next();
      if (io.signal.aborted || io.outputGone.aborted) return exitStatuses.done.status;
      screen.paint(
        watch.view.isManagerUp
          ? await renderOrTell(call, client, show)
          : { text: "", notes: "hirtectl: hirte does not answer, going on when it is back\n" },
      );
    }
  } finally {
    watch.close();
    changes.stop();
  }
}

/** What would have been printed. */
interface Picture {
  readonly text: string;
  readonly notes: string;
}

function watchFor(call: Call, client: HirteClient, onChange: () => void) {
  const { nodes: set, units } = selectionOf(call);
  const nodes = set.wanted ? { nodes: set.wanted } : {};
  // One node is shown with its failed units, several are shown without any.
  if (units.length === 0 && !set.isOne) return client.watchNodes(onChange, nodes);
  return client.watchUnits({ ...nodes, ...(units.length > 0 ? { units } : {}) }, onChange);
}

async function render(call: Call, client: HirteClient, show: Handler): Promise<Picture> {
  const said = { text: "", notes: "" };
  const sinkFor = (name: keyof Picture) => ({
    write: (text: string) => {
      said[name] += text;
    },
  });
  const [stdout, stderr] = [sinkFor("text"), sinkFor("notes")];
  const options = { ...call.options, watch: false };
  await show({ ...call, options, io: { ...call.io, stdout, stderr }, connect: async () => client });
  return said;
}

async function renderOrTell(call: Call, client: HirteClient, show: Handler): Promise<Picture> {
  try {
    return await render(call, client, show);
  } catch (error) {
    if (!isHirteError(error)) throw error;
    return { text: "", notes: call.io.signal.aborted ? "" : `hirtectl: ${error.message}\n` };
  }
}

/** Shows one picture after the other: in place on a terminal, below each other elsewhere. */
class Screen {
  readonly #call: Call;
  #shown: Picture = { text: "", notes: "" };

  constructor(call: Call) {
    this.#call = call;
  }

  paint(picture: Picture): void {
    const { io, options } = this.#call;
    const { text, notes } = picture;
    const before = this.#shown;
    if (io.signal.aborted || (before.text === text && before.notes === notes)) return;
    this.#shown = picture;
    if (io.isTty) {
      io.stdout.write(inPlace(text + notes, io.rows));
      return;
    }
    if (before.notes !== notes) io.stderr.write(notes);
    if (before.text === text || text === "") return;
    const isFirst = before.text === "" && before.notes === "";
    io.stdout.write(isFirst || options.output === "jsonl" ? text : `\n${text}`);
  }
}

/**
 * The text from the upper left corner on, each line and the rest of the screen cleared (ECMA-48 CUP, EL,
 * ED). Lines are cut where the terminal ends: it does not wrap meanwhile (DECAWM).
 */
function inPlace(text: string, rows: number | undefined): string {
  const lines = text.replace(/\n$/, "").split("\n");
  const shown = lines.slice(0, rows === undefined ? undefined : Math.max(1, rows - 1));
  return `\x1b[?7l\x1b[H${shown.map((line) => `${line}\x1b[K\n`).join("")}\x1b[J\x1b[?7h`;
}

/** Changes for somebody who takes his time over each. */
class Changes {
  readonly #clock: Clock;
  readonly #ends: readonly AbortSignal[];
  #hasCome = false;
  #wake: (() => void) | undefined;
  #rest: { cancel(): void } | undefined;

  constructor(clock: Clock, ends: readonly AbortSignal[]) {
    this.#clock = clock;
    this.#ends = ends;
    for (const signal of ends) signal.addEventListener("abort", this.#onEnd);
  }

  come(): void {
    this.#hasCome = true;
    // Nobody is woken before the pause is over.
    if (!this.#rest) this.#wake?.();
  }

  /** Resolves when something has changed since the last time, or it is over. */
  async next(): Promise<void> {
    const isOver = () => this.#ends.some(({ aborted }) => aborted);
    this.#rest = this.#clock.after(leastMs, () => {
      this.#rest = undefined;
      if (this.#hasCome) this.#wake?.();
    });
    if (!isOver()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#hasCome = false;
  }

  stop(): void {
    this.#rest?.cancel();
    for (const signal of this.#ends) signal.removeEventListener("abort", this.#onEnd);
  }

  readonly #onEnd = (): void => this.#wake?.();
}
