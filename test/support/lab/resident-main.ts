import { userInfo } from "node:os";
import { createInterface } from "node:readline";
import { run } from "../../../cli/run.ts";
import { readBootId } from "../../../src/core/machine.ts";

/** What it is told, a line of JSON each. */
interface Wish {
  readonly id: number;
  readonly args: readonly string[];
}

const never = new AbortController().signal;

/** Runs hirtectl's command lines as they come, beside each other, and says how each ended. */
async function carryOut({ id, args }: Wish): Promise<void> {
  const said = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof said) => ({
    write: (text: string | Uint8Array) => {
      said[name] += typeof text === "string" ? text : Buffer.from(text).toString();
    },
  });
  const status = await run([...args], {
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    env: process.env,
    isTty: false,
    signal: never,
    outputGone: never,
    bootId: () => readBootId(),
    loginName: () => userInfo().username,
  });
  process.stdout.write(`${JSON.stringify({ id, status, ...said })}\n`);
}

// That it is there.
process.stdout.write(`${JSON.stringify({ id: 0, status: 0, stdout: "", stderr: "" })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  // Of the lab's own hand.
  void carryOut(JSON.parse(line) as Wish);
}
