import { escapeLabel } from "../../src/dbus/label.ts";

const root = "/org/eclipse/bluechi";

/** Names and paths of the facade, as BlueChi has them. */
export const bluechi = {
  busName: "org.eclipse.bluechi",
  controllerPath: root,
  metricsPath: `${root}/metrics`,
  nodePath: (node: string) => `${root}/node/${escapeLabel(node)}`,
  jobPath: (id: number) => `${root}/job/${id}`,
  monitorPath: (id: number) => `${root}/monitor/${id}`,
} as const;

/** Errors of BlueChi's own. */
export const bluechiErrors = {
  offline: "org.eclipse.bluechi.Offline",
  noSuchSubscription: "org.eclipse.bluechi.NoSuchSubscription",
} as const;
