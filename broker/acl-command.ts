import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseDaemonArguments } from "../src/config/arguments.ts";
import { readHirteConfig, usualBrokerUser } from "../src/config/hirte.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import { createLog } from "../src/core/log.ts";
import { writeAclFile } from "./acl-file.ts";
import { peekAllowedNodes } from "./allowed-nodes.ts";
import { refuseUnfinished } from "./backup/placing.ts";
import { type AclParties, leftOutOf, mosquittoAcl } from "./mosquitto-acl.ts";
import { Users } from "./users.ts";

const options = {
  for: { type: "string" },
  "manager-user": { type: "string" },
  output: { type: "string", short: "o" },
} as const;

/**
 * `hirte acl --for mosquitto`: prints what each node and user may publish and read as an acl_file, or writes it.
 * Reads configuration and state alone, whether hirte runs or not.
 * @returns the exit status
 * @throws HirteError `bad-argument`, `bad-config`, `bad-state`, `unavailable`
 */
export function tellAcl(
  argv: readonly string[],
  out: { write(text: string): unknown },
  etcDir?: string,
): number {
  const { own, rest } = parse(argv);
  const args = parseDaemonArguments("hirte", rest);
  if (args.kind !== "run" || own.for !== "mosquitto" || own.output === "") {
    throw new HirteError(
      "bad-argument",
      "hirte acl --for mosquitto [--manager-user NAME] [--output FILE]; options of hirte itself say where its state is",
    );
  }
  const { config } = readHirteConfig({
    file: args.file,
    flags: args.flags,
    ...(etcDir === undefined ? {} : { etcDir }),
  });
  const log = createLog({ level: "warn", target: config.logTarget });
  refuseUnfinished(config.stateDir);
  const { stateDir: directory, allowedNodes: configured } = config;
  const parties: AclParties = {
    managerUser: own["manager-user"] ?? config.login?.user ?? usualBrokerUser,
    nodes: peekAllowedNodes({ directory, configured, log }),
    users: Users.open({ directory, log }).rows(),
    hasCoordinator: config.powerCoordinator !== undefined,
  };
  const text = mosquittoAcl(parties);
  for (const { why } of leftOutOf(parties)) log.warn({ why }, "the file says nothing of a name");
  if (own.output === undefined) {
    out.write(text);
    return 0;
  }
  const path = resolve(own.output);
  const was = writeAclFile(path, text) ? "is written" : "says so already";
  out.write(`${path} ${was}. mosquitto must be able to read it, and mosquitto.conf to say:

    allow_anonymous false
    password_file /etc/mosquitto/passwords
    acl_file ${path}

Then: systemctl reload mosquitto
`);
  return 0;
}

/** What is the command's own, and what is hirte's. */
function parse(argv: readonly string[]) {
  const own: string[] = [];
  const rest: string[] = [];
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const isOwn = new Map(
    tokens.flatMap((token) =>
      token.kind === "option" && Object.hasOwn(options, token.name)
        ? [[token.index, token.value !== undefined && !token.inlineValue ? 2 : 1] as const]
        : [],
    ),
  );
  for (let i = 0; i < argv.length; i++) {
    const length = isOwn.get(i) ?? 0;
    if (length === 0) rest.push(argv[i] ?? "");
    else own.push(...argv.slice(i, i + length));
    i += Math.max(0, length - 1);
  }
  try {
    return { own: parseArgs({ args: own, options }).values, rest };
  } catch (cause) {
    throw new HirteError("bad-argument", `${messageOf(cause)}; see hirte --help`, { cause });
  }
}
