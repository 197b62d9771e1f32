import type { Log } from "../src/core/log.ts";
import { isLocalUser, loginOf } from "../src/core/uid-proof.ts";
import { coordinatorUser } from "../src/protocol/power-names.ts";
import type { Broker } from "./broker.ts";
import { loginNameOf } from "./dbus/login-name.ts";
import type { Authentication } from "./logins.ts";
import type { HolderOf } from "./name-holders.ts";
import type { PasswordCost } from "./password-hash.ts";
import type { Identities } from "./request-desk.ts";
import {
  busUserOf,
  type Rights,
  rightsOfCoordinator,
  rightsOfLocal,
  rightsWithin,
} from "./rights.ts";
import { Users } from "./users.ts";

/**
 * Who the clients of hirte are, where it asks: its users, for the broker that lets them in, the manager that
 * judges what they ask for, and the D-Bus interface, whose callers have names of their own.
 */
export class Identity {
  readonly users: Users;
  /** For the broker. */
  readonly authentication: Authentication;
  /** Whether there may be a coordinator: by PowerCoordinator=. */
  hasCoordinator: boolean;

  private constructor(users: Users, hasCoordinator: boolean) {
    this.hasCoordinator = hasCoordinator;
    this.users = users;
    this.authentication = { verify: (user, password) => users.verify(user, password) };
  }

  /**
   * `directory`: where hirte's state is kept.
   * @throws HirteError `bad-state` when it is not known who its users are
   */
  static open(options: {
    readonly directory: string;
    readonly log: Log;
    /** As of `Users.open`. */
    readonly onChange?: () => void;
    /** As of `Users.open`. */
    readonly holderOf?: HolderOf;
    /** As of `Users.open`. */
    readonly cost?: PasswordCost;
    /** Default: no. */
    readonly hasCoordinator?: boolean;
  }): Identity {
    const users = Users.open(options);
    if (users.rows().length === 0) {
      options.log.warn(
        { path: users.path },
        "hirte has no users: hirte setup --admin NAME makes one",
      );
    }
    // From before the name stood for that.
    if (users.rightsOf(coordinatorUser)) {
      options.log.warn(
        { user: coordinatorUser },
        "a user is called as the coordinator is, and cannot log in: add it under another name, and remove this one",
      );
    }
    return new Identity(users, options.hasCoordinator ?? false);
  }

  /** For the manager. `broker`: where users are connected. */
  identities(broker: Pick<Broker, "signOut">): Identities {
    return {
      users: this.users,
      rightsOf: (user) => this.rightsOf(user),
      signedOut: (user) => broker.signOut(user, "at-once"),
    };
  }

  rightsOf(user: string): Rights | undefined {
    if (user === coordinatorUser) return this.hasCoordinator ? rightsOfCoordinator : undefined;
    if (isLocalUser(user)) return rightsOfLocal(user, this.users.rightsOf(loginOf(user)));
    return rightsWithin(user) ?? this.users.rightsOf(user);
  }

  /** For the D-Bus interface: whom a caller asks as. */
  async busUserOf(uid: number): Promise<string> {
    return busUserOf(await loginNameOf(uid), uid);
  }
}
