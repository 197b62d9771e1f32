/** Something that was scheduled; `cancel` is idempotent and does nothing once it has fired. */
export interface Timer {
  cancel(): void;
}

/** Time as the program sees it. Decisions take it as an argument; tests bring their own. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. It can jump: for display and logs. */
  wallMs(): number;
  /** Milliseconds since some moment in the past; never goes back, stands still in suspend. */
  monotonicMs(): number;
  /** Calls `callback` once, not earlier than `delayMs` from now. */
  after(delayMs: number, callback: () => void): Timer;
}

/** The clock of the machine. Its timers keep the process alive until they fire or are cancelled. */
export const systemClock: Clock = clockOfMachine({ isWaitedFor: true });

/** The same, for what may be left undone: its timers keep no process alive. */
export const backgroundClock: Clock = clockOfMachine({ isWaitedFor: false });

function clockOfMachine({ isWaitedFor }: { readonly isWaitedFor: boolean }): Clock {
  return {
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    after(delayMs, callback) {
      // setTimeout counts in a signed 32-bit integer and fires at once beyond it.
      const limit = 2 ** 31 - 1;
      let handle: NodeJS.Timeout;
      const arm = (restMs: number) => {
        handle =
          restMs > limit
            ? setTimeout(() => arm(restMs - limit), limit)
            : setTimeout(callback, Math.max(0, restMs));
        if (!isWaitedFor) handle.unref();
      };
      arm(delayMs);
      return { cancel: () => clearTimeout(handle) };
    },
  };
}
