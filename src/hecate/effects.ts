import type { Clock } from "../core/clock.ts";
import { isHirteError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { AlarmEffect, GuardOrder, LocalCure } from "../power/model.ts";
import type { MessageOf, ParamsOf, TopicRow } from "../protocol/topics.ts";
import { topics } from "../protocol/topics.ts";
import type { Effect } from "./brain.ts";
import type { BrokerLink } from "./broker-link.ts";
import type { Executor, Order } from "./executor.ts";
import type { LocalShutdown } from "./local-end.ts";

type Sender = Pick<BrokerLink, "isUp" | "publish">;

/** Who does what is to be done. */
export interface Hands {
  readonly host: string;
  readonly executor: Executor;
  readonly coordinatorLink: () => Sender | undefined;
  readonly publisherLink: () => Sender | undefined;
  readonly sendGuards: (orders: readonly GuardOrder[]) => void;
  readonly tell: (effect: AlarmEffect) => void;
  readonly cure: (effect: LocalCure) => void;
  readonly shutDownLocally: (shutdown: LocalShutdown) => void;
  /** To whoever gave an order. */
  readonly answer: (answer: Order<"answer">) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Begins what is to be done about an effect, and returns at once. `isOnDisk`: the state that it comes of is; where it
 * cannot be had there it is carried out all the same, but for the word that it is there.
 */
export function carryOut(effect: Effect, isOnDisk: boolean, hands: Hands): void {
  const { host, executor, coordinatorLink, publisherLink, clock } = hands;
  switch (effect.kind) {
    case "begin-run":
      executor.begin(effect);
      return;
    case "widen-run":
      executor.widen(effect);
      return;
    case "hold-run":
      executor.hold(effect);
      return;
    case "continue-run":
      executor.goOn(effect);
      return;
    case "start-up":
      executor.startUp(effect);
      return;
    case "cancel-run":
      executor.cancel(effect);
      return;
    case "power-off-self":
      executor.powerOffSelf(effect);
      return;
    case "answer":
      hands.answer(effect);
      return;
    case "ack": {
      if (!isOnDisk) return;
      const { triggerId: id, run, reason } = effect;
      const why = reason === undefined ? {} : { reason: reason.slice(0, 1024) };
      const ack = { id, run, ...why };
      // The trigger is said again until an answer was heard.
      sendNow(coordinatorLink(), hands, topics.powerAck, { host: effect.host }, ack);
      return;
    }
    case "publish-trigger": {
      const trigger = { ...effect.trigger, at: clock.wallMs() };
      // Asked for again until it is answered.
      sendNow(publisherLink(), hands, topics.powerTrigger, { host }, trigger);
      return;
    }
    case "guard":
      hands.sendGuards(effect.orders);
      return;
    case "restart-driver":
    case "restart-upsd":
      hands.cure(effect);
      return;
    case "alarm":
    case "alarm-over":
      hands.tell(effect);
      return;
    case "local-shutdown":
      hands.shutDownLocally(effect);
  }
}

/** Now, or not at all. */
function sendNow<R extends TopicRow>(
  link: Sender | undefined,
  { log }: Hands,
  row: R,
  params: ParamsOf<R>,
  message: MessageOf<R>,
): void {
  if (!link?.isUp) return;
  link.publish(row, params, message).catch((error: unknown) => {
    const level = isHirteError(error, "connection-lost") ? "debug" : "error";
    log[level]({ topic: row.pattern, error }, "a message was not published");
  });
}
