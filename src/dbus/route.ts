import type { HirteError } from "../core/errors.ts";
import { parseBusAddress, type SocketPath } from "./address.ts";

/** Where an attempt to connect goes. */
export interface Place {
  readonly path: SocketPath;
  /** No bus is there but the one program that is called. */
  readonly isPeer: boolean;
}

/** A peer that turned us away so often is passed over; once can happen to who comes while it restarts. */
const maxRefusals = 2;
/** So often it may be away, or too busy to answer. */
const maxAbsences = 5;

/**
 * Which socket is tried next: the peer's own where there is one, then those of the bus in turn. Each
 * connection that held begins anew, so that a peer that was passed over is found again.
 */
export class Route {
  readonly #peer: readonly SocketPath[];
  readonly #bus: readonly SocketPath[];
  #refusals = 0;
  #absences = 0;
  #next = 0;
  #passedOver: HirteError | undefined;

  /** @throws HirteError `bad-config` when an address is none */
  constructor(options: { readonly address: string; readonly peerAddress?: string }) {
    this.#bus = parseBusAddress(options.address);
    this.#peer = options.peerAddress === undefined ? [] : parseBusAddress(options.peerAddress);
  }

  get place(): Place {
    const peers = this.#passedOver ? [] : this.#peer;
    const isPeer = peers.length > 0;
    const paths = isPeer ? peers : this.#bus;
    return { path: paths[this.#next % paths.length] ?? "", isPeer };
  }

  /** Why the peer is passed over at present. */
  get passedOver(): HirteError | undefined {
    return this.#passedOver;
  }

  /** The attempt at `place` came to nothing. */
  failed(reason: HirteError): void {
    const { isPeer } = this.place;
    this.#next++;
    if (!isPeer) return;
    if (isAbsence(reason)) this.#absences++;
    else this.#refusals++;
    if (this.#refusals < maxRefusals && this.#absences < maxAbsences) return;
    this.#passedOver = reason;
    this.#next = 0;
  }

  /** A connection that was up has ended. */
  beginAnew(): void {
    this.#passedOver = undefined;
    this.#refusals = 0;
    this.#absences = 0;
    this.#next = 0;
  }
}

/** Nobody is there or answers, for now; anything else says that we are not let in. */
function isAbsence({ code, cause }: HirteError): boolean {
  if (code === "deadline") return true;
  const errno = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return errno === "ENOENT" || errno === "ECONNREFUSED" || errno === "EAGAIN";
}
