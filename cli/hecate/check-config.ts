import { readHecateConfig } from "../../src/config/hecate.ts";
import { hostFactsOf } from "../../src/hecate/host-facts.ts";
import type { HecateHandler } from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";

/** `hecate check-config` */
export const checkConfig: HecateHandler = async ({ options, io }) => {
  const { config: file, node } = options;
  // Without the passwords: who installs hecate makes their file afterwards.
  const config = readHecateConfig({ file, env: io.env, flags: { node }, secrets: "unread" });
  const facts = hostFactsOf(config);
  if (options.json) {
    io.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
    return hecateExits.done.status;
  }
  const role = facts.role === "coordinator" ? "the coordinator" : "a peer";
  const lines = [
    `${facts.file} is valid; this is ${facts.self}, ${role} (hash ${facts.hash})`,
    ...facts.warnings.map(({ line, text }) => {
      const where = line === undefined ? facts.file : `${facts.file}:${line}`;
      return `warning: ${where}: ${text}`;
    }),
  ];
  io.stdout.write(lines.map((line) => `${line}\n`).join(""));
  return hecateExits.done.status;
};
