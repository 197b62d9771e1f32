import { HirteError, isHirteError } from "../core/errors.ts";
import { randomId } from "../core/ids.ts";
import { check } from "../protocol/codec.ts";
import type { Request, Schemas } from "../protocol/generated/schemas.ts";
import { topicOf, topics } from "../protocol/topics.ts";
import { type VerbName, verbs } from "../protocol/verbs.ts";
import { type QueryOptions, type QueryParts, Question } from "./question.ts";

/** Verbs that are answered with rows. */
export type RowVerb = {
  [V in VerbName]: (typeof verbs)[V] extends { readonly rowSchema: string } ? V : never;
}[VerbName];
/** A row of the answer to a verb. */
export type RowOf<V extends RowVerb> = Schemas[(typeof verbs)[V]["rowSchema"]];
/** What a verb asks for, besides its deadline. */
export type ArgsOf<V extends VerbName> = Omit<
  Schemas[(typeof verbs)[V]["requestSchema"]],
  keyof Request
>;

/**
 * Asks, repeats the question while nothing comes, and joins the chunks of the answer.
 * @throws HirteError the code of a refusal; `bad-request`, `deadline`, `not-reachable` (no connection,
 *   or nobody behind it who has ever answered), `bad-message`, `denied`, `closed` (aborted)
 */
export async function runQuery<V extends RowVerb>(
  parts: QueryParts,
  node: string,
  verb: V,
  args: ArgsOf<V>,
  options: QueryOptions = {},
): Promise<RowOf<V>[]> {
  const id = randomId();
  const request = checkedRequest(verb, { user: parts.user, node }, { ...args, id });
  const rows = await new Question(parts, { node, verb, request, options }).answer;
  // The verb's own row schema is what gives RowOf its type.
  return rows.map((row) => check(verbs[verb].rowSchema, row)) as RowOf<V>[];
}

/**
 * A request that can be sent as it is.
 * @throws HirteError `bad-request` for arguments, names of nodes or users that cannot be
 */
export function checkedRequest<V extends VerbName>(
  verb: V,
  { user, node }: { readonly user: string; readonly node: string },
  request: unknown,
): Schemas[(typeof verbs)[V]["requestSchema"]] {
  try {
    topicOf(topics.request, { user, node, verb });
    // The schema is the verb's own; the compiler only sees that it is one of the four.
    return check(verbs[verb].requestSchema, request) as Schemas[(typeof verbs)[V]["requestSchema"]];
  } catch (error) {
    if (!isHirteError(error)) throw error;
    throw new HirteError("bad-request", error.message, { cause: error });
  }
}
