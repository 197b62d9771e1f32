import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import type { HecateConfig, UpsEntry } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import { isHirteError, messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { UpsdClient } from "../../nut/upsd-client.ts";
import type { UpsmonFact } from "../doctor/model.ts";
import { tlsOf, userOf } from "../ups-watch.ts";
import type { Act, StepEnd } from "./ports.ts";
import { pause } from "./step-runner.ts";

/** What hangs on a UPS of this host and is not hecate's to stop: told by a forced shutdown (FSD), and waited for. */
export interface ForeignClients {
  /**
   * Sets FSD, waits as long as the slowest client needs, and then until upsd counts nobody from another machine any more.
   * `done`: that is so; nothing rejects.
   */
  forceShutdown(ups: string, act: Pick<Act, "timeoutMs" | "signal">): Promise<StepEnd>;
  /** No FSD is set by hecate any more: upsmon of this host goes by all that it sees. Never throws. */
  forget(): void;
}

/** What it is made of. */
export interface NutClientsOptions {
  readonly config: () => HecateConfig;
  /** NUT's own shutdown on this host, which FSD is for as well. */
  readonly upsmon: () => Promise<UpsmonFact>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What upsmon runs where install.sh has set it up: it leaves this host alone while hecate says that FSD is its own. */
const lastResort = "/usr/lib/hecate/last-resort";
/** In the run directory: NUT's name of the UPS. */
const ownFsdFile = "own-fsd";
const lookEveryMs = 5000;

/** By NUT, as its primary. */
export class NutClients implements ForeignClients {
  readonly #options: NutClientsOptions;

  constructor(options: NutClientsOptions) {
    this.#options = options;
  }

  async forceShutdown(
    ups: string,
    { timeoutMs, signal }: Pick<Act, "timeoutMs" | "signal">,
  ): Promise<StepEnd> {
    const { config, clock, log } = this.#options;
    const { upses, foreignClients } = config();
    const entry = upses.find(({ name }) => name === ups);
    if (!entry) return { outcome: "failed", detail: `there is no ${ups} any more` };
    const untilMs = clock.monotonicMs() + timeoutMs;
    const barred = whyBarred(await this.#options.upsmon());
    if (barred !== undefined) return { outcome: "failed", detail: `no FSD is set: ${barred}` };
    const needsS = Math.max(
      ...foreignClients.filter((one) => one.ups === ups).map((one) => one.needsS),
      0,
    );
    let client: UpsdClient | undefined;
    try {
      client = await connected(entry, { clock, signal });
      await client.primary(entry.target.ups, { signal });
      this.#mark(entry.target.ups);
      try {
        await client.forceShutdown(entry.target.ups, { signal });
      } catch (error) {
        // It was refused: what upsmon sees is none of ours.
        if (isHirteError(error, "upsd-error")) this.forget();
        throw error;
      }
      log.warn({ ups, needsS }, "FSD is set: clients of this UPS shut down");
      await pause(Math.min(needsS * 1000, untilMs - clock.monotonicMs()), clock, signal);
      for (;;) {
        const there = await strangersOf(client, entry.target.ups, signal);
        if (there.length === 0) return { outcome: "done", detail: `FSD; nobody is left on ${ups}` };
        const detail = `FSD; ${there.join(", ")} did not leave ${ups}`;
        const leftMs = untilMs - clock.monotonicMs();
        if (signal.aborted || leftMs <= 0) return { outcome: "failed", detail };
        await pause(Math.min(lookEveryMs, leftMs), clock, signal);
      }
    } catch (error) {
      return { outcome: "failed", detail: messageOf(error) };
    } finally {
      await client?.close();
    }
  }

  forget(): void {
    try {
      rmSync(this.#ownFsd, { force: true });
    } catch (error) {
      const problem = messageOf(error);
      this.#options.log.error(
        { problem },
        "upsmon is told of an FSD of ours that is none any more",
      );
    }
  }

  /** Before it is set: upsmon sees it within seconds. */
  #mark(ups: string): void {
    mkdirSync(this.#options.config().runDir, { recursive: true });
    writeFileSync(this.#ownFsd, `${ups}\n`, { mode: 0o644 });
  }

  get #ownFsd(): string {
    return join(this.#options.config().runDir, ownFsdFile);
  }
}

/** Why upsmon of this host would power it off at once; undefined: it would not. */
function whyBarred({ isActive, minSupplies, shutdownCommand }: UpsmonFact): string | undefined {
  if (isActive === false || minSupplies === 0 || shutdownCommand === undefined) return undefined;
  const [program] = shutdownCommand.split(" ");
  if (program === lastResort) return undefined;
  return `upsmon of this host would obey it too, and run ${shutdownCommand}: have install.sh set it up, or SHUTDOWNCMD be ${lastResort}`;
}

/** A connection to the upsd of a UPS, which knows who asks. */
export async function connected(
  ups: UpsEntry,
  { clock, signal }: { readonly clock: Clock; readonly signal?: AbortSignal },
): Promise<UpsdClient> {
  const { host, port } = ups.target;
  const tls = tlsOf(ups);
  const client = await UpsdClient.connect({
    ...{ host, port, clock },
    ...(tls ? { tls } : {}),
    ...(signal ? { signal } : {}),
  });
  try {
    if (ups.monitor) await client.authenticate(userOf(ups.monitor));
    return client;
  } catch (error) {
    client.destroy();
    throw error;
  }
}

/** Addresses of other machines that have logged in. */
async function strangersOf(
  client: UpsdClient,
  ups: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const own = new Set(
    Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address)),
  );
  const clients = await client.listClients(ups, { signal });
  return [
    ...new Set(clients.map((one) => one.replace(/^::ffff:/, "")).filter((one) => !own.has(one))),
  ];
}
