import type { HttpAnswer } from "../src/core/http-server.ts";
import type { ManagerState } from "../src/protocol/generated/schemas.ts";

/** What hirte's health is judged by, and what is told with it. */
export interface HealthFacts {
  readonly epoch: number;
  readonly isBrokerConnected: boolean;
  /** Why the log cannot be written; absent: it can. */
  readonly logProblem?: string;
  readonly nodes: NonNullable<ManagerState["nodes"]>;
}

/**
 * The answer to /healthz: 200 when hirte can do its own work, 503 and why when it cannot. Nodes are
 * told of and never blamed: a primary that is restarted because a node was lost helps nobody.
 */
export function healthAnswer(facts: HealthFacts): HttpAnswer {
  const { epoch, isBrokerConnected, logProblem, nodes } = facts;
  const reasons = [
    ...(isBrokerConnected ? [] : ["the manager is not connected to its broker"]),
    ...(logProblem === undefined ? [] : [`the log cannot be written: ${logProblem}`]),
  ];
  const isGood = reasons.length === 0;
  const body = {
    status: isGood ? "ok" : "failing",
    ...(isGood ? {} : { reason: reasons.join("; ") }),
    epoch,
    brokerConnected: isBrokerConnected,
    logWritable: logProblem === undefined,
    nodes,
  };
  return {
    status: isGood ? 200 : 503,
    contentType: "application/json; charset=utf-8",
    body: `${JSON.stringify(body)}\n`,
  };
}
