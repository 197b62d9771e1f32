import type { Origin, Reading } from "./model.ts";
import type { Publisher } from "./ups-memory.ts";

/** Sessions that are remembered, so that what is late from them stays old. */
const formerSessions = 8;

/**
 * What is known of a publisher after a message, or undefined when the message is nothing new: an old copy that the
 * broker kept, one that was delivered before, one that was overtaken by a later one, or the last words of a session
 * that another one has followed.
 *
 * A session that was followed is taken up again when the later one has been silent for `staleAfterMs` and it goes on
 * all the same: then the later one was the ghost.
 */
export function heard(
  known: Publisher | undefined,
  message: { readonly origin: Origin; readonly reading: Reading; readonly atMs: number },
  staleAfterMs: number,
): Publisher | undefined {
  const { origin, reading, atMs } = message;
  if (origin === "retained") return undefined;
  const { session, seq, comms, detail } = reading;
  const told = {
    session,
    seq,
    comms,
    heardAtMs: atMs,
    ...(detail !== undefined && { detail }),
  };
  if (!known) return { ...told, former: [] };
  if (known.session === session) {
    return seq > known.seq ? { ...told, former: known.former } : undefined;
  }
  const before = known.former.find((one) => one.session === session);
  const isKnownSilent = known.heardAtMs === undefined || atMs - known.heardAtMs >= staleAfterMs;
  if (before && !(isKnownSilent && seq > before.seq)) return undefined;
  const former = known.former.filter((one) => one !== before);
  return {
    ...told,
    former: [...former, { session: known.session, seq: known.seq }].slice(-formerSessions),
  };
}
