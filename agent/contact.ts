/** A moment on the wall clock and on CLOCK_MONOTONIC, in microseconds; 0 is never. */
export interface ContactTime {
  readonly wallUs: number;
  readonly monotonicUs: number;
}

const never: ContactTime = { wallUs: 0, monotonicUs: 0 };

/** Whether the manager can be heard, since when not, and when it was last. For people and programs. */
export class Contact {
  readonly #now: () => ContactTime;
  readonly #onChange: (isOnline: boolean) => void;
  #isOnline = false;
  #lastSeen = never;
  #disconnected = never;

  constructor(options: {
    readonly now: () => ContactTime;
    readonly onChange: (isOnline: boolean) => void;
  }) {
    this.#now = options.now;
    this.#onChange = options.onChange;
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** When the manager was heard last. */
  get lastSeen(): ContactTime {
    return this.#lastSeen;
  }

  /** When it was lost; never while it is there. */
  get disconnected(): ContactTime {
    return this.#disconnected;
  }

  /** It let this node in, or answered it. */
  heard(): void {
    this.#lastSeen = this.#now();
    if (this.#isOnline) return;
    this.#isOnline = true;
    this.#disconnected = never;
    this.#onChange(true);
  }

  /** The connection to it is gone. */
  lost(): void {
    if (!this.#isOnline) return;
    this.#isOnline = false;
    this.#disconnected = this.#now();
    this.#onChange(false);
  }
}
