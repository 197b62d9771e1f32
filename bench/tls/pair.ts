import type { TlsIdentity } from "../../src/mqtt/link.ts";
import type { Access } from "../access.ts";
import type { Context, Tell } from "../figure.ts";
import type { Identities } from "../identities.ts";
import { Primary } from "../primary.ts";

/** How it is with TLS, and how without: names of the sides of every comparison. */
export const sides = { base: "plain", ours: "TLS" } as const;

/** A hirte, and how nodes come in there. */
export interface Side {
  readonly primary: Primary;
  /** As the agent of a node that is called so. */
  agentOf(node: string): Omit<Access, "user">;
}

/** The same hirte twice, with TLS and without; both run. */
export interface Pair {
  readonly plain: Side;
  readonly tls: Side;
  readonly identities: Identities;
}

/** What of it is measured, with whom, and where files go that are needed for it. */
export interface Plan {
  readonly context: Context;
  readonly tell: Tell;
  readonly nodes: readonly string[];
  readonly directory: string;
}

/** Has something measured on such a pair, which ends with it. */
export async function onPair<T>(
  { context, nodes, directory }: Plan,
  measure: (pair: Pair) => Promise<T>,
): Promise<T> {
  const identities = await context.identities();
  await identities.issueFor(nodes);
  const started: Primary[] = [];
  const start = async (more: { readonly identities?: Identities }): Promise<Side> => {
    const primary = await Primary.start({ directory, allowedNodes: nodes, ...more });
    started.push(primary);
    const { host, port } = primary;
    // As it is with agents that read their files: no look at the disk is measured here.
    const shown = new Map<string, TlsIdentity>();
    return {
      primary,
      agentOf: (node) => {
        if (!more.identities) return { host, port };
        const tls = shown.get(node) ?? more.identities.identityOf(node);
        shown.set(node, tls);
        return { host, port, tls };
      },
    };
  };
  try {
    return await measure({ plain: await start({}), tls: await start({ identities }), identities });
  } finally {
    for (const primary of started) await primary.stop();
  }
}
