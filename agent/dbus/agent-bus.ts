import { type Endpoint, parseAddress } from "../../src/config/address.ts";
import type { Clock } from "../../src/core/clock.ts";
import { isHirteError } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { Bus } from "../../src/dbus/bus.ts";
import { busError, busErrors } from "../../src/dbus/bus-error.ts";
import { agent1Interface, agentInterface } from "../../src/dbus/generated/interfaces.ts";
import { ObjectServer, part, type ServedObject } from "../../src/dbus/object-server.ts";
import { OwnedName } from "../../src/dbus/owned-name.ts";
import type { ContactTime } from "../contact.ts";
import type { ProxyWish } from "../proxy-desk.ts";

/** What the agent's object shows, and has done. */
export interface AgentView {
  readonly isOnline: boolean;
  readonly lastSeen: ContactTime;
  readonly disconnected: ContactTime;
  /** Where the manager is that is, or will be, spoken to: HOST:PORT. */
  readonly managerAddress: string;
  createProxy(wish: ProxyWish): Promise<void>;
  removeProxy(name: string): void;
  /** Speaks to this manager, and no other, until it is restarted. */
  switchManager(endpoint: Endpoint): void;
}

/** Options of the agent's place on the bus. */
export interface AgentBusOptions {
  /** D-Bus address of the bus. */
  readonly address: string;
  readonly agent: AgentView;
  readonly clock: Clock;
  readonly log: Log;
  /** LogTarget= of the configuration. */
  readonly logTarget: string;
}

const busName = "org.eclipse.bluechi.Agent";
const objectPath = "/org/eclipse/bluechi";
const activationFailed = "org.eclipse.bluechi.ActivationFailed";
const releaseMs = 1000;
const nothing = [] as const;

/** The agent on its node's bus: what it shows of itself, and the proxies it is asked for. */
export class AgentBus {
  readonly #bus: Bus;
  readonly #name: OwnedName;
  readonly #object: ServedObject;
  readonly #agent: AgentView;
  /** ControllerAddress, as it was told last. */
  #told: string;

  /** @throws HirteError `bad-config` when the address is none */
  constructor(options: AgentBusOptions) {
    const { address, clock, log } = options;
    this.#bus = new Bus({ address, clock, log });
    this.#object = new ObjectServer(this.#bus, log).add(
      objectPath,
      bluechiPart(options, () => this.#tellAddress()),
      hirtePart(options.agent),
    );
    this.#agent = options.agent;
    this.#told = shown(options.agent);
    this.#name = new OwnedName({ name: busName, bus: this.#bus, clock, log });
  }

  /** Resolves when it is known whether the name is ours; not while there is no bus. */
  get ready(): Promise<void> {
    return this.#name.answered;
  }

  open(): void {
    this.#bus.open();
  }

  /** The manager was found or lost, and may be another one. */
  contactChanged(): void {
    this.#object.changed(agentInterface, "Status");
    this.#tellAddress();
  }

  async close(): Promise<void> {
    await this.#name.release(releaseMs);
    this.#bus.close();
  }

  #tellAddress(): void {
    const address = shown(this.#agent);
    if (address === this.#told) return;
    this.#told = address;
    this.#object.changed(agentInterface, "ControllerAddress");
  }
}

function bluechiPart({ agent, log, logTarget }: AgentBusOptions, onSwitched: () => void) {
  return part(agentInterface, {
    methods: {
      CreateProxy: async (_caller, name, node, unit) => {
        await created(agent, { name, node, unit });
        return nothing;
      },
      RemoveProxy: (_caller, name) => {
        agent.removeProxy(name);
        return nothing;
      },
      SwitchController: (_caller, address) => {
        const endpoint = endpointOf(address);
        if (!endpoint) {
          throw busError(
            busErrors.invalidArgs,
            `"${address}" is no address of a manager: write tcp:host=HOST,port=PORT`,
          );
        }
        if (addressOf(endpoint) === shown(agent)) {
          throw busError(busErrors.failed, `${address} is the present manager's address`);
        }
        agent.switchManager(endpoint);
        onSwitched();
        return nothing;
      },
    },
    properties: {
      Status: () => (agent.isOnline ? "online" : "offline"),
      LogLevel: () => log.level.toUpperCase(),
      LogTarget: () => logTarget,
      DisconnectTimestamp: () => agent.disconnected.wallUs,
      DisconnectTimestampMonotonic: () => agent.disconnected.monotonicUs,
      LastSeenTimestamp: () => agent.lastSeen.wallUs,
      LastSeenTimestampMonotonic: () => agent.lastSeen.monotonicUs,
      ControllerAddress: () => shown(agent),
    },
  });
}

function hirtePart(agent: AgentView) {
  return part(agent1Interface, {
    methods: {
      CreateProxyOf: async (_caller, name, instance) => {
        await created(agent, { name, instance });
        return nothing;
      },
      RemoveProxyOf: (_caller, name) => {
        agent.removeProxy(name);
        return nothing;
      },
    },
    properties: {},
  });
}

async function created(agent: AgentView, wish: ProxyWish): Promise<void> {
  try {
    await agent.createProxy(wish);
  } catch (error) {
    if (!isHirteError(error)) throw error;
    const name = error.code === "bad-argument" ? busErrors.invalidArgs : activationFailed;
    throw busError(name, error.message, { code: error.code, cause: error });
  }
}

/** `tcp:host=HOST,port=PORT`, as sd-bus writes addresses, or HOST:PORT. */
function endpointOf(text: string): Endpoint | undefined {
  const fields = /^tcp:host=([^,=]+),port=(\d{1,5})$/.exec(text);
  const host = fields?.[1] ?? "";
  const plain = fields ? `${host.includes(":") ? `[${host}]` : host}:${fields[2]}` : text;
  const address = parseAddress(plain);
  return address?.port === undefined ? undefined : { host: address.host, port: address.port };
}

function shown({ managerAddress }: AgentView): string {
  const endpoint = endpointOf(managerAddress);
  return endpoint ? addressOf(endpoint) : managerAddress;
}

function addressOf({ host, port }: Endpoint): string {
  return `tcp:host=${host},port=${port}`;
}
