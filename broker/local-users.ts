import { messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { isLocalRoot, localUserOf } from "../src/core/uid-proof.ts";
import { findLogin } from "./dbus/login-name.ts";
import type { Principal } from "./principal.ts";
import type { ProofFolder } from "./proof-folder.ts";
import { proofFaults } from "./uid-judgement.ts";

/** Proves who somebody is that has come by the operators' socket. */
export interface LocalAuthentication {
  /** @returns who it is, or why it is nobody that it has proven to be */
  prove(user: string, secret: string): Promise<LocalOutcome>;
}

/** What became of it. `busy`: it was not looked at. */
export type LocalOutcome =
  | { readonly kind: "principal"; readonly principal: Principal }
  | { readonly kind: "wrong" | "busy"; readonly detail: string };

/** Looked at beside each other: a file system that does not answer holds a thread of Node's four. */
const maxLooking = 2;
const maxWaiting = 256;
/** Of a secret: no name of a file of which somebody else may know follows from another one. */
const secretForm = /^[A-Za-z0-9_-]{22,128}$/;

/** Users of this machine, by the files they make (proof-folder.ts) and the names it has for them. */
export class LocalUsers implements LocalAuthentication {
  readonly #folder: Pick<ProofFolder, "take">;
  readonly #findLogin: (uid: number) => Promise<string | undefined>;
  readonly #log: Log;
  readonly #waiting: (() => void)[] = [];
  #looking = 0;

  constructor(options: {
    readonly folder: Pick<ProofFolder, "take">;
    readonly log: Log;
    /** Default: `findLogin`. */
    readonly findLogin?: (uid: number) => Promise<string | undefined>;
  }) {
    this.#folder = options.folder;
    this.#findLogin = options.findLogin ?? findLogin;
    this.#log = options.log;
  }

  async prove(user: string, secret: string): Promise<LocalOutcome> {
    if (!secretForm.test(secret)) {
      return { kind: "wrong", detail: "what it shows is no secret of 22 to 128 characters" };
    }
    if (this.#looking >= maxLooking) {
      if (this.#waiting.length >= maxWaiting) {
        return { kind: "busy", detail: `${maxWaiting} others wait to be looked at` };
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#looking++;
    try {
      return await this.#look(user, secret);
    } catch (error) {
      this.#log.error(
        { problem: messageOf(error) },
        "who has come by the socket cannot be learned",
      );
      return { kind: "busy", detail: messageOf(error) };
    } finally {
      this.#looking--;
      this.#waiting.shift()?.();
    }
  }

  async #look(user: string, secret: string): Promise<LocalOutcome> {
    const proven = await this.#folder.take(secret);
    if (proven.kind === "nothing") {
      const { why } = proven;
      const detail = why === "absent" ? "there is no file for its secret" : proofFaults[why];
      return { kind: "wrong", detail };
    }
    const { uid } = proven;
    const owner = localUserOf(uid === 0 ? "root" : await this.#findLogin(uid), uid);
    if (owner !== user)
      return { kind: "wrong", detail: `it is ${owner} (uid ${uid}), not ${user}` };
    // What it may do is asked anew for each request: broker/rights.ts.
    const role = isLocalRoot(owner) ? "admin" : "operator";
    return { kind: "principal", principal: { role, user: owner } };
  }
}
