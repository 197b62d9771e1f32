import {
  propertiesInterface,
  systemd,
  typeInterface,
  unitOfPath,
  unitPath,
} from "../../agent/systemd-names.ts";
import type { SystemdSignal, UnitFacts } from "../../agent/systemd-signals.ts";
import { HirteError } from "../../src/core/errors.ts";
import { silentLog } from "../../src/core/log.ts";
import { type Answer, Bus, driver } from "../../src/dbus/bus.ts";
import { type IncomingMessage, Variant } from "../../src/dbus/codec.ts";
import type { JobMode } from "../../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../../src/protocol/verbs.ts";
import { isGlob, matchesGlob } from "../../src/units/glob.ts";
import { dbusError, type LoadedUnit, type SystemdModel } from "./systemd-model.ts";

/** A modelled systemd as org.freedesktop.systemd1 on a bus. */
export class SystemdOnBus {
  /** Methods that were called, in order; `Get` with the unit and the property. */
  readonly calls: string[] = [];
  /** Methods that this class does not know, or that a test answers otherwise. */
  readonly methods = new Map<string, (body: readonly unknown[]) => Answer>();
  /** Real names of units by those of links to them; a template's stand for its instances'. */
  readonly links = new Map<string, string>();
  /** Called before each method is carried out. */
  beforeCall: (member: string) => void = () => undefined;
  readonly #model: SystemdModel;
  readonly #address: string;
  readonly #held: (() => void)[] = [];
  #bus: Bus | undefined;
  #detach: (() => void) | undefined;
  #isHolding = false;

  constructor(model: SystemdModel, address: string) {
    this.#model = model;
    this.#address = address;
  }

  /** Takes the name. */
  async appear(): Promise<void> {
    const bus = new Bus({ address: this.#address, log: silentLog(), maxPendingCalls: 10_000 });
    this.#bus = bus;
    bus.serve((call) => this.#serve(call));
    const isUp = new Promise<void>((resolve) => bus.onConnection(() => resolve()));
    bus.open();
    await isUp;
    await bus.call({ ...driver, member: "RequestName", signature: "su", body: [systemd.name, 4] });
    this.#detach = this.#model.onSignal((signal) => this.#emit(signal));
  }

  /** Leaves the bus, calls unanswered, as PID 1 does when it is re-executed. */
  disappear(): void {
    this.#detach?.();
    this.#bus?.close();
    this.#bus = undefined;
  }

  /** Calls are carried out, but not answered until what this returns is called. */
  holdAnswers(): () => void {
    this.#isHolding = true;
    return () => {
      this.#isHolding = false;
      for (const answer of this.#held.splice(0)) answer();
    };
  }

  /** A signal nobody else would send. */
  emitRaw(signal: Parameters<Bus["emit"]>[0]): void {
    this.#bus?.emit(signal);
  }

  #serve(call: IncomingMessage): Answer | Promise<Answer> {
    this.beforeCall(call.member ?? "");
    const answer =
      call.interface === propertiesInterface ? this.#property(call) : this.#manage(call);
    this.#model.collect();
    if (!this.#isHolding) return answer;
    return new Promise((resolve) => this.#held.push(() => resolve(answer)));
  }

  #manage({ member = "", body }: IncomingMessage): Answer {
    this.calls.push(member);
    const model = this.#model;
    const method = this.methods.get(member);
    if (method) return method(body);
    const verb = verbs[member];
    if (verb) {
      // The signatures of these methods say so.
      const [unit, mode] = body as [string, JobMode];
      return { signature: "o", body: [jobPath(model.enqueue(verb, unit, mode))] };
    }
    switch (member) {
      case "Subscribe":
        return {};
      case "ListUnits":
        return { signature: "a(ssssssouso)", body: [[...model.loaded.values()].map(rowOf)] };
      case "ListUnitsByPatterns": {
        const patterns = body[1] as string[];
        const rows = [...model.loaded.values()].filter(
          ({ name }) => patterns.length === 0 || patterns.some((p) => matches(p, name)),
        );
        return { signature: "a(ssssssouso)", body: [rows.map(rowOf)] };
      }
      case "ListJobs": {
        const rows = [...model.jobs.values()].map(({ jobId, unit, verb: type }) => [
          jobId,
          unit,
          type,
          "running",
          jobPath(jobId),
          unitPath(unit),
        ]);
        return { signature: "a(usssoo)", body: [rows] };
      }
      case "CancelJob":
        if (model.cancel(Number(body[0]))) return {};
        throw dbusError("NoSuchJob", `Job ${body[0]} does not exist.`);
      case "GetUnitFileState": {
        const state = model.fileState(String(body[0]));
        if (state !== undefined) return { signature: "s", body: [state] };
        throw new HirteError("dbus-error", "No such file or directory", {
          details: { dbusName: "org.freedesktop.DBus.Error.FileNotFound" },
        });
      }
      default:
        throw new HirteError("dbus-error", `no method ${member}`, {
          details: { dbusName: "org.freedesktop.DBus.Error.UnknownMethod" },
        });
    }
  }

  #property({ member, path = "", body }: IncomingMessage): Answer {
    const name = unitOfPath(path) ?? "";
    const [iface, property = ""] = body as [string, string?];
    this.calls.push(`${member} ${name} ${property}`.trim());
    const unit = this.#model.load(this.#realName(name));
    const all =
      iface === systemd.unit ? this.#unitProperties(unit) : typeProperties(unit, unit.facts);
    if (member === "GetAll") return { signature: "a{sv}", body: [all] };
    const value = all[property];
    if (value) return { signature: "v", body: [value] };
    throw new HirteError("dbus-error", `no property ${property}`, {
      details: { dbusName: "org.freedesktop.DBus.Error.UnknownProperty" },
    });
  }

  #realName(name: string): string {
    const [, prefix, instance, type] = /^([^@]+@)(.+)(\.[a-z]+)$/.exec(name) ?? [];
    const real = this.links.get(name) ?? this.links.get(`${prefix}${type}`);
    return real === undefined ? name : real.replace("@.", `@${instance}.`);
  }

  #otherNames(name: string): string[] {
    return [...this.links].flatMap(([link, real]) => {
      if (real === name) return [link];
      const [before, after] = real.split("@.");
      if (after === undefined || !name.startsWith(`${before}@`)) return [];
      return [link.replace("@.", name.slice(name.indexOf("@"), -after.length))];
    });
  }

  #unitProperties(unit: LoadedUnit): Record<string, Variant> {
    const { name, script, facts } = unit;
    return {
      Id: new Variant("s", name),
      Names: new Variant("as", [name, ...this.#otherNames(name)]),
      Description: new Variant("s", script.description ?? name),
      LoadState: new Variant("s", script.load ?? "loaded"),
      UnitFileState: new Variant("s", this.#model.fileState(name) ?? ""),
      FragmentPath: new Variant("s", ""),
      ActiveEnterTimestampMonotonic: new Variant("t", 0n),
      ...changing(facts),
    };
  }

  #emit(signal: SystemdSignal): void {
    const bus = this.#bus;
    if (!bus?.isConnected) return;
    const manager = { path: systemd.path, interface: systemd.manager };
    switch (signal.kind) {
      case "job-new":
        bus.emit({
          ...manager,
          member: "JobNew",
          signature: "uos",
          body: [signal.jobId, jobPath(signal.jobId), signal.unit],
        });
        return;
      case "job-changed":
        bus.emit({
          path: jobPath(signal.jobId),
          interface: propertiesInterface,
          member: "PropertiesChanged",
          signature: "sa{sv}as",
          body: [systemd.job, { State: new Variant("s", "running") }, []],
        });
        return;
      case "job-removed":
        bus.emit({
          ...manager,
          member: "JobRemoved",
          signature: "uoss",
          body: [signal.jobId, jobPath(signal.jobId), signal.unit, signal.result],
        });
        return;
      case "unit-new":
      case "unit-removed":
        bus.emit({
          ...manager,
          member: signal.kind === "unit-new" ? "UnitNew" : "UnitRemoved",
          signature: "so",
          body: [signal.unit, unitPath(signal.unit)],
        });
        return;
      case "unit-changed":
        bus.emit({
          path: unitPath(signal.unit),
          interface: propertiesInterface,
          member: "PropertiesChanged",
          signature: "sa{sv}as",
          body: [
            signal.from === "unit" ? systemd.unit : typeInterface(signal.unit),
            changing(signal.facts),
            signal.from === "unit" ? ["Conditions", "Asserts"] : ["ExecStart"],
          ],
        });
        return;
      case "unit-files-changed":
        bus.emit({ ...manager, member: "UnitFilesChanged" });
        return;
      case "reloading":
        bus.emit({
          ...manager,
          member: "Reloading",
          signature: "b",
          body: [signal.isReloading],
        });
        return;
    }
  }
}

const verbs: Readonly<Record<string, JobVerb>> = {
  StartUnit: "start",
  StopUnit: "stop",
  RestartUnit: "restart",
  ReloadUnit: "reload",
};

function jobPath(jobId: number): string {
  return `${systemd.path}/job/${jobId}`;
}

function rowOf({ name, script, facts }: LoadedUnit): unknown[] {
  const { description = name, load = "loaded" } = script;
  return [name, description, load, facts.active, facts.sub, "", unitPath(name), 0, "", "/"];
}

function typeProperties({ name, script }: LoadedUnit, facts: UnitFacts): Record<string, Variant> {
  const typed = changing({
    result: facts.result ?? "",
    mainCode: facts.mainCode ?? 0,
    mainStatus: facts.mainStatus ?? 0,
    mainPid: facts.mainPid ?? 0,
  });
  const limit = new Variant("t", 0xffffffffffffffffn);
  return name.endsWith(".service")
    ? {
        ...typed,
        Type: new Variant("s", script.serviceType ?? "simple"),
        MemoryCurrent: limit,
        TasksCurrent: limit,
      }
    : typed;
}

function changing(facts: UnitFacts): Record<string, Variant> {
  const all: readonly (readonly [string, string, unknown])[] = [
    ["ActiveState", "s", facts.active],
    ["SubState", "s", facts.sub],
    ["InvocationID", "ay", facts.invocation === undefined ? undefined : hex(facts.invocation)],
    ["FreezerState", "s", facts.freezer],
    ["ConditionResult", "b", facts.condition],
    ["ConditionTimestamp", "t", facts.conditionAtUs && BigInt(facts.conditionAtUs)],
    ["ActiveEnterTimestampMonotonic", "t", facts.activeSinceUs && BigInt(facts.activeSinceUs)],
    ["ActiveExitTimestampMonotonic", "t", facts.activeUntilUs && BigInt(facts.activeUntilUs)],
    ["Result", "s", facts.result],
    ["ExecMainCode", "i", facts.mainCode],
    ["ExecMainStatus", "i", facts.mainStatus],
    ["MainPID", "u", facts.mainPid],
  ];
  return Object.fromEntries(
    all
      .filter(([, , value]) => value !== undefined)
      .map(([name, signature, value]) => [
        name,
        new Variant(signature, value === 0 && signature === "t" ? 0n : value),
      ]),
  );
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, "hex");
}

/** fnmatch(3) with FNM_NOESCAPE, as systemd 257 calls it. */
function matches(pattern: string, name: string): boolean {
  return isGlob(pattern) ? matchesGlob(pattern, name) : pattern === name;
}
