/** Name of the unit that runs the command of this request, where it names none: one for each id. */
export function runUnitOf(id: string): string {
  return `hirte-run-${id.slice(0, 16)}.service`;
}
