import { numberAt, textAt } from "../../../src/kube/values.ts";

/** What the store has forgotten: lists of this revision or before it cannot be gone on with. */
const compacted = 1;

/** The `continue` of a list: where the next part begins, and of which revision. */
export function nextPlace(revision: number, start: number): string {
  const place = {
    v: "meta.k8s.io/v1",
    rv: Math.max(revision, compacted + 1),
    start: String(start),
  };
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Where a `continue` goes on; `lost`: its revision is forgotten; `none`: it is none. */
export function beginning(token: string): number | "lost" | "none" {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    return "none";
  }
  const revision = numberAt(place, "rv");
  const start = Number(textAt(place, "start"));
  if (revision === undefined || !Number.isInteger(start)) return "none";
  return revision <= compacted ? "lost" : start;
}
