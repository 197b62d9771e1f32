import assert from "node:assert/strict";
import { core, pathOf } from "../../../src/kube/objects.ts";
import { listAt, textAt } from "../../../src/kube/values.ts";
import { type ContractRig, group, namespace } from "../../support/kube/contract-rig.ts";

/** How pods are got rid of. */
export function evictions(rig: ContractRig): void {
  const { call } = rig;
  const pod = (name: string) => rig.api.get(rig.pods(name), call);

  it("[REQ-KUB-2] refuses an eviction that a budget does not allow: 429, DisruptionBudget", async () => {
    await rig.aPod("held", "ready");
    await rig.aBudget("held", "held");
    const { status, body } = await rig.evict("held");
    assert.equal(status, 429);
    assert.equal(textAt(body, "reason"), "TooManyRequests");
    const [cause] = listAt(body, "details", "causes");
    assert.equal(textAt(cause, "reason"), "DisruptionBudget");
    assert.match(textAt(cause, "message") ?? "", /budget held needs 100 healthy pods and has 1 /);
    const held = await pod("held");
    assert.equal(held && (await rig.api.evict(held, call)), "refused");
  });

  it("[REQ-KUB-2] answers 500 to an eviction that two budgets match, and 404 to one of a pod that is not there", async () => {
    await rig.aPod("twice", "ready");
    await rig.aBudget("twice-a", "twice");
    await rig.aBudget("twice-b", "twice");
    const { status, body } = await rig.evict("twice");
    assert.equal(status, 500);
    assert.match(textAt(body, "message") ?? "", /more than one PodDisruptionBudget/);
    const twice = await pod("twice");
    assert.equal(twice && (await rig.api.evict(twice, call)), "hopeless");
    assert.equal((await rig.evict("nobody")).status, 404);
  });

  it("[REQ-KUB-2] takes an eviction of a pod that is pending, whatever budgets say, and of a dry run none", async () => {
    await rig.aPod("idle", "pending");
    await rig.aBudget("idle", "idle");
    assert.equal((await rig.evict("idle", { dryRun: "All" })).status, 201);
    const idle = await pod("idle");
    assert.equal(idle?.isTerminating, false);
    assert.equal(await rig.api.evict(idle, call), "accepted");
    assert.notEqual((await pod("idle"))?.isTerminating, false);
  });

  it("[REQ-KUB-31] refuses to evict what runs without being ready, unless the budget has enough of others", async () => {
    await rig.aPod("sick", "unready");
    await rig.aBudget("sick", "sick", 1);
    const sick = await pod("sick");
    assert.equal(sick && (await rig.api.evict(sick, call)), "refused");
    await rig.aPod("sick-too", "unready");
    const path = pathOf(core.pods, rig.pods("sick-too"));
    await rig.aPod("well", "ready");
    // Both are of one budget, which the one that is ready fulfils.
    await rig.merge(path, { metadata: { labels: { app: "well" } } });
    await rig.aBudget("well", "well", 1);
    await rig.until(async () => (await rig.evict("sick-too", { dryRun: "All" })).status === 201);
    assert.equal((await rig.evict("well", { dryRun: "All" })).status, 429);
  });

  it("[REQ-KUB-2] refuses an eviction of a version that it does not know: 400", async () => {
    await rig.aPod("strange", "pending");
    const body = {
      apiVersion: "policy/v9",
      kind: "Eviction",
      metadata: { name: "strange", namespace },
    };
    const path = `${pathOf(core.pods, rig.pods("strange"))}/eviction`;
    assert.equal((await rig.send({ method: "POST", path, body })).status, 400);
  });

  it("[REQ-KUB-2] deletes a pod whatever its budget says, and one that is another by now not", async () => {
    await rig.aPod("deleted", "ready");
    await rig.aBudget("deleted", "deleted");
    const deleted = await pod("deleted");
    assert.ok(deleted);
    const another = { ...deleted, uid: "00000000-0000-0000-0000-000000000000" };
    assert.equal(await rig.api.evict(another, call), "refused");
    assert.equal(await rig.api.deletePod(another, 30, call), false);
    assert.equal((await pod("deleted"))?.isTerminating, false);
    assert.equal(await rig.api.deletePod(deleted, 30, call), true);
    // No node has it: nobody is waited for.
    assert.equal(await pod("deleted"), undefined);
    assert.equal(await rig.api.deletePod(deleted, 0, call), false);
    assert.equal(await rig.api.evict(deleted, call), "gone");
  });

  it("[REQ-KUB-31] keeps a pod that something has to be done for first, deleted or evicted, until it is", async () => {
    await rig.aPod("kept", "ready", [`${group}/kept`]);
    await rig.aBudget("kept", "kept");
    const kept = await pod("kept");
    assert.equal(kept && (await rig.api.deletePod(kept, 0, call)), true);
    const going = await pod("kept");
    assert.equal(going?.isTerminating, true);
    // It is on its way: no budget is asked any more.
    assert.equal(await rig.api.evict(going, call), "accepted");
    await rig.merge(pathOf(core.pods, rig.pods("kept")), { metadata: { finalizers: null } });
    assert.equal(await pod("kept"), undefined);
  });
}
