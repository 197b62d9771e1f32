// mocha hands a rejection that nobody has handled on to other listeners, and there are none: the test would pass. Thrown, it
// fails the test that runs.
process.on("unhandledRejection", (reason) => {
  throw reason;
});
