import { matchTopic, root, topics } from "../src/protocol/topics.ts";
import type { RequestParams } from "./replies.ts";
import { idIn } from "./request-parts.ts";

/** Requests that came and were not asked after; the oldest are forgotten first. */
const maxWaiting = 10_000;
const [prefix = ""] = `${root}/${topics.request.pattern}`.split("{");

/**
 * From where requests came: the broker sees connections, and the manager, its client, sees messages. Both are in
 * one process, and what one notes as it lets a request through the other takes as it hears of it.
 */
export class RequestOrigins {
  readonly #waiting = new Map<string, string>();

  /** A message was let through that came from this address. Cheap for what is no request. */
  note(topic: string, payload: Buffer, address: string): void {
    if (!topic.startsWith(prefix)) return;
    const params = matchTopic(topics.request, topic);
    if (!params) return;
    const key = keyOf(params, idIn(payload));
    // The first one that came is the first one to be heard of.
    if (this.#waiting.has(key)) return;
    this.#waiting.set(key, address);
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > maxWaiting && oldest !== undefined) this.#waiting.delete(oldest);
  }

  /** Where it came from; undefined: from within the process, or that is not known. */
  take(params: RequestParams, id: string | undefined): string | undefined {
    const key = keyOf(params, id);
    const address = this.#waiting.get(key);
    this.#waiting.delete(key);
    return address;
  }
}

function keyOf({ user, node, verb }: RequestParams, id = ""): string {
  return `${user}/${node}/${verb} ${id}`;
}
