import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { Guards } from "../guards.ts";
import type { UndoList } from "./ports.ts";
import type { RunWorld } from "./step-runner.ts";

/** What a world is made of. */
export interface WorldParts {
  readonly config: () => HecateConfig;
  readonly undo: UndoList;
  /** Knows which nodes are registered. */
  readonly guards: Guards;
  readonly hasFired: (ups: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes the world of this process; `close` ends its connections. */
export type WorldMaker = (parts: WorldParts) => {
  readonly world: RunWorld;
  close(): Promise<void>;
};

/** The real one. */
export const runWorld: WorldMaker = () => {
  throw new Error("TODO");
};
