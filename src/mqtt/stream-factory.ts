import type { Duplex } from "node:stream";

/** Makes the byte stream of one connection; called anew for each attempt. */
export type StreamFactory = () => Duplex;
