import { coordinatorUser, upsUser } from "../src/protocol/power-names.ts";
import type { Identity } from "./connection.ts";

/** Of what a client calls itself, so much is in the log. */
const longestShown = 80;

/**
 * As whom a client comes that has proven by its transport on which node it is: as the node's agent, or, where the user
 * name of its CONNECT says so, as its hecate, who reads the UPSes of that host, or is the coordinator where
 * PowerCoordinator= (`coordinator`) names that node. A name gives nothing that the node may not be; any other one is
 * somebody else's, and is refused. Pure.
 */
export function comesAs(
  node: string,
  name: string | undefined,
  coordinator: string | undefined,
): Identity {
  // First: a node may be called so, and its agent need not say a name.
  if (name === coordinatorUser) {
    if (node === coordinator) return is({ role: "coordinator", node });
    const named = coordinator === undefined ? "no node" : `node ${coordinator}`;
    return refusal(
      `it comes as the coordinator from node ${node}: PowerCoordinator= names ${named}`,
    );
  }
  if (name === upsUser(node)) return is({ role: "ups", host: node });
  if (name === undefined || name === node) return is({ role: "agent", node });
  const shown = JSON.stringify(name.slice(0, longestShown));
  return refusal(
    `it comes as ${shown} with the certificate of node ${node}, which is good for ${node}, ${upsUser(node)}, and ${coordinatorUser} where PowerCoordinator= says so`,
  );
}

function is(principal: Extract<Identity, { kind: "principal" }>["principal"]): Identity {
  return { kind: "principal", principal };
}

function refusal(detail: string): Identity {
  return { kind: "refusal", refusal: { returnCode: 5, detail } };
}
