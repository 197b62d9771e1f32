import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "./command.ts";
import { LabNode } from "./node.ts";

const project = join(import.meta.dirname, "../../..");
/** Programs of the project, as a package would put them into /usr/bin. */
const programs = ["hirte", "hirte-agent", "hirtectl", "hecate"] as const;

/** What a node is made of. */
export interface NodeSpec {
  readonly name: string;
  /** Last number of its address 10.99.0.N. */
  readonly host: number;
  /** What else of this box is to be seen on it, read-only: /host/path[:/node/path]. */
  readonly binds?: readonly string[];
}

/** The lab this process runs in: one network, and the nodes on it. */
export class Lab {
  static #current: Promise<Lab> | undefined;
  readonly #nodes = new Map<string, LabNode>();

  /**
   * The lab around this process, its network up; the same one at each call.
   * @throws Error when there is none: `npm run test:system` runs its tests inside one
   */
  static current(): Promise<Lab> {
    Lab.#current ??= Lab.#enter();
    return Lab.#current;
  }

  static async #enter(): Promise<Lab> {
    if (!process.env["HIRTE_LAB"]) {
      throw new Error("not inside a lab: use `npm run test:system`, or test/lab/lab.sh CMD");
    }
    await must(["labnode", "net"]);
    return new Lab();
  }

  /** All nodes that were booted. */
  get nodes(): readonly LabNode[] {
    return [...this.#nodes.values()];
  }

  /** Boots nodes side by side, with the project's programs and units installed but not enabled. */
  async boot(...specs: readonly NodeSpec[]): Promise<LabNode[]> {
    const nodes = await Promise.all(specs.map((spec) => this.#create(spec)));
    const hosts = this.nodes.map(({ name, ip }) => `${ip} ${name}\n`).join("");
    for (const node of nodes) {
      await node.write("/etc/hosts", `127.0.0.1 localhost\n127.0.1.1 ${node.name}\n${hosts}`);
      for (const program of programs) {
        await node.link(`/opt/hirte/${program}.js`, `/usr/bin/${program}`);
      }
      for (const kind of ["proxy", "dep"]) {
        await node.link(
          `hirte-${kind}@.service`,
          `/usr/lib/systemd/system/bluechi-${kind}@.service`,
        );
      }
    }
    await Promise.all(
      nodes.map(async (node) => {
        await must(["labnode", "start", node.name]);
        await node.wait();
      }),
    );
    return nodes;
  }

  async #create({ name, host, binds: more = [] }: NodeSpec): Promise<LabNode> {
    const ip = `10.99.0.${host}`;
    const binds = [
      `${join(project, "dist")}:/opt/hirte`,
      ...(isPortable(process.execPath) ? [`${process.execPath}:/usr/local/bin/node`] : []),
      ...more,
    ];
    if (this.#nodes.has(name)) {
      const cure = "whoever boots machines of their own is named in scripts/test/system-files.ts";
      throw new Error(`this lab has a machine ${name} already: ${cure}`);
    }
    if (!existsSync(join(project, "dist"))) throw new Error("dist/ is missing: npm run build");
    await must(["labnode", "new", name, ip, ...binds]);
    const root = (await must(["labnode", "root", name])).trim();
    const node = new LabNode({ name, ip, root });
    for (const [file, path] of installed()) await node.write(path, readFileSync(file, "utf8"));
    // Before the bus is there, which reads then of whom its policy speaks.
    await must(["chroot", root, "systemd-sysusers", "hirte.conf"]);
    this.#nodes.set(name, node);
    return node;
  }
}

/**
 * Units and policies of the project, and where a package would put them. Copies: a mount for each would be a
 * unit of its own on every machine, and be mounted anew for each service that is shut off from the rest.
 */
function installed(): [file: string, path: string][] {
  const folder = join(project, "systemd");
  const target = (file: string) => {
    if (/\.(service|socket|target|timer)$/.test(file)) return `/usr/lib/systemd/system/${file}`;
    if (/^org\..*\.conf$/.test(file)) return `/usr/share/dbus-1/system.d/${file}`;
    return file === "hirte.sysusers" ? "/usr/lib/sysusers.d/hirte.conf" : undefined;
  };
  return readdirSync(folder).flatMap((file): [string, string][] => {
    const path = target(file);
    return path === undefined ? [] : [[join(folder, file), path]];
  });
}

/**
 * Whether this program runs on a node too, that is, needs nothing but the C and C++ libraries. True
 * of the Node.js that nodejs.org and its packagers build; distributions split theirs into libraries
 * of their own. Nodes use their Debian's Node.js then.
 */
function isPortable(program: string): boolean {
  const common =
    /^(linux-vdso|ld-linux.*|libc|libm|libdl|libpthread|libstdc\+\+|libgcc_s|libatomic)\.so/;
  try {
    return execFileSync("ldd", [program], { encoding: "utf8" })
      .trim()
      .split("\n")
      .map((line) => line.trim().split(" ")[0] ?? "")
      .every((library) => common.test(library.replace(/^\/lib(64)?\//, "")));
  } catch {
    return false;
  }
}
