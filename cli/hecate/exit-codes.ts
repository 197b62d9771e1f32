/** Exit statuses of hecate. What a number means depends on the command: see its help. */
export const hecateExits = {
  done: { status: 0, summary: "Done." },
  left: { status: 0, summary: "It left as it was asked to." },
  normal: { status: 0, summary: "All is as usual." },
  failed: {
    status: 1,
    summary: "It failed, or the machine did not have what it needs; standard error says why.",
  },
  degraded: {
    status: 1,
    summary:
      "Degraded: a UPS is not seen, a battery does not last for a shutdown, or an alarm lasts.",
  },
  warnings: { status: 1, summary: "There are warnings, and nothing that has failed." },
  config: { status: 2, summary: "The configuration is wrong." },
  onBattery: { status: 2, summary: "A UPS is on battery, or the mains are not back for good." },
  notReady: { status: 2, summary: "Something has failed that a shutdown or a startup needs." },
  shuttingDown: { status: 3, summary: "A shutdown is under way." },
  usage: { status: 64, summary: "The command line is wrong." },
  unavailable: {
    status: 69,
    summary: "The daemon cannot be asked, so that nothing is known (EX_UNAVAILABLE).",
  },
  interrupted: {
    status: 130,
    summary: "Ctrl-C: whoever followed a run has left, and the run goes on; or nothing was begun.",
  },
} as const;

/** Name of an exit status. */
export type HecateExitName = keyof typeof hecateExits;
