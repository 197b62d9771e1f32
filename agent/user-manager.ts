import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Machine } from "../src/core/machine.ts";
import { processMark } from "../src/core/single-process.ts";
import { sessionBusAddress } from "../src/dbus/address.ts";

/** A user's own systemd, whose units an agent drives in place of the machine's. */
export interface UserManager {
  readonly uid: number;
  readonly pid: number;
  /** Names this life of it within the boot: jobs are numbered anew in each. */
  readonly mark: string;
  /** Its own socket, and the user's bus. */
  readonly privateAddress: string;
  readonly address: string;
}

const askMs = 5000;

/**
 * The systemd of the user this process belongs to.
 * @throws HirteError `bad-config` when there is none
 */
export function findUserManager(env: NodeJS.ProcessEnv): UserManager {
  const uid = process.getuid?.() ?? 0;
  const pid = pidOf(env, uid);
  const mark = pid === undefined ? undefined : processMark(pid);
  if (pid === undefined || mark === undefined) {
    throw new HirteError(
      "bad-config",
      `user ${uid} has no systemd of its own: log in, or run: loginctl enable-linger`,
    );
  }
  const runtime = env["XDG_RUNTIME_DIR"] || `/run/user/${uid}`;
  return {
    uid,
    pid,
    mark,
    privateAddress: `unix:path=${join(runtime, "systemd/private")}`,
    address: sessionBusAddress(env),
  };
}

/**
 * What such an agent says it runs on. Another node than the machine, to which an agent of its own may
 * belong; and a boot that ends with the user's systemd, as its units and jobs do.
 */
export function machineOfUser({ machineId, bootId }: Machine, { uid, mark }: UserManager): Machine {
  return { machineId: idOf(machineId, `${uid}`), bootId: idOf(bootId, mark) };
}

function pidOf(env: NodeJS.ProcessEnv, uid: number): number | undefined {
  // systemd.exec(5): told to whatever a user's systemd starts.
  const told = Number(env["MANAGERPID"]);
  if (Number.isSafeInteger(told) && told > 1) return told;
  try {
    const args = ["show", "--value", "--property=MainPID", `user@${uid}.service`];
    const text = execFileSync("systemctl", args, { timeout: askMs, encoding: "utf8" });
    return Number(text) > 1 ? Number(text) : undefined;
  } catch (cause) {
    throw new HirteError("bad-config", `systemd does not say who it is: ${messageOf(cause)}`, {
      cause,
    });
  }
}

function idOf(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join(" ")).digest("hex").slice(0, 32);
}
