import type { HecateConfig } from "../../config/hecate-types.ts";
import { systemClock } from "../../core/clock.ts";
import { HirteError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { KubeClient } from "../../kube/client.ts";
import { HttpsTransport } from "../../kube/https-transport.ts";
import { Kubeconfig } from "../../kube/kubeconfig.ts";
import { askHecate } from "../ask.ts";
import { diskWriter } from "../disk.ts";
import type { DrillSite } from "./model.ts";

/**
 * What drills are held with on this machine: its daemon at `socket`, and the cluster of the configuration. Nobody is asked
 * yet.
 * @throws HirteError `bad-config` where there is no cluster, or nothing of Flux
 */
export function drillSiteOf(
  config: HecateConfig,
  of: {
    readonly socket: string;
    /** Who holds them. */
    readonly by: string;
    readonly say: (text: string) => void;
    readonly log: Log;
  },
): DrillSite {
  const { kubernetes, flux, file } = config;
  if (!kubernetes || !flux) {
    throw new HirteError("bad-config", `${file}: drills need the sections kubernetes and flux`);
  }
  const { socket, by, say, log } = of;
  const clock = systemClock;
  const source = new Kubeconfig({ file: kubernetes.kubeconfig, clock });
  return {
    ...{ config, kubernetes, flux, clock, log, say, write: diskWriter(clock) },
    api: new KubeClient({ transport: new HttpsTransport({ source, clock }) }),
    daemon: {
      status: () => askHecate(socket, { ask: "status" }),
      startUp: async (reason) => {
        const order = {
          ...({ what: "startup", isBootstrap: false, ignoreCharge: false } as const),
          ...{ waitsForOthers: false, by, reason },
        };
        return (await askHecate(socket, { ask: "order", order })).run;
      },
    },
  };
}
