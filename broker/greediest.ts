/** Somebody who holds a place and has not said yet what for. */
export interface Waiting {
  /** The machine it comes from, as `placeOf` says. */
  readonly host: string;
}

/**
 * Who gives way where there is no more room: the one that waits longest, of the host of which most wait. So
 * whoever fills all places with connections of one machine keeps nobody else out. `waiting`: the oldest first.
 */
export function greediest<T extends Waiting>(waiting: Iterable<T>): T | undefined {
  const hosts = new Map<string, { count: number; readonly oldest: T }>();
  for (const each of waiting) {
    const host = hosts.get(each.host);
    if (host) host.count++;
    else hosts.set(each.host, { count: 1, oldest: each });
  }
  let most: { readonly count: number; readonly oldest: T } | undefined;
  for (const host of hosts.values()) if (host.count > (most?.count ?? 0)) most = host;
  return most?.oldest;
}
