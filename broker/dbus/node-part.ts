import type { HirteClient } from "../../src/client/hirte-client.ts";
import type { ArgsOf } from "../../src/client/query.ts";
import { busError, busErrors } from "../../src/dbus/bus-error.ts";
import { type NodeMembers, nodeInterface } from "../../src/dbus/generated/interfaces.ts";
import type { Caller, Implementation } from "../../src/dbus/interface-spec.ts";
import { type ObjectPart, part } from "../../src/dbus/object-server.ts";
import { fromTyped, toTyped } from "../../src/dbus/typed-value.ts";
import { managerNode } from "../../src/protocol/topics.ts";
import type { JobVerb } from "../../src/protocol/verbs.ts";
import type { JobBoard } from "./job-board.ts";
import { bluechiErrors } from "./names.ts";
import type { NodeBoard } from "./node-board.ts";
import { asked, NodeRequests } from "./node-requests.ts";
import type { Requesters } from "./requesters.ts";
import { changeUnitFiles, fileChanges } from "./unit-files.ts";
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
const nothing = [] as const;

/** org.eclipse.bluechi.Node: each member is a request to hirte in the caller's name. */
export function nodePart(parts: NodePartParts, node: string): ObjectPart {
  const requests = new NodeRequests(parts.requesters, node);
  const unitJob =
    (verb: JobVerb) =>
    async (caller: Caller, unit: string, mode: string): Promise<readonly [string]> => {
      const client = await requests.client(caller);
      // hirte checks the mode, as every other field of a request.
      const args = { unit, mode } as ArgsOf<JobVerb>;
      return [await parts.jobs.begin(caller, (id) => client.submit(node, verb, args, { id }))];
    };
  const done = async (request: Promise<unknown>): Promise<typeof nothing> => {
    await request;
    return nothing;
  };
  const methods: Methods = {
    StartUnit: unitJob("start"),
    StopUnit: unitJob("stop"),
    RestartUnit: unitJob("restart"),
    ReloadUnit: unitJob("reload"),
    StartTransientUnit: async (caller, unit, mode, properties, aux) => {
      if (aux.length > 0) {
        throw busError(busErrors.invalidArgs, "hirte makes one unit at a time: aux must be empty");
      }
      const client = await requests.client(caller);
      // As for the mode: hirte checks how many they are.
      const args = {
        unit,
        mode,
        properties: properties.map(([name, value]) => ({ name, value: toTyped(value) })),
      } as ArgsOf<"run">;
      return [await parts.jobs.begin(caller, (id) => client.submit(node, "run", args, { id }))];
    },
    FreezeUnit: (caller, unit) => done(requests.act(caller, "freeze", { unit })),
    ThawUnit: (caller, unit) => done(requests.act(caller, "thaw", { unit })),
    KillUnit: (caller, unit, who, signal) => {
      // As for the mode: hirte checks whom.
      const args = { unit, whom: who, signal } as ArgsOf<"kill">;
      return done(requests.act(caller, "kill", args));
    },
    GetUnitProperties: async (caller, unit, iface) => {
      const rows = await requests.ask(caller, "properties", {
        unit,
        ...(iface === "" ? {} : { interface: iface }),
      });
      return [Object.fromEntries(rows.map(({ name, value }) => [name, fromTyped(value)]))];
    },
    GetUnitProperty: async (caller, unit, iface, property) => {
      const args = { unit, property, ...(iface === "" ? {} : { interface: iface }) };
      const [row] = await requests.ask(caller, "properties", args);
      if (row) return [fromTyped(row.value)];
      throw busError(
        busErrors.unknownProperty,
        `Unknown interface ${iface} or property ${property}.`,
      );
    },
    SetUnitProperties: (caller, unit, runtime, properties) =>
      done(
        requests.act(caller, "set-property", {
          unit,
          runtime,
          properties: properties.map(([name, value]) => ({ name, value: toTyped(value) })),
        }),
      ),
    EnableUnitFiles: async (caller, files, runtime, force) => {
      const rest = { runtime, force };
      const all = await changeUnitFiles(requests, caller, { verb: "enable", files, rest });
      return [all.some(({ hasInstall }) => hasInstall !== false), all.flatMap(fileChanges)];
    },
    DisableUnitFiles: async (caller, files, runtime) => {
      const rest = { runtime };
      const all = await changeUnitFiles(requests, caller, { verb: "disable", files, rest });
      return [all.flatMap(fileChanges)];
    },
    ListUnits: async (caller) => [await listUnits(parts, await requests.client(caller), node)],
    ListUnitFiles: async (caller) => {
      const rows = await requests.ask(caller, "list-unit-files", {});
      return [rows.map(({ path, state }) => [path, state] as const)];
    },
    GetUnitFileState: async (caller, file) => {
      const [row] = await requests.ask(caller, "is-enabled", { units: [file] });
      if (row && row.state !== "not-found") return [row.state];
      throw busError(busErrors.fileNotFound, `Unit file ${file} does not exist.`);
    },
    Reload: (caller) => done(requests.act(caller, "daemon-reload", {})),
    SetLogLevel: (caller, level) => {
      // As for the mode: hirte checks which level.
      const args = { level: level.toLowerCase() } as ArgsOf<"set-loglevel">;
      return done(requests.act(caller, "set-loglevel", args));
    },
    ResetFailed: (caller) => done(requests.act(caller, "reset-failed", {})),
    ResetFailedUnit: (caller, unit) => done(requests.act(caller, "reset-failed", { unit })),
    GetDefaultTarget: async (caller) => {
      const [row] = await requests.ask(caller, "get-default", {});
      return [row?.unit ?? ""];
    },
    // As systemctl, hirte always replaces the link that is there.
    SetDefaultTarget: async (caller, unit) => [
      fileChanges(await requests.act(caller, "set-default", { unit })),
    ],
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
  { nodes }: NodePartParts,
  client: HirteClient,
  node: string,
): Promise<readonly UnitTuple[]> {
  const rows = await asked(() => client.query(managerNode, "list-units", { nodes: [node] }));
  if (nodes().statusOf(node) !== "online" || rows.some(({ stale }) => stale)) {
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
