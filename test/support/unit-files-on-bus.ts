import { dbusError } from "./systemd-model.ts";
import type { SystemdOnBus } from "./systemd-on-bus.ts";

/** Unit files of a systemd on a bus, and what its manager does with them. */
export class UnitFilesOnBus {
  /** Unit file states by unit; none: there is no such file. */
  readonly states = new Map<string, string>();
  default = "multi-user.target";
  /** What `Reload` fails with. */
  reloadFailure: Error | undefined;

  constructor(onBus: SystemdOnBus) {
    const changes = (type: string, unit: string) => [[type, `/etc/${unit}`, `/usr/${unit}`]];
    const change = (member: string, from: string, to: string, type = "symlink") =>
      onBus.methods.set(member, ([units]) => {
        // The signatures of these methods say so.
        const [unit = ""] = units as string[];
        const state = this.#stateOf(unit, "NoSuchUnit", `Unit ${unit} does not exist`);
        if (state === "masked" && from !== "masked") {
          throw dbusError("UnitMasked", `Unit /etc/${unit} is masked`);
        }
        const isOther = state === from;
        if (isOther) this.states.set(unit, to);
        const files = isOther ? changes(type, unit) : [];
        return member === "EnableUnitFiles"
          ? { signature: "ba(sss)", body: [true, files] }
          : { signature: "a(sss)", body: [files] };
      });
    change("EnableUnitFiles", "disabled", "enabled");
    change("DisableUnitFiles", "enabled", "disabled", "unlink");
    change("MaskUnitFiles", "disabled", "masked");
    change("UnmaskUnitFiles", "masked", "disabled", "unlink");
    onBus.methods.set("GetUnitFileState", ([unit]) => ({
      signature: "s",
      body: [this.#stateOf(String(unit), "NoSuchUnit", "No such file or directory")],
    }));
    onBus.methods.set("GetDefaultTarget", () => ({ signature: "s", body: [this.default] }));
    onBus.methods.set("SetDefaultTarget", ([unit]) => {
      this.default = String(unit);
      return { signature: "a(sss)", body: [changes("symlink", "default.target")] };
    });
    onBus.methods.set("ListUnitFilesByPatterns", ([, patterns]) => {
      // As above.
      const wanted = patterns as string[];
      const rows = [...this.states].filter(([u]) => wanted.length === 0 || wanted.includes(u));
      return { signature: "a(ss)", body: [rows.map(([unit, state]) => [`/etc/${unit}`, state])] };
    });
    onBus.methods.set("Reload", () => {
      if (this.reloadFailure) throw this.reloadFailure;
      return {};
    });
    for (const member of ["KillUnit", "FreezeUnit", "ThawUnit", "ResetFailedUnit"]) {
      onBus.methods.set(member, ([unit]) => {
        this.#stateOf(String(unit), "NoSuchUnit", `Unit ${unit} not loaded.`);
        return {};
      });
    }
    onBus.methods.set("ResetFailed", () => ({}));
    onBus.methods.set("SetUnitProperties", () => ({}));
  }

  #stateOf(unit: string, error: string, text: string): string {
    const state = this.states.get(unit);
    if (state === undefined) throw dbusError(error, text);
    return state;
  }
}
