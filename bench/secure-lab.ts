import { brokerPort, type Cluster } from "../test/support/lab.ts";
import { type Access, clientOf } from "./access.ts";
import { benchPassword, benchUser } from "./identities.ts";
import { areOnline } from "./online.ts";

const passwordFile = "/root/bench-password";

/**
 * Has a cluster that was plain speak TLS as an installation of its own does: a CA by `hirte setup`, an admin, and
 * every node joined. @returns how a measuring client comes in
 */
export async function secure({ primary, nodes }: Cluster): Promise<Access> {
  await Promise.all(nodes.map((node) => node.systemctl("stop", "hirte-agent")));
  await primary.systemctl("stop", "hirte");
  await primary.write("/etc/hirte/hirte.conf.d/bench.conf", "[hirte]\nTLS=on\n");
  await primary.must("hirte", "setup");
  await primary.write(passwordFile, `${benchPassword}\n`, 0o600);
  await primary.must("sh", "-c", `hirte setup --admin ${benchUser} < ${passwordFile}`);
  await primary.systemctl("start", "hirte");
  await Promise.all(
    nodes.map(async (node) => {
      const line = await primary.must("hirtectl", "node", "add", node.name);
      // Whatever the primary calls itself, here it is known by its address.
      await node.must("sh", "-c", line.replace(/hirte:\/\/[^/]*:/, `hirte://${primary.ip}:`));
    }),
  );
  // What has signed certificates stays in memory: days later, nobody joins.
  await primary.systemctl("restart", "hirte");
  await Promise.all(nodes.map((node) => node.systemctl("start", "hirte-agent")));
  const access = {
    host: primary.ip,
    port: brokerPort,
    tls: { ca: await primary.read("/var/lib/hirte/pki/ca.pem") },
    user: benchUser,
    password: benchPassword,
  };
  const client = await clientOf(access);
  try {
    await areOnline(
      client,
      nodes.map(({ name }) => name),
    );
  } finally {
    await client.close();
  }
  return access;
}
