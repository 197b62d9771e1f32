import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { HirteError, messageOf } from "../core/errors.ts";

/** Longer than any password, and no reason to read on. */
const mostBytes = 4096;

/**
 * The password in a file: its first line. A file that others can read holds no secret, and is refused.
 * @throws HirteError `bad-config`
 */
export function readPasswordFile(path: string): string {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch (cause) {
    throw bad(path, `cannot be read: ${messageOf(cause)}`);
  }
  try {
    const facts = fstatSync(fd);
    if (!facts.isFile()) throw bad(path, "is no file");
    if ((facts.mode & 0o077) !== 0) {
      throw bad(
        path,
        "can be read by others than its owner: chmod 600 it, and take another password",
      );
    }
    const bytes = Buffer.alloc(mostBytes);
    const text = bytes.toString("utf8", 0, readSync(fd, bytes, 0, mostBytes, 0));
    const [password = ""] = text.split(/\r?\n/, 1);
    if (password === "") throw bad(path, "holds no password: its first line is empty");
    return password;
  } finally {
    closeSync(fd);
  }
}

/** As whom a program comes to a broker. */
export interface Login {
  readonly user: string;
  /** Absent: it has no password. */
  readonly passwordFile?: string;
}

/**
 * What a program shows a broker of who it is, the password read from its file.
 * @throws HirteError `bad-config`
 */
export function credentialsOf({ user: username, passwordFile }: Login): {
  readonly username: string;
  readonly password?: string;
} {
  if (passwordFile === undefined) return { username };
  return { username, password: readPasswordFile(passwordFile) };
}

/** What keys say of that; undefined: nothing is shown. */
export function loginIn(
  { BrokerUser: user, BrokerPasswordFile: passwordFile }: BrokerKeys,
  usualUser: string,
): Login | undefined {
  if (user === undefined && passwordFile === undefined) return undefined;
  return { user: user ?? usualUser, ...(passwordFile === undefined ? {} : { passwordFile }) };
}

interface BrokerKeys {
  readonly BrokerUser: string | undefined;
  readonly BrokerPasswordFile: string | undefined;
}

function bad(path: string, problem: string): HirteError {
  return new HirteError("bad-config", `${path}: the file with the password ${problem}`);
}
