import type { Endpoint } from "../src/config/address.ts";
import type { AgentTls } from "../src/config/agent.ts";
import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { readIdentity } from "../src/identity/node-identity.ts";
import { certificatesIn, isDueForRenewal, validityOf } from "../src/pki/certificates.ts";
import { replaceFile } from "../src/pki/pem-files.ts";
import { askForCertificate } from "./certificate-call.ts";

/** How often it is looked whether it is time. */
const lookMs = 3_600_000;
/** After a start there is more to do first. */
const firstMs = 60_000;

/** What a renewal is made of. */
export interface RenewalOptions {
  readonly tls: AgentTls;
  /** Whom this node obeys by now, to be asked in this order. */
  readonly managers: () => readonly Endpoint[];
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Fetches this node's next certificate when two thirds of the present one's life are over. The key stays: one
 * file is replaced, so that a crash leaves a pair that belongs together. The connection there is goes on.
 */
export class Renewal {
  readonly #options: RenewalOptions;
  #timer: Timer | undefined;
  #isStopped = false;

  constructor(options: RenewalOptions) {
    this.#options = options;
  }

  start(): void {
    this.#lookIn(firstMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  #lookIn(delayMs: number): void {
    if (this.#isStopped) return;
    this.#timer = this.#options.clock.after(delayMs, () => {
      this.#look()
        .catch((error: unknown) =>
          this.#options.log.warn(
            { reason: messageOf(error) },
            "this node's certificate cannot be renewed: it is tried again in an hour",
          ),
        )
        .finally(() => this.#lookIn(lookMs));
    });
  }

  async #look(): Promise<void> {
    const { tls, clock, log } = this.#options;
    const { certificate, ...identity } = readIdentity(tls);
    const nowMs = clock.wallMs();
    if (!isDueForRenewal(certificate, nowMs)) return;
    if (validityOf(certificate).untilMs < nowMs)
      throw new HirteError(
        "denied",
        "it has expired: `hirtectl node add NAME` on the primary prints the line to join anew",
      );
    const given = await this.#ask(identity);
    const [next] = certificatesIn(given);
    if (!next?.publicKey.equals(certificate.publicKey))
      throw new HirteError("not-reachable", "the certificate that was given is for another key");
    replaceFile(tls.certFile, given, 0o644);
    log.info({ until: next.validTo }, "this node's certificate was renewed");
  }

  async #ask(identity: Parameters<typeof askForCertificate>[0]["identity"]): Promise<string> {
    let problem: unknown;
    for (const endpoint of this.#options.managers()) {
      try {
        const call = { endpoint, identity, path: "/v1/renew", body: {} } as const;
        return (await askForCertificate(call)).certificate;
      } catch (error) {
        problem = error;
      }
    }
    throw problem;
  }
}
