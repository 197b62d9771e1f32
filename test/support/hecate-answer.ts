import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import type { PowerRun, PowerState, UpsState } from "../../src/protocol/generated/schemas.ts";

type UpsView = PowerState["upses"][number];

/** A UPS on mains, as a status has it. */
export function aUpsView(over: Partial<UpsView> = {}): UpsView {
  return {
    ups: "pyrphoros",
    host: "titan-db",
    comms: "ok",
    line: "ol",
    flags: ["OL", "CHRG"],
    ageMs: 2400,
    runtimeS: 1820,
    chargePercent: 97,
    loadPercent: 34,
    row: 6,
    verdict: "normal",
    why: "on mains",
    thresholdS: 418,
    budgetS: 380,
    budgetSource: "default",
    budgetRuns: 0,
    feasible: true,
    bad: 0,
    debouncePolls: 3,
    outage: 0,
    fired: false,
    ...over,
  };
}

/** Its reading. */
export function aReading(over: Partial<UpsState> = {}): UpsState {
  return {
    session: "a".repeat(32),
    seq: 1,
    at: 1_790_000_000_000,
    pollMs: 5000,
    staleAfterMs: 15_000,
    comms: "ok",
    flags: ["OL", "CHRG"],
    runtimeS: 1820,
    chargePercent: 97,
    inputVoltageV: 231.2,
    inputVoltageNominalV: 230,
    loadPercent: 34,
    variables: {
      "battery.charge": "97",
      "battery.runtime": "1820",
      "device.mfr": "EATON",
      "device.model": "5PX 1500i",
      "ups.realpower": "412",
      "ups.status": "OL CHRG",
    },
    ...over,
  };
}

/** What a coordinator with two UPSes and a peer answers to `status` when all is well. */
export function aStatusAnswer(
  state: Partial<PowerState> = {},
  rest: Partial<Omit<StatusAnswer, "state" | "ok">> = {},
): StatusAnswer {
  return {
    ok: true,
    state: {
      host: "titan-db",
      role: "coordinator",
      session: "b".repeat(32),
      seq: 7,
      at: 1_790_000_000_000,
      version: "0.1.0",
      configHash: "0123456789abcdef",
      condition: "normal",
      phase: "watching",
      reasons: [],
      upses: [aUpsView(), aUpsView({ ups: "statera", host: "tethys", flags: ["OL"] })],
      alarms: [],
      peers: [{ host: "tethys", publisher: "up", ageMs: 2100, configHash: "0123456789abcdef" }],
      startGate: { open: true, why: "pyrphoros: charge 97 %; statera: charge 97 %" },
      ...state,
    },
    run: null,
    runs: [],
    readings: { pyrphoros: aReading(), statera: aReading({ flags: ["OL"] }) },
    config: { path: "/etc/hecate/hecate.yaml", hash: "0123456789abcdef" },
    links: [
      { name: "ups:titan-db", server: "192.168.10.5:2020", isUp: true, forMs: 7_300_000 },
      { name: "coordinator", server: "192.168.10.5:2020", isUp: true, forMs: 7_300_000 },
    ],
    store: { isSaving: true },
    ...rest,
  };
}

/** A dry run with a stage of each kind of step. */
export function aRun(over: Partial<PowerRun> = {}): PowerRun {
  return {
    run: 4,
    kind: "shutdown",
    isDryRun: true,
    mode: "poweroff",
    key: "pyrphoros:boot:1",
    reason: "pyrphoros: on battery, runtime 410 s, threshold 418 s; titan-0a loses its feeds",
    scope: ["titan-0a", "titan-1a"],
    told: [],
    phase: "done",
    session: "b".repeat(32),
    seq: 3,
    at: 1_790_000_000_000,
    startedAt: 1_790_000_000_000,
    stages: [
      {
        name: "workers",
        steps: [
          {
            id: "workers.1",
            text: "stop k3s-agent.service on titan-1a, then run k3s-killall",
            node: "titan-1a",
            state: "would-do",
            estimateS: 60,
          },
        ],
      },
      {
        name: "off",
        steps: [
          {
            id: "off.1",
            text: "power off titan-1a",
            node: "titan-1a",
            state: "failed",
            tookS: 92.3,
            detail: "still there",
          },
          { id: "off.2", text: "power off titan-0a", node: "titan-0a", state: "started" },
        ],
      },
    ],
    ...over,
  };
}
