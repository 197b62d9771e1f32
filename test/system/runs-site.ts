import type { Dated } from "../../src/hecate/run/journal-record.ts";
import type { PowerRun } from "../../src/protocol/generated/schemas.ts";
import { Cluster, HecateSite, type LabNode, macOf, until, WakeListener } from "../support/lab.ts";
import { RunsCluster } from "./runs-cluster.ts";
import { diary, isK3sThere, keepDiary, standInForK3s } from "./runs-nodes.ts";
import { shutdown, startup } from "./runs-stages.ts";

/** Of this site, but for the coordinator. */
export const nodeNames = ["peer", "server", "worker1", "worker2"] as const;
export type NodeName = (typeof nodeNames)[number];
const units = {
  server: "k3s.service",
  worker1: "k3s-agent.service",
  worker2: "k3s-agent.service",
} as const;
/** Where this process is in the network of the lab: what is there as long as anybody looks. */
const gear = "10.99.0.1";
const journals = "/var/lib/hecate/journal";
/** s that the batteries are said to last where it is not about how long. */
const plentyS = 450;

/** As the mission has it: the primary is the coordinator, with a UPS; a peer with another; a server and two workers. */
export class RunsSite {
  readonly cluster: Cluster;
  readonly site: HecateSite;
  readonly wakes: WakeListener;
  readonly api: RunsCluster;
  #drain: NodeJS.Timeout | undefined;
  /** s that the battery of the peer lasts; undefined: for longer than anything takes. */
  #peerS: number | undefined;

  private constructor(of: Pick<RunsSite, "cluster" | "site" | "wakes" | "api">) {
    this.cluster = of.cluster;
    this.site = of.site;
    this.wakes = of.wakes;
    this.api = of.api;
  }

  /** `otherUps`: how long a startup waits for UPSes that are not required. */
  static async begin({ otherUps = "1s" } = {}): Promise<RunsSite> {
    const cluster = new Cluster(nodeNames);
    await cluster.ready({ hirte: { PowerCoordinator: "primary" } });
    const { primary } = cluster;
    // The primary is a node of its own, as the mission has it.
    await primary.must("sh", "-c", await primary.must("hirtectl", "node", "add", "primary"));
    await primary.link(
      "/usr/lib/systemd/system/hirte-agent.service",
      "/etc/systemd/system/multi-user.target.wants/hirte-agent.service",
    );
    const machine = (name: string) => {
      const found = cluster.machines.find((one) => one.name === name);
      if (!found) throw new Error(`there is no machine ${name}`);
      return found;
    };
    const api = new RunsCluster(() => isK3sThere(machine("server")));
    const kubeconfig = await api.start(gear);
    const node = (name: string, feeds: string[], ...roles: string[]) => ({
      ...{ feeds, roles, off_timeout: "30s", wake: { wol: macOf(machine(name)) } },
    });
    const site = await HecateSite.install(cluster, {
      coordinator: "primary",
      upses: {
        alpha: { host: "primary", mains: "house" },
        beta: { host: "peer", mains: "house" },
      },
      nodes: {
        primary: { feeds: ["alpha"], return_path: "bios" },
        peer: node("peer", ["beta"], "ups-host"),
        server: node("server", ["alpha"], "k3s-server"),
        worker1: node("worker1", ["alpha"], "k3s-agent"),
        worker2: node("worker2", ["beta"], "k3s-agent"),
      },
      executes: true,
      policy: { runtime_safety_factor: 1, frozen_after: "1h", blind_on_battery: "30m" },
      // Each outage is one for a shutdown, whatever runs have taken.
      budget: { min_budget: `${plentyS + 50}s` },
      peers: { peer: { fallback_local_shutdown: false } },
      more: {
        network: [{ name: "switch", address: gear, feeds: ["alpha"] }],
        kubernetes: {
          kubeconfig: "/etc/hecate/kubeconfig",
          datastore: "etcd",
          quiesce: [
            { namespaces: ["apps"], timeout: "5s" },
            { namespaces: ["gitea"], timeout: "5s" },
          ],
          volumes_detached: { provider: "longhorn", timeout: "10s" },
        },
        flux: { source: { namespace: "flux-system", name: "flux-system" } },
        shutdown: { gone: { silent: "1s", settle: "1s" }, stages: shutdown },
        startup: { require_ups: ["alpha"], wait_other_ups: otherUps, stages: startup },
      },
    });
    await primary.write("/etc/hecate/kubeconfig", kubeconfig, 0o600);
    const wakes = await WakeListener.start(
      Object.fromEntries(cluster.nodes.map((each) => [macOf(each), each])),
    );
    const runs = new RunsSite({ cluster, site, wakes, api });
    await Promise.all([
      ...cluster.machines.map(keepDiary),
      ...Object.entries(units).map(([name, unit]) => standInForK3s(runs.machine(name), unit)),
    ]);
    await site.start();
    await cluster.allOnline();
    return runs;
  }

  machine(name: string): LabNode {
    return this.site.machine(name);
  }

  /** The mains are gone, and the batteries last for as long as it takes. */
  async outage(): Promise<void> {
    await this.#onBattery(plentyS, 90);
  }

  /** The mains are gone, and the battery of the peer has too little; that of the coordinator lasts. */
  async outageAtPeer(): Promise<void> {
    this.#peerS = plentyS;
    await this.#onBattery(10 * plentyS, 90);
  }

  /** The mains are gone, and the batteries drain from now on, so many seconds of theirs in one. */
  drain(of: { readonly runtimeS: number; readonly perS: number }): void {
    const beganMs = Date.now();
    const tell = () => {
      const leftS = Math.max(0, of.runtimeS - (of.perS * (Date.now() - beganMs)) / 1000);
      const chargePercent = Math.round((100 * leftS) / of.runtimeS);
      void this.#onBattery(leftS, chargePercent).catch(() => undefined);
    };
    tell();
    this.#drain = setInterval(tell, 1000);
  }

  /** `peerPercent`: what the battery of the peer has left. */
  async mainsBack({ peerPercent = 95 } = {}): Promise<void> {
    clearInterval(this.#drain);
    this.#peerS = undefined;
    const values = { "ups.status": "OL CHRG", "battery.runtime": 1800, "battery.charge": 95 };
    const beta = { ...values, "battery.charge": peerPercent };
    await Promise.all([this.site.setUps("alpha", values), this.site.setUps("beta", beta)]);
  }

  /** Number of the last run that there is a journal of; 0: there was none. */
  async lastRun(): Promise<number> {
    const files = await this.machine("primary").names(journals);
    return Math.max(
      0,
      ...files.flatMap((file) => /^(\d+)\.jsonl$/.exec(file)?.[1] ?? []).map(Number),
    );
  }

  /** What the journal of a run says so far, on the coordinator's disk. */
  journal(run: number): readonly Dated[] {
    return this.machine("primary")
      .readNow(`${journals}/${run}.jsonl`)
      .split("\n")
      .flatMap((line) => {
        try {
          return [JSON.parse(line) as Dated]; // as hecate wrote it
        } catch {
          return []; // it is at it
        }
      });
  }

  /** Waits until the journal of a run has a line. */
  async notes(
    run: number,
    what: string,
    isIt: (line: Dated) => boolean,
    deadlineMs = 60_000,
  ): Promise<void> {
    await until(() => this.journal(run).some(isIt), {
      ...{ what: `the journal of run ${run} says: ${what}`, deadlineMs, everyMs: 20 },
    });
  }

  /** Waits until a step of a run has begun. */
  begins(run: number, step: string): Promise<void> {
    return this.notes(
      run,
      `${step} was started`,
      (line) => line.is === "step-started" && line.step === step,
    );
  }

  /** Waits until these nodes are told to power off. */
  async areTold(run: number, ...names: readonly NodeName[]): Promise<void> {
    for (const name of names) {
      await this.notes(
        run,
        `${name} was told`,
        (line) => line.is === "told" && line.nodes.includes(name),
      );
    }
  }

  /** Waits until a run is held. */
  isHeld(run: number): Promise<void> {
    return this.notes(run, "held", ({ is }) => is === "held");
  }

  /** Waits until the coordinator's run is so far. */
  async run(
    what: string,
    isSo: (run: PowerRun) => boolean,
    deadlineMs = 90_000,
  ): Promise<PowerRun> {
    const { run } = await until(() => this.site.status("primary"), {
      ...{ what, deadlineMs, everyMs: 100 },
      holds: ({ run: now }) => now !== null && isSo(now),
    });
    if (!run) throw new Error("it was there just now");
    return run;
  }

  /** Waits until a run of this number, or a later one, holds: all others are gone. */
  async isHolding(run: number): Promise<void> {
    await this.run(
      "only the coordinator is left",
      (now) => now.run >= run && now.phase === "holding",
    );
  }

  /** Waits until a startup after this run has come to a good end, and everything is as it was before the outage. */
  async isUpAgain(after: number): Promise<PowerRun> {
    const started = await this.run(
      "the startup is over",
      ({ run, kind, phase }) =>
        run > after && kind === "startup" && ["done", "failed", "cancelled"].includes(phase),
    );
    if (started.phase !== "done") throw new Error(`the startup is ${started.phase}`);
    return started;
  }

  /** Waits until a machine was powered off since then; resolves to that moment. */
  async isOff(name: string, sinceMs: number, deadlineMs = 240_000): Promise<number> {
    const end = await until(() => this.machine(name).lastEnd(), {
      ...{ what: `${name} is off`, deadlineMs, everyMs: 100 },
      holds: (seen) => seen !== undefined && seen.atMs >= sinceMs,
    });
    if (end?.by !== "poweroff") throw new Error(`${name} ended by ${end?.by}`);
    return end.atMs;
  }

  /** Which machines are on, of all. */
  async areOn(): Promise<readonly string[]> {
    const each = this.cluster.machines.map(async (machine) =>
      (await machine.status()) === "on" ? [machine.name] : [],
    );
    return (await Promise.all(each)).flat().sort();
  }

  /** Units that stand in for k3s and do not run. */
  async areMissing(): Promise<readonly string[]> {
    const each = Object.entries(units).map(async ([name, unit]) => {
      const state = await this.machine(name).activeState(unit);
      return state === "active" ? [] : [`${unit} on ${name} is ${state}`];
    });
    return (await Promise.all(each)).flat();
  }

  /** How each machine's lives went since then: `off boot` where it was powered off and is up again, once each. */
  livesSince(sinceMs: number): Readonly<Record<string, string>> {
    const each = this.cluster.machines.map((machine): [string, string] => [
      machine.name,
      diary(machine, sinceMs)
        .map(({ word }) => word)
        .filter((word) => word === "off" || word === "boot")
        .join(" "),
    ]);
    return Object.fromEntries(each.filter(([, words]) => words !== ""));
  }

  /** hecate on the coordinator is killed, and there again. */
  async kill(): Promise<void> {
    const primary = this.machine("primary");
    const before = await primary.property("hecate.service", "MainPID");
    await primary.signal("hecate", "KILL");
    await until(() => primary.property("hecate.service", "MainPID"), {
      what: "hecate is started again",
      holds: (pid) => pid !== before && pid !== "0",
    });
  }

  async end(): Promise<void> {
    clearInterval(this.#drain);
    await this.wakes.close();
    await Promise.all(
      this.cluster.machines.map(async (machine) => {
        if ((await machine.status()) === "off") await machine.start();
      }),
    );
    await this.site.end();
    await this.api.stop();
    await this.cluster.close();
  }

  /** By that of the coordinator all of them go, at once; `runtimeS`: how long it lasts. */
  async #onBattery(runtimeS: number, chargePercent: number): Promise<void> {
    const tell = (ups: string, leftS: number) =>
      this.site.setUps(ups, {
        "ups.status": leftS < 20 ? "OB LB DISCHRG" : "OB DISCHRG",
        "battery.runtime": leftS.toFixed(1),
        "battery.charge": chargePercent,
      });
    await Promise.all([
      tell("alpha", runtimeS),
      tell("beta", this.#peerS ?? runtimeS + 10 * plentyS),
    ]);
  }
}
