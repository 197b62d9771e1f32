import { proofMtimeS } from "../src/core/uid-proof.ts";

/** What lstat(2) says of a file that is to prove a uid. */
export interface ProofFile {
  readonly isRegular: boolean;
  readonly links: number;
  readonly bytes: number;
  readonly uid: number;
  readonly device: number;
  readonly mtimeMs: number;
  /** When it was made; where the file system does not keep that, when anything about it last changed. */
  readonly madeAtMs: number;
}

/** The folder it lies in. */
export interface ProofPlace {
  readonly device: number;
  /** By the clock that the file's times are of. */
  readonly nowMs: number;
}

/** How old a proof may be. */
export const longestProofMs = 5000;
/** Owner of files whose owner cannot be told: of other user namespaces, and of root on NFS (root_squash). */
const overflowUids: readonly number[] = [65_534, 0xffff_ffff];

/** Why files prove nothing, a sentence each for the log. */
export const proofFaults = {
  "not-a-file": "what lies there is no regular file",
  linked: "its file has another name besides",
  "not-empty": "its file is not empty",
  "other-file-system": "its file is on a file system of its own",
  unmarked: "its file was not marked by its owner",
  old: "its file is too old",
  nobody: "its file belongs to a user whom the kernel has no number for",
} as const;

/** Key of `proofFaults`. */
export type ProofFault = keyof typeof proofFaults;

/**
 * Why a file does not prove that who has shown its secret is its owner; undefined: it does. Pure.
 *
 * A link to somebody else's file has two names; a file that was moved here is older, or bears no mark, which
 * only its owner can set; a file system that a user has mounted may say anything of itself but its device.
 */
export function proofFault(file: ProofFile, place: ProofPlace): ProofFault | undefined {
  if (!file.isRegular) return "not-a-file";
  if (file.device !== place.device) return "other-file-system";
  if (file.links !== 1) return "linked";
  if (file.bytes !== 0) return "not-empty";
  if (file.mtimeMs !== proofMtimeS * 1000) return "unmarked";
  // Also one of the future: the clock was set back meanwhile, and nobody knows how old it is.
  if (!(Math.abs(place.nowMs - file.madeAtMs) < longestProofMs)) return "old";
  if (overflowUids.includes(file.uid)) return "nobody";
  return undefined;
}
