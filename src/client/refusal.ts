import { type ErrorCode, errorCodes, HirteError } from "../core/errors.ts";
import type { Problem, Reply } from "../protocol/generated/schemas.ts";

/**
 * The refusal in a reply as an error. A code this version does not know, from a newer hirte, counts
 * as `denied`, with the code itself in the details.
 */
export function refusalOf(
  reply: Pick<Reply, "problem">,
  facts: Readonly<Record<string, unknown>>,
): HirteError {
  const problem: Problem = reply.problem ?? { code: "denied", message: "refused without a reason" };
  return new HirteError(codeOf(problem), problem.message, {
    details: { ...facts, refusal: problem.code },
  });
}

function codeOf({ code }: Problem): ErrorCode {
  // hasOwn has just shown that it is one of them.
  return Object.hasOwn(errorCodes, code) ? (code as ErrorCode) : "denied";
}
