import type { ProxyStatus } from "../protocol/generated/schemas.ts";

/** Somebody who needs a target, and what is told of it. */
export interface Requester {
  readonly state: ProxyStatus;
  readonly reason?: string;
  /**
   * It says that it was told `active` before, of which nothing is known here: it is held where the
   * target is still active, and nothing is started for it.
   */
  readonly isResuming: boolean;
}

/** Those who need one target, by their ids. */
export type Requesters = ReadonlyMap<string, Requester>;

/** Whether anybody needs the target. */
export function isAnyLeft(requesters: Requesters): boolean {
  return some(requesters, ({ state }) => state === "waiting" || state === "active");
}

/** Whether somebody is to go on being held. */
export function isAnyResuming(requesters: Requesters): boolean {
  return some(requesters, ({ isResuming }) => isResuming);
}

/** Who waits for the target to be started, longest of all; undefined: nobody does. */
export function firstToStart(requesters: Requesters): string | undefined {
  for (const [id, { state, isResuming }] of requesters) {
    if (state === "waiting" && !isResuming) return id;
  }
  return undefined;
}

export function withRequester(before: Requesters, id: string, isResuming: boolean): Requesters {
  return before.has(id) ? before : new Map(before).set(id, { state: "waiting", isResuming });
}

export function withoutRequester(before: Requesters, id: string): Requesters {
  const after = new Map(before);
  return after.delete(id) ? after : before;
}

/** The target is active, and held. */
export function grantAll(requesters: Requesters): Requesters {
  return change(requesters, (one) => (one.state === "waiting" ? active : one));
}

/** It did not become active for those who wait for it. */
export function failAll(requesters: Requesters, reason: string): Requesters {
  return change(requesters, (one) => {
    if (one.isResuming) return stopped(reason);
    return one.state === "waiting" ? { state: "failed", reason, isResuming: false } : one;
  });
}

/** It is no longer active for anybody. */
export function stopAll(requesters: Requesters, reason: string): Requesters {
  return stopResuming(stopActive(requesters, reason), reason);
}

/** It is no longer held for those to whom that was said. */
export function stopActive(requesters: Requesters, reason: string): Requesters {
  return change(requesters, (one) => (one.state === "active" ? stopped(reason) : one));
}

/** It cannot be held for those who are to go on being held; others are not concerned. */
export function stopResuming(requesters: Requesters, reason: string): Requesters {
  return change(requesters, (one) => (one.isResuming ? stopped(reason) : one));
}

const active: Requester = { state: "active", isResuming: false };

function stopped(reason: string): Requester {
  return { state: "stopped", reason, isResuming: false };
}

function change(requesters: Requesters, to: (one: Requester) => Requester): Requesters {
  return new Map([...requesters].map(([id, one]) => [id, to(one)]));
}

function some(requesters: Requesters, holds: (one: Requester) => boolean): boolean {
  return [...requesters.values()].some(holds);
}
