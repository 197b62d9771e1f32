import type { HecateConfig, UpsEntry } from "../../config/hecate-types.ts";
import { messageOf } from "../../core/errors.ts";
import { UpsdClient } from "../../nut/upsd-client.ts";
import { tlsOf } from "../ups-watch.ts";
import type { UpsFact } from "./model.ts";

/** Asks each UPS of this host, and logs in where there is an account, on a connection of its own. */
export function askUpses({ upses, self }: HecateConfig): Promise<readonly UpsFact[]> {
  return Promise.all(upses.filter(({ host }) => host === self).map(askUps));
}

async function askUps(ups: UpsEntry): Promise<UpsFact> {
  const { name, target, monitor } = ups;
  let client: UpsdClient | undefined;
  try {
    const tls = tlsOf(ups);
    const { host, port } = target;
    client = await UpsdClient.connect({ host, port, ...(tls ? { tls } : {}) });
    const variables = await client.listVariables(target.ups);
    return {
      ups: name,
      kind: "read",
      variables,
      login: await loginOf(client, target.ups, monitor),
    };
  } catch (error) {
    return { ups: name, kind: "blind", problem: messageOf(error) };
  } finally {
    await client?.close();
  }
}

/** upsd says OK to any password: it is LOGIN that shows whether it is the right one. */
async function loginOf(
  client: UpsdClient,
  ups: string,
  monitor: UpsEntry["monitor"],
): Promise<(UpsFact & { readonly kind: "read" })["login"]> {
  if (!monitor?.secret) return "none";
  const { user, secret } = monitor;
  if ("problem" in secret) return { noPassword: secret.problem };
  const { password } = secret;
  try {
    await client.authenticate({ user, password });
    await client.login(ups);
    return "accepted";
  } catch (error) {
    return { refused: messageOf(error) };
  }
}
