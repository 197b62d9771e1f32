import { type Endpoint, formatEndpoint } from "../src/config/address.ts";
import type { HirteConfig } from "../src/config/hirte.ts";
import { defaultMetricsEndpoint } from "../src/config/hirte.ts";
import { isHirteError } from "../src/core/errors.ts";
import { type HttpRoutes, HttpServer } from "../src/core/http-server.ts";
import type { Log } from "../src/core/log.ts";
import type { BrokerSource, ManagerSource, Metrics, QuotaSource } from "../src/metrics/metrics.ts";
import type { ManagerState } from "../src/protocol/generated/schemas.ts";
import { healthAnswer } from "./health.ts";
import { isLoopback } from "./listen-address.ts";

/** What can be looked at from outside. */
export interface Observed {
  readonly metrics: Metrics;
  readonly manager: ManagerSource & { nodeCounts(): NonNullable<ManagerState["nodes"]> };
  /** Absent: the broker is another program. */
  readonly broker?: BrokerSource;
  readonly jobLog: { problem(): string | undefined; readonly waiting: number };
  /** Absent: nothing is told of it. */
  readonly quotas?: QuotaSource;
}

/** /metrics and /healthz of hirte. */
export function observabilityRoutes({ metrics, manager, jobLog }: Observed): HttpRoutes {
  return {
    "/metrics": async () => ({
      status: 200,
      contentType: metrics.contentType,
      body: await metrics.text(),
    }),
    "/healthz": () => {
      const logProblem = jobLog.problem();
      return healthAnswer({
        epoch: manager.epoch,
        isBrokerConnected: manager.isConnected,
        nodes: manager.nodeCounts(),
        ...(logProblem === undefined ? {} : { logProblem }),
      });
    },
  };
}

/**
 * Serves them where MetricsListen= says. The place that nobody asked for may be taken, by another
 * hirte on the machine for one: that is a warning, and hirte goes on without.
 * @returns what ends it
 * @throws HirteError `unavailable` when it cannot listen where it was told to
 */
export async function serveObservability(
  observed: Observed,
  options: {
    readonly listen: HirteConfig["metricsListen"];
    readonly log: Log;
    /** Tests have others. */
    readonly defaultEndpoint?: Endpoint;
  },
): Promise<() => Promise<void>> {
  const { listen, log, defaultEndpoint = defaultMetricsEndpoint } = options;
  const nothing = async () => undefined;
  if (listen === "off") return nothing;
  const { metrics, manager, broker, jobLog, quotas } = observed;
  const { host, port } = listen ?? defaultEndpoint;
  let http: HttpServer;
  try {
    http = await HttpServer.start({ host, port, routes: observabilityRoutes(observed), log });
  } catch (error) {
    if (listen !== undefined || !isHirteError(error, "unavailable")) throw error;
    log.warn(
      { error },
      "there are no metrics of this hirte: give it an address of its own by MetricsListen=, or off",
    );
    return nothing;
  }
  metrics.start({
    manager,
    isLogWritable: () => jobLog.problem() === undefined,
    logWaiting: () => jobLog.waiting,
    ...(broker ? { broker } : {}),
    ...(quotas ? { quotas } : {}),
  });
  const address = formatEndpoint({ host, port: http.port });
  log.info({ address }, "metrics and health are served");
  if (!isLoopback(host)) {
    log.warn({ address }, "names and states of nodes can be read from other machines by anybody");
  }
  return async () => {
    metrics.stop();
    await http.close();
  };
}
