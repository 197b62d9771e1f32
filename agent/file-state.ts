import { isHirteError } from "../src/core/errors.ts";
import { refusalOf } from "./systemd-dbus.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { asString } from "./systemd-values.ts";

/**
 * State of a unit's file, as `systemctl is-enabled` says it; `not-found` where there is none.
 * @throws HirteError `unit-refused`, `dbus-gone`, `deadline`, `dbus-error`
 */
export async function fileStateOf(link: SystemdLink, unit: string): Promise<string> {
  try {
    return asString((await link.call("GetUnitFileState", "s", [unit]))[0]);
  } catch (error) {
    const refusal = refusalOf(error, unit);
    if (isHirteError(refusal, "no-such-unit")) return "not-found";
    throw refusal;
  }
}
