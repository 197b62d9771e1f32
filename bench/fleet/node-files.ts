import { join } from "node:path";
import type { AgentTls } from "../../src/config/agent.ts";

/** Where a node's certificate and key lie in a directory of many, and whom it believes. */
export function nodeFiles(directory: string, node: string): AgentTls {
  return {
    caFile: join(directory, "ca.pem"),
    certFile: join(directory, `${node}.pem`),
    keyFile: join(directory, `${node}-key.pem`),
    isOwn: false,
  };
}
