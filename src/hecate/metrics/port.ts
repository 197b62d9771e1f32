import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock, Timer } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import { HttpServer } from "../../core/http-server.ts";
import type { Log } from "../../core/log.ts";
import type { HecateMetrics } from "./metrics.ts";

/** What the port is made of. */
export interface MetricsPortOptions {
  readonly metrics: Pick<HecateMetrics, "contentType" | "text">;
  readonly clock: Clock;
  readonly log: Log;
}

/** An address that is not there yet may be so a little later. */
const retryMs = 30_000;

/** Serves /metrics where the configuration says; hecate watches the power also where that cannot be done. */
export class MetricsPort {
  readonly #options: MetricsPortOptions;
  #listen: HecateConfig["metricsListen"] = "off";
  #http: HttpServer | undefined;
  #retry: Timer | undefined;
  #problem: string | undefined;
  /** One change after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: MetricsPortOptions) {
    this.#options = options;
  }

  /** Where it listens; undefined where it does not. */
  get port(): number | undefined {
    return this.#http?.port;
  }

  /** Listens there from now on; where nothing has changed, nothing happens. Resolves once it does, or cannot. */
  apply(listen: HecateConfig["metricsListen"]): Promise<void> {
    if (JSON.stringify(listen) === JSON.stringify(this.#listen)) return this.#turn;
    this.#listen = listen;
    return this.#next();
  }

  /** Listens no more. */
  stop(): Promise<void> {
    return this.apply("off");
  }

  #next(): Promise<void> {
    this.#retry?.cancel();
    this.#retry = undefined;
    this.#turn = this.#turn.then(() => this.#change());
    return this.#turn;
  }

  async #change(): Promise<void> {
    const { metrics, clock, log } = this.#options;
    const listen = this.#listen;
    await this.#http?.close();
    this.#http = undefined;
    if (listen === "off") return;
    try {
      this.#http = await HttpServer.start({
        ...listen,
        log,
        routes: {
          "/metrics": async () => ({
            status: 200,
            contentType: metrics.contentType,
            body: await metrics.text(),
          }),
        },
      });
      this.#problem = undefined;
      log.info(
        { host: listen.host ?? "all addresses", port: this.#http.port },
        "metrics are served",
      );
    } catch (error) {
      const problem = messageOf(error);
      if (problem !== this.#problem) {
        log.error({ problem }, "there are no metrics: see metrics.listen; it is tried on");
      }
      this.#problem = problem;
      // Unless something else is wanted by now.
      if (this.#listen === listen) this.#retry = clock.after(retryMs, () => void this.#next());
    }
  }
}
