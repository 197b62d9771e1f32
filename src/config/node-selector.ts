/** A part of an expression that selects nodes. */
export type Selector =
  | { readonly kind: "all" }
  | { readonly kind: "node" | "role"; readonly name: string }
  | { readonly kind: "not"; readonly of: Selector }
  | { readonly kind: "and" | "or"; readonly of: readonly Selector[] };

/** A node, as far as selecting it goes. */
export interface SelectableNode {
  readonly name: string;
  readonly roles: readonly string[];
}

/** How deep parentheses and negations may go. */
const deepest = 50;

/**
 * Reads `role:k3s-agent & !role:ups-host`: names of nodes, `role:NAME` and `all`, joined by `!` (first), `&` and `|`
 * (last), with parentheses. Says what is wrong where it is none.
 */
export function parseSelector(
  text: string,
): { readonly selector: Selector } | { readonly wrong: string } {
  const tokens = text.match(/[A-Za-z0-9._:-]+|[^\s]/g) ?? [];
  let next = 0;
  const take = (token: string): boolean => {
    if (tokens[next] !== token) return false;
    next++;
    return true;
  };
  const joined = (kind: "and" | "or", sign: string, part: (depth: number) => Selector) => {
    return (depth: number): Selector => {
      const first = part(depth);
      const of = [first];
      while (take(sign)) of.push(part(depth));
      return of.length === 1 ? first : { kind, of };
    };
  };
  const single = (depth: number): Selector => {
    if (depth > deepest) throw new Wrong("too many parentheses or negations within each other");
    if (take("!")) return { kind: "not", of: single(depth + 1) };
    if (take("(")) {
      const inner = whole(depth + 1);
      if (!take(")")) throw new Wrong(`${found()} where ) is missing`);
      return inner;
    }
    const token = tokens[next];
    const term = token === undefined ? undefined : termOf(token);
    if (!term) throw new Wrong(`${found()} where a node, role:NAME or all is due`);
    next++;
    return term;
  };
  const whole = joined("or", "|", joined("and", "&", single));
  const found = () => (next < tokens.length ? JSON.stringify(tokens[next]) : "it ends");
  try {
    const selector = whole(0);
    if (next < tokens.length) throw new Wrong(`${found()} where &, | or the end is due`);
    return { selector };
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message };
    throw error;
  }
}

/** Names of those that are selected, in their order. */
export function selectNodes(selector: Selector, nodes: readonly SelectableNode[]): string[] {
  return nodes.filter((node) => isSelected(selector, node)).map(({ name }) => name);
}

/** Every node and role that an expression speaks of. */
export function namesIn(
  selector: Selector,
): readonly { readonly kind: "node" | "role"; readonly name: string }[] {
  switch (selector.kind) {
    case "all":
      return [];
    case "node":
    case "role":
      return [{ kind: selector.kind, name: selector.name }];
    case "not":
      return namesIn(selector.of);
    case "and":
    case "or":
      return selector.of.flatMap(namesIn);
  }
}

class Wrong extends Error {}

function termOf(token: string): Selector | undefined {
  if (token === "all") return { kind: "all" };
  const role = /^role:([A-Za-z0-9._-]{1,63})$/.exec(token)?.[1];
  if (role !== undefined) return { kind: "role", name: role };
  return /^[A-Za-z0-9._-]{1,63}$/.test(token) ? { kind: "node", name: token } : undefined;
}

function isSelected(selector: Selector, node: SelectableNode): boolean {
  switch (selector.kind) {
    case "all":
      return true;
    case "node":
      return node.name === selector.name;
    case "role":
      return node.roles.includes(selector.name);
    case "not":
      return !isSelected(selector.of, node);
    case "and":
      return selector.of.every((part) => isSelected(part, node));
    case "or":
      return selector.of.some((part) => isSelected(part, node));
  }
}
