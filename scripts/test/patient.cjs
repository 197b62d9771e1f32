// Tests that may go last of all have time: what a test itself says of it is meant for a machine that is its own.
const { Runnable } = require("mocha");

const leastMs = 120_000;
const { timeout } = Runnable.prototype;

Runnable.prototype.timeout = function (...given) {
  const [ms] = given;
  // 0 is none.
  return timeout.apply(this, typeof ms === "number" && ms > 0 ? [Math.max(ms, leastMs)] : given);
};
