import type { HirteClient } from "../../src/client/hirte-client.ts";
import { fromTyped } from "../../src/dbus/typed-value.ts";

const unitInterface = "org.freedesktop.systemd1.Unit";

/**
 * How long the last activation of a unit took, in microseconds of its node's clock: from its leaving
 * `inactive` to its being `active`. 0 where it is not active.
 */
export async function activationUs(
  client: HirteClient,
  node: string,
  unit: string,
): Promise<number> {
  const read = async (property: string) => {
    const args = { unit, interface: unitInterface, property };
    const [row] = await client.query(node, "properties", args);
    return row ? Number(fromTyped(row.value).value) : 0;
  };
  const [left, entered] = await Promise.all([
    read("InactiveExitTimestampMonotonic"),
    read("ActiveEnterTimestampMonotonic"),
  ]);
  return Math.max(0, entered - left);
}
