import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isHirteError } from "../../../src/core/errors.ts";
import { core } from "../../../src/kube/objects.ts";
import { textAt } from "../../../src/kube/values.ts";
import { strangersOf } from "../../support/fake-kube-server.ts";
import type { ContractRig } from "../../support/kube/contract-rig.ts";

/** Who is let in. */
export function access(rig: ContractRig): void {
  const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
  after(() => rmSync(directory, { recursive: true, force: true }));

  it("[REQ-KUB-30] tells whose certificate it does not know, 401, and who shows nothing, and asks nobody whose CA is another", async () => {
    const strangers = await strangersOf(directory);
    const { cert, key, ca } = strangers;
    const request = { method: "GET", path: "/api/v1/nodes" } as const;
    const unknown = await rig.other((own) => ({
      ...own,
      tls: { ...own.tls, cert, key },
      headers: {},
    }));
    const { status, text } = await unknown.raw(request, rig.call);
    assert.equal(status, 401);
    const body: unknown = JSON.parse(text);
    assert.deepEqual([textAt(body, "kind"), textAt(body, "reason")], ["Status", "Unauthorized"]);
    const { cert: _cert, key: _key, ...nobody } = (await rig.access()).tls;
    const anonymous = await rig.other((own) => ({ ...own, tls: nobody, headers: {} }));
    // A server may let anybody ask, who then may see nothing.
    assert.ok([401, 403].includes((await anonymous.raw(request, rig.call)).status));
    const deceived = await rig.other((own) => ({ ...own, tls: { ...own.tls, ca } }));
    await assert.rejects(
      deceived.list(core.nodes, {}, rig.call),
      (error) => isHirteError(error, "not-reachable") && /certificate/i.test(error.message),
    );
  });
}
