import type { Log } from "../../src/core/log.ts";
import { metricsInterface } from "../../src/dbus/generated/interfaces.ts";
import { type ObjectServer, part, type ServedObject } from "../../src/dbus/object-server.ts";
import type { Job } from "../../src/protocol/generated/schemas.ts";
import type { JobTimes } from "./job-board.ts";
import { bluechi } from "./names.ts";

/** systemd's methods for what a job does. */
const methods: Readonly<Record<string, string>> = {
  start: "StartUnit",
  stop: "StopUnit",
  restart: "RestartUnit",
  reload: "ReloadUnit",
};

/** Times of jobs, told while somebody wants them. */
export class Metrics {
  readonly #server: ObjectServer;
  readonly #log: Log;
  readonly #activationUs: (node: string, unit: string) => Promise<number>;
  #object: ServedObject | undefined;

  /** `activationUs`: how long the unit's last activation took, by its node's clock; 0: not known. */
  constructor(options: {
    readonly server: ObjectServer;
    readonly log: Log;
    readonly activationUs: (node: string, unit: string) => Promise<number>;
  }) {
    this.#server = options.server;
    this.#log = options.log;
    this.#activationUs = options.activationUs;
  }

  enable(): void {
    this.#object ??= this.#server.add(
      bluechi.metricsPath,
      part(metricsInterface, { methods: {}, properties: {} }),
    );
  }

  disable(): void {
    this.#object?.remove();
    this.#object = undefined;
  }

  /**
   * A job has ended. What the agent did is known here from when it was told to have begun until it was
   * told to have ended; where the beginning was not told, from when the job was heard of.
   */
  onTimes(job: Job, { path, heardMs, runningMs = heardMs, endedMs }: JobTimes): void {
    const object = this.#object;
    if (!object || job.unit === undefined || job.result === "expired") return;
    const { node, unit } = job;
    const agentUs = microseconds(endedMs - runningMs);
    object.emit(metricsInterface, "AgentJobMetrics", [
      node,
      unit,
      methods[job.verb] ?? job.verb,
      agentUs,
    ]);
    if (job.verb !== "start") return;
    const grossUs = microseconds(endedMs - heardMs);
    this.#activationUs(node, unit)
      .catch((error) => {
        this.#log.debug({ error, node, unit }, "the time of an activation could not be read");
        return 0;
      })
      .then((netUs) => {
        const args = [node, path, unit, grossUs, netUs] as const;
        this.#object?.emit(metricsInterface, "StartUnitJobMetrics", args);
      })
      .catch((error) => this.#log.error({ error }, "the time of a job could not be told"));
  }
}

function microseconds(ms: number): number {
  return Math.max(0, Math.round(ms * 1000));
}
