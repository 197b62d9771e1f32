import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import { planConfigOf } from "../../../src/hecate/plan-config.ts";
import { planShutdown } from "../../../src/power/plan.ts";
import type { Plan } from "../../../src/power/plan-model.ts";
import { siteYaml } from "../../support/hecate.ts";
import { hecateExample } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the plan of a configuration", () => {
  const dir = useTempDir();

  it("[REQ-HEC-10] has all that hecate.yaml says of a shutdown, with its times", () => {
    const config = readHecateConfig({
      ...{ env: {}, secrets: "unread", file: hecateExample, hostName: "titan-db" },
    });
    const { shutdownStages: stages, ...rest } = planConfigOf(config);
    const scope = config.nodes.map(({ name }) => name);
    assert.equal(shown(planShutdown({ ...rest, stages, scope })), expected);
  });

  it("[REQ-HEC-10] gives a step that quiesces the time of any step where nothing is named that it takes", () => {
    const yaml = siteYaml({
      brokerPort: 1,
      upsdPort: 1,
      lines: ["kubernetes: { kubeconfig: /k, datastore: etcd }"],
    }).replace("stages:", "stages:\n    - { name: quiesce, steps: [{ kube: quiesce }] }");
    const file = join(dir(), "hecate.yaml");
    writeFileSync(file, yaml);
    const config = readHecateConfig({ env: {}, file, hostName: "db" });
    const { shutdownStages: stages, ...rest } = planConfigOf(config);
    const scope = config.nodes.map(({ name }) => name);
    assert.match(shown(planShutdown({ ...rest, stages, scope })), /kube: quiesce \[kube\] 120 s/);
  });
});

/** A line for each step, and the sum at the end. */
function shown({ stages, estimateMs }: Plan): string {
  const lines = stages.flatMap(({ name, skippable, steps }) => [
    `${name}${skippable ? "?" : ""}`,
    ...steps.map((step) => {
      const { text, action, timeoutMs, onFailure } = step;
      const { kind } = action;
      const then = kind === "stop" && action.thenCommand ? `+${action.thenCommand}` : "";
      return `  ${text} [${kind}${then}] ${timeoutMs / 1000} s, ${onFailure}`;
    }),
  ]);
  return `${[...lines, `${estimateMs / 1000} s`].join("\n")}\n`;
}

const expected = `freeze
  flux: suspend [flux] 15 s, continue
snapshot?
  run k3s-etcd-snapshot on titan-0a [command] 60 s, continue
quiesce?
  kube: quiesce [kube] 150 s, abort
  kube: volumes-detached [kube] 120 s, continue
workers
  stop k3s-agent.service on tethys, then run k3s-killall [stop+k3s-killall] 60 s, continue
  stop k3s-agent.service on titan-1a, then run k3s-killall [stop+k3s-killall] 60 s, continue
  stop k3s-agent.service on titan-1b, then run k3s-killall [stop+k3s-killall] 60 s, continue
servers
  stop k3s.service on titan-0a, then run k3s-killall [stop+k3s-killall] 60 s, continue
off-workers
  power off titan-1a, and wait until it is gone [poweroff] 110 s, abort
  power off titan-1b, and wait until it is gone [poweroff] 110 s, abort
off-servers
  power off titan-0a, and wait until it is gone [poweroff] 140 s, abort
off-ups-hosts
  power off tethys, and wait until it is gone [poweroff] 140 s, abort
foreign-clients
  force a shutdown (FSD) of who else hangs on pyrphoros, where it has fired: nas [force-shutdown] 210 s, continue
self
  hold until the UPS of titan-db has just enough left for itself, then power off titan-db [hold-then-power-off-self] 0 s, abort
495 s
`;
