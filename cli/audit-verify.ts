import type { Expectation, Finding } from "../src/audit/chain-check.ts";
import { type Verification, verifyLog } from "../src/audit/verify.ts";
import { loadHirteConfig } from "../src/config/hirte.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { printable } from "./text.ts";
import { formatTime } from "./times.ts";

/** `hirtectl audit verify`: reads the files of the log on this machine. */
export async function verifyAudit({ options, io }: Call): Promise<number> {
  const directory =
    options.directory ??
    loadHirteConfig({
      ...(options.config === undefined ? {} : { file: options.config }),
      env: io.env,
    }).stateDir;
  const expectation = expectationOf(options.expect);
  const found = verifyLog(directory, expectation);
  const isThere = expectation === undefined || found.expected !== undefined;
  const isIntact = found.faultCount === 0 && isThere;
  if (options.output === "table") {
    const lines = [
      ...tellFindings(found, options.quiet),
      ...(isThere ? [] : [tellMissing(found, expectation)]),
    ];
    for (const line of lines) io.stderr.write(`hirtectl: ${printable(line)}\n`);
    io.stdout.write(`${summaryOf(found, isIntact)}\n`);
  } else {
    const { last, expected, faults, notes, faultCount, ...facts } = found;
    const document = {
      isIntact,
      ...facts,
      ...(last ? { last: nameOf(last) } : {}),
      ...(expectation ? { expected: expected ?? null } : {}),
      faultCount,
      faults,
      notes,
    };
    const indent = options.output === "json" ? 2 : undefined;
    io.stdout.write(`${JSON.stringify(document, null, indent)}\n`);
  }
  return (isIntact ? exitStatuses.done : exitStatuses.failed).status;
}

function expectationOf(text: string | undefined): Expectation | undefined {
  if (text === undefined) return undefined;
  const [hash = "", n] = text.split(":").toReversed();
  return n === undefined ? { hash } : { hash, n: Number(n) };
}

function tellFindings(
  { directory, faults, faultCount, notes }: Verification,
  isQuiet: boolean,
): string[] {
  const tell = ({ file, line, what }: Finding) =>
    line === 0 ? `${directory}: ${what}` : `${file}:${line}: ${what}`;
  const more = faultCount - faults.length;
  return [
    ...faults.map(tell),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(isQuiet ? [] : notes).map((note) => `note: ${tell(note)}`),
  ];
}

function tellMissing({ directory, first = 1 }: Verification, wanted: Expectation): string {
  if (wanted.n !== undefined && wanted.n < first) {
    return `${directory}: record ${wanted.n} is older than what is kept: what was noted later can be expected`;
  }
  const what = wanted.n === undefined ? "the record" : `record ${wanted.n}`;
  return `${directory}: ${what} that is expected is not there: records were taken away at the end, or all was written anew`;
}

function summaryOf(found: Verification, isIntact: boolean): string {
  const { directory, files, records, unchained, first, last, from, to } = found;
  const where = `${directory}: ${isIntact ? "intact" : "NOT intact"}`;
  const older =
    unchained === 0 ? [] : [`${unchained} lines of before there was a chain: not protected by it`];
  if (!last || first === undefined) return [`${where}: no records of a chain`, ...older].join("\n");
  const span =
    from === undefined || to === undefined ? "" : `, ${formatTime(from)} to ${formatTime(to)}`;
  return [
    `${where}: ${records} records in ${files} ${files === 1 ? "file" : "files"}${span}`,
    `begins at record ${first}${first === 1 ? "" : ": older ones were removed with their segments"}`,
    ...older,
    `last record ${nameOf(last)}`,
  ].join("\n");
}

function nameOf({ n, hash }: { readonly n: number; readonly hash: string }): string {
  return `${n}:${hash}`;
}
