/** The lines of a table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

/** A text as it can stand in a cell. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
