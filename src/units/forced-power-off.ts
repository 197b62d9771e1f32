/**
 * What outlives a shutdown that takes too long: a transient unit that waits, kills every process but PID 1, and has
 * PID 1 end what is left (docs/decisions/0022-forced-power-off.md).
 */

/** What its shell does; where it ends well, `SuccessAction` follows. */
export function forcingShell(forceAfterMs: number): string {
  return `sleep ${(forceAfterMs / 1000).toFixed(3)} || exit 1; kill -9 -1; exit 0`;
}

/** Its properties, as systemd names them, besides what it runs. */
export function forcingProperties(
  what: "poweroff" | "reboot",
): Readonly<Record<string, string | boolean>> {
  return {
    // Else it conflicts with shutdown.target, and is the first to go.
    DefaultDependencies: false,
    IgnoreOnIsolate: true,
    SuccessAction: `${what}-force`,
  };
}
