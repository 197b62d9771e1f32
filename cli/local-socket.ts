import { accessSync, constants, statSync } from "node:fs";
import { messageOf } from "../src/core/errors.ts";
import { operatorsGroup } from "../src/core/uid-proof.ts";

/** Whether hirte's socket can be used; `closed`: it is there, and not for who asks. */
export type SocketState = "open" | "closed" | "absent";

/** What becomes of an attempt to connect there, as far as its file tells. */
export function stateOfSocket(path: string): SocketState {
  try {
    if (!statSync(path).isSocket()) return "absent";
    accessSync(path, constants.W_OK);
    return "open";
  } catch (error) {
    return codeOf(error) === "EACCES" ? "closed" : "absent";
  }
}

/** What whoever may not open the socket can do about it. */
export function closedText(path: string, loginName: string): string {
  return `${path} is not open to ${loginName}, who is not in its group: usermod -aG ${operatorsGroup} ${loginName}, as root, then log in anew`;
}

/** What whoever finds nobody at the socket can do about it. */
export function nobodyThereText(path: string, reason: unknown): string {
  if (stateOfSocket(path) === "absent") return noneHereText([path]);
  return `hirte does not answer at ${path} (${messageOf(reason)}): systemctl status hirte tells whether it is running`;
}

/** What there is to do where nothing shows that hirte has ever run on this machine: the files that would. */
export function noneHereText(files: readonly string[]): string {
  const missing =
    files.length > 1 ? `neither ${files.join(" nor ")} exists` : `${files.join()} does not exist`;
  return `there is no hirte here: ${missing}; if this is the primary, start it (systemctl start hirte); if not, -H HOST names it`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
