import { HirteError } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Log } from "../src/core/log.ts";
import { readSecret } from "../src/core/terminal-secret.ts";
import { managerNode } from "../src/protocol/topics.ts";
import type { HolderOf } from "./name-holders.ts";
import { noteWhileStopped } from "./note-while-stopped.ts";
import { Users } from "./users.ts";

/**
 * `hirte setup --admin NAME`: makes a user an admin with a new password, while hirte is stopped; the way in for the
 * first one, and back in for whoever has lost a password. The password is typed, or the first line of the input.
 * @throws HirteError `bad-argument`, `bad-request`, `bad-state`, `not-saved`
 */
export async function makeAdmin(options: {
  readonly name: string;
  /** Where hirte's state is kept. */
  readonly directory: string;
  readonly log: Log;
  /** As of `Users.open`. */
  readonly holderOf?: HolderOf;
  readonly input?: NodeJS.ReadStream;
  /** Who has it done, as the audit log is to say. */
  readonly by: string;
  readonly nowMs: number;
}): Promise<void> {
  const { name, by, nowMs, input = process.stdin } = options;
  const users = Users.open(options);
  if (!/^[A-Za-z0-9._@-]{1,63}$/.test(name)) {
    throw new HirteError(
      "bad-argument",
      `"${name}" is not a user's name: letters, digits, . _ @ - only, 63 at most`,
    );
  }
  const password = await readPassword(name, input);
  if (password.length < 8 || password.length > 256) {
    throw new HirteError("bad-argument", "a password has 8 to 256 characters: nothing was changed");
  }
  const key = `setup ${randomId()}`;
  const isThere = users.rightsOf(name) !== undefined;
  if (isThere) {
    await users.setPassword(name, password, key);
    users.setRights(name, { role: "admin" }, key);
  } else await users.add({ user: name, password, role: "admin" }, key);
  const verb = isThere ? "set-user" : "add-user";
  const facts = { node: managerNode, verb, about: name, role: "admin" } as const;
  await noteWhileStopped({ ...options, nowMs }, (at) => ({
    ...{ type: "done", at, user: by, ...facts, durationMs: 0 },
  }));
}

async function readPassword(name: string, input: NodeJS.ReadStream): Promise<string> {
  if (!input.isTTY) {
    let text = "";
    for await (const piece of input) {
      text += String(piece);
      if (text.includes("\n") || text.length > 65_536) break;
    }
    return text.split(/\r?\n/, 1)[0] ?? "";
  }
  const terminal = { input, output: process.stderr, signal: new AbortController().signal };
  const password = await readSecret(terminal, `New password of ${name}: `);
  const again = password === undefined ? undefined : await readSecret(terminal, "Once more: ");
  if (password === undefined || password !== again) {
    throw new HirteError("bad-argument", "it was not typed twice the same: nothing was changed");
  }
  return password;
}
