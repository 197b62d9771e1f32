import { ofNodes, tell } from "./faults.ts";

describe("faults of agents, nodes and cables, on the embedded broker", () => {
  tell("embedded", ofNodes);
});
