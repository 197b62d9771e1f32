/** The lies and failures the judge looks for, each with what it means. */
export const findingKinds = {
  "false-result": "a result that the node's own record contradicts",
  "false-resolution": "what was told later of a lost job contradicts the node's record",
  "needless-lost": "a job was lost though nothing had made its end unknowable",
  "begun-twice": "one id became more than one systemd job, or was called for more than once",
  "unasked-job": "systemd had a job of a test unit that no request accounts for",
  "started-too-often": "a unit was started more often than it was asked to be",
  "begun-late": "systemd had the job only after the time to begin it was over",
  "refused-but-begun": "a request was refused, and was begun or made a job all the same",
  "changed-end": "two different ends were told of one id",
  reopened: "an id was told to be open after its end was told",
  "no-end": "a job was taken on and no end was ever told",
  "endless-call": "a call did not end in its time",
  "told-otherwise": "a caller was told another end than everybody else",
  "unknown-without-reason": "a caller was told that nobody knows, and nothing had gone wrong",
  "wrong-state": "a reader sees states that are not so",
  "left-behind": "a job that has ended is still retained",
  stranger: "a job was told of that nobody asked for",
} as const;

/** A kind of finding. */
export type FindingKind = keyof typeof findingKinds;

/** Something that is not as it was promised. */
export interface Finding {
  readonly kind: FindingKind;
  readonly id?: string;
  /** Node and unit, or the reader: where to look. */
  readonly subject: string;
  readonly message: string;
}

/** Something the record does not suffice to judge. It is counted, not held against anybody. */
export interface Doubt {
  readonly id: string;
  readonly message: string;
}
