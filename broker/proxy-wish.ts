import type { Proxy as ProxyMessage } from "../src/protocol/generated/schemas.ts";
import { isUnitName } from "../src/units/unit-name.ts";

/** What a proxy needs: a unit of a node; or why it needs nothing that could be had. */
export type Wish =
  | { readonly id: string; readonly node: string; readonly unit: string }
  | { readonly id: string; readonly refused: string };

/** What decides over wishes. */
export interface WishRules {
  nodes(): Iterable<string>;
  /** AllowDependenciesOn= by the node whose units need others. */
  readonly allowed: ReadonlyMap<string, readonly string[]>;
}

const dependencyPrefix = "hirte-dep@";

/** What a proxy of the node `requester` needs, and may have. */
export function wishOf(requester: string, proxy: ProxyMessage, rules: WishRules): Wish {
  const { id } = proxy;
  const nodes = [...rules.nodes()];
  const found = resolve(proxy, nodes);
  if (typeof found === "string") return { id, refused: found };
  const { node, unit } = found;
  if (!nodes.includes(node)) return { id, refused: `node ${node} is not known to hirte` };
  if (!unit.endsWith(".service") || !isUnitName(unit) || !isUnitName(dependencyOf(unit)))
    return { id, refused: `"${unit}" is not the name of a service that can be depended on` };
  if (!rules.allowed.get(requester)?.includes(node)) {
    return {
      id,
      refused: `node ${requester} may not depend on node ${node}: see AllowDependenciesOn= in hirte.conf`,
    };
  }
  return { id, node, unit };
}

/** The unit that holds a target active on its node. */
export function dependencyOf(unit: string): string {
  return `${dependencyPrefix}${unit.slice(0, -".service".length)}.service`;
}

/** The target that this unit holds, where it is one that does. */
export function targetOf(unit: string): string | undefined {
  if (!unit.startsWith(dependencyPrefix) || !unit.endsWith(".service")) return undefined;
  return unit.slice(dependencyPrefix.length);
}

/** Node and unit of the target, or why there is none. */
function resolve(
  { name, node, unit, instance }: ProxyMessage,
  nodes: readonly string[],
): { readonly node: string; readonly unit: string } | string {
  if (node !== undefined && unit !== undefined) return { node, unit };
  if (instance === undefined) return `${name} does not say what it needs`;
  // Names of nodes may hold _ themselves: the longest that fits.
  const found = nodes
    .filter((candidate) => instance.startsWith(`${candidate}_`))
    .sort((a, b) => b.length - a.length)[0];
  if (found !== undefined) {
    return { node: found, unit: `${instance.slice(found.length + 1)}.service` };
  }
  return `${instance} does not begin with the name of a node that hirte knows, and _`;
}
