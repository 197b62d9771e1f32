import type { AccessSource } from "../../src/kube/https-transport.ts";
import type { FakeKubeServer } from "./fake-kube-server.ts";

/** The way to a fake server without a kubeconfig, whose library takes seconds to load from its source. */
export function directAccess({ credentials }: FakeKubeServer): AccessSource {
  const { server, ca, cert, key } = credentials;
  const access = { server: new URL(server), tls: { ca, cert, key }, headers: {} };
  return { access: async () => access };
}

/** What reads kubeconfigs, loaded before anybody waits for it: from its source it takes seconds. */
export async function loadKubeconfigs(): Promise<void> {
  await import("../../src/kube/kubeconfig-library.ts");
}
