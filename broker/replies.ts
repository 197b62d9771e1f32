import { type ErrorCode, HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Reply } from "../src/protocol/generated/schemas.ts";

/** Who asks for what, as the topic of the request says. */
export interface RequestParams {
  readonly user: string;
  readonly node: string;
  readonly verb: string;
  /** The unit that the request itself names, where it names one. */
  readonly unit?: string;
  /** From where it came, where the broker knows that. */
  readonly address?: string;
}

/** What requests are answered through. */
export interface RepliesOptions {
  readonly epoch: number;
  /** Manager's clock, milliseconds. */
  readonly now: () => number;
  readonly reply: (user: string, message: Reply) => void;
  /** Told of each refusal. */
  readonly onRefused?: (request: RequestParams & { readonly id: string }, code: ErrorCode) => void;
  readonly log: Log;
}

/** Rows of one answer go out in pieces of about this size. */
const chunkBytes = 256 * 1024;

/** Answers to requests, each under the request's id to the user who asked. */
export class Replies {
  readonly #options: RepliesOptions;

  constructor(options: RepliesOptions) {
    this.#options = options;
  }

  answer(user: string, message: Omit<Reply, "epoch" | "now">): void {
    const { epoch, now, reply } = this.#options;
    reply(user, { ...message, epoch, now: now() });
  }

  /** Answers with rows, in pieces where they are many. */
  rows(user: string, id: string, rows: Iterable<object>): void {
    let data: Record<string, unknown>[] = [];
    let bytes = 0;
    let chunk = 0;
    for (const row of rows) {
      const size = JSON.stringify(row).length + 1;
      if (bytes > 0 && bytes + size > chunkBytes) {
        this.answer(user, { id, status: "result", chunk: chunk++, last: false, data });
        data = [];
        bytes = 0;
      }
      data.push({ ...row });
      bytes += size;
    }
    this.answer(user, { id, status: "result", chunk, last: true, data });
  }

  refuse(params: RequestParams, id: string, error: HirteError): void {
    const { user, node, verb } = params;
    this.#options.onRefused?.({ ...params, id }, error.code);
    this.#options.log.info({ user, node, verb, id, code: error.code }, "request refused");
    const { code, message } = error;
    this.answer(user, { id, status: "refused", problem: { code, message } });
  }
}

/** Why a node cannot be asked that hirte does not know. */
export function noSuchNode(node: string): HirteError {
  return new HirteError(
    "no-such-node",
    `node ${node} is not known to hirte: see hirtectl list-nodes; hirtectl node allow lets one join`,
  );
}
