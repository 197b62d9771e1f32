import { isIP } from "node:net";
import { isLoopback } from "./listen-address.ts";

/** Which pages may connect. */
export interface OriginRule {
  readonly isEncrypted: boolean;
  /** Origins of WebSocketOrigins=, `*` for all; absent: nothing was said. */
  readonly allowed?: readonly string[];
}

/** What a browser says of a page that wants to connect; whoever is no browser says what it likes. */
export interface PageRequest {
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/**
 * Whether a page may connect (RFC 6455 §10.2). Where everybody must show a password, a page has nothing that its
 * user did not give it: any may. Where nobody is asked, every page that a user of this machine looks at could drive
 * its nodes: only those of this machine may. A name proves no machine, for whoever owns it can have it point
 * here after the page was loaded; an address and localhost do.
 */
export function mayPageConnect({ origin, host }: PageRequest, rule: OriginRule): boolean {
  // No browser, and no page behind it.
  if (origin === undefined) return true;
  const { isEncrypted, allowed } = rule;
  if (allowed?.includes("*")) return true;
  const page = urlOf(origin);
  if (page && allowed?.includes(page.origin)) return true;
  if (isEncrypted) return allowed === undefined;
  const asked = host === undefined ? undefined : urlOf(`http://${host}`);
  return page !== undefined && asked !== undefined && isOneMachine(bare(page), bare(asked));
}

function isOneMachine(one: string, other: string): boolean {
  return (isLoopback(one) && isLoopback(other)) || (one === other && isIP(one) !== 0);
}

/** Without the brackets of an IPv6 address. */
function bare({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
