import { isIP } from "node:net";
import { type Endpoint, isLoopbackAddress, parseAddress } from "./address.ts";
import type { Node as FileNode, HecateFile } from "./generated/hecate-file.ts";
import { insteadOf, type Report, shown } from "./hecate-report.ts";
import { checkStages, kindOf, type StepSurroundings, selectedBy } from "./hecate-steps.ts";
import { durationMsOf } from "./hecate-units.ts";
import type { SelectableNode } from "./node-selector.ts";
import { nearest } from "./suggest.ts";
import type { YamlPath } from "./yaml-file.ts";

/** Roles that hecate itself knows. */
const knownRoles = ["coordinator", "ups-host", "k3s-server", "k3s-agent"];

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
  findOddities(file, nodes, report);
}

/** The nodes, with the role that the coordinator has in any case. */
export function selectableNodes(
  file: HecateFile,
): readonly (SelectableNode & { readonly node: FileNode })[] {
  return Object.entries(file.nodes).map(([name, node]) => ({
    name,
    node,
    roles: name === file.coordinator ? [...new Set([...node.roles, "coordinator"])] : node.roles,
  }));
}

/** The upsd and the UPS in NAME@HOST:PORT; undefined where the text is none. */
export function targetOf(text: string): (Endpoint & { readonly ups: string }) | undefined {
  const [, ups = "", where = ""] = /^([^@]*)@(.*)$/.exec(text) ?? [];
  const address = parseAddress(where);
  return address && { ups, host: address.host, port: address.port ?? nutPort };
}

/** Host and port in mqtts://HOST:PORT; undefined where the text is none. */
export function brokerOf(url: string): (Endpoint & { readonly isTls: boolean }) | undefined {
  const [, scheme, where = ""] = /^(mqtts?):\/\/([^/?#@]*)\/?$/.exec(url) ?? [];
  const address = parseAddress(where);
  if (address?.port === undefined) return undefined;
  return { host: address.host, port: address.port, isTls: scheme === "mqtts" };
}

/** Where upsd listens (IANA). */
const nutPort = 3493;

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
  atLeast(["policy", "stale_after"], stale, ["poll_interval", poll]);
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
  const programs = [
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

function findOddities(file: HecateFile, nodes: readonly SelectableNode[], report: Report): void {
  const { coordinator, broker, shutdown, network } = file;
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
  if (shutdown.mode === "poweroff" && shutdown.stages.length > 0) {
    findPowerOffOddities(file, nodes, report);
  }
}

/** Who is powered off by nothing, who too early, and whom nothing brings back. */
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
    if (!off.has(name) && name !== coordinator) report.odd(path, "is powered off by no step");
    const comesBack = returnPath !== undefined || (woken.includes(name) && wake !== undefined);
    if (off.has(name) && !comesBack) {
      report.odd(path, "is powered off, and nothing brings it back: no wake step, or no wake:");
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
