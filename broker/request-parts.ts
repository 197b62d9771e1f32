import { requestFields } from "../src/protocol/generated/request-fields.ts";
import type { Request } from "../src/protocol/generated/schemas.ts";
import type { findVerb, Verb } from "../src/protocol/verbs.ts";
import type { SessionlessCommand } from "./job-registry.ts";

/** A verb there is. */
export type KnownVerb = NonNullable<ReturnType<typeof findVerb>>;

/** What all requests hold; the rest is the verb's own. */
const common: ReadonlySet<string> = new Set<keyof Request>([
  "id",
  "startBy",
  "endBy",
  "startWithinMs",
  "endWithinMs",
]);
const requestId = /^[A-Za-z0-9_-]{22,64}$/;

/** The unit a job is about, and what else its request says. */
export function partsOf(request: Request, schema: Verb["requestSchema"]) {
  const { unit, ...args } = argsOf(request, schema);
  // Where a schema has a `unit`, it is a name.
  return typeof unit === "string" ? { unit, args } : { args };
}

/** The command that asks a node. */
export function queryOf({ name, requestSchema }: KnownVerb, request: Request): SessionlessCommand {
  return { kind: "query", id: request.id, verb: name, args: argsOf(request, requestSchema) };
}

/** The command that begins a stream to a user. */
export function streamOf(
  user: string,
  { name, requestSchema }: KnownVerb,
  request: Request,
): SessionlessCommand {
  const args = argsOf(request, requestSchema);
  return { kind: "stream", id: request.id, verb: name, user, args };
}

/** The id of a request that is no request otherwise, where it can be read. */
export function idIn(payload: Buffer): string | undefined {
  try {
    const { id } = JSON.parse(payload.toString("utf8")) as Record<string, unknown>;
    return typeof id === "string" && requestId.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/** What the request holds beyond what all do. Fields that its schema does not know mean nothing. */
function argsOf(request: Request, schema: Verb["requestSchema"]): Record<string, unknown> {
  const own = new Set(requestFields[schema]?.filter((name) => !common.has(name)));
  return Object.fromEntries(Object.entries(request).filter(([name]) => own.has(name)));
}
