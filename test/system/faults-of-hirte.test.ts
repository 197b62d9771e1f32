import { ofHirte, tell } from "./faults.ts";

describe("faults of hirte and of many at once, on the embedded broker", () => {
  tell("embedded", ofHirte);
});
