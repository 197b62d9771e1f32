import { randomId } from "../../src/core/ids.ts";
import { silentLog } from "../../src/core/log.ts";
import { Link, type LinkOptions } from "../../src/mqtt/link.ts";
import type { Gone } from "../../src/protocol/generated/schemas.ts";

/** A message of QoS 1. */
export const goodbye: Gone = { instance: "0".repeat(32), reason: "stopping" };

/** A link that was not opened yet. */
export function linkTo(servers: LinkOptions["servers"], options: Partial<LinkOptions> = {}): Link {
  return new Link({ servers, clientId: randomId, log: silentLog(), keepaliveS: 0, ...options });
}

/** Looks again after each turn of the event loop; the test's own time limit ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The link has broken, and is up again. */
export async function untilBack(link: Link): Promise<void> {
  await until(() => !link.isUp);
  await until(() => link.isUp);
}
