import { brokerStories, ofHirte, ofNodes, tell } from "./faults.ts";

/** Those in which the broker has a part: wills, retained messages, connections that break. */
const wanted = [1, 3, 6, 7, 8, 9, 10, 12, 14];

describe("faults, on mosquitto", () => {
  const common = Object.entries({ ...ofNodes, ...ofHirte }).filter(([title]) =>
    wanted.some((n) => title.includes(`[REQ-FLT-${n}]`)),
  );
  tell("mosquitto", { ...Object.fromEntries(common), ...brokerStories });
});
