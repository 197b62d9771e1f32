import { isIP } from "node:net";
import { isLoopbackAddress } from "./address.ts";
import type { HecateFile } from "./generated/hecate-file.ts";
import { brokerOf } from "./hecate-parts.ts";
import type { Report } from "./hecate-report.ts";
import { kindOf, selectedBy } from "./hecate-steps.ts";
import { durationMsOf } from "./hecate-units.ts";
import type { SelectableNode } from "./node-selector.ts";
import { nearest } from "./suggest.ts";

/** Roles that hecate itself knows. */
const knownRoles = ["coordinator", "ups-host", "k3s-server", "k3s-agent"];

/** Reports what is legal and hardly meant. */
export function findOddities(
  file: HecateFile,
  nodes: readonly SelectableNode[],
  report: Report,
): void {
  const { coordinator, broker, shutdown, startup, network } = file;
  const hosts = Object.values(file.ups).map(({ host }) => host);
  const fed = [
    ...Object.values(file.nodes).flatMap(({ feeds }) => feeds),
    ...network.flatMap(({ feeds }) => feeds),
  ];
  const access = brokerOf(broker.url);
  if (access && !access.isTls && !isLoopbackAddress(access.host)) {
    report.odd(
      ["broker", "url"],
      "is without TLS: whoever is in between can have nodes powered off",
    );
  }
  if (access && isIP(access.host) === 0 && !isLoopbackAddress(access.host)) {
    report.odd(["broker", "url"], `${access.host} is a name: it may not be resolved in an outage`);
  }
  const { stale_after: stale, poll_interval: poll } = file.policy;
  if (durationMsOf(stale) < 3 * durationMsOf(poll)) {
    const text = `${stale} is shorter than three times poll_interval (${poll}): a poll that is late makes a UPS blind`;
    report.odd(["policy", "stale_after"], text);
  }
  const [onlyUps, second] = Object.keys(file.ups);
  if (onlyUps !== undefined && second === undefined) {
    report.odd(["ups", onlyUps], "is the only UPS: nothing corroborates what it says");
  }
  for (const name of Object.keys(file.ups).filter((ups) => !fed.includes(ups))) {
    report.odd(["ups", name], "feeds nothing: its outages concern nobody");
  }
  for (const name of Object.keys(file.peers)) {
    const path = ["peers", name];
    if (name === coordinator) report.odd(path, "is the coordinator, which forwards nothing");
    else if (!hosts.includes(name)) report.odd(path, "is the host of no UPS: it forwards nothing");
  }
  for (const [name, node] of Object.entries(file.nodes)) {
    const path = ["nodes", name];
    if (node.feeds.length === 0) report.odd(path, "has no feeds: it is lost when the mains are");
    const isHost = hosts.includes(name);
    if (node.roles.includes("ups-host") && !isHost) {
      report.odd([...path, "roles"], "says ups-host, but no UPS has it as its host");
    } else if (!node.roles.includes("ups-host") && isHost && name !== coordinator) {
      report.odd(path, "is the host of a UPS without the role ups-host: it may go too early");
    }
    for (const role of node.roles.filter((each) => !knownRoles.includes(each))) {
      const near = nearest(role, knownRoles);
      if (near === undefined) continue;
      report.odd([...path, "roles"], `${role} is a role of its own: was ${near} meant?`);
    }
  }
  for (const [index, { name, feeds }] of network.entries()) {
    if (feeds.length > 0) continue;
    report.odd(["network", index], `${name} has no feeds: with the mains gone no node is reached`);
  }
  findUnknownCommands(file, report);
  findUntold(file, report);
  findWaits(file, report);
  for (const [name, { off_timeout: off }] of Object.entries(file.nodes)) {
    const { silent } = shutdown.gone;
    if (name === coordinator || durationMsOf(off) > durationMsOf(silent)) continue;
    const text = `${off} is no longer than shutdown.gone.silent (${silent}): it is never seen to be gone`;
    report.odd(["nodes", name, "off_timeout"], text);
  }
  const isPoweredOff = shutdown.mode === "poweroff";
  if (shutdown.stages.length === 0) {
    const text = isPoweredOff
      ? "there are none: nodes are powered off, and nothing is stopped before"
      : "there are none, and no node is powered off (mode: cluster-only): a shutdown stops nothing";
    report.odd(["shutdown", "stages"], text);
  }
  if (isPoweredOff && startup.stages.length === 0) {
    const text = "there are none: nodes are woken, and nothing is started on them";
    report.odd(["startup", "stages"], text);
  }
  if (isPoweredOff && shutdown.stages.length > 0) {
    findPowerOffOddities(file, nodes, report);
  }
}

/** Commands that cannot be run on a node that is reached by ssh. */
function findUnknownCommands(file: HecateFile, report: Report): void {
  const { order, ssh } = file.transports;
  if (!order.includes("ssh") || !ssh) return;
  for (const phase of ["shutdown", "startup"] as const) {
    for (const [i, stage] of file[phase].stages.entries()) {
      for (const [j, step] of stage.steps.entries()) {
        const name = step.command ?? step.then?.command ?? step.run;
        if (name === undefined || Object.hasOwn(ssh.commands, name)) continue;
        const text = `transports.ssh.commands does not say what ${name} runs: a node that is reached by ssh cannot run it`;
        report.odd([phase, "stages", i, "steps", j], text);
      }
    }
  }
}

/** Steps that tell people where no program does. */
function findUntold(file: HecateFile, report: Report): void {
  if (file.notify.length > 0) return;
  for (const phase of ["shutdown", "startup"] as const) {
    for (const [i, stage] of file[phase].stages.entries()) {
      for (const [j, step] of stage.steps.entries()) {
        if (step.notify === undefined) continue;
        const text = "there is no section notify: only the log is told";
        report.odd([phase, "stages", i, "steps", j, "notify"], text);
      }
    }
  }
}

/** Waits of a shutdown that are not left out where the battery is short, as what goes on beside them is not. */
function findWaits({ shutdown }: HecateFile, report: Report): void {
  for (const [i, { skippable, steps }] of shutdown.stages.entries()) {
    const waitsOnly = steps.every((step) => step.wait !== undefined || step.notify !== undefined);
    if (skippable || waitsOnly) continue;
    for (const [j, step] of steps.entries()) {
      if (step.wait === undefined) continue;
      const text =
        "holds up what comes after it for its whole timeout, also where the battery is short: write it in a stage of its own, which is left out then";
      report.odd(["shutdown", "stages", i, "steps", j, "wait"], text);
    }
  }
}

/** Who is powered off by no step, who too early, and whom nothing brings back. */
function findPowerOffOddities(
  { coordinator, broker, shutdown, startup, ...file }: HecateFile,
  nodes: readonly SelectableNode[],
  report: Report,
): void {
  const stages = shutdown.stages.map(({ steps }) =>
    steps.flatMap((step) =>
      kindOf(step) === "poweroff" ? selectedBy(step.poweroff ?? "", nodes) : [],
    ),
  );
  const woken = startup.stages.flatMap(({ steps }) =>
    steps.flatMap((step) => (kindOf(step) === "wake" ? selectedBy(step.wake ?? "", nodes) : [])),
  );
  const off = new Set(stages.flat());
  for (const { name } of nodes) {
    const path = ["nodes", name];
    const { return_path: returnPath, wake } = file.nodes[name] ?? {};
    if (!off.has(name) && name !== coordinator)
      report.odd(path, "is powered off by no step: it goes after all stages");
    // Whom no step wakes is woken before all stages (src/power/plan.ts).
    const isOff = off.has(name) || name !== coordinator;
    if (isOff && returnPath === undefined && wake === undefined) {
      report.odd(
        path,
        "is powered off, and nothing brings it back: it has neither wake nor return_path",
      );
    }
    if (woken.includes(name) && wake === undefined) {
      report.odd(path, "is to be woken, and has no wake:");
    }
  }
  const isOff = stages.findIndex((names) => names.includes(broker.host));
  const after = stages.slice(isOff + 1).flat();
  if (isOff >= 0 && after.some((name) => name !== broker.host)) {
    const text = `${broker.host} is powered off before ${after.join(", ")}, which cannot be told any more`;
    report.odd(["broker", "host"], text);
  }
}
