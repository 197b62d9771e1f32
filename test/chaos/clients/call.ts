import { isHirteError, messageOf } from "../../../src/core/errors.ts";
import type { Ask, Ending } from "../history.ts";
import type { PlannedAsk } from "../plan.ts";

/** A call while it goes on; read when the run is over. */
export interface OpenCall {
  readonly ask: { -readonly [K in keyof Ask]: Ask[K] };
  /** Settles when the caller has nothing more to do. */
  readonly over: Promise<void>;
}

/** A client that makes calls. */
export interface Caller {
  call(planned: PlannedAsk): OpenCall;
  /** Leaves; calls that still go on are as they are. */
  close(): Promise<void>;
}

/** Told of each wish to let go of a job, before it leaves. */
export type OnCancel = (id: string) => void;

/** A call that begins now. */
export function newAsk(planned: PlannedAsk, id: string | undefined): OpenCall["ask"] {
  const { client, user, node, verb, unit, settleMs } = planned;
  return {
    ...(id === undefined ? {} : { id }),
    client,
    user,
    node,
    verb,
    unit,
    askedAt: Date.now(),
    ...(settleMs === undefined ? {} : { settleMs }),
    wasAbandoned: false,
  };
}

/** How a call ended that threw. */
export function failureOf(error: unknown): Ending {
  const code = isHirteError(error) ? error.code : "not a HirteError";
  return { at: Date.now(), kind: "error", code, message: messageOf(error) };
}
