import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { writeStateFile } from "../src/core/state-file.ts";
import type { UserRole, UserRow } from "../src/protocol/generated/schemas.ts";
import type { HolderOf } from "./name-holders.ts";
import {
  hashPassword,
  isPassword,
  nobodysHash,
  type PasswordCost,
  type PasswordHash,
  usualCost,
} from "./password-hash.ts";
import type { Principal } from "./principal.ts";
import { isAmong, type RequestKey } from "./request-key.ts";
import { all, isReserved, type Rights } from "./rights.ts";
import { type User, UsersFile } from "./users-file.ts";

/** A user that is to be. */
export interface NewUser {
  readonly user: string;
  readonly password: string;
  readonly role: UserRole;
  readonly nodes?: readonly string[];
  readonly units?: readonly string[];
}

const maxUsers = 1000;
const maxServed = 256;

/** The users of hirte: who they are, what they may do, and whether somebody is one of them. */
export class Users {
  readonly #file: UsersFile;
  readonly #byName = new Map<string, User>();
  #served: readonly RequestKey[];
  readonly #cost: PasswordCost;
  readonly #nobodysHash: PasswordHash;
  /** Passwords that were right, under a key of this process: to prove one again takes no scrypt. */
  readonly #proven = new Map<string, Buffer>();
  readonly #provenKey = randomBytes(32);
  readonly #onChange: () => void;
  readonly #holderOf: HolderOf;

  private constructor(
    file: UsersFile,
    options: {
      readonly onChange: () => void;
      readonly holderOf: HolderOf;
      readonly cost: PasswordCost;
    },
  ) {
    this.#file = file;
    this.#onChange = options.onChange;
    this.#holderOf = options.holderOf;
    this.#cost = options.cost;
    this.#nobodysHash = nobodysHash(options.cost);
    const { users, served } = file.read();
    for (const user of users) this.#byName.set(user.name, user);
    this.#served = served;
  }

  /**
   * `directory`: where hirte's state is kept.
   * @throws HirteError `bad-state` when it is not known who its users are
   */
  static open(options: {
    readonly directory: string;
    readonly log: Log;
    /** Tests fill the disk here. */
    readonly write?: typeof writeStateFile;
    /** Users have come or gone, or may do something else, perhaps. Must not throw. */
    readonly onChange?: () => void;
    /** Who else has a name that no user is to be given then, in words: "the node web1". Default: nobody. */
    readonly holderOf?: HolderOf;
    /** Of hashes to be made. Tests have no time for the usual one. */
    readonly cost?: PasswordCost;
  }): Users {
    const { onChange = () => undefined, holderOf = () => undefined, cost = usualCost } = options;
    return new Users(new UsersFile(options), { onChange, holderOf, cost });
  }

  /** Where they are kept. */
  get path(): string {
    return this.#file.path;
  }

  rightsOf(name: string): Rights | undefined {
    return this.#byName.get(name);
  }

  /** All of them by name, without their hashes. */
  rows(): UserRow[] {
    const names = [...this.#byName.keys()].toSorted();
    return names.flatMap((name) => this.row(name) ?? []);
  }

  row(name: string): UserRow | undefined {
    const user = this.#byName.get(name);
    if (!user) return undefined;
    const { role, nodes, units } = user;
    return { user: name, role, nodes: [...nodes], units: [...units] };
  }

  /**
   * Whether somebody is who it says. An unknown name takes as long as a wrong password.
   * @returns who it is; undefined: it is not
   */
  async verify(name: string, password: string): Promise<Principal | undefined> {
    // Whoever was added before its name was taken for something else is nobody by it.
    const user = isReserved(name) ? undefined : this.#byName.get(name);
    const mark = createHmac("sha256", this.#provenKey).update(password).digest();
    const proven = this.#proven.get(name);
    if (!user || !proven || !timingSafeEqual(mark, proven)) {
      if (!(await isPassword(password, user?.hash ?? this.#nobodysHash))) return undefined;
      // Meanwhile the user may have been removed, or been given another password.
      const now = this.#byName.get(name);
      if (!user || now?.hash !== user.hash) return undefined;
      this.#proven.set(name, mark);
    }
    return { role: this.#byName.get(name)?.role ?? user.role, user: name };
  }

  /**
   * Whether a request was carried out before.
   * @throws HirteError `id-in-use`: another one was, under its id
   */
  wasServed(key: RequestKey): boolean {
    return isAmong(this.#served, key);
  }

  /** @throws HirteError `user-exists`, `bad-request`, `busy`, `not-saved`; nothing was changed then */
  async add({ user: name, password, role, nodes, units }: NewUser, key: RequestKey): Promise<void> {
    if (isReserved(name)) {
      throw new HirteError("bad-request", `${name} is a name that hirte uses itself`);
    }
    const hash = await hashPassword(password, this.#cost);
    if (this.#byName.has(name))
      throw new HirteError("user-exists", `there is a user ${name} already`);
    const holder = this.#holderOf(name);
    if (holder !== undefined) {
      throw new HirteError(
        "bad-request",
        `${name} is ${holder}, and the broker knows names alone: give the user another name`,
      );
    }
    if (this.#byName.size >= maxUsers) {
      throw new HirteError("busy", `there are ${maxUsers} users, which is as many as may be`);
    }
    this.#put({ name, hash, ...patterned(role, { nodes, units }) }, key);
  }

  /** @throws HirteError `no-such-user`, `denied`: it is the last admin, `not-saved`; nothing was changed then */
  remove(name: string, key: RequestKey): void {
    this.#get(name);
    this.#keepAnAdmin(name);
    this.#save(
      [...this.#byName.values()].filter((user) => user.name !== name),
      key,
    );
    this.#byName.delete(name);
    this.#proven.delete(name);
    this.#onChange();
  }

  /**
   * What a user may do from now on; what is left out stays.
   * @throws HirteError `no-such-user`, `bad-request`, `denied`: it is the last admin, `not-saved`; nothing was
   *   changed then
   */
  setRights(name: string, rights: Partial<Rights>, key: RequestKey): void {
    const user = this.#usable(name);
    const role = rights.role ?? user.role;
    if (role !== "admin") this.#keepAnAdmin(name);
    // Of an admin, what it may do as something else is not kept.
    const before = role === "admin" ? {} : { nodes: user.nodes, units: user.units };
    this.#put({ ...user, ...patterned(role, { ...before, ...rights }) }, key);
  }

  /** @throws HirteError `no-such-user`, `bad-request`, `not-saved`; nothing was changed then */
  async setPassword(name: string, password: string, key: RequestKey): Promise<void> {
    this.#usable(name);
    const hash = await hashPassword(password, this.#cost);
    this.#put({ ...this.#get(name), hash }, key);
    this.#proven.delete(name);
  }

  #get(name: string): User {
    const user = this.#byName.get(name);
    if (!user) throw new HirteError("no-such-user", `there is no user ${name}`);
    return user;
  }

  #usable(name: string): User {
    const user = this.#get(name);
    if (!isReserved(name)) return user;
    const text = `${name} is a name that hirte uses itself: add the user under another name, and remove this one`;
    throw new HirteError("bad-request", text);
  }

  #keepAnAdmin(name: string): void {
    const admins = [...this.#byName.values()].filter(
      (user) => user.role === "admin" && !isReserved(user.name),
    );
    if (admins.length !== 1 || admins[0]?.name !== name) return;
    throw new HirteError("denied", `${name} is the only admin: make another one first`);
  }

  #put(user: User, key: RequestKey): void {
    const others = [...this.#byName.values()].filter(({ name }) => name !== user.name);
    this.#save([...others, user], key);
    this.#byName.set(user.name, user);
    this.#onChange();
  }

  #save(users: readonly User[], key: RequestKey): void {
    const served = [...this.#served, key].slice(-maxServed);
    this.#file.write({ users, served });
    this.#served = served;
  }
}

function patterned(
  role: UserRole,
  {
    nodes,
    units,
  }: {
    readonly nodes?: readonly string[] | undefined;
    readonly units?: readonly string[] | undefined;
  },
): Rights {
  if (role === "admin" && (nodes ?? units) !== undefined) {
    throw new HirteError("bad-request", "an admin may act on all nodes and units: name none");
  }
  if (nodes?.length === 0 || units?.length === 0) {
    throw new HirteError("bad-request", "a list of nodes or units is empty: * stands for all");
  }
  return { role, nodes: nodes ?? all, units: units ?? all };
}
