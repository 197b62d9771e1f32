import { scryptSync } from "node:crypto";
import { handedOn, once } from "../once.ts";
import type { LabNode } from "./node.ts";

/** Who the tests are on a hirte that asks, an admin, and what proves it. */
export const tester = "tester";
/** Of all users of a cluster. */
export const password = "a password for tests";
/** Where every machine of such a cluster has it, for hirtectl. */
export const passwordFile = "/etc/hirte/password-of-tests";

const usersFile = "/var/lib/hirte/users.json";
/** What joining gave a machine: it outlives what is forgotten between tests, and tests that revoke and remove. */
const kept = "/var/lib/hirte.kept";

/**
 * Has the machines of a cluster join, or take what came of it where a lab beside this one has done so: its machines have
 * the same names. Nothing of hirte's runs on them before and after.
 */
export async function haveJoinOnce(
  primary: LabNode,
  nodes: readonly LabNode[],
  hirteConf: string,
): Promise<void> {
  const machines = [primary, ...nodes];
  const all = (act: (machine: LabNode) => Promise<void>) => Promise.all(machines.map(act));
  const names = machines.map(({ name, ip }) => `${name}-${ip}`);
  // Of an attempt that failed.
  await all((machine) => machine.remove(kept));
  await once(handedOn(`joined.${names.join(".")}`), {
    make: () => haveJoin(primary, nodes, hirteConf),
    handOn: async (path) => {
      await all((machine) => machine.pack(kept, `${path}.${machine.name}.tar`));
    },
    takeOver: async (path) => {
      await all((machine) => machine.unpack(`${path}.${machine.name}.tar`, kept));
    },
  });
  await all((machine) => machine.write(passwordFile, `${password}\n`, 0o600));
}

/** Has them join as people do it: a CA on the primary, a line for each node. What came of it is kept, for `putBack`. */
async function haveJoin(
  primary: LabNode,
  nodes: readonly LabNode[],
  hirteConf: string,
): Promise<void> {
  await primary.write("/etc/hirte/hirte.conf", hirteConf);
  await primary.must("sh", "-c", "hirte setup && systemctl start hirte");
  await Promise.all(
    nodes.map(async (node) => {
      await node.remove("/etc/hirte/agent.conf", "/etc/hirte/agent.conf.d");
      await node.must("sh", "-c", await primary.must("hirtectl", "node", "add", node.name));
      // The clusters' own agent.conf says the same, and tests say other things in it.
      await node.remove("/etc/hirte/agent.conf.d");
    }),
  );
  await primary.systemctl("stop", "hirte", "hirte.socket");
  for (const machine of [primary, ...nodes])
    await machine.copy(`${stateDirOf(machine, primary)}/pki`, `${kept}/pki`);
}

/** Puts back what joining gave a machine; the users there are those in their file. */
export async function putBack(machine: LabNode, primary: LabNode): Promise<void> {
  const pki = `${stateDirOf(machine, primary)}/pki`;
  await machine.copy(`${kept}/pki`, pki);
  if (machine === primary) await machine.hand(usersFile, pki);
}

/** The file in which hirte keeps its users: admins, whose passwords cost it a millisecond to look at. */
export function fileOfUsers(names: readonly string[]): Readonly<Record<string, string>> {
  const users = names.map((name) => {
    const [salt, cost] = [Buffer.alloc(16), { n: 1024, r: 1, p: 1 }];
    const { n: N, ...rest } = cost;
    const key = scryptSync(password, salt, 32, { N, ...rest });
    const hash = { ...cost, salt: salt.toString("base64"), key: key.toString("base64") };
    return { name, role: "admin", nodes: ["*"], units: ["*"], hash };
  });
  return { [usersFile]: `${JSON.stringify({ users, served: [] })}\n` };
}

/** The certificate of the CA by which the primary proves itself. */
export function authorityOf(primary: LabNode): Promise<string> {
  return primary.read(`${kept}/pki/ca.pem`);
}

function stateDirOf(machine: LabNode, primary: LabNode): string {
  return machine === primary ? "/var/lib/hirte" : "/var/lib/hirte-agent";
}
