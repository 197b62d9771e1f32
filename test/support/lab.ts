/** Everything a system test needs: real machines, a cluster on them, and ways to watch it. */
export {
  bluechi,
  busctl,
  busctlGet,
  busctlMust,
  controller,
  nodeObject,
} from "./lab/bluechi.ts";
export {
  type Broker,
  brokerPort,
  Cluster,
  type ClusterOptions,
  type MqttAccess,
  withPassword,
} from "./lab/cluster.ts";
export { must, type Outcome, Running, run } from "./lab/command.ts";
export { nothingRuns } from "./lab/commands.ts";
export { HecateSite, type SiteOptions, type SiteUps } from "./lab/hecate.ts";
export { HecateWatch, type UpsView } from "./lab/hecate-watch.ts";
export { useCluster } from "./lab/hooks.ts";
export { Lab, type NodeSpec } from "./lab/lab.ts";
export { LabNode } from "./lab/node.ts";
export { LabNut, nutUser, type UpsVariables } from "./lab/nut.ts";
export type { JournalJob, StartLogOptions } from "./lab/units.ts";
export { delay, type UntilOptions, until } from "./lab/until.ts";
export { macOf, WakeListener } from "./lab/wake-listener.ts";
export { type Seen, Wire } from "./lab/wire.ts";
