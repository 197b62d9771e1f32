import { randomId } from "../../src/core/ids.ts";
import { silentLog } from "../../src/core/log.ts";
import { Link, type LinkOptions } from "../../src/mqtt/link.ts";
import type { Gone } from "../../src/protocol/generated/schemas.ts";

/** A message of QoS 1. */
export const goodbye: Gone = { instance: "0".repeat(32), reason: "stopping" };

/** How often each link has come up. */
const ups = new WeakMap<Link, number>();

/** A link that was not opened yet. */
export function linkTo(servers: LinkOptions["servers"], options: Partial<LinkOptions> = {}): Link {
  const onUp = (link: Link) => {
    ups.set(link, (ups.get(link) ?? 0) + 1);
    options.onUp?.(link);
  };
  const all = { clientId: randomId, log: silentLog(), keepaliveS: 0, ...options };
  return new Link({ servers, ...all, onUp });
}

/** Looks again after each turn of the event loop; the test's own time limit ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Opens a link; resolves when it is up. */
export async function opened(link: Link): Promise<Link> {
  link.open();
  await until(() => link.isUp);
  return link;
}

/** The link, which is up, breaks and is up again; asked for before it breaks, for that may be within one turn. */
export async function untilBack(link: Link): Promise<void> {
  const before = ups.get(link) ?? 0;
  await until(() => (ups.get(link) ?? 0) > before);
}
