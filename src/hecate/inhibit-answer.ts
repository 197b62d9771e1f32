import { HirteError } from "../core/errors.ts";
import type { PowerState } from "../protocol/generated/schemas.ts";
import type { InhibitAnswer, Question } from "./socket-protocol.ts";

type Asked = Pick<Extract<Question, { ask: "inhibit" }>, "forMs" | "reason" | "by">;

/** Until a question was judged so much may have passed: a disk was waited for. */
const slackMs = 15_000;

/**
 * What is answered to whoever asked for maintenance, or for its end: what there is now, if that is what was asked for.
 * @throws HirteError `unavailable` where it could not be judged, so that nothing has changed
 */
export function inhibitAnswer(
  { forMs, reason, by }: Asked,
  inhibit: PowerState["inhibit"],
): InhibitAnswer {
  const isBegun =
    inhibit?.reason === reason && inhibit.by === by && inhibit.leftMs > forMs - slackMs;
  if (forMs > 0 ? !isBegun : inhibit !== undefined) {
    const text = "it could not be judged, and nothing has changed: journalctl -u hecate says why";
    throw new HirteError("unavailable", text);
  }
  return { ok: true, ...(inhibit ? { inhibit } : {}) };
}
