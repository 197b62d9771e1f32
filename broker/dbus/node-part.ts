import type { HirteClient } from "../../src/client/hirte-client.ts";
import { busError, busErrors } from "../../src/dbus/bus-error.ts";
import { type NodeMembers, nodeInterface } from "../../src/dbus/generated/interfaces.ts";
import type { Caller, Implementation } from "../../src/dbus/interface-spec.ts";
import { type ObjectPart, part } from "../../src/dbus/object-server.ts";
import type { JobMode } from "../../src/protocol/generated/schemas.ts";
import { managerNode } from "../../src/protocol/topics.ts";
import type { JobVerb } from "../../src/protocol/verbs.ts";
import { toBusError } from "./errors.ts";
import type { JobBoard } from "./job-board.ts";
import { bluechiErrors } from "./names.ts";
import type { NodeBoard } from "./node-board.ts";
import type { Requesters } from "./requesters.ts";
import { type UnitTuple, unitTuple } from "./unit-rows.ts";

/** What the object of a node needs. */
export interface NodePartParts {
  readonly nodes: () => NodeBoard;
  readonly jobs: JobBoard;
  readonly requesters: Requesters;
  /** For what is read in nobody's name: properties. */
  readonly client: HirteClient;
  readonly monotonicMs: () => number;
}

type Methods = Implementation<NodeMembers>["methods"];

/** org.eclipse.bluechi.Node: each member is a request to hirte in the caller's name. */
export function nodePart(parts: NodePartParts, node: string): ObjectPart {
  const unitJob =
    (verb: JobVerb) =>
    async (caller: Caller, unit: string, mode: string): Promise<readonly [string]> => {
      const client = await asked(() => parts.requesters.of(caller));
      const path = await parts.jobs.begin(caller, (id) =>
        // hirte checks the mode, as every other field of a request.
        client.submit(node, verb, { unit, mode: mode as JobMode }, { id }),
      );
      return [path];
    };
  const methods: Methods = {
    StartUnit: unitJob("start"),
    StopUnit: unitJob("stop"),
    RestartUnit: unitJob("restart"),
    ReloadUnit: unitJob("reload"),
    StartTransientUnit: notThere("StartTransientUnit"),
    FreezeUnit: notThere("FreezeUnit"),
    ThawUnit: notThere("ThawUnit"),
    KillUnit: notThere("KillUnit"),
    GetUnitProperties: notThere("GetUnitProperties"),
    GetUnitProperty: notThere("GetUnitProperty"),
    SetUnitProperties: notThere("SetUnitProperties"),
    EnableUnitFiles: notThere("EnableUnitFiles"),
    DisableUnitFiles: notThere("DisableUnitFiles"),
    ListUnits: async (caller) => [await listUnits(parts, caller, node)],
    ListUnitFiles: notThere("ListUnitFiles"),
    GetUnitFileState: notThere("GetUnitFileState"),
    Reload: notThere("Reload"),
    SetLogLevel: notThere("SetLogLevel"),
    ResetFailed: notThere("ResetFailed"),
    ResetFailedUnit: notThere("ResetFailedUnit"),
    GetDefaultTarget: notThere("GetDefaultTarget"),
    SetDefaultTarget: notThere("SetDefaultTarget"),
  };
  return part(nodeInterface, {
    methods,
    properties: {
      Name: () => node,
      Status: () => parts.nodes().statusOf(node),
      PeerIp: () => parts.nodes().online(node)?.address ?? "",
      LastSeenTimestamp: async () => (await lastSeen(parts, node)).wallUs,
      LastSeenTimestampMonotonic: async () => (await lastSeen(parts, node)).monotonicUs,
    },
  });
}

/** Units of a node that is online, with nothing among them that is only as last seen. */
async function listUnits(
  parts: NodePartParts,
  caller: Caller,
  node: string,
): Promise<readonly UnitTuple[]> {
  const client = await asked(() => parts.requesters.of(caller));
  const rows = await asked(() => client.query(managerNode, "list-units", { nodes: [node] }));
  if (parts.nodes().statusOf(node) !== "online" || rows.some(({ stale }) => stale)) {
    throw busError(
      bluechiErrors.offline,
      `node ${node} is offline, or its units are not known yet`,
    );
  }
  return rows.map(unitTuple);
}

/** When a node was last heard of, on both clocks of this machine; 0: never. */
async function lastSeen(
  { client, monotonicMs }: NodePartParts,
  node: string,
): Promise<{ readonly wallUs: number; readonly monotonicUs: number }> {
  const rows = await asked(() => client.query(managerNode, "list-nodes", {}));
  const age = rows.find((row) => row.node === node)?.ageMs;
  if (age === undefined) return { wallUs: 0, monotonicUs: 0 };
  return {
    wallUs: Math.round((Date.now() - age) * 1000),
    monotonicUs: Math.max(0, Math.round((monotonicMs() - age) * 1000)),
  };
}

/** Answers on the bus with what hirte said of why it could not be. */
export async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw toBusError(error);
  }
}

function notThere(member: string): () => never {
  return () => {
    throw busError(busErrors.notSupported, `hirte does not do ${member} yet`);
  };
}
