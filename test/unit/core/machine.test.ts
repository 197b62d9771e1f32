import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { procBootClock } from "../../../src/core/boot-clock.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { readMachine } from "../../../src/core/machine.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the machine", () => {
  const directory = useTempDir();
  const file = (name: string, text: string) => {
    const path = join(directory(), name);
    writeFileSync(path, text);
    return path;
  };

  it("[REQ-SYS-27] has an id, and one for this life, in 32 hexadecimal digits", () => {
    const machine = readMachine({
      machineId: file("machine-id", `${"0A".repeat(16)}\n`),
      bootId: file("boot_id", "01234567-89ab-cdef-0123-456789abcdef\n"),
    });
    assert.deepEqual(machine, {
      machineId: "0a".repeat(16),
      bootId: "0123456789abcdef0123456789abcdef",
    });
  });

  for (const text of ["", "uninitialized\n", "0".repeat(32), "0a0a"]) {
    it(`[REQ-SYS-27] has no id in "${text.trim()}"`, () => {
      const machineId = file("machine-id", text);
      assert.throws(
        () => readMachine({ machineId }),
        (error) => isHirteError(error, "unavailable") && error.message.includes(machineId),
      );
    });
  }

  it("[REQ-SYS-27] says so when there is no such file", () => {
    assert.throws(
      () => readMachine({ machineId: join(directory(), "none") }),
      (error) => isHirteError(error, "unavailable"),
    );
  });

  it("[REQ-SYS-28] has a clock that counts from its start, in milliseconds", () => {
    assert.equal(procBootClock(file("uptime", "12345.67 99.01\n")).bootMs(), 12_345_670);
  });

  it("[REQ-SYS-28] has the clock of the kernel", () => {
    const before = Number.parseFloat(readFileSync("/proc/uptime", "latin1")) * 1000;
    const bootMs = procBootClock().bootMs();
    const after = Number.parseFloat(readFileSync("/proc/uptime", "latin1")) * 1000;
    assert.ok(before <= bootMs + 1 && bootMs <= after + 1, `${before} ${bootMs} ${after}`);
  });

  it("[REQ-SYS-28] has a clock that goes on from one reading to the next", () => {
    const kernelMs = () => Number.parseFloat(readFileSync("/proc/uptime", "latin1")) * 1000;
    const clock = procBootClock();
    const before = clock.bootMs();
    while (kernelMs() < before + 20) {
      // Two steps of the kernel's clock.
    }
    assert.ok(clock.bootMs() > before);
  });

  it("[REQ-SYS-28] does not guess the time", () => {
    assert.throws(() => procBootClock(file("uptime", "soon\n")).bootMs());
  });
});
