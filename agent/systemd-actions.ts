import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { fromTyped } from "../src/dbus/typed-value.ts";
import { check } from "../src/protocol/codec.ts";
import type { FileChange, TypedProperty } from "../src/protocol/generated/schemas.ts";
import { type ActionCall, nameOfCall } from "./call.ts";
import type { ActionAnswer, ActionPort } from "./ports.ts";
import type { Systemctl } from "./systemctl.ts";
import { refusalOf } from "./systemd-dbus.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { asRows, asString } from "./systemd-values.ts";

/** What actions are made of. */
export interface SystemdActionsOptions {
  readonly link: SystemdLink;
  readonly systemctl: Systemctl;
  /** Whose level `set-loglevel` sets. */
  readonly log: Log;
  /** AllowExec=: properties beyond resource controls may be set. */
  readonly allowExec: boolean;
}

/** systemd generates, reads and sorts all units anew: seconds, and more on slow disks. */
const reloadMs = 85_000;
const systemctlMs = 60_000;
/**
 * Properties that limit and weigh a unit's resources (systemd.resource-control(5)) and cannot make it
 * run anything. Others are of the same permission as running a command.
 */
const resourceControls =
  /^(Startup)?(CPU|Memory|IO|BlockIO|Tasks|AllowedCPUs|AllowedMemoryNodes|DefaultMemory|ManagedOOM)[A-Za-z]*$/;

type Step = (mayLeave: () => boolean) => Promise<ActionAnswer>;

/** Actions through systemd's manager (org.freedesktop.systemd1(5)). */
export class SystemdActions implements ActionPort {
  readonly #options: SystemdActionsOptions;

  constructor(options: SystemdActionsOptions) {
    this.#options = options;
  }

  async act(call: ActionCall, { mayLeave }: { readonly mayLeave: () => boolean }) {
    const step = this.#stepOf(call);
    try {
      return await step(() => mayLeave());
    } catch (error) {
      throw refusalOf(error, nameOfCall(call));
    }
  }

  #stepOf({ verb, unit = "", args }: ActionCall): Step {
    // As the command was checked, once more for the types of its arguments.
    const request = { ...args, ...(unit === "" ? {} : { unit }), id: "0".repeat(22) };
    switch (verb) {
      case "enable": {
        const {
          runtime = false,
          force = false,
          reload = true,
        } = check("request-unit-file", request);
        return this.#files("EnableUnitFiles", "asbb", [[unit], runtime, force], reload);
      }
      case "disable": {
        const { runtime = false, reload = true } = check("request-unit-file", request);
        return this.#files("DisableUnitFiles", "asb", [[unit], runtime], reload);
      }
      case "mask": {
        const {
          runtime = false,
          force = false,
          reload = true,
        } = check("request-unit-file", request);
        return this.#files("MaskUnitFiles", "asbb", [[unit], runtime, force], reload);
      }
      case "unmask": {
        const { runtime = false, reload = true } = check("request-unit-file", request);
        return this.#files("UnmaskUnitFiles", "asb", [[unit], runtime], reload);
      }
      case "freeze":
        return this.#plain("FreezeUnit", "s", [unit]);
      case "thaw":
        return this.#plain("ThawUnit", "s", [unit]);
      case "kill": {
        const { whom = "all", signal = 15 } = check("request-kill", request);
        return this.#plain("KillUnit", "ssi", [unit, whom, signal]);
      }
      case "reset-failed":
        return unit === ""
          ? this.#plain("ResetFailed", "", [])
          : this.#plain("ResetFailedUnit", "s", [unit]);
      case "daemon-reload":
        return this.#plain("Reload", "", [], reloadMs);
      case "set-default":
        return this.#files("SetDefaultTarget", "sb", [unit, true], false);
      case "set-property": {
        const { runtime = false, assignments, properties } = check("request-set-property", request);
        return this.#setProperties(unit, runtime, assignments, properties);
      }
      case "set-loglevel": {
        const { level } = check("request-log-level", request);
        return this.#local(() => {
          this.#options.log.level = level;
          this.#options.log.info({ level }, "the log level was changed");
        });
      }
    }
  }

  #plain(member: string, signature: string, body: readonly unknown[], deadlineMs?: number): Step {
    return async (mayLeave) => {
      await this.#call(member, signature, body, {
        mayLeave,
        ...(deadlineMs === undefined ? {} : { deadlineMs }),
      });
      return {};
    };
  }

  /** A call that changes links, and where wanted a reload, for systemd does not look for them by itself. */
  #files(member: string, signature: string, body: readonly unknown[], reload: boolean): Step {
    return async (mayLeave) => {
      const answer = await this.#call(member, signature, body, { mayLeave });
      const [first, second] = answer;
      const files = changesOf(typeof first === "boolean" ? second : first);
      if (reload) await this.#reloadAfter(member);
      return { files, ...(typeof first === "boolean" ? { hasInstall: first } : {}) };
    };
  }

  async #reloadAfter(member: string): Promise<void> {
    try {
      await this.#call("Reload", "", [], { deadlineMs: reloadMs });
    } catch (error) {
      if (!isHirteError(error)) throw error;
      throw new HirteError(
        error.code,
        `${member} was done, and systemd could then not be reloaded: ${error.message}`,
        { cause: error },
      );
    }
  }

  #setProperties(
    unit: string,
    runtime: boolean,
    assignments: readonly string[] = [],
    properties: readonly TypedProperty[] = [],
  ): Step {
    const names = [
      ...assignments.map((text) => text.slice(0, text.indexOf("="))),
      ...properties.map(({ name }) => name),
    ];
    if (names.length === 0 || (assignments.length > 0 && properties.length > 0)) {
      throw new HirteError("bad-request", "either assignments or properties are needed");
    }
    const strange = names.find((name) => !resourceControls.test(name));
    if (strange !== undefined && !this.#options.allowExec) {
      throw new HirteError(
        "denied",
        `${strange} is not a resource control, and this node does not allow more: AllowExec=yes in its agent.conf does`,
      );
    }
    if (properties.length > 0) {
      const values = properties.map(({ name, value }) => [name, fromTyped(value)]);
      return this.#plain("SetUnitProperties", "sba(sv)", [unit, runtime, values]);
    }
    return async (mayLeave) => {
      if (!mayLeave()) throw new HirteError("expired", "set-property came too late");
      const args = ["set-property", ...(runtime ? ["--runtime"] : []), "--", unit, ...assignments];
      await this.#options.systemctl(args, { timeoutMs: systemctlMs });
      return {};
    };
  }

  #local(work: () => void): Step {
    return async (mayLeave) => {
      if (!mayLeave()) throw new HirteError("expired", "it came too late");
      work();
      return {};
    };
  }

  #call(
    member: string,
    signature: string,
    body: readonly unknown[],
    options: { readonly mayLeave?: () => boolean; readonly deadlineMs?: number },
  ): Promise<readonly unknown[]> {
    return this.#options.link.call(member, signature, body, options);
  }
}

/** systemd's `a(sss)`. */
function changesOf(value: unknown): FileChange[] {
  return asRows(value).map(([type, file, source]) => ({
    type: asString(type),
    file: asString(file),
    source: asString(source),
  }));
}
