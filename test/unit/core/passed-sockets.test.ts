import { deepEqual } from "node:assert/strict";
import { passedSockets } from "../../../src/core/passed-sockets.ts";

describe("sockets that systemd passes", () => {
  const passed = (env: Parameters<typeof passedSockets>[0]) => [...passedSockets(env, 7)];

  it("[REQ-SOCK-1] have names, and numbers from 3 on", () => {
    const env = { LISTEN_PID: "7", LISTEN_FDS: "3", LISTEN_FDNAMES: "operators:web:web" };
    deepEqual(passed(env), [
      ["operators", [3]],
      ["web", [4, 5]],
    ]);
    deepEqual(passed({ LISTEN_PID: "7", LISTEN_FDS: "1" }), [["unknown", [3]]]);
  });

  for (const [what, env] of [
    ["to another process", { LISTEN_PID: "8", LISTEN_FDS: "1", LISTEN_FDNAMES: "operators" }],
    ["to nobody", {}],
    ["in no number", { LISTEN_PID: "7", LISTEN_FDS: "-1" }],
  ] as const) {
    it(`[REQ-SOCK-1] are not taken where they were passed ${what}`, () => {
      deepEqual(passed(env), []);
    });
  }
});
