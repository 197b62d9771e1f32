import { type HirteConfig, usualBrokerUser } from "../src/config/hirte.ts";
import { coordinatorUser } from "../src/protocol/power-names.ts";

/** Who has a name that somebody wants, in words; undefined: it is free. */
export type HolderOf = (name: string) => string | undefined;

/**
 * With ACLFile= the broker knows names alone: a node, a user, hirte itself and the coordinator cannot share one.
 * Without, all are free.
 * @returns who stands in the way of a node, and of a user
 */
export function nameHolders(
  { aclFile, login }: Pick<HirteConfig, "aclFile" | "login">,
  is: { readonly node: (name: string) => boolean; readonly user: (name: string) => boolean },
): { readonly ofNodes: HolderOf; readonly ofUsers: HolderOf } {
  if (aclFile === undefined) return { ofNodes: () => undefined, ofUsers: () => undefined };
  const own = login?.user ?? usualBrokerUser;
  const holderOf =
    (isOther: (name: string) => boolean, what: string): HolderOf =>
    (name) => {
      if (name === own) return "hirte itself";
      if (name === coordinatorUser) return "the one that decides about the power";
      return isOther(name) ? what : undefined;
    };
  return { ofNodes: holderOf(is.user, "a user"), ofUsers: holderOf(is.node, "a node") };
}
