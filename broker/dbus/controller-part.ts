import type { Log } from "../../src/core/log.ts";
import { busError, busErrors } from "../../src/dbus/bus-error.ts";
import {
  type ControllerMembers,
  controllerInterface,
} from "../../src/dbus/generated/interfaces.ts";
import type { Caller, Implementation } from "../../src/dbus/interface-spec.ts";
import { type ObjectPart, part } from "../../src/dbus/object-server.ts";
import { managerNode } from "../../src/protocol/topics.ts";
import type { LogControl } from "./log-control.ts";
import type { Metrics } from "./metrics.ts";
import type { Monitors } from "./monitors.ts";
import { bluechi } from "./names.ts";
import type { NodeBoard } from "./node-board.ts";
import { asked } from "./node-requests.ts";
import type { Requesters } from "./requesters.ts";
import { type UnitTuple, unitTuple } from "./unit-rows.ts";

/** What the object of the whole system needs. */
export interface ControllerPartParts {
  readonly nodes: () => NodeBoard;
  readonly monitors: Monitors;
  readonly metrics: Metrics;
  readonly requesters: Requesters;
  readonly logControl: LogControl;
  readonly log: Log;
}

/** org.eclipse.bluechi.Controller. */
export function controllerPart(parts: ControllerPartParts): ObjectPart {
  const { nodes, monitors, metrics, logControl } = parts;
  const nothing = [] as const;
  const methods: Implementation<ControllerMembers>["methods"] = {
    ListUnits: async (caller) => [await listUnits(parts, caller)],
    ListUnitFiles: async (caller) => [await listUnitFiles(parts, caller)],
    ListNodes: () => listNodes(nodes()),
    GetNode: (_caller, node) => {
      if (nodes().has(node)) return [bluechi.nodePath(node)];
      throw busError(busErrors.unknownObject, `Node '${node}' not found`);
    },
    CreateMonitor: ({ sender }) => [monitors.create(sender)],
    EnableMetrics: () => {
      metrics.enable();
      return nothing;
    },
    DisableMetrics: () => {
      metrics.disable();
      return nothing;
    },
    SetLogLevel: (_caller, level) => {
      if (logControl.setLevel(level)) return nothing;
      throw busError(busErrors.invalidArgs, `'${level}' is no log level: ${logControl.levels}`);
    },
  };
  return part(controllerInterface, {
    methods,
    properties: {
      Status: () => nodes().systemStatus,
      LogLevel: () => logControl.level,
      LogTarget: () => logControl.target,
    },
  });
}

function listNodes(nodes: NodeBoard): ControllerMembers["methods"]["ListNodes"]["result"] {
  return [
    nodes.names.map((node) => {
      const address = nodes.online(node)?.address ?? "";
      return [node, bluechi.nodePath(node), nodes.statusOf(node), address] as const;
    }),
  ];
}

/** Units of the nodes that are online; a node whose units are not known yet is left out. */
async function listUnits(
  { nodes, requesters }: ControllerPartParts,
  caller: Caller,
): Promise<Readonly<Record<string, readonly UnitTuple[]>>> {
  const rows = await asked(async () => {
    const client = await requesters.of(caller);
    return client.query(managerNode, "list-units", {});
  });
  const byNode: Record<string, UnitTuple[]> = {};
  for (const row of rows) {
    if (row.stale || nodes().statusOf(row.node) !== "online") continue;
    byNode[row.node] ??= [];
    byNode[row.node]?.push(unitTuple(row));
  }
  return byNode;
}

/** Unit files of the nodes that are online; a node that does not answer is left out. */
async function listUnitFiles(
  { nodes, requesters, log }: ControllerPartParts,
  caller: Caller,
): Promise<ControllerMembers["methods"]["ListUnitFiles"]["result"][0]> {
  const client = await asked(() => requesters.of(caller));
  const online = nodes().names.filter((node) => nodes().statusOf(node) === "online");
  const answers = await Promise.all(
    online.map(async (node) => {
      try {
        const rows = await client.query(node, "list-unit-files", {});
        return [[node, rows.map(({ path, state }) => [path, state] as const)] as const];
      } catch (error) {
        log.warn({ node, error }, "the unit files of a node could not be listed");
        return [];
      }
    }),
  );
  return Object.fromEntries(answers.flat());
}
