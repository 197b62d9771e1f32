import type { HirteClient } from "../src/client/hirte-client.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { UserRow } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { type OptionName, optionTable, userName } from "./options.ts";
import { type Column, printRows } from "./output.ts";
import { queryOptionsOf } from "./targets.ts";

const words = ["add", "set", "passwd", "remove", "list"] as const;
type Word = (typeof words)[number];

/** Options that only some of the words take. */
const takes: Readonly<Record<Word, readonly OptionName[]>> = {
  add: ["role", "nodes", "units", "passwordStdin"],
  set: ["role", "nodes", "units"],
  passwd: ["passwordStdin"],
  remove: [],
  list: [],
};

const columns: readonly Column<UserRow>[] = [
  { title: "USER", text: ({ user }) => user },
  { title: "ROLE", text: ({ role }) => role },
  { title: "NODES", text: ({ nodes }) => nodes.join(",") },
  { title: "UNITS", text: ({ units }) => units.join(",") },
];

/** `hirtectl user add|set|passwd|remove|list`. */
export async function manageUsers(call: Call): Promise<number> {
  const { args, options, io } = call;
  const word = words.find((one) => one === args[0]);
  if (!word) {
    throw new HirteError("bad-argument", `user: one of ${words.join(", ")} is needed`);
  }
  checkOptions(word, call);
  const name = args[1] === undefined ? undefined : userName(args[1]);
  if ((word === "list") !== (name === undefined) && word !== "passwd") {
    const what = word === "list" ? "takes no name" : "needs the name of a user";
    throw new HirteError("bad-argument", `user ${word} ${what}`);
  }
  const rows = await ask(word, call, name);
  if (word === "list" || options.output !== "table") printRows(rows, columns, { ...options, io });
  return exitStatuses.done.status;
}

async function ask(word: Word, call: Call, name: string | undefined): Promise<UserRow[]> {
  const { options } = call;
  const { role, nodes, units } = options;
  const rights = {
    ...(nodes === undefined ? {} : { nodes: [...nodes] }),
    ...(units === undefined ? {} : { units: [...units] }),
  };
  if (word === "add" && role === undefined) {
    throw new HirteError("bad-argument", "user add: --role viewer, operator or admin is needed");
  }
  if (word === "set" && role === undefined && Object.keys(rights).length === 0) {
    throw new HirteError("bad-argument", "user set: --role, --nodes or --units is needed");
  }
  const client = await call.connect({ carriesPassword: word === "add" || word === "passwd" });
  const waiting = queryOptionsOf(call);
  const user = name ?? client.user;
  switch (word) {
    case "list":
      return client.query(managerNode, "list-users", {}, waiting);
    case "remove":
      return client.query(managerNode, "remove-user", { user }, waiting);
    case "set": {
      const wish = { user, ...(role ? { role } : {}), ...rights };
      return client.query(managerNode, "set-user", wish, waiting);
    }
    case "add": {
      await checkThatUsersAre(client, call, user);
      const password = await readPassword(call, user);
      const wish = { user, password, role: role ?? "viewer", ...rights };
      return client.query(managerNode, "add-user", wish, waiting);
    }
    case "passwd": {
      await checkThatUsersAre(client, call, user);
      const isOwn = user === client.user;
      const { password, oldPassword } = isOwn
        ? await readBoth(call, user)
        : { password: await readPassword(call, user), oldPassword: undefined };
      const wish = { user, password, ...(oldPassword === undefined ? {} : { oldPassword }) };
      return client.query(managerNode, "set-password", wish, waiting);
    }
  }
}

/** A hirte that asks nobody who they are has everybody read what is sent to it: no password leaves then. */
async function checkThatUsersAre(client: HirteClient, call: Call, user: string): Promise<void> {
  try {
    await client.query(managerNode, "list-users", {}, queryOptionsOf(call));
  } catch (error) {
    // Whoever is no admin may set the own password.
    if (!isHirteError(error, "denied") || user !== client.user) throw error;
  }
}

/** One's own is changed by whoever knows the old one. */
async function readBoth(
  call: Call,
  user: string,
): Promise<{ readonly oldPassword: string; readonly password: string }> {
  const { options, io } = call;
  if (options.passwordStdin) {
    const [oldPassword = "", password] = (await io.readLines?.(2)) ?? [];
    if (password === undefined || password === "") {
      throw new HirteError(
        "bad-argument",
        "two lines are needed, the old password and the new one: nothing was changed",
      );
    }
    return { oldPassword, password: checked(password) };
  }
  if (!io.askSecret) throw noTerminal();
  const oldPassword = await io.askSecret(`Old password of ${user}: `);
  if (oldPassword === undefined) {
    throw new HirteError("closed", "no password was given: nothing was changed");
  }
  return { oldPassword, password: await readPassword(call, user) };
}

function noTerminal(): HirteError {
  return new HirteError("bad-argument", "no terminal to ask for the password: --password-stdin");
}

async function readPassword({ options, io }: Call, user: string): Promise<string> {
  if (options.passwordStdin) return checked((await io.readLines?.(1))?.[0] ?? "");
  if (!io.askSecret) throw noTerminal();
  const password = await io.askSecret(`New password of ${user}: `);
  const again = password === undefined ? undefined : await io.askSecret("Once more: ");
  if (password === undefined || again === undefined) {
    throw new HirteError("closed", "no password was given: nothing was changed");
  }
  if (password !== again) {
    throw new HirteError("bad-argument", "the two are not the same: nothing was changed");
  }
  return checked(password);
}

function checked(password: string): string {
  if (password.length >= 8 && password.length <= 256) return password;
  throw new HirteError("bad-argument", "a password has 8 to 256 characters: nothing was changed");
}

function checkOptions(word: Word, { options }: Call): void {
  const special = ["role", "nodes", "units", "passwordStdin"] as const;
  for (const name of special) {
    const isGiven = options[name] !== undefined && options[name] !== false;
    if (!isGiven || takes[word].includes(name)) continue;
    throw new HirteError("bad-argument", `user ${word} takes no ${optionTable[name].flags}`);
  }
}
