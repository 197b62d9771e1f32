import type { Broker } from "../../broker/broker.ts";
import { streamPair } from "../../broker/stream-pair.ts";
import { randomId } from "../../src/core/ids.ts";
import { type LinkOptions, tcpStream, tlsStream } from "../../src/mqtt/link.ts";
import { coordinatorUser, upsUser } from "../../src/protocol/power-names.ts";
import type { OpenHirte } from "./open-hirte.ts";

/** As what hecate comes from a host: it has a connection for each. */
export type HecateRole = "ups" | "coordinator";

/** What makes a link one of hecate's. */
export type HecateWay = Pick<LinkOptions, "servers" | "clientId"> & { readonly username: string };

/** hecate of a node of an open hirte, over TLS with the node's certificate; b is whom PowerCoordinator= names. */
export function hecateByTls(hirte: OpenHirte, node: "a" | "b", role: HecateRole): HecateWay {
  const identity = () => ({ ca: hirte.pki.ca, ...hirte.certificates[node] });
  return wayOf(role, node, tlsStream({ host: "127.0.0.1", port: hirte.port, identity }));
}

/** The same at any broker that runs in this process: it believes the stream to be of that node. */
export function hecateByProof(broker: Broker, node: string, role: HecateRole): HecateWay {
  return wayOf(role, node, () => {
    const { near, far } = streamPair();
    const proven = { role: "agent", node } as const;
    broker.accept(far, { address: "10.0.0.1:1", via: "tls", proven });
    return near;
  });
}

/** hecate of a node, over a plain connection: where nothing is proven, or by a broker elsewhere. */
export function hecatePlain(port: number, node: string, role: HecateRole): HecateWay {
  return wayOf(role, node, tcpStream("127.0.0.1", port));
}

function wayOf(role: HecateRole, node: string, server: LinkOptions["servers"][number]): HecateWay {
  return {
    servers: [server],
    username: role === "ups" ? upsUser(node) : coordinatorUser,
    clientId: () => `hecate.${randomId()}`,
  };
}
