import { HirteClient, type Watch } from "../../../src/client/hirte-client.ts";
import { silentLog } from "../../../src/core/log.ts";
import { tcpStream, tlsStream } from "../../../src/mqtt/link.ts";
import { managerNode } from "../../../src/protocol/topics.ts";
import type { MqttAccess } from "../../support/lab.ts";
import type { PlannedAsk } from "../plan.ts";
import { type Caller, failureOf, newAsk, type OnCancel, type OpenCall } from "./call.ts";

/** A state manager that uses the client library, with one connection that outlives all faults. */
export class LibraryCaller implements Caller {
  readonly client: HirteClient;
  /** All units of all nodes, watched from the beginning on. */
  readonly watch: Watch;
  readonly #onCancel: OnCancel;

  private constructor(client: HirteClient, watch: Watch, onCancel: OnCancel) {
    this.client = client;
    this.watch = watch;
    this.#onCancel = onCancel;
  }

  static async connect(options: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly access: MqttAccess;
    readonly onCancel: OnCancel;
  }): Promise<LibraryCaller> {
    const { host, port, user, access } = options;
    const { ca, password } = access;
    const client = await HirteClient.connect({
      servers: [
        ca === undefined
          ? tcpStream(host, port)
          : tlsStream({ host, port, identity: () => ({ ca }) }),
      ],
      user,
      ...(password === undefined ? {} : { password }),
      log: silentLog(),
    });
    return new LibraryCaller(client, await client.watchUnits({}, () => {}), options.onCancel);
  }

  call(planned: PlannedAsk): OpenCall {
    const { id, node, verb, unit, settleMs, startWithinMs, endWithinMs } = planned;
    const ask = newAsk(planned, id);
    const abort = new AbortController();
    const timers = [
      after(planned.dieAfterMs, () => {
        if (ask.ending) return;
        ask.wasAbandoned = true;
        abort.abort();
      }),
      after(planned.cancelAfterMs, () => this.#cancel(id)),
    ];
    const handle = this.client.submit(
      node,
      verb,
      { unit, ...(settleMs === undefined ? {} : { settleMs }) },
      {
        id,
        signal: abort.signal,
        ...(startWithinMs === undefined ? {} : { startWithinMs }),
        ...(endWithinMs === undefined ? {} : { endWithinMs }),
      },
    );
    const ended = planned.doesNotWait
      ? handle.accepted.then((job) =>
          job.state === "finished"
            ? ({ at: Date.now(), kind: "job", job } as const)
            : ({ at: Date.now(), kind: "accepted" } as const),
        )
      : handle.finished.then((job) => ({ at: Date.now(), kind: "job", job }) as const);
    const over = ended.catch(failureOf).then((ending) => {
      ask.ending = ending;
      clearTimeout(timers[0]);
    });
    return { ask, over };
  }

  async close(): Promise<void> {
    this.watch.close();
    await this.client.close("cut");
  }

  #cancel(id: string): void {
    this.#onCancel(id);
    this.client.query(managerNode, "cancel", { job: id }).catch(() => {
      // There is no such job yet, or no hirte: then nothing is let go of.
    });
  }
}

function after(ms: number | undefined, callback: () => void): NodeJS.Timeout | undefined {
  return ms === undefined ? undefined : setTimeout(callback, ms);
}
