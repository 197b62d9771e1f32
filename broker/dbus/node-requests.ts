import type { ChangeName, HirteClient } from "../../src/client/hirte-client.ts";
import type { ArgsOf, RowOf, RowVerb } from "../../src/client/query.ts";
import { busError, busErrors } from "../../src/dbus/bus-error.ts";
import type { Caller } from "../../src/dbus/interface-spec.ts";
import type { Job } from "../../src/protocol/generated/schemas.ts";
import { problemToBusError, toBusError } from "./errors.ts";
import type { Requesters } from "./requesters.ts";

/** Requests about a node in the name of who calls; their failures are errors of the bus. */
export class NodeRequests {
  readonly #requesters: Requesters;
  readonly #node: string;

  constructor(requesters: Requesters, node: string) {
    this.#requesters = requesters;
    this.#node = node;
  }

  /** The rows that answer a question. */
  async ask<V extends RowVerb>(caller: Caller, verb: V, args: ArgsOf<V>): Promise<RowOf<V>[]> {
    return asked(async () => {
      const client = await this.#requesters.of(caller);
      return client.query(this.#node, verb, args);
    });
  }

  /** Has something done, and resolves when it was. */
  async act<V extends ChangeName>(caller: Caller, verb: V, args: ArgsOf<V>): Promise<Job> {
    const job = await asked(async () => {
      const client = await this.#requesters.of(caller);
      return client.submit(this.#node, verb, args).finished;
    });
    if (job.result === "done") return job;
    if (job.problem) throw problemToBusError(job.problem);
    throw busError(
      unfinished[job.result ?? ""] ?? busErrors.failed,
      `${this.#node}: ${verb}: ${job.result}${job.detail === undefined ? "" : `: ${job.detail}`}`,
    );
  }

  /** The caller's client, for what needs more of it. */
  client(caller: Caller): Promise<HirteClient> {
    return asked(() => this.#requesters.of(caller));
  }
}

/** Results of jobs that have a D-Bus name of their own. */
const unfinished: Readonly<Record<string, string>> = {
  expired: busErrors.timeout,
  timeout: busErrors.timeout,
  lost: busErrors.noReply,
};

/** Answers on the bus with what hirte said of why it could not be. */
export async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw toBusError(error);
  }
}
