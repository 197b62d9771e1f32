import { readFileSync } from "node:fs";
import { HirteError, messageOf } from "./errors.ts";

/** Which machine this is, and which of its lives. 32 hexadecimal digits each, in lower case. */
export interface Machine {
  readonly machineId: string;
  readonly bootId: string;
}

const bootIdFile = "/proc/sys/kernel/random/boot_id";

/**
 * This machine's boot id.
 * @throws HirteError `unavailable` when it has none
 */
export function readBootId(file = bootIdFile): string {
  return readId(file, "is /proc mounted?");
}

/**
 * Reads machine id and boot id (machine-id(5), random(4)).
 * @throws HirteError `unavailable` when the machine has none
 */
export function readMachine(
  files: { readonly machineId?: string; readonly bootId?: string } = {},
): Machine {
  return {
    machineId: readId(
      files.machineId ?? "/etc/machine-id",
      "run systemd-machine-id-setup, or start the agent after systemd-machine-id-commit.service",
    ),
    bootId: readBootId(files.bootId),
  };
}

function readId(path: string, advice: string): string {
  let text: string;
  try {
    text = readFileSync(path, "latin1");
  } catch (cause) {
    throw new HirteError("unavailable", `${path} cannot be read: ${messageOf(cause)}; ${advice}`, {
      cause,
    });
  }
  const id = text.trim().replaceAll("-", "").toLowerCase();
  // systemd writes "uninitialized" there until the first boot is complete.
  if (/^[0-9a-f]{32}$/.test(id) && !/^0+$/.test(id)) return id;
  throw new HirteError("unavailable", `${path} holds no id of 128 bits; ${advice}`);
}
