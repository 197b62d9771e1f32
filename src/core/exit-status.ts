/** What Node.js ends a module with of which a wait has no end. */
const unsettled = 13;

/**
 * Begins a program that exits with what `main` resolves to. Where nothing is left to wait for and `main` has not come
 * to its end, that is a fault of the program, and no 0.
 */
export function exitWith(main: () => Promise<number>): void {
  // Not from the beginning on: there are libraries that go by the status that is set.
  const leaveUnsettled = () => {
    process.exitCode = unsettled;
    process.stderr.write("nothing is left to wait for, and the program has not come to its end\n");
  };
  process.once("beforeExit", leaveUnsettled);
  // What it throws goes to nobody, which is how Node.js ends a program with a trace and 1.
  void main().then((status) => {
    process.off("beforeExit", leaveUnsettled);
    process.exitCode = status;
  });
}
