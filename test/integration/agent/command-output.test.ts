import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findOutput, forgetOutput, makeOutput } from "../../../agent/command-output.ts";
import type { CommandOutput } from "../../../agent/ports.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** A command as the agent has it started: it holds both ends of its pipes. */
function start({ paths: [out, err] }: Pick<CommandOutput, "paths">, line: string) {
  const held = `exec 1<>'${out}' 2<>'${err}'; ${line}`;
  return spawn("/bin/sh", ["-c", held], { stdio: "ignore" });
}

async function readAll(output: CommandOutput) {
  const texts = ["", ""];
  for (let chunk = await output.next(); chunk; chunk = await output.next()) {
    const text = Buffer.from(chunk.bytes ?? "", "base64").toString("latin1");
    texts[chunk.fd === 2 ? 1 : 0] += text;
  }
  return texts;
}

describe("the pipes of a command", () => {
  const directory = useTempDir();
  const path = () => join(directory(), "runs", "x");

  it("[REQ-RUN-2] hand on every byte, each kind apart, and end when the command has left", async () => {
    const output = await makeOutput(path());
    const command = start(output, "seq 1 100000; seq 1 50000 >&2");
    const [texts] = await Promise.all([readAll(output), once(command, "exit")]);
    const numbers = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}\n`);
    deepEqual(
      texts.map((text) => text.length),
      [numbers(100_000), numbers(50_000)].map((lines) => lines.join("").length),
    );
  });

  it("[REQ-RUN-6] hold what was written until a successor reads it, and kill nobody meanwhile", async () => {
    const first = await makeOutput(path());
    // More than a pipe holds: it waits with the rest.
    const command = start(first, "echo one; seq 1 50000; echo last");
    await first.next();
    first.stop();
    const second = findOutput(path());
    ok(second);
    const [texts, [code, signal]] = await Promise.all([readAll(second), once(command, "exit")]);
    deepEqual([code, signal], [0, null]);
    equal(texts[0]?.endsWith("\n50000\nlast\n"), true);
  });

  it("[REQ-RUN-3] end though somebody else holds them, once the unit is over", async () => {
    const output = await makeOutput(path());
    const stranger = start(output, "echo on; exec sleep 60");
    await output.next();
    output.finish();
    equal(await output.next(), undefined);
    stranger.kill();
  });

  it("[REQ-RUN-3] end where nobody ever wrote", async () => {
    const output = await makeOutput(path());
    output.finish();
    equal(await output.next(), undefined);
  });

  it("[REQ-RUN-6] that were read to their end are found by no successor", async () => {
    equal(findOutput(path()), undefined, "never made");
    const output = await makeOutput(path());
    const command = start(output, "echo on; exec >/dev/null 2>&1; exec sleep 60");
    deepEqual(await readAll(output), ["on\n", ""]);
    command.kill();
    output.stop();
    forgetOutput(path());
    const found = findOutput(path());
    found?.stop();
    equal(found, undefined);
    forgetOutput(path());
  });

  it("[REQ-RUN-6] that cannot be read on are an error", async () => {
    (await makeOutput(path())).stop();
    throws(() => findOutput(join(path(), "stdout")), { code: "run-unavailable" });
  });

  it("[REQ-RUN-12] that cannot be made are an error, and nothing is left of them", async () => {
    writeFileSync(join(directory(), "runs"), "a file");
    await rejects(makeOutput(path()), { code: "run-unavailable" });
    equal(existsSync(path()), false);
  });
});
