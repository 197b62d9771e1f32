import type { LabNode } from "./node.ts";

/** Variables of a UPS as its driver is to tell them; null: none of this name. */
export type UpsVariables = Readonly<Record<string, string | number | null>>;

/** Account in upsd.users, and its password. */
export const nutUser = { user: "monitor", password: "a password for tests" } as const;

/** On mains, as a healthy UPS is. */
const healthy: UpsVariables = {
  "battery.charge": 100,
  "battery.runtime": 1800,
  "input.voltage": 230,
  "ups.status": "OL",
};

/**
 * Debian's nut-server on a machine, with a dummy-ups for each UPS. dummy-ups looks at its file once a second; the units
 * are those of Debian, by their names.
 */
export class LabNut {
  readonly node: LabNode;
  readonly #variables = new Map<string, Map<string, string | number | null>>();
  #fileTimeS = Math.floor(Date.now() / 1000);

  private constructor(node: LabNode) {
    this.node = node;
  }

  /** Installs and starts it, now and whenever the machine is switched on; `upses`: what they are at first. */
  static async start(
    node: LabNode,
    upses: Readonly<Record<string, UpsVariables>>,
    options: { /** How long a driver may be silent, s. */ readonly maxAgeS?: number } = {},
  ): Promise<LabNut> {
    const nut = new LabNut(node);
    await nut.#configure(Object.keys(upses), options.maxAgeS ?? 5);
    for (const [ups, variables] of Object.entries(upses)) {
      nut.#variables.set(ups, new Map(Object.entries({ ...healthy, ...variables })));
      await nut.#writeVariables(ups);
    }
    await node.systemctl("daemon-reload");
    // Drivers first: upsd finds them there.
    await node.systemctl("start", ...nut.#drivers);
    await node.systemctl("start", "nut-server");
    return nut;
  }

  /** Names of its UPSes. */
  get upses(): readonly string[] {
    return [...this.#variables.keys()];
  }

  /**
   * Has a UPS tell other values: within a second, and a second later where its driver is just being started. Those not
   * named stay. What is there is no matter of the driver's: it may be dead, or stand still.
   */
  async set(ups: string, values: UpsVariables): Promise<void> {
    const known = this.#variables.get(ups);
    if (!known) throw new Error(`there is no UPS ${ups} on ${this.node.name}`);
    for (const [name, value] of Object.entries(values)) known.set(name, value);
    await this.#writeVariables(ups);
  }

  /** A signal to a driver: KILL, STOP, CONT. Nobody but hecate starts it again. */
  signalDriver(ups: string, signal: string): Promise<void> {
    return this.node.signal(driverOf(ups), signal);
  }

  /** A signal to upsd; after KILL nobody listens on its port until `startUpsd`. */
  signalUpsd(signal: string): Promise<void> {
    return this.node.signal("nut-server", signal);
  }

  async startDriver(ups: string): Promise<void> {
    await this.node.systemctl("start", driverOf(ups));
  }

  async startUpsd(): Promise<void> {
    await this.node.systemctl("start", "nut-server");
  }

  /** `upsmon -c fsd`, of this UPS alone: upsd says FSD until it is started again. */
  async forceShutdown(ups: string): Promise<void> {
    const { user, password } = nutUser;
    const lines = [`USERNAME ${user}`, `PASSWORD ${password.replaceAll(" ", "\\ ")}`];
    const text = [...lines, `LOGIN ${ups}`, `PRIMARY ${ups}`, `FSD ${ups}`, "LOGOUT"].join("\\n");
    const said = await this.node.must(
      ...["sh", "-c", `printf '${text}\\n' | socat -t 2 - TCP:127.0.0.1:3493`],
    );
    if (!said.includes("OK FSD-SET")) throw new Error(`upsd took no FSD of ${ups}: ${said}`);
  }

  /** Takes all of it away. */
  async stop(): Promise<void> {
    const { node } = this;
    const units = ["nut-server", ...this.#drivers];
    await node.exec("systemctl", "kill", "-s", "KILL", ...units);
    await node.exec("systemctl", "stop", ...units);
    await node.remove(
      ...units.map((unit) => wanted(unit)),
      ...[dropIn("nut-driver@"), dropIn("nut-server")],
      ...this.upses.map((ups) => `/etc/nut/${ups}.dev`),
    );
  }

  get #drivers(): readonly string[] {
    return this.upses.map(driverOf);
  }

  async #configure(upses: readonly string[], maxAgeS: number): Promise<void> {
    const { node } = this;
    const { user, password } = nutUser;
    const files: Readonly<Record<string, readonly string[]>> = {
      "nut.conf": ["MODE=netserver"],
      "ups.conf": upses.flatMap((ups) => [
        `[${ups}]`,
        ...["driver = dummy-ups", `port = ${ups}.dev`, "mode = dummy-once", "pollinterval = 1"],
      ]),
      "upsd.conf": ["LISTEN 0.0.0.0 3493", `MAXAGE ${maxAgeS}`],
      "upsd.users": [
        ...[`[${user}]`, `password = "${password}"`, "upsmon primary"],
        ...["actions = SET", "actions = FSD", "instcmds = ALL"],
      ],
    };
    for (const [name, lines] of Object.entries(files)) {
      // Everybody may read it here: what makes a file its own group's costs a process.
      await node.write(`/etc/nut/${name}`, `${lines.join("\n")}\n`);
    }
    // Debian's own looks for the name of the UPS by a shell script of a tenth of a second.
    const driver = ["ExecStartPre=", "ExecStart=", "ExecStart=/usr/sbin/upsdrvctl start %i"];
    const stop = ["ExecStop=", "ExecStop=/usr/sbin/upsdrvctl stop %i"];
    const folder = "ExecStartPre=/usr/bin/install -d -m 770 -o root -g nut /run/nut";
    const isOnce = "Restart=no";
    await node.write(
      dropIn("nut-driver@"),
      `[Service]\n${[...driver, folder, ...stop, isOnce].join("\n")}\n`,
    );
    await node.write(dropIn("nut-server"), `[Service]\nExecStartPre=\n${folder}\n${isOnce}\n`);
    for (const ups of upses) {
      await node.remove(wanted(driverOf(ups)));
      await node.link("/usr/lib/systemd/system/nut-driver@.service", wanted(driverOf(ups)));
    }
    await node.remove(wanted("nut-server"));
    await node.link("/usr/lib/systemd/system/nut-server.service", wanted("nut-server"));
  }

  /** In one step, and with a time that tells: dummy-ups compares whole seconds. */
  async #writeVariables(ups: string): Promise<void> {
    const entries = [...(this.#variables.get(ups) ?? [])];
    // The status last: whoever reads in between never sees it beside older values.
    const isStatus = ([name]: readonly [string, unknown]) => name === "ups.status";
    const ordered = [...entries.filter((entry) => !isStatus(entry)), ...entries.filter(isStatus)];
    const lines = ordered.map(([name, value]) => {
      // A status is read word by word; an empty value takes the variable away.
      if (name === "ups.status") return `${name}: ${value ?? ""}`;
      return `${name}: "${value ?? ""}"`;
    });
    this.#fileTimeS++;
    await this.node.replace(`/etc/nut/${ups}.dev`, `${lines.join("\n")}\n`, this.#fileTimeS);
  }
}

function driverOf(ups: string): string {
  return `nut-driver@${ups}`;
}

function wanted(unit: string): string {
  return `/etc/systemd/system/multi-user.target.wants/${unit}.service`;
}

function dropIn(unit: string): string {
  return `/etc/systemd/system/${unit}.service.d/lab.conf`;
}
