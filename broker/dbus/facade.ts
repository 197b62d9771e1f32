import { HirteClient } from "../../src/client/hirte-client.ts";
import type { Clock, Timer } from "../../src/core/clock.ts";
import { isHirteError } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { Bus } from "../../src/dbus/bus.ts";
import { BusClients, namesGoneMatch } from "../../src/dbus/bus-clients.ts";
import { controllerInterface } from "../../src/dbus/generated/interfaces.ts";
import { ObjectServer } from "../../src/dbus/object-server.ts";
import { OwnedName } from "../../src/dbus/owned-name.ts";
import type { Credentials, StreamFactory } from "../../src/mqtt/link.ts";
import { activationUs } from "./activation-time.ts";
import { controllerPart } from "./controller-part.ts";
import { firstJobId, JobBoard } from "./job-board.ts";
import { LogControl } from "./log-control.ts";
import { loginNameOf } from "./login-name.ts";
import { Metrics } from "./metrics.ts";
import { Monitors } from "./monitors.ts";
import { bluechi } from "./names.ts";
import { NodeBoard } from "./node-board.ts";
import { nodePart } from "./node-part.ts";
import { Requesters } from "./requesters.ts";

/** Options of a facade. */
export interface FacadeOptions {
  /** D-Bus address of the bus. */
  readonly address: string;
  /** The broker, as for every other client. */
  readonly servers: readonly StreamFactory[];
  /** As whom it comes there, for itself and for all who call. Default: under their names, without a password. */
  readonly credentials?: Credentials | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** LogTarget= of the configuration. */
  readonly logTarget: string;
  /** Default: `loginNameOf`. */
  readonly loginNameOf?: (uid: number) => Promise<string>;
}

/** Under this name the facade itself watches; requests go out under their callers' names. */
const ownUser = "hirte";
const connectAgainMs = 1000;
const releaseMs = 1000;

/**
 * BlueChi's D-Bus interface to hirte, on the primary: a plain client of hirte that says on the bus what
 * it is told, and asks for what it is called for. It decides nothing.
 */
export class Facade {
  readonly #options: FacadeOptions;
  readonly #bus: Bus;
  readonly #server: ObjectServer;
  readonly #clients: BusClients;
  readonly #requesters: Requesters;
  readonly #stopping = new AbortController();
  #parts:
    | { readonly client: HirteClient; readonly nodes: NodeBoard; readonly monitors: Monitors }
    | undefined;
  #name: OwnedName | undefined;
  #timer: Timer | undefined;
  #resolveReady: () => void = () => undefined;
  /** Resolves when it is known whether the name on the bus is ours; not while there is no bus. */
  readonly ready = new Promise<void>((resolve) => {
    this.#resolveReady = resolve;
  });

  /** @throws HirteError `bad-config` when the address is none */
  constructor(options: FacadeOptions) {
    this.#options = options;
    const { address, log, clock, servers, credentials } = options;
    this.#bus = new Bus({ address, log, clock, matches: [namesGoneMatch] });
    this.#server = new ObjectServer(this.#bus, log);
    this.#clients = new BusClients(this.#bus);
    this.#requesters = new Requesters({
      servers,
      credentials,
      log,
      clients: this.#clients,
      loginNameOf: options.loginNameOf ?? loginNameOf,
    });
  }

  /** Begins; what cannot be had is waited for. */
  start(): void {
    const { log, clock } = this.#options;
    this.#begin().catch((error) => {
      if (this.#stopping.signal.aborted) return;
      if (isHirteError(error, "not-reachable")) log.debug({ error }, "no broker for D-Bus yet");
      else log.error({ error }, "the D-Bus interface could not be set up");
      this.#timer = clock.after(connectAgainMs, () => this.start());
    });
  }

  /** Says that the system is down, and leaves the bus. Jobs go on; monitors end. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#timer?.cancel();
    this.#parts?.nodes.stop();
    this.#parts?.monitors.stop();
    await this.#name?.release(releaseMs);
    this.#bus.close();
    await Promise.all([this.#requesters.close(), this.#parts?.client.close("cut")]);
  }

  async #begin(): Promise<void> {
    const { servers, credentials, log, clock, logTarget } = this.#options;
    const { signal } = this.#stopping;
    const client = await HirteClient.connect({ servers, credentials, user: ownUser, log, signal });
    try {
      const [server, clients, requesters] = [this.#server, this.#clients, this.#requesters];
      const monitors = new Monitors({ server, clients, client });
      const metrics = new Metrics({
        server,
        log,
        activationUs: (node, unit) => activationUs(client, node, unit),
      });
      const controller = server.add(
        bluechi.controllerPath,
        controllerPart({
          nodes: () => nodes,
          monitors,
          metrics,
          requesters,
          logControl: new LogControl(log, logTarget),
          log,
        }),
      );
      const jobs = new JobBoard({
        server,
        requesters,
        firstId: firstJobId(clock.wallMs()),
        ports: {
          onNew: (id, path) => controller.emit(controllerInterface, "JobNew", [id, path]),
          onRemoved: (id, path, { node, unit, result }) =>
            controller.emit(controllerInterface, "JobRemoved", [
              id,
              path,
              node,
              unit ?? "",
              result ?? "",
            ]),
          onTimes: (job, times) => metrics.onTimes(job, times),
          monotonicMs: () => clock.monotonicMs(),
        },
      });
      const nodes: NodeBoard = new NodeBoard({
        server,
        client,
        log,
        makePart: (node) =>
          nodePart({ nodes: () => nodes, jobs, requesters, client, monotonicMs }, node),
        onSystemStatus: () => controller.changed(controllerInterface, "Status"),
      });
      await nodes.start();
      await client.watchJobs((job) => jobs.onJob(job));
      signal.throwIfAborted();
      this.#parts = { client, nodes, monitors };
      this.#takeName(() => jobs.tellOpen());
    } catch (error) {
      await client.close("cut");
      throw error;
    }
  }

  /** Only now: whoever finds the name finds the objects. */
  #takeName(onOwned: () => void): void {
    const { clock, log } = this.#options;
    const name = new OwnedName({ name: bluechi.busName, bus: this.#bus, clock, log, onOwned });
    name.answered.then(this.#resolveReady, this.#resolveReady);
    this.#name = name;
    this.#bus.open();
  }
}

/** CLOCK_MONOTONIC of the machine, which other programs on it read too. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
