import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { writeStateFile } from "../src/core/state-file.ts";
import { allowedNodesFile, type Kept } from "./allowed-nodes-file.ts";
import type { HolderOf } from "./name-holders.ts";
import type { KeptTwice } from "./pki/kept-twice.ts";
import { isAmong, type RequestKey } from "./request-key.ts";

/** Somebody wants nodes allowed, or no longer. */
export interface AllowanceRequest {
  readonly request: RequestKey;
  readonly nodes: readonly string[];
  readonly isAllowed: boolean;
}

const nothingKept: Kept = { allowed: [], disallowed: [], served: [] };
const maxServed = 256;

/**
 * Which nodes may join: AllowedNodeNames=, and over it what was said by requests, which outlives
 * restarts (docs/decisions/0014-who-says-which-nodes-may-join.md).
 */
export class AllowedNodes {
  readonly #file: KeptTwice<Kept>;
  readonly #log: Log;
  readonly #onChange: () => void;
  readonly #holderOf: HolderOf;
  #configured: readonly string[] = [];
  #kept: Kept;

  private constructor(
    file: KeptTwice<Kept>,
    log: Log,
    ports: {
      readonly onChange: () => void;
      readonly holderOf: HolderOf;
    },
  ) {
    this.#file = file;
    this.#log = log;
    this.#onChange = ports.onChange;
    this.#holderOf = ports.holderOf;
    this.#kept = file.read() ?? nothingKept;
  }

  /**
   * `directory`: where hirte's state is kept. `configured`: AllowedNodeNames=.
   * @throws HirteError `bad-state` when it is not known what was said
   */
  static open(options: {
    readonly directory: string;
    readonly configured: readonly string[];
    readonly log: Log;
    /** Tests fill the disk here. */
    readonly write?: typeof writeStateFile;
    /** Others may join than before, perhaps. Must not throw. */
    readonly onChange?: () => void;
    /** Who else has a name that no node is to be allowed by then, in words: "a user". Default: nobody. */
    readonly holderOf?: HolderOf;
  }): AllowedNodes {
    const { log, onChange = () => undefined, holderOf = () => undefined } = options;
    const allowed = new AllowedNodes(allowedNodesFile(options), log, { onChange, holderOf });
    allowed.configure(options.configured);
    return allowed;
  }

  /** All that may join, those of the files first. */
  get names(): readonly string[] {
    return namesOf(this.#configured, this.#kept);
  }

  /** AllowedNodeNames= as it is from now on. What the files say by now need not be remembered. */
  configure(configured: readonly string[]): void {
    this.#configure(configured);
    this.#onChange();
  }

  #configure(configured: readonly string[]): void {
    this.#configured = configured;
    const kept = withoutSaying(this.#kept, configured);
    if (kept.allowed.length + kept.disallowed.length > 0) {
      const { allowed, disallowed } = kept;
      this.#log.info({ allowed, disallowed }, "requests stand over AllowedNodeNames=");
    }
    const before = this.#kept;
    this.#kept = kept;
    if (
      kept.allowed.length === before.allowed.length &&
      kept.disallowed.length === before.disallowed.length
    )
      return;
    try {
      this.#file.write(kept);
    } catch (error) {
      // Until it can be written, each start of hirte finds out the same.
      this.#log.warn({ path: this.#file.path, error }, "what was said of nodes cannot be written");
    }
  }

  /**
   * Whether this request was carried out before.
   * @throws HirteError `id-in-use`: another one was, under its id
   */
  isServed(request: RequestKey): boolean {
    return isAmong(this.#kept.served, request);
  }

  /**
   * Allows nodes, or takes them off; on disk before it returns. A copy of a request changes nothing.
   * @returns the nodes of which something has changed
   * @throws HirteError `no-such-node`, `bad-request`, `not-saved`, `id-in-use`; nothing was changed then
   */
  serve({ request, nodes, isAllowed }: AllowanceRequest): readonly string[] {
    if (this.isServed(request)) return [];
    const before = new Set(this.names);
    const changed = nodes.filter((node) => before.has(node) !== isAllowed);
    const strangers = nodes.filter((node) => !before.has(node) && !this.#isKnown(node));
    if (!isAllowed && strangers.length > 0) throw noSuchNode(strangers);
    if (isAllowed) this.#checkNames(nodes);
    const said = new Set(nodes);
    const others = (names: readonly string[]) => names.filter((name) => !said.has(name));
    const { allowed, disallowed, served } = this.#kept;
    const kept: Kept = {
      allowed: isAllowed ? [...others(allowed), ...said] : others(allowed),
      disallowed: isAllowed ? others(disallowed) : [...others(disallowed), ...said],
      served: [...served, request].slice(-maxServed),
    };
    const next = withoutSaying(kept, this.#configured);
    try {
      this.#file.write(next);
    } catch (cause) {
      throw new HirteError(
        "not-saved",
        `${this.#file.path} cannot be written: no node was changed`,
        {
          cause,
        },
      );
    }
    this.#kept = next;
    this.#onChange();
    return changed;
  }

  #checkNames(nodes: readonly string[]): void {
    for (const node of nodes) {
      const holder = this.#holderOf(node);
      if (holder === undefined) continue;
      throw new HirteError(
        "bad-request",
        `${node} is ${holder}, and the broker knows names alone: give the node another name; nothing was changed`,
      );
    }
  }

  #isKnown(node: string): boolean {
    return this.#configured.includes(node) || this.#kept.disallowed.includes(node);
  }
}

/**
 * The names of all that may join, of a hirte that perhaps runs: nothing is written.
 * @throws HirteError `bad-state` when it is not known what was said
 */
export function peekAllowedNodes(options: {
  readonly directory: string;
  readonly configured: readonly string[];
  readonly log: Log;
}): readonly string[] {
  return namesOf(options.configured, allowedNodesFile(options).peek() ?? nothingKept);
}

function namesOf(configured: readonly string[], { allowed, disallowed }: Kept): readonly string[] {
  const off = new Set(disallowed);
  return [...new Set([...configured, ...allowed])].filter((name) => !off.has(name));
}

/** Without what says no more than the files do. */
function withoutSaying({ allowed, disallowed, served }: Kept, configured: readonly string[]): Kept {
  const inFiles = new Set(configured);
  return {
    allowed: allowed.filter((name) => !inFiles.has(name)),
    disallowed: disallowed.filter((name) => inFiles.has(name)),
    served,
  };
}

function noSuchNode(nodes: readonly string[]): HirteError {
  return new HirteError(
    "no-such-node",
    `${nodes.join(", ")}: not among the nodes that may join: see hirtectl list-nodes`,
    { details: { nodes } },
  );
}
