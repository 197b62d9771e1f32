import { stories, tell } from "./faults.ts";

describe("faults, on the embedded broker", () => {
  tell("embedded", stories);
});
