import type { HecateConfig } from "../../config/hecate-types.ts";
import type { NodeState, UpsAvailability } from "../../protocol/generated/schemas.ts";
import type { StatusAnswer } from "../socket-protocol.ts";

/** How something stands; `note`: nobody can tell from here, or it is for information. */
export type Level = "ok" | "note" | "warning" | "failed";

/** What a check has found. */
export interface Finding {
  readonly level: Level;
  readonly text: string;
  /** What to do about it. */
  readonly cure?: string;
}

/** A check of the table. */
export interface Check {
  /** Stable: scripts look for it. */
  readonly name: string;
  /** Nothing where it does not apply here. */
  readonly of: (facts: Facts) => readonly Finding[];
}

/** What is asked of the broker by a connection of the doctor's own. */
export type LinkFact = { readonly as: string } & (
  | { readonly kind: "accepted" }
  /** It is there, and does not take who comes. */
  | { readonly kind: "refused"; readonly problem: string }
  | { readonly kind: "unreachable"; readonly problem: string }
);

/** What a UPS of this host came to, asked by the doctor itself. */
export type UpsFact = { readonly ups: string } & (
  | {
      readonly kind: "read";
      readonly variables: Readonly<Record<string, string>>;
      /** `none`: the configuration has no account. */
      readonly login:
        | "accepted"
        | "none"
        | { readonly refused: string }
        | { readonly noPassword: string };
    }
  | { readonly kind: "blind"; readonly problem: string }
);

/** NUT's own shutdown on this host. */
export interface UpsmonFact {
  /** Absent: systemd could not be asked. */
  readonly isActive?: boolean;
  /** MODE= of nut.conf; absent: there is none. */
  readonly mode?: string;
  /** Absent: upsmon.conf cannot be read. */
  readonly minSupplies?: number;
  readonly shutdownCommand?: string;
}

/** What the way by ssh came to, really tried. */
export interface SshFact {
  /** The agent is asked first. */
  readonly isFallback: boolean;
  readonly nodes: readonly { readonly node: string; readonly problem?: string }[];
  /** Those that the service cannot use. */
  readonly files: readonly {
    readonly file: string;
    readonly problem: string;
    /** What it is, where it is not there at all. */
    readonly missing?: "key" | "known-hosts";
  }[];
}

/** What is known when the checks are made. Whatever could not be learned is absent, or says why. */
export interface Facts {
  readonly nowMs: number;
  /** Absent: nobody has looked. */
  readonly isRoot?: boolean;
  readonly config: HecateConfig | { readonly problem: string };
  /** What the daemon of this host answers. */
  readonly daemon:
    | Omit<StatusAnswer, "ok">
    | { readonly problem: string; readonly isForbidden?: boolean };
  /** Of the certificate that is shown; absent: the broker is reached without TLS. */
  readonly certificate?: { readonly endsAtMs: number } | { readonly problem: string };
  readonly links: readonly LinkFact[];
  /** What the broker keeps; absent: no connection could be made. */
  readonly broker?: {
    readonly isManagerUp: boolean;
    readonly nodes: Readonly<Record<string, NodeState>>;
    readonly publishers: Readonly<Record<string, UpsAvailability>>;
  };
  /** UPSes of this host. */
  readonly upses: readonly UpsFact[];
  /** Whether the clock of this machine is set by another one; absent: nobody tells. */
  readonly isClockSynchronised?: boolean;
  readonly upsmon: UpsmonFact;
  /** Absent: not the coordinator, or nobody is reached by ssh. */
  readonly ssh?: SshFact;
  /** What the API of the cluster came to, asked by the doctor itself; absent: none is configured. */
  readonly kubernetes?: { readonly problem?: string };
  readonly disk:
    | { readonly freeBytes: number }
    /** `isAbsent`: it is not there at all. */
    | { readonly problem: string; readonly isAbsent?: boolean };
}

/** The configuration, where there is one. */
export function configOf({ config }: Facts): HecateConfig | undefined {
  return "problem" in config ? undefined : config;
}

/** The answer of the daemon, where there is one. */
export function daemonOf({ daemon }: Facts): Omit<StatusAnswer, "ok"> | undefined {
  return "problem" in daemon ? undefined : daemon;
}

/** It is as it should be. */
export function ok(text: string): Finding {
  return { level: "ok", text };
}

/** It is not, or nobody can tell. */
export function finding(level: Exclude<Level, "ok">, text: string, cure: string): Finding {
  return { level, text, cure };
}
