import { existsSync } from "node:fs";
import { HirteError } from "../core/errors.ts";

/** Path of a Unix socket; an abstract one begins with NUL, as `net.connect` takes it. */
export type SocketPath = string;

/**
 * The sockets a D-Bus address names, in the order in which they are to be tried
 * (D-Bus specification, "Server Addresses"). Only `unix:path=` and `unix:abstract=` are spoken.
 * @throws HirteError `bad-config`
 */
export function parseBusAddress(address: string): SocketPath[] {
  const paths = address
    .split(";")
    .filter((entry) => entry !== "")
    .map((entry) => parseEntry(entry, address));
  if (paths.length === 0) throw new HirteError("bad-config", "the D-Bus address is empty");
  return paths;
}

/** Where the system bus is: DBUS_SYSTEM_BUS_ADDRESS of `env`, else where the specification puts it. */
export function systemBusAddress(env: Readonly<Record<string, string | undefined>>): string {
  return env["DBUS_SYSTEM_BUS_ADDRESS"] || "unix:path=/run/dbus/system_bus_socket";
}

/** Whether something that could be a bus is where the address says; nobody is spoken to. */
export function isBusThere(address: string): boolean {
  // An abstract socket has no file to be seen.
  return parseBusAddress(address).some((path) => path.startsWith("\0") || existsSync(path));
}

/** Where the session bus is: DBUS_SESSION_BUS_ADDRESS of `env`, else systemd's place for a user's bus. */
export function sessionBusAddress(env: Readonly<Record<string, string | undefined>>): string {
  return (
    env["DBUS_SESSION_BUS_ADDRESS"] ||
    `unix:path=${env["XDG_RUNTIME_DIR"] ?? `/run/user/${process.getuid?.() ?? 0}`}/bus`
  );
}

function parseEntry(entry: string, address: string): SocketPath {
  const [transport = "", rest = ""] = splitOnce(entry, ":");
  if (transport === "unix") {
    for (const pair of rest.split(",")) {
      const [key = "", value = ""] = splitOnce(pair, "=");
      if (key === "path" && value !== "") return unescapeValue(value, address);
      if (key === "abstract" && value !== "") return `\0${unescapeValue(value, address)}`;
    }
  }
  throw new HirteError(
    "bad-config",
    `"${address}" is not a D-Bus address that can be used here: it must be unix:path=… or unix:abstract=…`,
  );
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function unescapeValue(value: string, address: string): string {
  const bytes: number[] = [];
  for (let i = 0; i < value.length; i++) {
    if (value[i] !== "%") {
      bytes.push(...Buffer.from(value[i] ?? ""));
      continue;
    }
    const hex = value.slice(i + 1, i + 3);
    if (!/^[0-9A-Fa-f]{2}$/.test(hex)) {
      throw new HirteError(
        "bad-config",
        `"${address}" holds a % that two hex digits do not follow`,
      );
    }
    bytes.push(Number.parseInt(hex, 16));
    i += 2;
  }
  return Buffer.from(bytes).toString("utf8");
}
