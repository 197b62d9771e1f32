/** A row of `cutReasons`. */
export interface CutRow {
  readonly isWarning: boolean;
  readonly sentence: string;
  /** How long further ones of the same peer are kept out of the log, where that is not as usual. */
  readonly quietMs?: number;
}

/**
 * Why the broker ended a connection, the line it leaves in the log, and whether that is a warning:
 * what an operator may want to look into.
 */
export const cutReasons = {
  "packet-too-large": {
    isWarning: true,
    sentence: "a client was cut off: its packet is too large",
  },
  malformed: { isWarning: true, sentence: "a client was cut off: what it sent is not MQTT 3.1.1" },
  "not-connect": { isWarning: true, sentence: "a connection was cut off: it does not speak MQTT" },
  "second-connect": { isWarning: true, sentence: "a client was cut off: it sent CONNECT twice" },
  "no-connect": { isWarning: true, sentence: "a connection was cut off: CONNECT did not come" },
  "slow-reader": {
    isWarning: true,
    sentence: "a client was cut off: it does not read as fast as messages come",
  },
  "stalled-reader": { isWarning: true, sentence: "a client was cut off: it stopped reading" },
  "memory-full": {
    isWarning: true,
    sentence: "a client was cut off: too much waits in all, and most of it for this one",
  },
  silent: {
    isWarning: true,
    sentence: "a client was cut off: it was silent beyond its keep-alive",
  },
  "no-handshake": {
    isWarning: true,
    sentence: "a connection was cut off: its TLS handshake did not end",
  },
  "no-upgrade": {
    isWarning: true,
    sentence: "a connection was cut off: it did not ask for a WebSocket in its time",
  },
  "upgrade-refused": {
    isWarning: true,
    sentence: "a connection was refused: what it asked for is no WebSocket for MQTT",
  },
  "tls-failed": { isWarning: true, sentence: "a connection was cut off: TLS failed" },
  revoked: {
    isWarning: true,
    sentence: "a client was cut off: its certificate counts no longer",
  },
  refused: { isWarning: true, sentence: "a client was refused" },
  "login-failed": {
    isWarning: true,
    quietMs: 60_000,
    sentence: "a client was refused: it did not prove who it is",
  },
  "signed-out": {
    isWarning: false,
    sentence: "a connection ended: its user was removed, or has another password",
  },
  "no-room": { isWarning: true, sentence: "a connection was refused: there are too many" },
  "over-share": {
    isWarning: true,
    quietMs: 60_000,
    sentence: "a client was refused: its principal has, or does, as much as it may",
  },
  "gave-way": {
    isWarning: false,
    sentence: "a connection ended: its node has newer ones, as many as it may",
  },
  "broker-error": { isWarning: true, sentence: "a client was cut off: the broker failed over it" },
  "not-coordinator": {
    isWarning: true,
    sentence: "a connection ended: PowerCoordinator= names another node by now, or none",
  },
  "turned-out": {
    isWarning: true,
    sentence: "an agent was cut off: its node may not join, and it did not leave by itself",
  },
  "taken-over": {
    isWarning: false,
    sentence: "a connection ended: another one came with its client id",
  },
  closing: { isWarning: false, sentence: "a connection ended: the broker stops" },
} as const satisfies Readonly<Record<string, CutRow>>;

/** Key of `cutReasons`. */
export type CutReason = keyof typeof cutReasons;
