/** A metric as it stands in a text of Prometheus's format 0.0.4. */
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** One line with a value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Reads such a text by the letter of the format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/).
 * @throws Error naming the line that is not of it
 */
export function parsePrometheusText(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const families = new Map<string, Family & { samples: Sample[] }>();
  const seen = new Set<string>();
  let current: (Family & { samples: Sample[] }) | undefined;
  let help: readonly [name: string, text: string] | undefined;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, helpName, helpText] = /^# HELP ([a-zA-Z_:][\w:]*) (.*)$/.exec(line) ?? [];
    if (helpName !== undefined) {
      help = [helpName, helpText ?? ""];
      continue;
    }
    const [, typeName, type] =
      /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram|summary|untyped)$/.exec(line) ?? [];
    if (typeName !== undefined) {
      if (families.has(typeName)) throw new Error(`${typeName} is there twice`);
      if (help?.[0] !== typeName) throw new Error(`${typeName} has no HELP`);
      current = { name: typeName, type: type ?? "", help: help[1], samples: [] };
      families.set(typeName, current);
      continue;
    }
    const sample = parseSample(line);
    const series = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
    if (seen.has(series)) throw new Error(`twice: ${line}`);
    seen.add(series);
    const family =
      current?.type === "histogram" ? sample.name.replace(/_(bucket|sum|count)$/, "") : sample.name;
    if (!current || current.name !== family) throw new Error(`out of its place: ${line}`);
    current.samples.push(sample);
  }
  return families;
}

function parseSample(line: string): Sample {
  const parts = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (!parts) throw new Error(`no line of the format: ${line}`);
  const [, name = "", inBraces = "", valueText = ""] = parts;
  const labels: Record<string, string> = {};
  const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;
  while (label.lastIndex < inBraces.length) {
    const found = label.exec(inBraces);
    if (!found) throw new Error(`no labels: ${line}`);
    const [, key = "", escaped = ""] = found;
    labels[key] = escaped.replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c));
  }
  const value = valueText === "+Inf" ? Number.POSITIVE_INFINITY : Number(valueText);
  if (Number.isNaN(value)) throw new Error(`no value: ${line}`);
  return { name, labels, value };
}

/** What is against the conventions, as `promtool check metrics` would have it; empty: nothing. */
export function lintFamily({ name, type, help, samples }: Family): string[] {
  const problems: string[] = [];
  const complain = (isWrong: boolean, what: string) => {
    if (isWrong) problems.push(`${name}: ${what}`);
  };
  complain(help.trim() === "", "no help");
  complain(!/^[a-z][a-z0-9_]*$/.test(name), "letters other than small ones");
  complain((type === "counter") !== name.endsWith("_total"), "_total is for counters, and for all");
  complain(/_(milliseconds|ms|minutes|hours|kilobytes|kb|mb)(_|$)/.test(name), "no base unit");
  complain(/_(counter|gauge|histogram|summary)(_|$)/.test(name), "its type in its name");
  complain(type !== "histogram" && /_(bucket|sum|count)$/.test(name), "a histogram's ending");
  if (type === "histogram") problems.push(...lintHistogram(name, samples));
  return problems;
}

function lintHistogram(name: string, samples: readonly Sample[]): string[] {
  const problems: string[] = [];
  const bySeries = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...others } = sample.labels;
    const key = JSON.stringify(others);
    bySeries.set(key, [...(bySeries.get(key) ?? []), sample]);
  }
  for (const [key, series] of bySeries) {
    const buckets = series.filter((s) => s.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) =>
      labels["le"] === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels["le"]),
    );
    const count = series.find((s) => s.name === `${name}_count`)?.value;
    const isRising = (values: readonly number[]) =>
      values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0));
    if (!isRising(bounds)) problems.push(`${name}${key}: bounds are out of order`);
    if (!isRising(buckets.map(({ value }) => value)))
      problems.push(`${name}${key}: a bucket falls`);
    if (bounds.at(-1) !== Number.POSITIVE_INFINITY || buckets.at(-1)?.value !== count)
      problems.push(`${name}${key}: +Inf does not hold all`);
    if (!series.some((s) => s.name === `${name}_sum`)) problems.push(`${name}${key}: no sum`);
  }
  return problems;
}

/** The value of one series; undefined when it is not there. */
export function seriesValue(
  text: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const family = [...parsePrometheusText(text).values()].find(({ samples }) =>
    samples.some((s) => s.name === name),
  );
  return family?.samples.find(
    (s) =>
      s.name === name &&
      Object.keys(s.labels).length === Object.keys(labels).length &&
      Object.entries(labels).every(([key, value]) => s.labels[key] === value),
  )?.value;
}
