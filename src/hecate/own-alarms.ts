import type { Clock } from "../core/clock.ts";
import type { AlarmEffect } from "../power/model.ts";
import type { PowerState } from "../protocol/generated/schemas.ts";

type Alarm = Extract<AlarmEffect, { kind: "alarm" }>;

/** Alarms of the daemon itself, which the decision knows nothing of: its disk, its connections, its configuration. */
export class OwnAlarms {
  readonly #tell: (effect: AlarmEffect) => void;
  readonly #clock: Clock;
  readonly #lasting = new Map<string, { readonly alarm: Alarm; readonly sinceMs: number }>();

  constructor(options: { readonly tell: (effect: AlarmEffect) => void; readonly clock: Clock }) {
    this.#tell = options.tell;
    this.#clock = options.clock;
  }

  /** Begins an alarm, or changes its text. */
  begin(id: string, severity: Alarm["severity"], text: string): void {
    const before = this.#lasting.get(id);
    if (before?.alarm.text === text) return;
    const alarm: Alarm = { kind: "alarm", id, severity, text: text.slice(0, 1024) };
    const sinceMs = before?.sinceMs ?? this.#clock.monotonicMs();
    this.#lasting.set(id, { alarm, sinceMs });
    this.#tell(alarm);
  }

  end(id: string): void {
    if (this.#lasting.delete(id)) this.#tell({ kind: "alarm-over", id });
  }

  /** What is thought, with these alarms. */
  within(view: Pick<PowerState, "condition" | "reasons" | "alarms">): typeof view {
    if (this.#lasting.size === 0) return view;
    const nowMs = this.#clock.monotonicMs();
    const own = [...this.#lasting.values()];
    const grave = own.filter(({ alarm }) => alarm.severity !== "info");
    const isDegraded = view.condition === "normal" && grave.length > 0;
    return {
      condition: isDegraded ? "degraded" : view.condition,
      reasons: [...view.reasons, ...grave.map(({ alarm }) => alarm.text)].slice(0, 64),
      alarms: [
        ...view.alarms,
        ...own.map(({ alarm: { id, severity, text }, sinceMs }) => ({
          ...{ id, severity, text },
          sinceMs: Math.round(nowMs - sinceMs),
        })),
      ].slice(0, 128),
    };
  }
}
