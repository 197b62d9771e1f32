import type { Hands } from "./effects.ts";
import type { Rehearsal } from "./socket-protocol.ts";

/** What is said of a daemon that rehearses. */
export const saidOfRehearsal = {
  all: "nothing that hecate decides is done (--dry-run)",
  runs: "runs are not carried out (--rehearse-runs), all else is done",
} as const satisfies Readonly<Record<Rehearsal, string>>;

/** How much a daemon rehearses; undefined: what it decides is done. A peer has no runs. */
export function rehearsalOf({
  isDry = false,
  rehearsesRuns = isDry,
  role,
}: {
  readonly isDry?: boolean;
  readonly rehearsesRuns?: boolean;
  readonly role: "coordinator" | "peer";
}): Rehearsal | undefined {
  if (isDry) return "all";
  return rehearsesRuns && role === "coordinator" ? "runs" : undefined;
}

/**
 * Hands that touch nothing, neither nodes nor this machine, and have nobody else do anything: what is decided is written
 * down in the log. People are told, runs go to an executor that rehearses, and what hecate sees and thinks is published.
 */
export function rehearsed(hands: Hands): Hands {
  const { log } = hands;
  return {
    ...hands,
    // A node that is told counts down by itself.
    sendGuards: (orders) => {
      for (const { node, line } of orders) log.debug({ node, line }, "a node would be told");
    },
    // Of a trigger: a coordinator that is not dry would carry it out.
    publisherLink: () => undefined,
    // A peer that is answered waits for a run that will not come; one that is not tells people, and saves itself.
    coordinatorLink: () => undefined,
    cure: ({ kind, ups, reason }) =>
      log.warn({ ups, reason }, `this would be done now: ${kind}; hecate is dry`),
    shutDownLocally: ({ ups, reason }) =>
      log.warn({ ups, reason }, "this host would be powered off now; hecate is dry"),
  };
}
