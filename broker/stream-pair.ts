import { type Duplex, duplexPair } from "node:stream";

/**
 * Both ends of a connection within the process. Destroying one is seen at the other as with a
 * socket: the near end breaks, the far end comes to its end after what has arrived there.
 */
export function streamPair(): { readonly near: Duplex; readonly far: Duplex } {
  const [near, far] = duplexPair();
  near.once("close", () => far.push(null));
  far.once("close", () => near.destroy());
  return { near, far };
}
