import { messageOf } from "../../src/core/errors.ts";
import { type Cluster, delay, type LabNode, must, run } from "../support/lab.ts";
import type { DoneFault } from "./history.ts";
import type { Fault } from "./plan.ts";

/** Does what was planned to the machines, one fault at a time to each, and undoes all of it. */
export class Faults {
  readonly #cluster: Cluster;
  readonly #tell: (text: string) => void;
  readonly #done: DoneFault[] = [];
  readonly #lanes = new Map<string, Promise<void>>();
  #isOver = false;

  constructor(cluster: Cluster, tell: (text: string) => void) {
    this.#cluster = cluster;
    this.#tell = tell;
  }

  /** Does this fault when the machine's former one is over, unless it is calm by then. */
  begin(fault: Fault): void {
    const lane = this.#lanes.get(fault.machine) ?? Promise.resolve();
    this.#lanes.set(
      fault.machine,
      lane.then(() => (this.#isOver ? undefined : this.#carryOut(fault))),
    );
  }

  /** No fault begins any more; resolves when all are undone. */
  async calm(): Promise<readonly DoneFault[]> {
    this.#isOver = true;
    await Promise.all(this.#lanes.values());
    await Promise.all(this.#cluster.machines.map((machine) => heal(machine)));
    return this.#done;
  }

  async #carryOut(fault: Fault): Promise<void> {
    const machine = this.#cluster.machines.find(({ name }) => name === fault.machine);
    if (!machine) throw new Error(`there is no machine ${fault.machine}`);
    const { kind, forMs } = fault;
    this.#tell(`${fault.machine}: ${kind}${forMs === 0 ? "" : ` for ${forMs} ms`}`);
    const fromAt = Date.now();
    let trouble: string | undefined;
    try {
      await doFault(machine, fault);
    } catch (error) {
      // A process that has just died by another fault cannot be killed: that is no matter.
      trouble = messageOf(error).trim().replaceAll("\n", " ");
      this.#tell(`${fault.machine}: ${kind}: ${trouble}`);
    }
    const toAt = Date.now();
    this.#done.push({ ...fault, fromAt, toAt, ...(trouble === undefined ? {} : { trouble }) });
  }
}

async function doFault(machine: LabNode, { kind, forMs, amount }: Fault): Promise<void> {
  const frozen = async (unit: string) => {
    await machine.signal(unit, "STOP");
    await delay(forMs);
    await machine.signal(unit, "CONT");
  };
  switch (kind) {
    case "agent-kill":
      return machine.signal("hirte-agent", "KILL");
    case "agent-restart":
      await machine.systemctl("restart", "hirte-agent");
      return;
    case "agent-freeze":
      return frozen("hirte-agent");
    case "hirte-kill":
      return machine.signal("hirte", "KILL");
    case "hirte-restart":
      await machine.systemctl("restart", "hirte");
      return;
    case "hirte-freeze":
      return frozen("hirte");
    case "broker-kill":
      await machine.signal("mosquitto", "KILL");
      await machine.systemctl("start", "mosquitto");
      return;
    case "broker-freeze":
      return frozen("mosquitto");
    case "node-freeze":
      await machine.freeze();
      await delay(forMs);
      return machine.thaw();
    case "node-kill":
      await machine.kill();
      await delay(forMs);
      return machine.start();
    case "power-cut":
      await machine.powerCut();
      await delay(forMs);
      return machine.start();
    case "reboot":
      return machine.reboot();
    case "link-cut":
      await machine.cut();
      await delay(forMs);
      return machine.heal();
    case "link-dead":
      await machine.lose(100);
      await delay(forMs);
      return machine.heal();
    case "link-loss":
      await machine.lose(amount);
      await delay(forMs);
      return machine.heal();
    case "link-late":
      try {
        await must(["labnode", "netem", machine.name, `${amount}`, `${Math.round(amount / 4)}`]);
        await delay(forMs);
      } finally {
        await must(["labnode", "netem", machine.name, "off"]);
      }
      return;
    case "dbus-kill":
      return machine.signal("dbus", "KILL");
    case "dbus-freeze":
      return frozen("dbus");
    case "dbus-restart":
      await machine.systemctl("restart", "dbus");
      return;
    case "daemon-reexec":
      await machine.systemctl("daemon-reexec");
      return;
    case "daemon-reload":
      await machine.systemctl("daemon-reload");
      return;
  }
}

/** On, connected, awake, and running what it is to run. */
async function heal(machine: LabNode): Promise<void> {
  const status = await machine.status();
  if (status === "frozen") await machine.thaw();
  if (status === "off") await machine.start();
  else await machine.heal();
  await machine.wait();
  for (const unit of ["hirte", "hirte-agent", "mosquitto", "dbus"]) {
    await machine.exec("systemctl", "kill", "--kill-whom=main", "--signal=CONT", unit);
  }
  const wanted = await run(["labnode", "exec", machine.name, "sh", "-c", startEnabled]);
  if (wanted.status !== 0) throw new Error(`${machine.name}: ${wanted.stderr}`);
}

/** What the cluster wants to run there, it has linked. */
const startEnabled =
  'cd /etc/systemd/system/multi-user.target.wants && for unit in hirte.service hirte-agent.service mosquitto.service; do if [ -e "$unit" ]; then systemctl start "$unit" || exit 1; fi; done';
