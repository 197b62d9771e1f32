import { hirtectlReference } from "../gen-cli-docs.ts";
import { daemonManual } from "./daemons.ts";
import { hecateManual } from "./hecate.ts";
import { type ManTitle, manPage } from "./troff.ts";

const date = "2026-11-26";

const titles = {
  hirtectl: {
    section: 1,
    summary: "start, stop and watch systemd units on many machines",
    synopsis: ["hirtectl [options] COMMAND [arguments]"],
  },
  hirte: {
    section: 8,
    summary: "manager of nodes and their systemd units",
    synopsis: [
      "hirte [option]...",
      "hirte setup [--name NAME]... [option]...",
      "hirte setup --adopt-epoch EPOCH",
      "hirte setup --admin NAME",
      "hirte acl --for mosquitto",
    ],
  },
  hecate: {
    section: 8,
    summary: "watches the power of a cluster, and shuts it down in time",
    synopsis: ["hecate COMMAND [option]... [arguments]"],
  },
  "hirte-agent": {
    section: 8,
    summary: "carries out on a node what hirte asks for",
    synopsis: ["hirte-agent [option]...", "hirte-agent join LINE|- [--user]"],
  },
} as const;

type Name = keyof typeof titles;

/** The manual pages, by their path below the project. */
export function manPages(): Readonly<Record<string, string>> {
  const page = (name: Name, markdown: string) => {
    const title: ManTitle = { name, date, ...titles[name] };
    return [`man/${name}.${title.section}`, manPage(title, `${markdown}\n${others(name)}`)];
  };
  return Object.fromEntries([
    page("hirtectl", hirtectlReference()),
    page("hirte", daemonManual("hirte")),
    page("hirte-agent", daemonManual("hirte-agent")),
    page("hecate", hecateManual()),
  ]);
}

function others(name: Name): string {
  const rest = Object.entries(titles).filter(([other]) => other !== name);
  const pages = rest.map(([other, { section }]) => `\`${other}\`(${section})`);
  return `## See also\n\n${[...pages, "`systemctl`(1)", "`journalctl`(1)"].join(", ")}\n`;
}
