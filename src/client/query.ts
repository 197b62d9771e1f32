import { HirteError, isHirteError } from "../core/errors.ts";
import { randomId } from "../core/ids.ts";
import { check } from "../protocol/codec.ts";
import type { Request, Schemas } from "../protocol/generated/schemas.ts";
import { managerNode, topicOf, topics } from "../protocol/topics.ts";
import { type VerbName, verbs } from "../protocol/verbs.ts";
import type { ManagerClock } from "./manager-clock.ts";
import {
  type Asking,
  defaultTimeoutMs,
  type QueryOptions,
  type QueryParts,
  Question,
} from "./question.ts";

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
 * Asks, repeats the question while nothing comes, and joins the chunks of the answer. What changes something
 * by being asked for is not done any more once nobody waits for it.
 * @throws HirteError the code of a refusal; `bad-request`, `deadline`, `not-reachable` (no connection,
 *   or nobody behind it who has ever answered), `bad-message`, `denied`, `closed` (aborted)
 */
export async function runQuery<V extends RowVerb>(
  { clock, ...parts }: QueryParts & { readonly clock: ManagerClock },
  node: string,
  verb: V,
  args: ArgsOf<V>,
  options: QueryOptions = {},
): Promise<RowOf<V>[]> {
  // Before anything is asked, so that a bad request needs no hirte to be refused.
  const request = checkedRequest(verb, { user: parts.user, node }, { ...args, id: randomId() });
  const ask = async <Asked extends RowVerb>(asking: Asking & { readonly verb: Asked }) => {
    const rows = await new Question(parts, asking).answer;
    // The verb's own row schema is what gives RowOf its type.
    return rows.map((row) => check(verbs[asking.verb].rowSchema, row)) as RowOf<Asked>[];
  };
  if (!mustBeInTime(verb)) return ask({ node, verb, request, options });
  if (!clock.isKnown) {
    await ask({ node: managerNode, verb: "time", request: { id: randomId() }, options });
  }
  const { timeoutMs = defaultTimeoutMs } = options;
  const startBy = clock.now(parts.connection.clock.monotonicMs() + timeoutMs);
  return ask({ node, verb, request: { ...request, startBy }, options });
}

function mustBeInTime(verb: VerbName): boolean {
  // The id of a job is never used again: late, a cancel stops nothing but what was to be stopped.
  return verbs[verb].kind === "control" && verb !== "cancel";
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
