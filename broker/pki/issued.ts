import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { HirteError } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { replaceFile } from "../../src/pki/pem-files.ts";
import { isAmong } from "../request-key.ts";
import { newSerial } from "./authority.ts";
import { type Held, KeptTwice } from "./kept-twice.ts";

/** A certificate that was given to a node. */
export interface Issued {
  /** As `serialOf` writes it. */
  readonly serial: string;
  readonly node: string;
  /** Milliseconds since 1970, as all times here. */
  readonly untilMs: number;
  /** When it was revoked; absent: it holds. */
  readonly revokedMs?: number;
}

/** A right to join that was not used yet. Of the token its SHA-256 alone is kept. */
interface Token {
  readonly hash: string;
  readonly node: string;
  readonly untilMs: number;
  /** `RequestKey` of the request it was made for. */
  readonly request: string;
}

/** What is on the disk. */
interface Kept {
  readonly tokens: readonly Token[];
  readonly certificates: readonly Issued[];
  /** Requests that were carried out, oldest first: a late copy of one does nothing. */
  readonly served: readonly string[];
}

/** A token as it is shown, once. */
export interface FreshToken {
  readonly token: string;
  readonly untilMs: number;
}

const maxServed = 256;
/** How long a certificate that is over is known still: a clock that was ahead once takes nobody's away. */
const keptOverMs = 400 * 86_400_000;
/** Certificates of one node that hold at a time; beyond it the oldest ones hold no longer. */
const maxPerNode = 8;
/** Tokens that wait, of all nodes. */
const maxTokens = 10_000;

/**
 * Which certificates nodes were given, which of them are revoked, and who may fetch one. What it says is on
 * disk before it says it.
 */
export class IssuedCertificates {
  readonly #file: KeptTwice<Kept>;
  readonly #bySerial = new Map<string, Issued>();
  /** Tokens that were made in this life, to be shown again to who asks again. */
  readonly #shown = new Map<string, FreshToken>();
  #kept: Kept = { tokens: [], certificates: [], served: [] };

  private constructor(file: KeptTwice<Kept>) {
    this.#file = file;
    this.#take(file.read() ?? this.#kept);
  }

  /**
   * `directory`: that of the PKI.
   * @throws HirteError `bad-state` when it is not known what was revoked
   */
  static open(options: {
    readonly directory: string;
    readonly log: Log;
    /** Tests fill the disk here. */
    readonly write?: typeof replaceFile;
  }): IssuedCertificates {
    const { directory, log, write = replaceFile } = options;
    return new IssuedCertificates(
      new KeptTwice({
        path: join(directory, "nodes.json"),
        parse: keptOf,
        loss: "which certificates were revoked is not known, so none is believed. Bring one of them back from a backup; or move both away and have every node join again",
        log,
        write: (path, value) => write(path, `${JSON.stringify(value)}\n`, 0o600),
      }),
    );
  }

  /** The certificate of this serial number, if it was given out and is not long over. */
  find(serial: string): Issued | undefined {
    return this.#bySerial.get(serial);
  }

  /** Whether a node has a certificate, or a token to fetch one. */
  has(node: string): boolean {
    const { tokens, certificates } = this.#kept;
    return [...tokens, ...certificates].some((each) => each.node === node);
  }

  /**
   * Whether this request was carried out before.
   * @throws HirteError `id-in-use`: another one was, under its id
   */
  isServed(request: string): boolean {
    return isAmong(this.#kept.served, request);
  }

  /**
   * A token for one node. The same request gets the same one.
   * @throws HirteError `not-saved`, `busy`; `id-in-use`: it was made before a restart, and is known no more, or
   *   another request was carried out under its id
   */
  invite(wish: {
    readonly node: string;
    readonly request: string;
    readonly lifeMs: number;
    readonly nowMs: number;
  }): FreshToken {
    const { node, request, lifeMs, nowMs } = wish;
    const shown = this.#shown.get(request);
    if (shown) return shown;
    if (this.isServed(request))
      throw new HirteError(
        "id-in-use",
        `node ${node}: this request was carried out before, and its token is known no more: ask again`,
      );
    const kept = pruned(this.#kept, nowMs);
    if (kept.tokens.length >= maxTokens)
      throw new HirteError("busy", `${maxTokens} tokens wait to be used: try again when some are`);
    const fresh = { token: randomBytes(18).toString("base64url"), untilMs: nowMs + lifeMs };
    const token = { hash: hashOf(fresh.token), node, untilMs: fresh.untilMs, request };
    this.#write({ ...kept, tokens: [...kept.tokens, token], served: withServed(kept, request) });
    this.#shown.set(request, fresh);
    const oldest = this.#shown.keys().next().value;
    if (this.#shown.size > maxServed && oldest !== undefined) this.#shown.delete(oldest);
    return fresh;
  }

  /** Whether a token of this node waits to be used. */
  isAwaited(wish: {
    readonly node: string;
    readonly token: string;
    readonly nowMs: number;
  }): boolean {
    return findToken(this.#kept.tokens, wish) !== undefined;
  }

  /**
   * Uses a token up, and notes the certificate that is given for it: both in one step, on disk.
   * @returns undefined: there is no such token for this node
   * @throws HirteError `not-saved`; nothing was changed then
   */
  redeem(wish: {
    readonly node: string;
    readonly token: string;
    readonly untilMs: number;
    readonly nowMs: number;
  }): Issued | undefined {
    const { node, token, untilMs, nowMs } = wish;
    const kept = pruned(this.#kept, nowMs);
    const found = findToken(kept.tokens, { node, token, nowMs });
    if (!found) return undefined;
    const issued = { serial: newSerial(), node, untilMs };
    this.#write({
      ...kept,
      tokens: kept.tokens.filter((each) => each !== found),
      certificates: withIssued(kept.certificates, issued),
    });
    return issued;
  }

  /**
   * Notes one more certificate of a node, beside the one it has shown.
   * @throws HirteError `not-saved`
   */
  renew(wish: {
    readonly node: string;
    readonly shown: string;
    readonly untilMs: number;
    readonly nowMs: number;
  }): Issued {
    const { node, shown, untilMs, nowMs } = wish;
    const kept = pruned(this.#kept, nowMs);
    const issued = { serial: newSerial(), node, untilMs };
    this.#write({ ...kept, certificates: withIssued(kept.certificates, issued, shown) });
    return issued;
  }

  /**
   * Revokes all certificates of nodes, and takes back their tokens.
   * @throws HirteError `not-saved`, `id-in-use`: they hold still
   */
  revoke(wish: {
    readonly nodes: readonly string[];
    readonly request: string;
    readonly nowMs: number;
  }): void {
    const { nodes, request, nowMs } = wish;
    if (this.isServed(request)) return;
    const kept = pruned(this.#kept, nowMs);
    this.#write({
      tokens: kept.tokens.filter(({ node }) => !nodes.includes(node)),
      certificates: kept.certificates.map((each) =>
        nodes.includes(each.node) && each.revokedMs === undefined
          ? { ...each, revokedMs: nowMs }
          : each,
      ),
      served: withServed(kept, request),
    });
  }

  /** Certificates that hold at a time. */
  holding(nowMs: number): readonly Issued[] {
    return this.#kept.certificates.filter(
      ({ untilMs, revokedMs }) => untilMs > nowMs && revokedMs === undefined,
    );
  }

  /** Certificates that were revoked. */
  revoked(): readonly Issued[] {
    return this.#kept.certificates.filter(({ revokedMs }) => revokedMs !== undefined);
  }

  /**
   * Makes the list of some time ago the present one: tokens of then may have been used since and are taken back, and
   * those certificates are revoked that are named, or were `revoked` since. Also those of which this list knows
   * nothing: the one that is brought back after it may.
   * @throws HirteError `not-saved`
   */
  bringBack(wish: {
    readonly isRevoked: (issued: Issued) => boolean;
    readonly revoked: readonly Issued[];
    readonly nowMs: number;
  }): void {
    const { isRevoked, revoked, nowMs } = wish;
    const since = new Map(revoked.map((each) => [each.serial, each]));
    const own = this.#kept.certificates.map((each) => {
      if (each.revokedMs !== undefined) return each;
      return since.get(each.serial) ?? (isRevoked(each) ? { ...each, revokedMs: nowMs } : each);
    });
    const unknown = revoked.filter(({ serial }) => !this.#bySerial.has(serial));
    this.#write({
      tokens: [],
      certificates: [...own, ...unknown],
      served: this.#kept.served,
    });
  }

  #write(kept: Kept): void {
    this.#file.write(kept);
    this.#take(kept);
  }

  #take(kept: Kept): void {
    this.#kept = kept;
    this.#bySerial.clear();
    for (const each of kept.certificates) this.#bySerial.set(each.serial, each);
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Hashes are compared: how long that takes says nothing of the token. */
function findToken(
  tokens: readonly Token[],
  wish: { readonly node: string; readonly token: string; readonly nowMs: number },
): Token | undefined {
  const hash = hashOf(wish.token);
  return tokens.find(
    (each) => each.hash === hash && each.node === wish.node && each.untilMs > wish.nowMs,
  );
}

/** Without what is over: nothing more can come of it. */
function pruned(kept: Kept, nowMs: number): Kept {
  return {
    ...kept,
    tokens: kept.tokens.filter(({ untilMs }) => untilMs > nowMs),
    certificates: kept.certificates.filter(({ untilMs }) => untilMs + keptOverMs > nowMs),
  };
}

function withServed({ served }: Kept, request: string): readonly string[] {
  return [...served, request].slice(-maxServed);
}

/** One in use stays: answers may have been lost, and with them the certificates that were noted since. */
function withIssued(
  certificates: readonly Issued[],
  issued: Issued,
  inUse?: string,
): readonly Issued[] {
  const all = [...certificates, issued];
  const own = all.filter(
    ({ serial, node, revokedMs }) =>
      node === issued.node && revokedMs === undefined && serial !== inUse,
  );
  const over = new Set(own.slice(0, Math.max(0, own.length - maxPerNode)));
  return all.filter((each) => !over.has(each));
}

function keptOf({ tokens, certificates, served }: Held): Kept | undefined {
  const isKept =
    isListOf(tokens, isToken) && isListOf(certificates, isIssued) && isListOf(served, isText);
  return isKept ? { tokens, certificates, served } : undefined;
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isToken(value: unknown): value is Token {
  const { hash, node, untilMs, request } = Object(value);
  return isText(hash) && isText(node) && typeof untilMs === "number" && isText(request);
}

function isIssued(value: unknown): value is Issued {
  const { serial, node, untilMs, revokedMs } = Object(value);
  const isRevoked = revokedMs === undefined || typeof revokedMs === "number";
  return isText(serial) && isText(node) && typeof untilMs === "number" && isRevoked;
}
