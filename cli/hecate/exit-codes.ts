/** Exit statuses of hecate. */
export const hecateExits = {
  done: { status: 0, summary: "Done; of the daemon: it left as it was asked to." },
  failed: {
    status: 1,
    summary: "It failed, or the machine did not have what it needs; standard error says why.",
  },
  config: { status: 2, summary: "The configuration is wrong." },
  usage: { status: 64, summary: "The command line is wrong." },
} as const;

/** Name of an exit status. */
export type HecateExitName = keyof typeof hecateExits;
