import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { problemOfVersion, writeStateFile } from "../src/core/state-file.ts";
import type { UserRole } from "../src/protocol/generated/schemas.ts";
import { coordinatorUser } from "../src/protocol/power-names.ts";
import { type PasswordHash, passwordHashIn } from "./password-hash.ts";
import { isReserved, type Rights } from "./rights.ts";

/** A user of hirte. */
export interface User extends Rights {
  readonly name: string;
  readonly hash: PasswordHash;
}

/** What the file holds. */
export interface KeptUsers {
  readonly users: readonly User[];
  /** Requests that were carried out, oldest first: a late copy of one changes nothing. */
  readonly served: readonly string[];
}

const roles: Readonly<Record<UserRole, true>> = { viewer: true, operator: true, admin: true };

/**
 * users.json in hirte's state directory, for hirte's own eyes. One that cannot be read is never taken for an
 * empty one: whoever could spoil it would have everybody shut out, or, once users are made anew, let in.
 */
export class UsersFile {
  readonly path: string;
  readonly #log: Log;
  readonly #writeFile: typeof writeStateFile;

  constructor(options: {
    /** Where hirte's state is kept. */
    readonly directory: string;
    readonly log: Log;
    /** Tests fill the disk here. */
    readonly write?: typeof writeStateFile;
  }) {
    this.path = join(options.directory, "users.json");
    this.#log = options.log;
    this.#writeFile = options.write ?? writeStateFile;
  }

  /**
   * What was written last; nobody where nothing ever was.
   * @throws HirteError `bad-state` when it cannot be read
   */
  read(): KeptUsers {
    let text: string;
    try {
      text = readFileSync(this.path, "utf8");
      this.#checkMode();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return { users: [], served: [] };
      throw this.#bad(messageOf(error));
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // Node's own words would quote hashes.
      throw this.#bad("it is not JSON");
    }
    const foreign = problemOfVersion(value);
    if (foreign !== undefined) throw this.#badState(`${this.path} cannot be used: ${foreign}`);
    const kept = keptIn(value);
    if (!kept) throw this.#bad("it does not hold what it should");
    return kept;
  }

  /**
   * Writes it, in one step.
   * @throws HirteError `not-saved`; it is as it was then
   */
  write(kept: KeptUsers): void {
    try {
      this.#writeFile(this.path, { version: 1, ...kept }, 0o600);
    } catch (cause) {
      throw new HirteError("not-saved", `${this.path} cannot be written: no user was changed`, {
        cause,
      });
    }
  }

  #checkMode(): void {
    if ((statSync(this.path).mode & 0o077) === 0) return;
    this.#log.warn(
      { path: this.path },
      "others than hirte can read the hashes of its users: chmod 600",
    );
  }

  #bad(why: string): HirteError {
    return this.#badState(
      `${this.path} holds the users of hirte and cannot be read (${why}): put a copy of it back, or move it away and make users anew (hirte setup --admin NAME)`,
    );
  }

  #badState(message: string): HirteError {
    return new HirteError("bad-state", message, { details: { path: this.path } });
  }
}

function keptIn(value: unknown): KeptUsers | undefined {
  const { users, served } = fieldsOf(value);
  if (!Array.isArray(users) || !isTexts(served)) return undefined;
  const found: User[] = [];
  for (const one of users as readonly unknown[]) {
    const user = userIn(one);
    if (!user || found.some(({ name }) => name === user.name)) return undefined;
    found.push(user);
  }
  return { users: found, served };
}

function userIn(value: unknown): User | undefined {
  const { name, role, nodes, units, hash: kept } = fieldsOf(value);
  const hash = passwordHashIn(kept);
  if (typeof name !== "string" || !/^[A-Za-z0-9._@-]{1,63}$/.test(name)) return undefined;
  // One may be from before the name was taken for the coordinator: it is kept, to be removed, and can do nothing.
  if (isReserved(name) && name !== coordinatorUser) return undefined;
  if (!isRole(role) || !isTexts(nodes) || !isTexts(units) || !hash) return undefined;
  return { name, role, nodes, units, hash };
}

function isRole(value: unknown): value is UserRole {
  return typeof value === "string" && Object.hasOwn(roles, value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // A field that is missing, or inherited, is of no type that is asked for.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
