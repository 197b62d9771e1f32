import type { Clock } from "../core/clock.ts";
import { HirteError } from "../core/errors.ts";
import { randomId } from "../core/ids.ts";
import type { PowerOrder } from "../power/model.ts";
import type { Happening } from "./brain.ts";
import type { Order } from "./executor.ts";
import type { SocketOrder } from "./socket-protocol.ts";

/** What orders are taken with. */
export interface OrdersDeskOptions {
  readonly onHappening: (happening: Happening) => void;
  /** Whether the wall clock of this machine is in step; undefined: nobody tells. */
  readonly isClockInStep: () => Promise<boolean | undefined>;
  readonly clock: Clock;
}

/** What is decided is on disk before it is answered, which may take this long where a disk hangs. */
const patienceMs = 10_000;

/** Orders of people at this machine: each is handed to whoever decides, and answered by what becomes of it. */
export class OrdersDesk {
  readonly #options: OrdersDeskOptions;
  readonly #waiting = new Map<string, (answer: Order<"answer">) => void>();

  constructor(options: OrdersDeskOptions) {
    this.#options = options;
  }

  /**
   * Resolves with the number of the run.
   * @throws HirteError `busy` with why it is not carried out now; `deadline`
   */
  async give(order: SocketOrder): Promise<number> {
    const { onHappening, isClockInStep, clock } = this.#options;
    const isInStep = await isClockInStep();
    const id = randomId();
    const dated = isInStep === true ? { wallMs: clock.wallMs() } : {};
    // Of one kind each, which the spread does not show to the compiler.
    const named = { ...order, ...dated, id } as PowerOrder;
    const answer = await new Promise<Order<"answer">>((resolve, reject) => {
      const timer = clock.after(patienceMs, () => {
        this.#waiting.delete(id);
        const text = `nothing was decided within ${patienceMs / 1000} s: \`hecate status\` shows what becomes of it`;
        reject(new HirteError("deadline", text));
      });
      this.#waiting.set(id, (given) => {
        timer.cancel();
        this.#waiting.delete(id);
        resolve(given);
      });
      onHappening({ kind: "order", order: named });
    });
    if ("run" in answer) return answer.run;
    throw new HirteError("busy", answer.refusal);
  }

  /** What was decided about one of them; of one that nobody waits for it is passed over. */
  answer(answer: Order<"answer">): void {
    this.#waiting.get(answer.id)?.(answer);
  }
}
