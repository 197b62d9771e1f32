import { HirteError } from "../../../src/core/errors.ts";
import { createLog, type Log } from "../../../src/core/log.ts";
import type { BrokerLink } from "../../../src/hecate/broker-link.ts";

/** A connection that keeps what it is given, and takes its time over it where a test says so. */
export class FakeLink implements Pick<BrokerLink, "isUp" | "publish"> {
  isUp = true;
  /** By topic row and the values of its placeholders. */
  readonly sent: { readonly topic: string; readonly message: unknown }[] = [];
  /** Messages are on their way until `settle`. */
  isSlow = false;
  #waiting: ((error?: Error) => void)[] = [];

  publish: BrokerLink["publish"] = async (row, params, message) => {
    if (!this.isUp) throw new HirteError("connection-lost", "not connected");
    const values: Readonly<Record<string, string>> = params;
    const topic = row.pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
    this.sent.push({ topic, message });
    if (!this.isSlow) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push((error) => (error ? reject(error) : resolve()));
    });
  };

  /** The broker has what was sent, or the connection broke. */
  settle(error?: Error): void {
    for (const end of this.#waiting.splice(0)) end(error);
  }

  /** What was sent on a topic. */
  on(topic: string): readonly unknown[] {
    return this.sent.filter((one) => one.topic === topic).map(({ message }) => message);
  }
}

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A log that a test can look at. */
export function keptLog(): { readonly log: Log; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as LogLine);
  return { log: createLog({ level: "debug", target: "json", write }), lines };
}

/** Lets promises go on. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}
