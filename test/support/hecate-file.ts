import { join } from "node:path";

/** The file that is given to people. */
export const hecateExample = join(import.meta.dirname, "../../configs/hecate.example.yaml");

/** A small hecate.yaml, its lines by what they are about. */
const usualLines = {
  version: "version: 1",
  coordinator: "coordinator: db",
  broker: "broker: { url: mqtts://10.0.0.1:2020, host: db }",
  ups: "ups:",
  u1: "  u1: { target: u1@localhost, host: db }",
  u2: "  u2: { target: u2@localhost, host: host2 }",
  nodes: "nodes:",
  db: "  db: { address: 10.0.0.1, feeds: [u1], return_path: bios }",
  host2: "  host2: { address: 10.0.0.2, feeds: [u2], roles: [ups-host] }",
  s1: "  s1: { address: 10.0.0.3, feeds: [u1, u2], roles: [k3s-server] }",
};

/** That file with other lines in place of some, and more behind them from line 11 on. */
export function hecateYaml(
  lines: Readonly<Partial<Record<keyof typeof usualLines, string>>> = {},
  ...more: readonly string[]
): string {
  return [...Object.values({ ...usualLines, ...lines }), ...more, ""].join("\n");
}
