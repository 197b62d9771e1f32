import { isIP } from "node:net";
import { isLoopbackAddress } from "./address.ts";
import type { HecateFile } from "./generated/hecate-file.ts";
import { findOddities } from "./hecate-oddities.ts";
import { brokerOf, jumpOf, selectableNodes, targetOf } from "./hecate-parts.ts";
import { checkReboots } from "./hecate-reboots.ts";
import { insteadOf, type Report, shown } from "./hecate-report.ts";
import { findStepOddities } from "./hecate-step-oddities.ts";
import { checkStages, type StepSurroundings } from "./hecate-steps.ts";
import { durationMsOf } from "./hecate-units.ts";
import type { YamlPath } from "./yaml-file.ts";

/** What a file says, as far as its shape is right. */
export interface Shaped {
  readonly file: HecateFile;
  /** Names as they are written, also where something about them is wrong. */
  readonly names: { readonly nodes: readonly string[]; readonly upses: readonly string[] };
  hasSection(name: "kubernetes" | "flux"): boolean;
}

/** Reports what cannot be meant, and what hardly is. */
export function checkMeaning(shaped: Shaped, report: Report): void {
  const { file, names } = shaped;
  const nodes = selectableNodes(file);
  checkNames(shaped, report);
  checkBroker(file, report);
  checkUpses(shaped, report);
  checkDurations(file, report);
  checkNodes(file, report);
  checkAddresses(file, report);
  checkRest(shaped, report);
  const around: StepSurroundings = {
    file,
    nodes,
    nodeNames: names.nodes,
    areNodesWhole: nodes.length === names.nodes.length,
    hasSection: shaped.hasSection,
  };
  checkStages("shutdown", around, report);
  checkStages("startup", around, report);
  checkReboots(file, nodes, report);
  findOddities(file, nodes, report);
  findStepOddities(file, nodes, report);
}

function checkNames({ file, names }: Shaped, report: Report): void {
  const node = (name: string, path: YamlPath) => {
    if (names.nodes.includes(name)) return;
    report.wrong(path, `there is no node ${name}: ${insteadOf(name, names.nodes, "node")}`);
  };
  const ups = (name: string, path: YamlPath) => {
    if (names.upses.includes(name)) return;
    report.wrong(path, `there is no UPS ${name}: ${insteadOf(name, names.upses, "UPS")}`);
  };
  node(file.coordinator, ["coordinator"]);
  node(file.broker.host, ["broker", "host"]);
  for (const [name, { host }] of Object.entries(file.ups)) node(host, ["ups", name, "host"]);
  for (const name of Object.keys(file.peers)) node(name, ["peers", name]);
  for (const [name, { feeds }] of Object.entries(file.nodes)) {
    for (const [i, feed] of feeds.entries()) ups(feed, ["nodes", name, "feeds", i]);
  }
  for (const [index, { feeds }] of file.network.entries()) {
    for (const [i, feed] of feeds.entries()) ups(feed, ["network", index, "feeds", i]);
  }
  for (const [index, client] of file.foreign_clients.entries()) {
    ups(client.ups, ["foreign_clients", index, "ups"]);
  }
  for (const [index, name] of file.startup.require_ups.entries()) {
    ups(name, ["startup", "require_ups", index]);
  }
  for (const [index, name] of (file.kubernetes?.whole_cluster_if.or_lost ?? []).entries()) {
    node(name, ["kubernetes", "whole_cluster_if", "or_lost", index]);
  }
  if (file.flux?.unseal) node(file.flux.unseal.at, ["flux", "unseal", "at"]);
}

function checkBroker({ broker }: HecateFile, report: Report): void {
  const path = ["broker", "url"];
  const access = brokerOf(broker.url);
  if (!access) {
    const text = `${shown(broker.url)} will not do: write mqtts://ADDRESS:PORT, with nothing behind it and no user in it`;
    report.wrong(path, text);
  } else if (!access.isTls && !broker.allow_insecure && !isLoopbackAddress(access.host)) {
    const text = `without TLS whoever answers at ${access.host} is obeyed, and whoever is in between can have nodes powered off: write mqtts://, or allow_insecure: true`;
    report.wrong(path, text);
  }
  for (const [one, other] of [
    ["cert", "key"],
    ["key", "cert"],
  ] as const) {
    if (broker[one] === undefined || broker[other] !== undefined) continue;
    report.wrong(["broker", one], `goes with ${other}, which is missing`, "key");
  }
}

function checkUpses({ file }: Shaped, report: Report): void {
  const seen = new Map<string, string>();
  for (const [name, { target, host }] of Object.entries(file.ups)) {
    const path = ["ups", name, "target"];
    const upsd = targetOf(target);
    if (!upsd) {
      report.wrong(path, `${shown(target)} will not do: write NAME@HOST or NAME@HOST:PORT`);
      continue;
    }
    // localhost is another machine for each host.
    const node = Object.entries(file.nodes).find(
      ([known, { address }]) => upsd.host === known || upsd.host === address,
    );
    const machine = isLoopbackAddress(upsd.host) ? host : (node?.[0] ?? upsd.host);
    const key = JSON.stringify([machine, upsd.port, upsd.ups]);
    const before = seen.get(key);
    if (before !== undefined) report.wrong(path, `is the target of ${before} already`);
    else seen.set(key, name);
  }
}

function checkDurations({ policy, peers }: HecateFile, report: Report): void {
  const atLeast = (path: YamlPath, text: string, of: readonly [string, string]) => {
    if (durationMsOf(text) >= durationMsOf(of[1])) return;
    report.wrong(path, `${text} is shorter than ${of[0]} (${of[1]}): write that or more`);
  };
  const { poll_interval: poll, stale_after: stale, blind_on_battery: blind } = policy;
  const { restored_after: restored, flapping } = policy;
  // A poll that comes a moment late would be an outage of its own.
  if (durationMsOf(stale) < 2 * durationMsOf(poll)) {
    const text = `${stale} is shorter than twice poll_interval (${poll}): write that or more`;
    report.wrong(["policy", "stale_after"], text);
  }
  atLeast(["policy", "blind_on_battery"], blind, ["stale_after", stale]);
  const flappingPath = ["policy", "flapping", "restored_after"];
  atLeast(flappingPath, flapping.restored_after, ["policy.restored_after", restored]);
  for (const [name, { forward_retry: retry, forward_timeout: timeout }] of Object.entries(peers)) {
    atLeast(["peers", name, "forward_timeout"], timeout, ["forward_retry", retry]);
  }
}

function checkNodes(file: HecateFile, report: Report): void {
  for (const [name, node] of Object.entries(file.nodes)) {
    const path = ["nodes", name];
    if (name === "all") report.wrong(path, "all stands for every node: take another name", "key");
    const coordinator = node.roles.indexOf("coordinator");
    if (
      coordinator >= 0 &&
      name !== file.coordinator &&
      Object.hasOwn(file.nodes, file.coordinator)
    ) {
      const text = `the coordinator is ${file.coordinator}, and there is one only`;
      report.wrong([...path, "roles", coordinator], text);
    }
    const feeds = node.feeds.length;
    if (node.min_supplies > Math.max(1, feeds)) {
      const text = `${node.min_supplies} is more than its ${feeds} ${feeds === 1 ? "feed" : "feeds"}: it would count as lost at once`;
      report.wrong([...path, "min_supplies"], text);
    }
  }
}

function checkAddresses(file: HecateFile, report: Report): void {
  const seen = new Map<string, string>();
  const check = (name: string, address: string, path: YamlPath) => {
    if (isIP(address) === 0) {
      const text = `${shown(address)} is no IP address: names may not be resolved during an outage`;
      report.wrong(path, text);
      return;
    }
    const before = seen.get(address);
    if (before !== undefined) report.wrong(path, `${address} is the address of ${before} already`);
    else seen.set(address, name);
  };
  for (const [name, { address }] of Object.entries(file.nodes)) {
    check(name, address, ["nodes", name, "address"]);
  }
  const names = new Set(Object.keys(file.nodes));
  for (const [index, { name, address }] of file.network.entries()) {
    if (names.has(name)) report.wrong(["network", index, "name"], `${name} is there already`);
    names.add(name);
    if (address !== undefined) check(name, address, ["network", index, "address"]);
  }
}

function checkSsh({ transports: { ssh }, nodes }: HecateFile, report: Report): void {
  const check = (jump: string | undefined, path: YamlPath) => {
    if (jump === undefined || jump === "none" || jumpOf(jump, "x")) return;
    const text = `${shown(jump)} will not do: write [USER@]ADDRESS[:PORT] with an IP address, for names may not be resolved during an outage`;
    report.wrong(path, text);
  };
  check(ssh?.jump, ["transports", "ssh", "jump"]);
  for (const [name, node] of Object.entries(nodes)) {
    check(node.ssh?.jump, ["nodes", name, "ssh", "jump"]);
    if (node.ssh && !ssh) {
      report.wrong(["nodes", name, "ssh"], "goes with transports.ssh, which is missing", "key");
    }
  }
}

function checkRest({ file, names }: Shaped, report: Report): void {
  const { transports, kubernetes, notify, metrics } = file;
  const [, port] = /:(\d+)$/.exec(metrics.listen) ?? [];
  if (Number(port ?? 0) > 65_535) {
    report.wrong(
      ["metrics", "listen"],
      `${shown(metrics.listen)} will not do: there is no port ${port}`,
    );
  }
  const ssh = transports.order.indexOf("ssh");
  if (ssh >= 0 && !transports.ssh) {
    report.wrong(["transports", "order", ssh], "ssh needs transports.ssh, which is missing");
  }
  checkSsh(file, report);
  const programs = [
    ...Object.entries(transports.ssh?.commands ?? {}).map(([name, exec]) => ({
      exec,
      path: ["transports", "ssh", "commands", name, 0],
    })),
    ...notify.map(({ exec }, index) => ({ exec, path: ["notify", index, "exec", 0] })),
    ...Object.entries(file.nodes).flatMap(([name, { wake }]) =>
      wake?.bmc ? [{ exec: wake.bmc, path: ["nodes", name, "wake", "bmc", 0] }] : [],
    ),
  ];
  for (const { exec, path } of programs) {
    const [program = ""] = exec;
    if (program.startsWith("/")) continue;
    report.wrong(path, `${shown(program)} is no absolute path of a program`);
  }
  const servers = Object.values(file.nodes).filter(({ roles }) => roles.includes("k3s-server"));
  const below = kubernetes?.whole_cluster_if.servers_left_below ?? 0;
  const areNodesWhole = Object.keys(file.nodes).length === names.nodes.length;
  if (below > servers.length && areNodesWhole) {
    const has = `${servers.length} ${servers.length === 1 ? "node has" : "nodes have"} the role k3s-server`;
    const text = `${has}: with ${below} every lost node would take the whole cluster down`;
    report.wrong(["kubernetes", "whole_cluster_if", "servers_left_below"], text);
  }
}
