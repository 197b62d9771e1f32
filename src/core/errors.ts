/**
 * Every way in which something can go wrong, one stable code each. A code says what happened; the
 * message says it of whom. Codes of refusals and of failed calls travel on the wire (`problem`).
 */
export const errorCodes = {
  aborted: "nobody waits for it any more",
  "bad-argument": "an argument of the command line is wrong",
  "bad-config": "a configuration file, variable or flag holds an unknown key or a bad value",
  "bad-message": "a message from outside is not JSON or not of its schema",
  "bad-request": "a request is not of its schema",
  "bad-state": "a file that is not to be lost can be read no more",
  "bad-topic": "a topic is in no row of the topic table",
  busy: "a limit on what is under way was reached; trying later may work",
  closed: "the object was already stopped",
  "connection-lost": "the connection broke while something was under way",
  "dbus-error": "systemd or the bus answered with an error",
  "dbus-gone": "the bus or systemd is not there",
  deadline: "no answer within the time allowed",
  denied: "who asks may not do this",
  "epoch-superseded": "another manager with a higher epoch is or was at work",
  expired: "the request reached hirte after the time it was to begin by",
  "id-in-use": "the same id was used for a different request",
  "job-failed": "what was to be done on the node has ended, and not well",
  "journal-unavailable": "the node's journal cannot be read",
  "log-unavailable": "the manager's log cannot be written, so nothing that changes a unit is begun",
  "kube-error": "the API of the cluster answered with an error",
  lost: "the node does not answer: the unit may be running",
  "name-in-use": "another machine is connected under this node's name",
  "no-authority": "hirte signs no certificates: TLS is off, or those of another PKI are used",
  "no-such-command": "the node knows no command of this name",
  "no-such-job": "the manager knows no job of this id",
  "no-such-node": "the node is not in AllowedNodeNames=",
  "no-such-property": "the unit has no property of this name",
  "no-such-unit": "systemd knows no unit of this name",
  "no-such-user": "hirte has no user of this name",
  "node-offline": "the node is not connected",
  "node-unreachable": "the node is connected but does not answer",
  "not-executed": "systemd could not execute the command",
  "not-reachable": "no connection to the broker, or to upsd, could be made",
  "not-saved": "what was asked for cannot be written to disk: nothing was changed",
  "not-sent": "the call had not left when it could be sent no more: nothing was begun",
  "outcome-unknown": "the request was sent, and its outcome could not be learned",
  "run-unavailable": "the node cannot take the output of a command",
  "stream-lost":
    "the agent does not know the stream any more: it was restarted, or heard nothing of the reader for 15 s",
  "too-large": "a message exceeds the size of a packet",
  "tls-unavailable":
    "what was to be encrypted is not, for the other side offers no TLS, or does not prove who it is",
  unavailable:
    "an address, a port, a directory, a file or an id of this machine that is needed cannot be had; later it may be",
  "unit-masked": "the unit is masked",
  "unit-refused": "systemd refused the job for this unit",
  "unknown-verb": "there is no such verb",
  "upsd-error": "upsd answered with an error",
  "user-exists": "hirte has a user of this name already",
} as const;

/** Stable name of a failure. Match on it, never on a message. */
export type ErrorCode = keyof typeof errorCodes;

/** An error with a stable code; `details` hold the facts, `cause` the original. */
export class HirteError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly details?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "HirteError";
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** Whether `error` is a HirteError, of one of `codes` where any are given. */
export function isHirteError(error: unknown, ...codes: ErrorCode[]): error is HirteError {
  return error instanceof HirteError && (codes.length === 0 || codes.includes(error.code));
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
