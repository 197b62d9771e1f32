import { join } from "node:path";
import type { Log } from "../src/core/log.ts";
import { readStateFile, writeStateFile } from "../src/core/state-file.ts";
import { check } from "../src/protocol/codec.ts";
import type { Proxy as ProxyMessage } from "../src/protocol/generated/schemas.ts";

/** The node's proxies on tmpfs: a restarted agent goes on with them, one after a reboot begins anew. */
export class ProxyFile {
  readonly #path: string;
  readonly #bootId: string;
  readonly #log: Log;

  constructor(options: { readonly runDir: string; readonly bootId: string; readonly log: Log }) {
    this.#path = join(options.runDir, "proxies.json");
    this.#bootId = options.bootId;
    this.#log = options.log;
  }

  read(): readonly ProxyMessage[] {
    return readStateFile(this.#path, (value) => this.#parse(value), this.#log) ?? [];
  }

  write(proxies: readonly ProxyMessage[]): void {
    try {
      writeStateFile(this.#path, { bootId: this.#bootId, proxies });
    } catch (error) {
      this.#log.error(
        { path: this.#path, error },
        "the proxies cannot be written down: a restarted agent will not know of them",
      );
    }
  }

  #parse(value: unknown): readonly ProxyMessage[] | undefined {
    if (typeof value !== "object" || value === null || !("proxies" in value)) return undefined;
    // Another boot: the units it speaks of are gone.
    if (!("bootId" in value) || value.bootId !== this.#bootId) return [];
    return check("proxies", { session: 0, seq: 0, proxies: value.proxies }).proxies;
  }
}
