import type { Clock } from "../src/core/clock.ts";
import { type ErrorCode, HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { type AnySubscription, type Link, subscription } from "../src/mqtt/link.ts";
import { check } from "../src/protocol/codec.ts";
import type { Command, Report, StreamMessage } from "../src/protocol/generated/schemas.ts";
import { topics } from "../src/protocol/topics.ts";
import type { OwnLimits } from "./own-limits.ts";
import type { BootClock, LogsPort, StreamSource } from "./ports.ts";
import { type StreamEnd, StreamRunner, type StreamRunnerOptions } from "./stream-runner.ts";

/** What a stream desk is made of. */
export interface StreamDeskOptions {
  readonly node: string;
  readonly logs: LogsPort;
  readonly limits: OwnLimits;
  readonly clock: Clock;
  readonly bootClock: BootClock;
  readonly log: Log;
  readonly report: (report: Omit<Report, "session">) => void;
  /** Rejects with `connection-lost` while there is no connection. */
  readonly publish: (params: StreamParams, message: StreamMessage) => Promise<void>;
}

/** Whose stream, and which. */
export interface StreamParams {
  readonly node: string;
  readonly user: string;
  readonly id: string;
}

interface OpenStream {
  readonly user: string;
  readonly runner: StreamRunner;
  readonly wish: AnySubscription;
  /** Who asked has been told that it is open. */
  isAnswered: boolean;
}

/** What a stream is to be opened of. */
interface Readable extends Pick<StreamRunnerOptions, "failureCode" | "onEnd"> {
  readonly open: () => StreamSource;
}

/** Streams at a time. */
const maxStreams = 40;
/** Of one reader: the others find a place. */
const maxStreamsOfUser = 32;
/** Streams that are over and whose ids are still known, so that a late repeat opens none. */
const maxRemembered = 256;

/** Opens streams, each id once, and hands their readers' credits to them. They outlive a connection. */
export class StreamDesk {
  readonly #options: StreamDeskOptions;
  readonly #open = new Map<string, OpenStream>();
  readonly #over = new Set<string>();
  /** Not open yet: it is being found out whether the node's limits let them be. */
  readonly #judged = new Set<string>();
  #link: Link | undefined;
  #isStopped = false;

  constructor(options: StreamDeskOptions) {
    this.#options = options;
  }

  /** There is a connection. Another link knows nothing of the subscriptions made on the one before. */
  linkUp(link: Link): void {
    if (link === this.#link) return;
    this.#link = link;
    for (const stream of this.#open.values()) this.#hear(stream);
  }

  /** Opens a stream, and answers; a repeated command is only answered. */
  async open(command: Command): Promise<void> {
    const { id } = command;
    const known = this.#open.get(id);
    if (known || this.#over.has(id)) {
      if (!known || known.isAnswered) this.#answer(id);
      return;
    }
    if (this.#judged.has(id)) return;
    this.#judged.add(id);
    try {
      const source = await this.#source(command).finally(() => this.#judged.delete(id));
      if (this.#isStopped) return;
      const stream = this.#begin(command, source);
      await this.#subscribe(stream.wish);
      stream.isAnswered = true;
      this.#answer(id);
    } catch (error) {
      const code = isHirteError(error) ? error.code : "bad-request";
      this.#refuse(id, code, messageOf(error));
    }
  }

  /**
   * Opens the stream of a command's output, which is asked for by the request that runs it. The reader
   * learns from a first message that its credits are heard.
   * @throws HirteError `busy`
   */
  openOutput(
    { id, user }: { readonly id: string; readonly user: string },
    source: StreamSource,
    onEnd: (why: StreamEnd) => void,
  ): void {
    const open = () => source;
    this.#hear(this.#add({ id, user }, { open, failureCode: "run-unavailable", onEnd }));
  }

  /** Nobody is to read any more: what runs only for its reader ends with its stream. */
  abandonAll(): void {
    // The connection is not ours any more.
    this.#link = undefined;
    for (const { runner } of [...this.#open.values()]) runner.abandon();
  }

  /** Ends all streams, and what they read from, without a word: what they read may go on. */
  stop(): void {
    this.#isStopped = true;
    for (const { runner } of this.#open.values()) runner.stop();
    this.#open.clear();
    this.#link = undefined;
  }

  #begin({ id, user }: Command, open: () => StreamSource): OpenStream {
    if (user === undefined) throw new HirteError("bad-request", "a stream needs a reader");
    return this.#add(
      { id, user },
      {
        open,
        failureCode: "journal-unavailable",
        onEnd: () => undefined,
      },
    );
  }

  #add(
    { id, user }: { readonly id: string; readonly user: string },
    { open, failureCode, onEnd }: Readable,
  ): OpenStream {
    const { node, clock, bootClock, log, publish } = this.#options;
    if (this.#open.size >= maxStreams) {
      throw new HirteError("busy", `${node}: ${maxStreams} streams are open: try again later`);
    }
    let own = 0;
    for (const stream of this.#open.values()) if (stream.user === user) own++;
    if (own >= maxStreamsOfUser) {
      const text = `${node}: ${own} streams of ${user} are open: try again when one has ended`;
      throw new HirteError("busy", text);
    }
    const source = open();
    const params = { node, user, id };
    const runner = new StreamRunner({
      source,
      failureCode,
      clock,
      bootClock,
      log,
      publish: (message) => publish(params, message),
      onEnd: (why) => {
        log.debug({ stream: id, user, why }, "a stream is over");
        this.#forget(id);
        onEnd(why);
      },
    });
    const wish = subscription({
      row: topics.credit,
      params,
      onMessage: ({ message }) => message && runner.credit(message),
    });
    const stream: OpenStream = { user, runner, wish, isAnswered: false };
    this.#open.set(id, stream);
    log.debug({ stream: id, user }, "a stream was opened");
    return stream;
  }

  /** What is to be read, as far as the node's limits let it be. @throws HirteError */
  async #source({ id, verb = "", args }: Command): Promise<() => StreamSource> {
    if (verb !== "logs") {
      throw new HirteError("unknown-verb", `this agent knows no stream "${verb}"`);
    }
    const { logs, limits } = this.#options;
    const request = check("request-logs", { ...args, id });
    await limits.checkQuestion(verb, request.units);
    const { mayRead, units } = await limits.reading(request.units);
    return () => logs.open({ ...request, ...(units ? { units: [...units] } : {}) }, mayRead);
  }

  /** Listens to the reader, and says so. */
  #hear({ wish, runner }: OpenStream): void {
    this.#subscribe(wish).then(
      () => runner.greet(),
      (error: unknown) => {
        // Without credits its lease ends it.
        this.#options.log.warn({ error }, "the reader of a stream cannot be heard");
      },
    );
  }

  async #subscribe(wish: AnySubscription): Promise<void> {
    try {
      await this.#link?.subscribe(wish);
    } catch (error) {
      // It is part of coming up again.
      if (!isHirteError(error, "connection-lost")) throw error;
    }
  }

  #forget(id: string): void {
    const stream = this.#open.get(id);
    if (!stream) return;
    this.#open.delete(id);
    this.#over.add(id);
    for (const oldest of this.#over) {
      if (this.#over.size <= maxRemembered) break;
      this.#over.delete(oldest);
    }
    void this.#link?.unsubscribe(stream.wish);
  }

  #answer(id: string): void {
    this.#options.report({ id, kind: "answer", chunk: 0, last: true, data: [] });
  }

  #refuse(id: string, code: ErrorCode, message: string): void {
    const stream = this.#open.get(id);
    stream?.runner.stop();
    this.#open.delete(id);
    const problem = { code, message };
    this.#options.report({ id, kind: "answer", chunk: 0, last: true, problem });
  }
}
