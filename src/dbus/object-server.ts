import { readFileSync } from "node:fs";
import { isHirteError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { Answer, Bus } from "./bus.ts";
import { busError, busErrors } from "./bus-error.ts";
import { type IncomingMessage, Variant } from "./codec.ts";
import {
  type Caller,
  type Implementation,
  type InterfaceMembers,
  type InterfaceSpec,
  signatureOf,
} from "./interface-spec.ts";
import { type DescribedInterface, introspectionOf, standardInterfaces } from "./introspection.ts";

type Handler = (caller: Caller, ...args: readonly unknown[]) => unknown;

/** An interface of an object, as the server keeps it: its types were checked by `part`. */
export interface ObjectPart {
  readonly spec: DescribedInterface;
  readonly methods: Readonly<Record<string, Handler>>;
  readonly properties: Readonly<Record<string, () => unknown>>;
}

/** An interface and what stands behind it, for `ObjectServer.add`. */
export function part<T extends InterfaceMembers>(
  spec: InterfaceSpec<T>,
  implementation: Implementation<NoInfer<T>>,
): ObjectPart {
  // The types of a method are those of its signature, which is compared before it is called.
  return { spec, ...implementation } as unknown as ObjectPart;
}

/** An object that is served. */
export interface ServedObject {
  readonly path: string;
  /** Tells that a property has changed, as the interface says. Nobody is told while the bus is away. */
  changed<T extends InterfaceMembers>(
    spec: InterfaceSpec<T>,
    property: keyof T["properties"] & string,
  ): void;
  /** Sends a signal: to everybody, or to one. Nobody is told while the bus is away. */
  emit<T extends InterfaceMembers, S extends keyof T["signals"] & string>(
    spec: InterfaceSpec<T>,
    signal: S,
    args: T["signals"][S],
    destination?: string,
  ): void;
  /** Takes it away; idempotent. */
  remove(): void;
}

/**
 * The objects a program offers on a bus: dispatches calls, checks signatures, and answers what every
 * object has to (Introspectable, Properties, Peer).
 */
export class ObjectServer {
  readonly #bus: Bus;
  readonly #log: Log;
  readonly #objects = new Map<string, readonly ObjectPart[]>();

  /** Becomes the one who answers calls made to this connection. */
  constructor(bus: Bus, log: Log) {
    this.#bus = bus;
    this.#log = log;
    bus.serve((call) => this.#onCall(call));
  }

  /** Serves an object from now on. A path is served once at a time. */
  add(path: string, ...parts: readonly ObjectPart[]): ServedObject {
    this.#objects.set(path, parts);
    return {
      path,
      changed: (spec, property) => this.#changed(path, parts, spec.name, property),
      emit: (spec, signal, args, destination) => {
        if (!this.#bus.isConnected) return;
        this.#bus.emit({
          path,
          interface: spec.name,
          member: signal,
          signature: signatureOf(spec.signals[signal]),
          body: args,
          ...(destination === undefined ? {} : { destination }),
        });
      },
      remove: () => {
        if (this.#objects.get(path) === parts) this.#objects.delete(path);
      },
    };
  }

  #onCall(call: IncomingMessage): Answer | Promise<Answer> {
    const { path = "", interface: iface, member = "", sender = "" } = call;
    if (iface === standardInterfaces.peer.name) return peer(member);
    const parts = this.#objects.get(path);
    const isIntrospect = member === "Introspect";
    if (isIntrospect && (iface === undefined || iface === standardInterfaces.introspectable.name)) {
      return this.#introspect(path, parts);
    }
    if (!parts) throw busError(busErrors.unknownObject, `Unknown object '${path}'.`);
    if (iface === standardInterfaces.properties.name) return onProperties(parts, call);
    const known = parts.filter(({ spec }) => iface === undefined || spec.name === iface);
    if (known.length === 0) {
      throw busError(busErrors.unknownInterface, `Unknown interface ${iface} or object ${path}.`);
    }
    const found = known.find(({ spec }) => Object.hasOwn(spec.methods, member));
    const method = found?.spec.methods[member];
    const handler = found?.methods[member];
    if (!method || !handler) throw unknownMethod(member, iface);
    checkSignature(call, signatureOf(method.in));
    const afterwards: (() => void)[] = [];
    const caller: Caller = { sender, onAnswered: (action) => void afterwards.push(action) };
    return this.#answer(call, () => handler(caller, ...call.body), {
      signature: signatureOf(method.out),
      afterwards,
    });
  }

  async #answer(
    { path, member }: IncomingMessage,
    handle: () => unknown,
    answer: { readonly signature: string; readonly afterwards: readonly (() => void)[] },
  ): Promise<Answer> {
    const { signature, afterwards } = answer;
    const onSent = () => {
      for (const action of afterwards) action();
    };
    try {
      // Its implementation's type says that it is a list.
      const body = (await handle()) as readonly unknown[];
      return { signature, body, onSent };
    } catch (error) {
      queueMicrotask(onSent);
      if (!isHirteError(error)) {
        this.#log.error({ error, path, member }, "a call on the bus failed");
      }
      throw error;
    }
  }

  #introspect(path: string, parts: readonly ObjectPart[] | undefined): Answer {
    const below = path === "/" ? "/" : `${path}/`;
    const children = new Set<string>();
    for (const other of this.#objects.keys()) {
      if (other.startsWith(below)) children.add(other.slice(below.length).split("/")[0] ?? "");
    }
    if (!parts && children.size === 0) {
      throw busError(busErrors.unknownObject, `Unknown object '${path}'.`);
    }
    const { peer, introspectable, properties } = standardInterfaces;
    const specs = [peer, introspectable, properties, ...(parts ?? []).map(({ spec }) => spec)];
    return { signature: "s", body: [introspectionOf(specs, [...children].sort())] };
  }

  #changed(path: string, parts: readonly ObjectPart[], iface: string, property: string): void {
    const found = parts.find(({ spec }) => spec.name === iface);
    const spec = found?.spec.properties[property];
    if (!found || !spec || !this.#bus.isConnected) return;
    const tell = (value: unknown) => {
      if (!this.#bus.isConnected) return;
      const isValueTold = spec.change === "true";
      this.#bus.emit({
        path,
        interface: standardInterfaces.properties.name,
        member: "PropertiesChanged",
        signature: "sa{sv}as",
        body: [
          iface,
          isValueTold ? { [property]: new Variant(spec.type, value) } : {},
          isValueTold ? [] : [property],
        ],
      });
    };
    const value = found.properties[property]?.();
    if (!(value instanceof Promise)) tell(value);
    else {
      value
        .then(tell)
        .catch((error) => this.#log.error({ error, property }, "a property could not be read"));
    }
  }
}

function peer(member: string): Answer {
  switch (member) {
    case "Ping":
      return {};
    case "GetMachineId":
      return { signature: "s", body: [readFileSync("/etc/machine-id", "utf8").trim()] };
    default:
      throw unknownMethod(member, standardInterfaces.peer.name);
  }
}

function onProperties(
  parts: readonly ObjectPart[],
  call: IncomingMessage,
): Answer | Promise<Answer> {
  const { member = "" } = call;
  const method = Object.hasOwn(standardInterfaces.properties.methods, member)
    ? standardInterfaces.properties.methods[
        // hasOwn has just shown that it is one of them.
        member as keyof typeof standardInterfaces.properties.methods
      ]
    : undefined;
  if (!method) throw unknownMethod(member, standardInterfaces.properties.name);
  checkSignature(call, signatureOf(method.in));
  const [iface, property] = call.body;
  // As sd-bus: no name stands for all interfaces.
  const known = parts.filter(({ spec }) => iface === "" || spec.name === iface);
  if (known.length === 0 && !isStandard(iface)) {
    throw busError(busErrors.unknownInterface, `Unknown interface ${iface}.`);
  }
  if (member === "GetAll") return getAll(known);
  const found = known.find(({ spec }) => Object.hasOwn(spec.properties, String(property)));
  const spec = found?.spec.properties[String(property)];
  if (!found || !spec) {
    throw busError(busErrors.unknownProperty, `Unknown property ${property}.`);
  }
  if (member === "Set") {
    throw busError(busErrors.propertyReadOnly, `Property ${property} is not writable.`);
  }
  return get(found, String(property));
}

async function get(found: ObjectPart, property: string): Promise<Answer> {
  const type = found.spec.properties[property]?.type ?? "";
  const value = new Variant(type, await found.properties[property]?.());
  return { signature: "v", body: [value] };
}

async function getAll(parts: readonly ObjectPart[]): Promise<Answer> {
  const all = parts.flatMap(({ spec, properties }) =>
    Object.entries(spec.properties).map(async ([name, { type }]) => {
      return [name, new Variant(type, await properties[name]?.())] as const;
    }),
  );
  return { signature: "a{sv}", body: [Object.fromEntries(await Promise.all(all))] };
}

function checkSignature(call: IncomingMessage, expected: string): void {
  if (call.signature === expected) return;
  throw busError(
    busErrors.invalidArgs,
    `Invalid arguments '${call.signature}' to call ${call.member}(), expecting '${expected}'.`,
  );
}

function isStandard(iface: unknown): boolean {
  return Object.values(standardInterfaces).some(({ name }) => name === iface);
}

function unknownMethod(member: string, iface: string | undefined): Error {
  const where = iface === undefined ? "" : ` in interface ${iface}`;
  return busError(busErrors.unknownMethod, `Unknown method ${member}${where}.`);
}
