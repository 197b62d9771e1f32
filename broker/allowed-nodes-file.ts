import { join } from "node:path";
import type { Log } from "../src/core/log.ts";
import { writeStateFile } from "../src/core/state-file.ts";
import { type Held, KeptTwice, sha256 } from "./pki/kept-twice.ts";

/** What was said of nodes while hirte ran, and holds over AllowedNodeNames=. */
export interface Kept {
  readonly allowed: readonly string[];
  readonly disallowed: readonly string[];
  /** Requests that were carried out, oldest first: a late copy of one changes nothing. */
  readonly served: readonly string[];
}

/**
 * What was said of nodes, kept twice. To go on without it would let nodes in that were taken off, and
 * to let nobody in would lose the whole cluster: so one bad file costs nothing, and two stop hirte
 * (docs/decisions/0014-who-says-which-nodes-may-join.md).
 *
 * `directory`: where hirte's state is kept.
 */
export function allowedNodesFile(options: {
  readonly directory: string;
  readonly log: Log;
  /** Tests fill the disk here. */
  readonly write?: typeof writeStateFile;
}): KeptTwice<Kept> {
  const { directory, log, write = writeStateFile } = options;
  return new KeptTwice({
    path: join(directory, "allowed-nodes.json"),
    parse: keptOf,
    loss:
      "which nodes were disallowed is not known, so none is let in. " +
      "See that AllowedNodeNames= names no node that must not join, move both files away, and start hirte again",
    log,
    write: (path, value) => write(path, value),
    sumOf: ({ allowed, disallowed, served }) =>
      sha256(JSON.stringify([allowed, disallowed, served])),
  });
}

function keptOf({ allowed, disallowed, served }: Held): Kept | undefined {
  if (!isTexts(allowed) || !isTexts(disallowed) || !isTexts(served)) return undefined;
  return { allowed, disallowed, served };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
