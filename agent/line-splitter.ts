/** A line, or the head and tail of one that was too long to be kept. */
export type Line =
  | { readonly kind: "whole"; readonly text: string }
  | {
      readonly kind: "too-long";
      readonly head: string;
      readonly tail: string;
      readonly bytes: number;
    };

const newline = 0x0a;
const endBytes = 4096;

/** Cuts bytes into lines, and never holds more than `maxBytes` of one, however long it is. */
export class LineSplitter {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #bytes = 0;
  #tail: Buffer = Buffer.alloc(0);

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that are whole by now. */
  push(bytes: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (;;) {
      const at = bytes.indexOf(newline, from);
      if (at < 0) break;
      this.#keep(bytes.subarray(from, at));
      lines.push(this.#take());
      from = at + 1;
    }
    this.#keep(bytes.subarray(from));
    return lines;
  }

  #keep(bytes: Buffer): void {
    const wasTooLong = this.#bytes > this.#maxBytes;
    this.#bytes += bytes.length;
    if (this.#bytes <= this.#maxBytes) {
      this.#parts.push(bytes);
    } else if (wasTooLong) {
      this.#tail = Buffer.from(Buffer.concat([this.#tail, bytes]).subarray(-endBytes));
    } else {
      const whole = Buffer.concat([...this.#parts, bytes]);
      this.#parts = [Buffer.from(whole.subarray(0, endBytes))];
      this.#tail = Buffer.from(whole.subarray(-endBytes));
    }
  }

  #take(): Line {
    const text = Buffer.concat(this.#parts).toString("utf8");
    const line: Line =
      this.#bytes <= this.#maxBytes
        ? { kind: "whole", text }
        : { kind: "too-long", head: text, tail: this.#tail.toString("utf8"), bytes: this.#bytes };
    this.#parts = [];
    this.#bytes = 0;
    this.#tail = Buffer.alloc(0);
    return line;
  }
}
