import { HirteError } from "../src/core/errors.ts";
import type { UserRow } from "../src/protocol/generated/schemas.ts";
import { coordinatorUser, upsUser } from "../src/protocol/power-names.ts";
import {
  filterOf,
  managerNode,
  type Party,
  root,
  type TopicRow,
  topics,
} from "../src/protocol/topics.ts";
import { type Verb, verbs } from "../src/protocol/verbs.ts";
import { isGlob } from "../src/units/unit-name.ts";
import { isAtLeast, type Rights, rightsOfCoordinator } from "./rights.ts";

/** Whom an ACL file is to speak of. */
export interface AclParties {
  /** As whom hirte itself is connected. */
  readonly managerUser: string;
  /** Who may join. */
  readonly nodes: readonly string[];
  readonly users: readonly UserRow[];
  /** Whether there may be a coordinator: by PowerCoordinator=. Default: no. */
  readonly hasCoordinator?: boolean;
}

/** A name that has no entry, as it would say something else than is meant. */
export interface LeftOut {
  readonly user: string;
  readonly why: string;
}

/** Whoever has an entry. */
interface Entry {
  /** What it is called where it has none. */
  readonly who: string;
  readonly user: string;
  /** Of a node: itself, as a host that may have UPSes. */
  readonly host?: string;
  readonly lines: () => readonly string[];
}

/** Values of placeholders; absent: any. */
type Params = Readonly<Record<string, string>>;
/** As which parties of the topic table somebody counts, and under which names. */
type Standing = Readonly<Partial<Record<Party, Params>>>;

const head = `# What mosquitto lets through, as hirte's own broker would. Written by hirte: changes are lost.
# Who has no entry may say and hear nothing. docs/broker.md tells what belongs into mosquitto.conf.
`;
/** Neither a wildcard nor a separator, of topics or of the file. */
const name = /^[A-Za-z0-9._@-]{1,63}$/;

/**
 * An `acl_file` for mosquitto (mosquitto.conf(5)) that says of the topic table what such a file can: who publishes
 * and reads on which topic; of requests also which verbs, and on which nodes. It cannot say what is a will or
 * retained, nor anything of units or of patterns of nodes: that is for the manager to judge, as ever. Whoever is
 * left out (`leftOutOf`) may do nothing; all others are spoken of, so that one odd name keeps no removal back. Pure.
 * @throws HirteError `bad-config` where hirte's own name would not be one there
 */
export function mosquittoAcl(parties: AclParties): string {
  const { managerUser } = parties;
  if (!name.test(managerUser)) {
    throw new HirteError("bad-config", `"${managerUser}" is no name for mosquitto`);
  }
  const out = new Set(leftOutOf(parties).map(({ user }) => user));
  // Whatever others have left on the broker, it is hirte that clears it.
  const hirte = { user: managerUser, lines: () => [`topic readwrite ${root}/#`] };
  const known = entriesOf(parties).filter(({ user }) => user !== managerUser && !out.has(user));
  // Whoever reads the UPSes of a host goes with its node.
  const others = known.flatMap((entry) => [
    entry,
    ...(entry.host === undefined ? [] : [upsEntry(entry.host)]),
  ]);
  const entries = [hirte, ...others].map(
    ({ user, lines }) => `\nuser ${user}\n${lines().join("\n")}\n`,
  );
  return `${head}${entries.join("")}`;
}

/**
 * Who has no entry in the file, and why: those who would be one to mosquitto, which could not say which of them is
 * meant, and names that are none there. hirte keeps its own. Pure.
 */
export function leftOutOf(parties: AclParties): readonly LeftOut[] {
  const byName = new Map([[parties.managerUser, ["hirte itself"]]]);
  for (const { who, user } of entriesOf(parties)) {
    byName.set(user, [...(byName.get(user) ?? []), who]);
  }
  return [...byName].flatMap(([user, [who = "", other]]) => {
    if (other !== undefined) {
      const why = `${who} ${user} and ${other} ${user} would be one to mosquitto, which knows names alone: give one of them another name`;
      return [{ user, why }];
    }
    // Without hirte itself there is no file at all.
    if (user === parties.managerUser || name.test(user)) return [];
    return [{ user, why: `"${user}" is no name for mosquitto` }];
  });
}

/** Nodes, the coordinator and users, in the order of the file. */
function entriesOf({ nodes, users, hasCoordinator = false }: AclParties): readonly Entry[] {
  return [
    ...[...new Set(nodes)].toSorted().map((node) => ({
      ...{ who: "the node", user: node, host: node },
      lines: () => linesOf({ agent: { node } }),
    })),
    ...(hasCoordinator ? [coordinatorEntry] : []),
    ...users
      // One that is called so from before may do nothing.
      .filter(({ user }) => user !== coordinatorUser)
      .toSorted((a, b) => (a.user < b.user ? -1 : 1))
      .map((row) => ({ who: "the user", user: row.user, lines: () => linesOfUser(row) })),
  ];
}

/** mosquitto's password_file takes no name with a colon; what else it may have users prove themselves by, does. */
function upsEntry(host: string): Entry {
  return {
    ...{ who: "the UPSes of", user: upsUser(host) },
    lines: () => linesOf({ ups: { host } }),
  };
}

const coordinatorEntry: Entry = {
  ...{ who: "the power's", user: coordinatorUser },
  lines: () => linesOfUser({ user: coordinatorUser, ...rightsOfCoordinator }, { coordinator: {} }),
};

/** What somebody may do, row by row. `requests`: on which topics it may ask. */
function linesOf(standing: Standing, requests: readonly string[] = []): string[] {
  return Object.values<TopicRow>(topics).flatMap((row) => {
    const filters = (parties: readonly Party[]) => {
      if (parties.includes("anyone")) return [filterOf(row)];
      return parties.flatMap((party) => {
        const own = standing[party];
        return own ? [filterOf(row, own)] : [];
      });
    };
    const published = row === topics.request ? requests : filters(row.publishers);
    return [
      ...published.map((filter) => `topic write ${filter}`),
      ...filters(row.readers).map((filter) => `topic read ${filter}`),
    ];
  });
}

function linesOfUser(row: Rights & { readonly user: string }, besides: Standing = {}): string[] {
  const { user } = row;
  const asked = (node: Params, target: Verb["target"]) =>
    verbsFor(row, target).map((verb) => filterOf(topics.request, { user, ...node, verb }));
  return linesOf({ client: { user }, ...besides }, [
    ...asked({ node: managerNode }, "manager"),
    ...nodesFor(row).flatMap((node) => asked(node, "node")),
  ]);
}

/** The nodes that patterns name; any where one of them is no name, for the manager to judge. */
function nodesFor({ role, nodes }: Rights): readonly Params[] {
  if (role === "admin" || nodes.some(isGlob)) return [{}];
  // What cannot be a name is no node's.
  return nodes.filter((node) => name.test(node)).map((node) => ({ node }));
}

function verbsFor({ role }: Rights, target: Verb["target"]): readonly string[] {
  return Object.entries<Verb>(verbs)
    .filter(([, verb]) => verb.target === target && isAtLeast(role, verb.needs))
    .map(([name]) => name);
}
