import { StringDecoder } from "node:string_decoder";

/** A terminal that can be told not to show what is typed. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { setRawMode(isRaw: boolean): unknown };
  readonly output: { write(text: string): unknown };
  /** Stops asking. */
  readonly signal: AbortSignal;
}

/** Asks for what is not to be shown. @returns undefined after Ctrl-C, Ctrl-D and at the end of the input */
export function readSecret(
  { input, output, signal }: Terminal,
  question: string,
): Promise<string | undefined> {
  output.write(question);
  input.setRawMode(true);
  const decoder = new StringDecoder("utf8");
  let typed: string[] = [];
  return new Promise((resolve) => {
    const end = (secret: string | undefined) => {
      input.off("data", onData);
      input.off("end", onEnd);
      signal.removeEventListener("abort", onEnd);
      input.setRawMode(false);
      input.pause();
      output.write("\n");
      resolve(secret);
    };
    const onEnd = () => end(undefined);
    const onData = (piece: Buffer) => {
      for (const char of decoder.write(piece)) {
        switch (char) {
          case "\r":
          case "\n":
            end(typed.join(""));
            return;
          // Ctrl-C and Ctrl-D, which no longer mean anything to the terminal.
          case "\u0003":
          case "\u0004":
            end(undefined);
            return;
          case "\u007f":
          case "\b":
            typed = typed.slice(0, -1);
            break;
          // Ctrl-U
          case "\u0015":
            typed = [];
            break;
          default:
            if (char >= " ") typed.push(char);
        }
      }
    };
    input.on("data", onData);
    input.on("end", onEnd);
    if (signal.aborted) onEnd();
    else signal.addEventListener("abort", onEnd);
    input.resume();
  });
}
