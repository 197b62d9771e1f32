/** A place for a connection, from accept on until its client is let in. */
export interface Place {
  /** The machine it comes from. */
  readonly host: string;
  /** Ends the connection; whoever deals with it at the time says how. */
  giveWay: () => void;
}

/** A client's connection that is not let in yet. */
export interface Newcomer {
  readonly host: string;
  giveWay(): void;
}

/**
 * Those who hold a place and are not let in yet, whatever they wait for: a handshake, a request for a WebSocket, CONNECT,
 * their turn, a password that is looked at, or to have read why they are refused. Where there is no more room one of
 * them gives way: the oldest of the machine that has most, so that whoever fills all places, by whatever it leaves
 * undone, keeps nobody else out.
 */
export class Newcomers {
  /** Of each machine the oldest first. */
  readonly #byHost = new Map<string, Set<Place>>();
  readonly #places = new WeakMap<Newcomer, Place>();

  add(host: string, giveWay: () => void): Place {
    const place = { host, giveWay };
    const own = this.#byHost.get(host);
    if (own) own.add(place);
    else this.#byHost.set(host, new Set([place]));
    return place;
  }

  /** A client is to say CONNECT. `held`: the place its connection has already. */
  hold(newcomer: Newcomer, held?: Place): void {
    const giveWay = () => newcomer.giveWay();
    const place = held ?? this.add(newcomer.host, giveWay);
    place.giveWay = giveWay;
    this.#places.set(newcomer, place);
  }

  /** A client is let in, or gone: it gives way to nobody any more; idempotent. */
  letGo(newcomer: Newcomer): void {
    const place = this.#places.get(newcomer);
    if (place) this.delete(place);
  }

  /** Whoever had it is gone, or gives way to nobody any more; idempotent. */
  delete(place: Place): void {
    const own = this.#byHost.get(place.host);
    if (own?.delete(place) && own.size === 0) this.#byHost.delete(place.host);
  }

  /** Has one give way to a connection that comes from `host`, and is counted to it. @returns whether there was one */
  makeRoomFor(host: string): boolean {
    let most: Set<Place> | undefined;
    let mostCount = 0;
    for (const [each, own] of this.#byHost) {
      const isOwn = each === host;
      const count = own.size + (isOwn ? 1 : 0);
      if (count < mostCount || (count === mostCount && !isOwn)) continue;
      most = own;
      mostCount = count;
    }
    const [oldest] = most ?? [];
    if (!oldest) return false;
    // Its place is given to one, however long it takes to end.
    this.delete(oldest);
    oldest.giveWay();
    return true;
  }
}
