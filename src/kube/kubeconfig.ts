import { statSync } from "node:fs";
import type { RequestOptions } from "node:https";
import type { Clock } from "../core/clock.ts";
import { HirteError, messageOf } from "../core/errors.ts";
import type { Access, AccessSource } from "./https-transport.ts";

/** For how long what a kubeconfig gave is used before it is asked again: programs in it renew what they give. */
const keptMs = 60_000;
/** A program that gives credentials has so long. */
const patienceMs = 5000;

/**
 * A kubeconfig file: certificates, tokens, and programs that give them, as kubectl takes them. The library that
 * reads it is loaded with the first question.
 */
export class Kubeconfig implements AccessSource {
  readonly #file: string;
  readonly #clock: Clock;
  #last: { readonly access: Access; readonly seen: string; readonly atMs: number } | undefined;
  #asking: Promise<Access> | undefined;

  constructor(options: { readonly file: string; readonly clock: Clock }) {
    this.#file = options.file;
    this.#clock = options.clock;
  }

  /** @throws HirteError `bad-config` */
  access(isRefused: boolean): Promise<Access> {
    const last = this.#last;
    if (
      last &&
      !isRefused &&
      this.#clock.monotonicMs() - last.atMs < keptMs &&
      stampOf(this.#file) === last.seen
    ) {
      return Promise.resolve(last.access);
    }
    // Many requests at once ask once.
    this.#asking ??= this.#inTime(this.#ask(isRefused), isRefused).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** A program that gives credentials may hang, as the network that it asks is gone: what it gave before serves on. */
  #inTime(asked: Promise<Access>, isRefused: boolean): Promise<Access> {
    asked.catch(() => undefined);
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(patienceMs, () => {
        if (this.#last && !isRefused) return resolve(this.#last.access);
        const text = `the kubeconfig ${this.#file}: no credentials within ${patienceMs / 1000} s`;
        reject(new HirteError("bad-config", text, { details: { file: this.#file } }));
      });
      void asked.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  async #ask(isRefused: boolean): Promise<Access> {
    try {
      const seen = stampOf(this.#file);
      const read = await readKubeconfig(this.#file);
      const last = this.#last?.access;
      // The same connections serve as long as the same is shown on them.
      const access = last && isSame(last, read) ? last : read;
      this.#last = { access, seen, atMs: this.#clock.monotonicMs() };
      return access;
    } catch (cause) {
      // A disk that is lost in the middle of a shutdown does not take away what was read before.
      if (this.#last && !isRefused) return this.#last.access;
      const text = `the kubeconfig ${this.#file} cannot be used: ${messageOf(cause)}`;
      throw new HirteError("bad-config", text, { cause, details: { file: this.#file } });
    }
  }
}

async function readKubeconfig(file: string): Promise<Access> {
  const { KubeConfig } = await import("./kubeconfig-library.ts");
  const config = new KubeConfig();
  config.loadFromFile(file);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error("its current context names no cluster that stands in it");
  if (cluster.proxyUrl !== undefined) throw new Error("proxy-url: connections are made without");
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, servername, rejectUnauthorized, auth, headers = {} } = options;
  return {
    server: new URL(cluster.server),
    tls: {
      ...pem("ca", ca),
      ...pem("cert", cert),
      ...pem("key", key),
      ...(servername === undefined ? {} : { servername }),
      ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    },
    headers: {
      ...Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          typeof value === "string" ? [[name, value]] : [],
        ),
      ),
      ...(typeof auth === "string"
        ? { Authorization: `Basic ${Buffer.from(auth).toString("base64")}` }
        : {}),
    },
  };
}

function pem<K extends string>(key: K, value: unknown): { [P in K]?: string | Buffer } {
  const isPem = typeof value === "string" || Buffer.isBuffer(value);
  // A computed key makes a type of any key; it is this one.
  return isPem ? ({ [key]: value } as { [P in K]?: string | Buffer }) : {};
}

function isSame(a: Access, b: Access): boolean {
  const text = ({ server, tls, headers }: Access) => JSON.stringify([server, tls, headers]);
  return text(a) === text(b);
}

/** What changes when the file does. */
function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : "";
}
