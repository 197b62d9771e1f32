/** What this machine tells of itself. */
import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { HecateConfig } from "../../config/hecate-types.ts";
import { messageOf } from "../../core/errors.ts";
import { readIdentity } from "../../identity/node-identity.ts";
import type { Facts, UpsmonFact } from "./model.ts";

/** Where things are; tests have others. */
export interface MachinePlaces {
  readonly nutDirectory: string;
  /** timesyncd makes it, once the clock is set (systemd-timesyncd.service(8)). */
  readonly timesyncFile: string;
  /** @returns what it wrote to standard output, whatever its exit status; undefined where it could not be run */
  readonly output: (program: string, args: readonly string[]) => Promise<string | undefined>;
}

const machine: MachinePlaces = {
  nutDirectory: "/etc/nut",
  timesyncFile: "/run/systemd/timesync/synchronized",
  output: (program, args) =>
    new Promise((resolve) => {
      execFile(program, [...args], { timeout: 5000 }, (error, stdout) => {
        const ran = !error || typeof error.code === "number";
        resolve(ran ? stdout : undefined);
      });
    }),
};

/** Asks it. */
export async function askMachine(
  config: HecateConfig | undefined,
  places: MachinePlaces = machine,
): Promise<Pick<Facts, "certificate" | "isClockSynchronised" | "upsmon" | "disk">> {
  const isClockSynchronised = await clockOf(places);
  const certificate = certificateOf(config);
  return {
    ...(certificate ? { certificate } : {}),
    ...(isClockSynchronised === undefined ? {} : { isClockSynchronised }),
    upsmon: await upsmonOf(places),
    disk: diskOf(config?.stateDir ?? "/var/lib/hecate"),
  };
}

function certificateOf(config: HecateConfig | undefined): Facts["certificate"] {
  const tls = config?.broker.tls;
  if (!tls) return undefined;
  try {
    return { endsAtMs: Date.parse(readIdentity(tls).certificate.validTo) };
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

/** Whether the clock of this machine is in step; undefined: nobody tells. */
export function isClockInStep(places: MachinePlaces = machine): Promise<boolean | undefined> {
  return clockOf(places);
}

async function clockOf({ timesyncFile, output }: MachinePlaces): Promise<boolean | undefined> {
  if (existsSync(timesyncFile)) return true;
  // chrony and ntpd tell the kernel, and timedatectl reads it there.
  const said = await output("timedatectl", ["show", "--property=NTPSynchronized", "--value"]);
  const word = said?.trim();
  return word === "yes" ? true : word === "no" ? false : undefined;
}

/** What systemd calls a unit that shuts down, or is about to be able to. */
const atWork = ["active", "activating", "reloading"];

/** NUT's own shutdown on this machine. */
export function upsmonHere(): Promise<UpsmonFact> {
  return upsmonOf(machine);
}

async function upsmonOf({ nutDirectory, output }: MachinePlaces): Promise<UpsmonFact> {
  const said = await output("systemctl", ["is-active", "nut-monitor.service", "upsmon.service"]);
  const mode = /^\s*MODE\s*=\s*"?([\w-]+)/m.exec(textOf(join(nutDirectory, "nut.conf")))?.[1];
  const conf = textOf(join(nutDirectory, "upsmon.conf"));
  const minSupplies = /^\s*MINSUPPLIES\s+"?(\d+)/m.exec(conf)?.[1];
  const command = /^\s*SHUTDOWNCMD\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))/m.exec(conf);
  const shutdownCommand = command?.[1] ?? command?.[2];
  const states = said?.split("\n").filter((word) => word !== "") ?? [];
  return {
    ...(states.length === 0 ? {} : { isActive: states.some((word) => atWork.includes(word)) }),
    ...(mode === undefined ? {} : { mode }),
    ...(minSupplies === undefined ? {} : { minSupplies: Number(minSupplies) }),
    ...(shutdownCommand === undefined ? {} : { shutdownCommand }),
  };
}

function diskOf(directory: string): Facts["disk"] {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    const { uid, mode } = statSync(directory);
    // root may write anywhere; the daemon has no capability for it, and is its owner or nobody.
    if (uid !== process.getuid?.() || (mode & 0o300) !== 0o300) {
      return { problem: `it belongs to user ${uid}, or its owner may not write to it` };
    }
    const { bavail, bsize } = statfsSync(directory);
    return { freeBytes: bavail * bsize };
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    return { problem: messageOf(error), ...(isAbsent ? { isAbsent } : {}) };
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
