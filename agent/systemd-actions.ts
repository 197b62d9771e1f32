import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { fromTyped } from "../src/dbus/typed-value.ts";
import { check } from "../src/protocol/codec.ts";
import type {
  FileChange,
  PowerRequest,
  SetPropertyRequest,
} from "../src/protocol/generated/schemas.ts";
import { isResourceControl } from "../src/units/resource-controls.ts";
import { type ActionCall, nameOfCall } from "./call.ts";
import { fileStateOf } from "./file-state.ts";
import type { ActionAnswer, ActionPort, PowerPort } from "./ports.ts";
import type { Systemctl } from "./systemctl.ts";
import { refusalOf } from "./systemd-dbus.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { systemd, unitPath } from "./systemd-names.ts";
import { asRows, asString } from "./systemd-values.ts";

/** What actions are made of. */
export interface SystemdActionsOptions {
  readonly link: SystemdLink;
  readonly systemctl: Systemctl;
  /** Whose level `set-loglevel` sets. */
  readonly log: Log;
  /** AllowExec=: properties beyond resource controls may be set. */
  readonly allowExec: boolean;
  readonly power: Pick<PowerPort, "powerOff">;
  /** Has the power guard forget an outage, or the present one. @throws HirteError `denied`: it is too late */
  readonly disarm: (outage: string | undefined) => void;
}

/** systemd generates, reads and sorts all units anew: seconds, and more on slow disks. */
const reloadMs = 85_000;
const systemctlMs = 60_000;

type Step = (mayLeave: () => boolean) => Promise<ActionAnswer>;

/** Actions through systemd's manager (org.freedesktop.systemd1(5)). */
export class SystemdActions implements ActionPort {
  readonly #options: SystemdActionsOptions;
  /** Ends when the last systemctl has: two at a time could come to systemd in another order. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SystemdActionsOptions) {
    this.#options = options;
  }

  async act(call: ActionCall, { mayLeave }: { readonly mayLeave: () => boolean }) {
    const step = this.#stepOf(call);
    try {
      return await step(mayLeave);
    } catch (error) {
      throw refusalOf(error, nameOfCall(call));
    }
  }

  async found({ verb, unit = "" }: ActionCall): Promise<string | undefined> {
    const { link } = this.#options;
    switch (verb) {
      case "enable":
      case "disable":
      case "mask":
      case "unmask":
        return `its unit file is ${await fileStateOf(link, unit)} now`;
      case "set-default":
        return `the default target is ${asString((await link.call("GetDefaultTarget"))[0])} now`;
      case "freeze":
      case "thaw": {
        const state = asString(await link.read(unitPath(unit), systemd.unit, "FreezerState"));
        return `its freezer state is ${state} now`;
      }
      case "kill":
      case "reset-failed":
      case "daemon-reload":
      case "set-property":
      case "set-loglevel":
      case "poweroff":
      case "reboot":
      case "power":
        return undefined;
    }
  }

  #stepOf({ verb, unit = "", args }: ActionCall): Step {
    // As the command was checked, once more for the types of its arguments.
    const request = { ...args, ...(unit === "" ? {} : { unit }), id: "0".repeat(22) };
    switch (verb) {
      case "enable":
      case "mask": {
        const { runtime = false, force = false, reload } = check("request-unit-file", request);
        const member = verb === "enable" ? "EnableUnitFiles" : "MaskUnitFiles";
        return this.#files(member, "asbb", [[unit], runtime, force], reload);
      }
      case "disable":
      case "unmask": {
        const { runtime = false, reload } = check("request-unit-file", request);
        const member = verb === "disable" ? "DisableUnitFiles" : "UnmaskUnitFiles";
        return this.#files(member, "asb", [[unit], runtime], reload);
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
      case "poweroff":
      case "reboot":
        // As systemctl does: nothing that is started from now on takes it back. Answered when it is
        // queued, for the agent is among the first that are stopped.
        return this.#plain("StartUnit", "ss", [`${verb}.target`, "replace-irreversibly"]);
      case "power":
        return this.#power(check("request-power", request));
      case "set-default":
        return this.#files("SetDefaultTarget", "sb", [unit, true], false);
      case "set-property":
        return this.#setProperties(unit, check("request-set-property", request));
      case "set-loglevel": {
        const { level } = check("request-log-level", request);
        const { log } = this.#options;
        return async (mayLeave) => {
          if (!mayLeave()) throw tooLate();
          log.level = level;
          log.info({ level }, "the log level was changed");
          return {};
        };
      }
    }
  }

  #power({ do: what, run, forceAfterMs, outage }: PowerRequest): Step {
    const { power, disarm } = this.#options;
    return async (mayLeave) => {
      if (what !== "disarm") {
        await power.powerOff(what, { mark: `run-${run}`, forceAfterMs, mayLeave });
      } else if (mayLeave()) disarm(outage);
      else throw tooLate();
      return {};
    };
  }

  #plain(member: string, signature: string, body: readonly unknown[], deadlineMs?: number): Step {
    const rest = deadlineMs === undefined ? {} : { deadlineMs };
    return async (mayLeave) => {
      await this.#options.link.callIf(mayLeave, { member, signature, body, ...rest });
      return {};
    };
  }

  /** A call that changes links, and where wanted a reload, for systemd does not look for them by itself. */
  #files(member: string, signature: string, body: readonly unknown[], reload = true): Step {
    const { link } = this.#options;
    return async (mayLeave) => {
      const [first, second] = await link.callIf(mayLeave, { member, signature, body });
      // EnableUnitFiles alone answers `ba(sss)`: whether there is an [Install] section, then the changes.
      const [hasInstall, changes] =
        typeof first === "boolean" ? [first, second] : [undefined, first];
      const answer: ActionAnswer = {
        files: changesOf(changes),
        ...(hasInstall === undefined ? {} : { hasInstall }),
      };
      if (!reload) return answer;
      try {
        await link.call("Reload", "", [], { deadlineMs: reloadMs });
        return answer;
      } catch (error) {
        if (!isHirteError(error)) throw error;
        return { ...answer, reloadError: error };
      }
    };
  }

  #setProperties(unit: string, request: SetPropertyRequest): Step {
    const { runtime = false, assignments = [], properties = [] } = request;
    if ((assignments.length === 0) === (properties.length === 0)) {
      throw new HirteError("bad-request", "either assignments or properties are needed");
    }
    const names = [
      ...assignments.map((text) => text.slice(0, text.indexOf("="))),
      ...properties.map(({ name }) => name),
    ];
    const strange = names.find((name) => !isResourceControl(name));
    if (strange !== undefined && !this.#options.allowExec) {
      throw new HirteError(
        "denied",
        `${strange} is not a resource control, and this node does not allow more: AllowExec=yes in its agent.conf does`,
      );
    }
    // systemd writes a path or a word into the unit's files as it came: a second line would be another setting.
    const brings = [...assignments, ...properties.filter(({ name }) => isResourceControl(name))];
    if (brings.some(hasLineEnd)) {
      throw new HirteError("bad-request", "a setting is one line: it holds no end of a line");
    }
    if (properties.length > 0) {
      const values = properties.map(({ name, value }) => [name, fromTyped(value)]);
      return this.#plain("SetUnitProperties", "sba(sv)", [unit, runtime, values]);
    }
    const args = ["set-property", ...(runtime ? ["--runtime"] : []), "--", unit, ...assignments];
    return async (mayLeave) => {
      const mine = this.#turn.then(() => this.#runIf(mayLeave, unit, args));
      // Whoever waits for its turn does so whatever became of the one before.
      this.#turn = mine.catch(() => undefined);
      return mine;
    };
  }

  /** Runs systemctl, which says in words alone that there is no such unit: so that is looked at before. */
  async #runIf(mayLeave: () => boolean, unit: string, args: readonly string[]) {
    const { link, systemctl } = this.#options;
    let load: string;
    try {
      load = asString(await link.read(unitPath(unit), systemd.unit, "LoadState"));
    } catch (cause) {
      throw new HirteError("not-sent", `the unit could not be read: ${messageOf(cause)}`, {
        cause,
      });
    }
    if (load === "not-found") throw new HirteError("no-such-unit", `Unit ${unit} not found.`);
    if (!mayLeave()) throw tooLate();
    await systemctl(args, { timeoutMs: systemctlMs });
    return {};
  }
}

function tooLate(): HirteError {
  return new HirteError("not-sent", "its time was over before it could begin");
}

/** Whether a text, or one within a value, holds what ends a line in systemd's files (read_line of systemd). */
function hasLineEnd(value: unknown): boolean {
  if (typeof value === "string") return /[\n\r\0]/.test(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasLineEnd);
}

/** systemd's `a(sss)`. */
function changesOf(value: unknown): FileChange[] {
  return asRows(value).map(([type, file, source]) => ({
    type: asString(type),
    file: asString(file),
    source: asString(source),
  }));
}
