import { isTemplateName } from "../src/units/unit-name.ts";
import type { NamesPort, UnitNames } from "./ports.ts";
import { refusalOf } from "./systemd-dbus.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { systemd, unitPath } from "./systemd-names.ts";
import { asString } from "./systemd-values.ts";

/** An instance nobody has: systemd knows no template, but follows the links of one for each instance. */
const anybody = "hirte-asks-for-the-names";

/** Names of units as systemd knows them, links followed. A unit that is not loaded is loaded for it. */
export class SystemdUnitNames implements NamesPort {
  readonly #link: SystemdLink;

  constructor({ link }: { readonly link: SystemdLink }) {
    this.#link = link;
  }

  async namesOf(unit: string): Promise<UnitNames> {
    const isTemplate = isTemplateName(unit);
    const path = unitPath(isTemplate ? unit.replace("@", `@${anybody}`) : unit);
    try {
      const [id, names] = await Promise.all([
        this.#link.read(path, systemd.unit, "Id"),
        this.#link.read(path, systemd.unit, "Names"),
      ]);
      const named = (text: string) => (isTemplate ? text.replace(`@${anybody}.`, "@.") : text);
      return {
        id: named(asString(id)),
        // `as` on the bus.
        names: (names as readonly unknown[]).map((name) => named(asString(name))),
      };
    } catch (error) {
      throw refusalOf(error, unit);
    }
  }
}
