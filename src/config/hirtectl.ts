import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { operatorsSocket } from "../core/uid-proof.ts";
import {
  type Address,
  brokerEndpoint,
  type Endpoint,
  isLoopbackAddress,
  localAddressOf,
} from "./address.ts";
import { agentTlsFiles, managersOf } from "./agent.ts";
import { defaultEtcDir, type FoundFile, readFiles } from "./files.ts";
import type { ConfigSources } from "./hirte.ts";
import type { Problem } from "./ini.ts";
import {
  agentKeys,
  environmentName,
  hirtectlKeys,
  hirteKeys,
  type Program,
  programs,
  type ValuesOf,
} from "./keys.ts";
import { resolve, throwProblems } from "./resolve.ts";

/** Configuration of hirtectl. */
export interface HirtectlConfig {
  /** Where the primary is, tried in this order. */
  readonly hosts: readonly Endpoint[];
  /** The operators' socket; absent: a host or a port is named, or there can be none. */
  readonly socket?: {
    readonly path: string;
    /** It is to be that one. Otherwise it may take the place of `hosts`. */
    readonly isAsked: boolean;
  };
  /** Where the password stands; absent: none is shown. */
  readonly passwordFile?: string;
  /** Absent: over plain connections. */
  readonly tls?: { readonly caFile: string };
  /** Over plain connections a password may be shown to another machine. */
  readonly allowInsecure: boolean;
  /** The host is the broker of BrokerURL=, which is spoken to without TLS. */
  readonly isBroker?: true;
}

const { ManagerPort, ListenAddress, BrokerURL, TLS, TLSCAFile, AllowInsecure, RunDirectory } =
  hirteKeys;
/** The keys of the daemons' files that say where the primary is; hirtectl heeds no others. */
const primary = {
  ...programs.hirte,
  keys: { ManagerPort, ListenAddress, BrokerURL, TLS, TLSCAFile, AllowInsecure, RunDirectory },
};
/** The same for a machine that is no primary. */
const node = {
  ...programs["hirte-agent"],
  keys: {
    ManagerHost: agentKeys.ManagerHost,
    ManagerPort: agentKeys.ManagerPort,
    TLS: agentKeys.TLS,
    TLSCAFile: agentKeys.TLSCAFile,
    TLSCertFile: agentKeys.TLSCertFile,
    TLSKeyFile: agentKeys.TLSKeyFile,
    AllowInsecure: agentKeys.AllowInsecure,
    StateDirectory: agentKeys.StateDirectory,
  },
};
/** What is hirtectl's own: of the machine, and of who calls it. */
const own = { file: "hirtectl.conf", section: "hirtectl", keys: hirtectlKeys };

/**
 * Where hirtectl finds the primary, and as whom: its own hirtectl.conf below /etc/hirte and below the caller's
 * ~/.config/hirte says so, and where it does not say where: on this machine by hirte.conf, or where agent.conf says when there
 * is no hirte.conf. HIRTE_HOST, HIRTE_PORT and HIRTE_PASSWORD_FILE win over the files, and the options (in
 * `flags`) over all. A file that is named is read in place of all. Files below /etc/hirte that may not be read are passed over, and so is what
 * concerns only the daemons. What files say against TLS (TLS=off, AllowInsecure=yes) they say of the hosts they name: it
 * does not hold for others, which somebody names later.
 * @throws HirteError `bad-config`
 */
export function loadHirtectlConfig(sources: ConfigSources = {}): HirtectlConfig {
  const { file: named, env = process.env, flags = {}, etcDir = defaultEtcDir } = sources;
  const levels = ownFiles(sources);
  const asked = resolve(own, { files: levels.flat(), env, flags });
  const configured = fromFiles({ named, env, etcDir });
  const { Host: places, Port: port, Socket: ownSocket, PasswordFile: passwordFile } = asked.values;
  const { TLSCAFile: caFile } = asked.values;
  // Whoever names a host need not have the files of this machine in order.
  const isHostAsked = places !== undefined;
  const isPlaceAsked = isHostAsked || ownSocket !== undefined;
  const sockets = (places ?? []).flatMap((place) => ("socket" in place ? [place.socket] : []));
  throwProblems([
    ...asked.problems,
    ...(sockets.length > 0 && (places?.length ?? 0) > 1 ? [mixed] : []),
    ...(isPlaceAsked ? [] : configured.problems),
  ]);
  const hosts = (places ?? configured.hosts).flatMap((place) => ("socket" in place ? [] : [place]));
  /** What an own file says of hosts; it is not asked where it names others than those that are meant. */
  const ofOwn = <T>(key: "TLS" | "AllowInsecure", value: T, isWeak: boolean): T | undefined => {
    const place = asked.places.get(key);
    // Variables and options are said of this call.
    if (!isWeak || !place || place.line === undefined) return value;
    return areAmong(hosts, namedBy(levels, place.file) ?? configured.named) ? value : undefined;
  };
  const { TLS: ownTls, AllowInsecure } = asked.values;
  const configuredTls = areAmong(hosts, configured.plain) ? configured.tls : "on";
  const saidTls = ofOwn("TLS", ownTls, ownTls === "off");
  const tls = saidTls ?? configuredTls;
  const allowInsecure =
    ofOwn("AllowInsecure", AllowInsecure, AllowInsecure === true) ??
    (configured.allowInsecure && areAmong(hosts, configured.named));
  const askedSocket = isHostAsked ? sockets[0] : ownSocket;
  const usual = isHostAsked || port !== undefined ? undefined : configured.socket;
  const socket = askedSocket ?? usual;
  return {
    hosts: hosts.map((address) => ({
      host: address.host,
      port: (isHostAsked ? (address.port ?? port) : (port ?? address.port)) ?? configured.port,
    })),
    ...(socket === undefined
      ? {}
      : { socket: { path: socket, isAsked: askedSocket !== undefined } }),
    ...(passwordFile === undefined ? {} : { passwordFile }),
    allowInsecure,
    ...(configured.isBroker && saidTls === undefined && tls === "off" ? { isBroker: true } : {}),
    ...(tls === "on"
      ? { tls: { caFile: caFile ?? legible([join(etcDir, "ca.pem"), ...configured.caFiles]) } }
      : {}),
  };
}

/** The machine's files, then the user's. */
function ownFiles({
  file: named,
  env = process.env,
  etcDir = defaultEtcDir,
}: ConfigSources): (readonly FoundFile[])[] {
  if (named !== undefined)
    return [readFiles({ file: own.file, etcDir, named }).map((f) => only(f, own))];
  const home = env["HOME"];
  const ofUser = env["XDG_CONFIG_HOME"] || (home ? `${home}/.config` : undefined);
  const places = [etcDir, ...(ofUser === undefined ? [] : [`${ofUser}/hirte`])];
  return places.map((place) => readFiles({ file: own.file, etcDir: place }).filter(isRead));
}

/** The hosts that a file speaks of: those that it names, with the files beside it, or those before them; undefined: none do. */
function namedBy(
  levels: readonly (readonly FoundFile[])[],
  path: string,
): readonly string[] | undefined {
  const level = levels.findIndex((files) => files.some((file) => file.path === path));
  const files = levels.slice(0, level + 1).flat();
  const places = resolve(own, { files, env: {}, flags: {} }).values.Host;
  return places?.flatMap((place) => ("socket" in place ? [] : [place.host]));
}

/** Whether all hosts are among those that were named; this machine is, by whatever address of the loopback. */
function areAmong(hosts: readonly Address[], named: readonly string[]): boolean {
  const isHere = named.some(isLoopbackAddress);
  return hosts.every(({ host }) => named.includes(host) || (isHere && isLoopbackAddress(host)));
}

/** The socket and another place. */
const mixed: Problem = { file: "--host", text: "unix:PATH stands alone, without another host" };

interface Configured {
  readonly hosts: readonly Endpoint[];
  /** Where hirte has its socket, if it has one. */
  readonly socket?: string;
  /** For hosts named without one. */
  readonly port: number;
  readonly tls: "on" | "off";
  readonly allowInsecure: boolean;
  /** The hosts that the files name, whatever variables say. */
  readonly named: readonly string[];
  /** Those that `tls` is said of where it is off. */
  readonly plain: readonly string[];
  /** It is the broker of BrokerURL=. */
  readonly isBroker: boolean;
  /** Where the CA's certificate may be. */
  readonly caFiles: readonly string[];
  readonly problems: readonly Problem[];
}

function fromFiles(options: {
  readonly named: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly etcDir: string;
}): Configured {
  const { named, env, etcDir } = options;
  const ofPrimary = readFiles({ file: primary.file, etcDir, named });
  const ofNode = named === undefined ? readFiles({ file: node.file, etcDir }) : ofPrimary;
  const isNode =
    named === undefined
      ? !ofPrimary.some(isThere) &&
        (ofNode.some(isThere) || Boolean(env[environmentName("ManagerHost")]))
      : ofNode.some((file) => file.sections.some(({ name }) => name === node.section));
  const unread = named === undefined ? [] : ofPrimary.filter((f) => f.state !== "read");
  const found = isNode ? nodeHosts(ofNode, env) : primaryHosts(ofPrimary, env);
  return { ...found, problems: [...unread.flatMap((f) => f.problems), ...found.problems] };
}

function primaryHosts(files: readonly FoundFile[], env: ConfigSources["env"] & {}): Configured {
  const layers = { files: files.map((f) => only(f, primary)), env, flags: {} };
  const { values, problems } = resolve(primary, layers);
  const port = values.ManagerPort;
  const { TLSCAFile: caFile, BrokerURL: brokerUrl } = values;
  const named = hostsOf(resolve(primary, { ...layers, env: {} }).values);
  const more = {
    named,
    plain: brokerUrl === undefined ? named : hostsOf(values),
    isBroker: brokerUrl !== undefined,
    // A broker elsewhere is spoken to as hirte itself does.
    tls: brokerUrl === undefined ? values.TLS : ("off" as const),
    allowInsecure: values.AllowInsecure,
    // hirte's own CA, as the daemon shows it to everybody on its machine.
    caFiles: caFile === undefined ? [join(values.RunDirectory, "ca.pem")] : [caFile],
    problems,
  };
  if (brokerUrl !== undefined) return { hosts: [brokerEndpoint(brokerUrl)], port, ...more };
  const socket = join(values.RunDirectory, operatorsSocket);
  return { hosts: hostsOf(values).map((host) => ({ host, port })), socket, port, ...more };
}

/** Where a hirte of these keys is found, this machine's own address first. */
function hostsOf({
  BrokerURL: brokerUrl,
  ListenAddress = [],
}: Pick<ValuesOf<typeof hirteKeys>, "BrokerURL" | "ListenAddress">): readonly string[] {
  if (brokerUrl !== undefined) return [brokerEndpoint(brokerUrl).host];
  // Whatever the default is, this machine's own address is part of it.
  const hosts = ListenAddress.length === 0 ? ["127.0.0.1"] : ListenAddress.map(localAddressOf);
  const isNear = (host: string) => Number(isLoopbackAddress(host));
  return hosts.sort((a, b) => isNear(b) - isNear(a));
}

function nodeHosts(files: readonly FoundFile[], env: ConfigSources["env"] & {}): Configured {
  const layers = { files: files.map((f) => only(f, node)), env, flags: {} };
  const { values, problems } = resolve(node, layers);
  const { ManagerPort: port, TLS: tls, AllowInsecure: allowInsecure } = values;
  const caFiles = [agentTlsFiles(values).caFile];
  const ofFiles = managersOf(resolve(node, { ...layers, env: {} }).values);
  const named = ofFiles.map(({ host }) => host);
  const more = { named, plain: named, isBroker: false, problems };
  return { hosts: managersOf(values), port, tls, allowInsecure, caFiles, ...more };
}

/** The file as if it held nothing but the keys of `program`. */
function only(file: FoundFile, program: Program): FoundFile {
  const isWanted = (section: string, key: string) =>
    section === program.section && Object.hasOwn(program.keys, key);
  const entries = file.entries.filter(({ section, key }) => isWanted(section, key));
  return { ...file, sections: [], problems: [], entries };
}

function isRead(file: FoundFile): boolean {
  return file.state === "read";
}

/** The first that may be read; else the first, which is then named in what is said of it. */
function legible(paths: readonly string[]): string {
  const mayRead = (path: string) => {
    try {
      accessSync(path, constants.R_OK);
      return true;
    } catch {
      return false;
    }
  };
  return paths.find(mayRead) ?? paths[0] ?? "";
}

function isThere(file: FoundFile): boolean {
  return file.state !== "absent";
}
