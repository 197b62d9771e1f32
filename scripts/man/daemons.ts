import { daemonHelp } from "../../src/config/arguments.ts";
import { environmentName, type FileKey, type Program, programs } from "../../src/config/keys.ts";
import { cell } from "../docs/table.ts";

type Daemon = keyof typeof programs;

/** What each daemon is. */
const words: Readonly<Record<Daemon, readonly string[]>> = {
  hirte: [
    "hirte runs on the primary. It holds the MQTT broker that agents, hirtectl and state managers connect to, knows which nodes are there, and sees to it that every request ends once, with a true outcome. It never decides what should run where.",
    "It runs as `hirte.service`. `hirte.socket` gives it the socket by which root and the group hirte-operators come in without a password; it begins and ends with the service.",
  ],
  "hirte-agent": [
    "hirte-agent runs on each node. It connects to hirte, carries out what it is asked for through the systemd of the node, at most once and within the time allowed, and publishes the units as they change.",
    "Units of the node can need units of other nodes: `Wants=hirte-proxy@NODE_UNIT.service`, with `After=`, has UNIT.service started on NODE, where hirte.conf allows it. `systemctl status` of the proxy unit says why it failed.",
    "It runs as `hirte-agent.service`, as root. Without the primary it waits for it, and the units of the node are left alone, unless `OnManagerLost=` says otherwise.",
  ],
};

/** The manual of a daemon, in Markdown, from the table of its keys. */
export function daemonManual(program: Daemon): string {
  const { file, section, keys, named }: Program = programs[program];
  return [
    `# ${program}`,
    "",
    ...words[program].flatMap((text) => [text, ""]),
    "## Options",
    "",
    "Each key of the configuration has an option, which wins over file and environment.",
    "",
    ...optionLines(program).map((line) => `    ${line}`),
    "",
    ...(program === "hirte"
      ? [
          "`hirte setup` makes what is missing of hirte's own CA and of its server certificate, and says what there is; `--name NAME`, which may be given several times, is a name or an address by which nodes find this primary. It can be called as often as one likes, and the first start with `TLS=on` does the same (docs/tls.md).",
          "",
          "`hirte setup --adopt-epoch EPOCH` makes a primary that was rebuilt go on where its nodes are: hirte says the number in its log where they know of a later life than its own.",
          "`hirte setup --admin NAME` makes a user an admin, with the password that is typed or read from standard input, while hirte is stopped: the first one, or one that has lost its password.",
          "",
          "`hirte backup FILE` writes the CA, users, nodes and the log into FILE, which must not be there, or to standard output where FILE is `-`, while hirte runs. The file holds the CA's key and the hashes of passwords.",
          "",
          "`hirte restore FILE` brings them back while hirte is stopped, from standard input where FILE is `-`. The state directory must be empty, or `--replace` moves its state to a folder `before-restore-TIME` in it. `--revoke NODE`, which may be given several times and be a pattern, revokes the certificates of nodes. Both end with 0 when it was done, with 1 where the machine did not have what it takes or hirte is running, and with 2 where the words are wrong, or FILE is there already, is no backup, is damaged or cut off; nothing was changed then (docs/backup.md).",
          "",
          "`hirte acl --for mosquitto` prints what each node and each user may publish and read, as an acl_file for a mosquitto in place of hirte's own broker; `--output FILE` writes it, and `--manager-user NAME` says as whom hirte comes there.",
          "",
        ]
      : [
          "`hirte-agent join LINE` fetches this node's certificate, and writes it, its key, and a drop-in of agent.conf; LINE is what `hirtectl node add NAME` printed on the primary; `-` reads it from standard input, where nobody else on the machine sees it. With `--user` it does so for the agent of a user.",
          "",
        ]),
    "## Configuration",
    "",
    `Read from \`/etc/hirte/${file}\`, section \`[${section}]\`, then \`/etc/hirte/${file}.d/*.conf\`, the environment and the options; later ones win. A key that does not exist or a bad value stops the program, and all that is wrong is told with file and line.`,
    "",
    "| key | meaning |",
    "|---|---|",
    ...keyRows(keys),
    "",
    ...(named
      ? [
          `A section \`[${named.word} NAME]\` for each ${named.word} that has something of its own; its keys stand in files only.`,
          "",
          "| key | meaning |",
          "|---|---|",
          ...keyRows(named.keys),
          "",
        ]
      : []),
    ...(program === "hirte-agent"
      ? [
          "The section `[commands]` gives names to command lines: `backup=/usr/local/bin/backup --now` is run by `hirtectl command NODE backup`, as root, also without `AllowExec=yes`.",
          "",
        ]
      : []),
    "## Exit status",
    "",
    "| status | meaning |",
    "|---|---|",
    "| 0 | It left as it was asked to. |",
    "| 1 | It failed, or the machine did not have what it needs: an address, a port, a directory. The log says why, and systemd starts it again. |",
    `| 2 | The command line or the configuration is wrong${program === "hirte" ? ", or another hirte has taken over" : ""}. It is not started again. |`,
    "",
    "## Environment",
    "",
    "| variable | meaning |",
    "|---|---|",
    ...Object.keys(keys).map((name) => `| \`${environmentName(name)}\` | \`${name}=\` |`),
    "",
  ].join("\n");
}

function optionLines(program: Daemon): string[] {
  return daemonHelp(program)
    .split("\n")
    .filter((line) => /^ {2}( {4})?-/.test(line))
    .map((line) => line.slice(2));
}

function keyRows(keys: Readonly<Record<string, FileKey>>): string[] {
  return Object.entries(keys).map(([name, key]) => `| \`${name}=\` | ${cell(meaningOf(key))} |`);
}

function meaningOf({ type, default: preset, unit, description }: FileKey): string {
  const value =
    preset === undefined || preset === ""
      ? "none"
      : typeof preset === "string"
        ? `${preset}${unit ? ` ${unit}` : ""}`
        : preset.says;
  return `${description} (${type.name}; default: ${value})`;
}
