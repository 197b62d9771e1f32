import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Logs } from "../../../agent/logs.ts";
import type { StreamSource } from "../../../agent/ports.ts";
import type { Chunk } from "../../../agent/stream.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { LogsRequest } from "../../../src/protocol/generated/schemas.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** A journalctl for a journal that is a file of entries, one a line; it notes how it was called. */
const program = `
const { appendFileSync, existsSync, readFileSync, watch } = require("node:fs");
const [directory, ...args] = process.argv.slice(2);
const file = directory + "/journal";
appendFileSync(directory + "/calls", args.join(" ") + "\\n");
if (args.includes("--sync")) process.exit(0);
if (args.some((arg) => arg.includes("whenever"))) {
  console.error("Failed to parse timestamp: whenever");
  process.exit(1);
}
if (args.includes("--unit=none-*")) {
  console.error("Failed to add filter for units: No data available");
  process.exit(1);
}
const value = (name) => args.find((arg) => arg.startsWith(name + "="))?.slice(name.length + 1);
const entries = () =>
  readFileSync(file, "utf8").split("\\n").filter((line) => line !== "").map((line) => JSON.parse(line));
const isWanted = ({ UNIT }) => !value("--unit") || UNIT === value("--unit");
let all = entries();
let seen = all.length;
const cursor = value("--cursor");
if (cursor) all = all.slice(all.findIndex(({ __CURSOR }) => __CURSOR === cursor));
all = all.filter(isWanted);
const lines = value("--lines");
if (lines !== "all") all = Number(lines) === 0 ? [] : all.slice(-Number(lines));
const print = (list) => list.forEach((entry) => console.log(JSON.stringify(entry)));
if (args.includes("--follow")) appendFileSync(directory + "/followers", process.pid + "\\n");
print(all);
if (args.includes("--follow")) {
  setInterval(() => {
    print(entries().slice(seen).filter(isWanted));
    seen = entries().length;
  }, 20);
}
`;

describe("the agent's reading of a journal", () => {
  const directory = useTempDir();
  let source: StreamSource;
  beforeEach(() => {
    writeFileSync(join(directory(), "journalctl.cjs"), program);
    writeFileSync(join(directory(), "journal"), "");
  });
  afterEach(() => source.stop());

  let written = 0;
  const write = (unit: string, ...messages: readonly string[]) => {
    const lines = messages.map((MESSAGE) => {
      const place = { __CURSOR: `c=${++written}`, __REALTIME_TIMESTAMP: `${written}` };
      return `${JSON.stringify({ ...place, UNIT: unit, MESSAGE })}\n`;
    });
    appendFileSync(join(directory(), "journal"), lines.join(""));
    return `c=${written}`;
  };
  const open = (request: Omit<LogsRequest, "id">) => {
    const command = [process.execPath, join(directory(), "journalctl.cjs"), directory()] as const;
    source = new Logs({ log: silentLog(), command }).open({ id: "i".repeat(32), ...request });
    return source;
  };
  const calls = () => readFileSync(join(directory(), "calls"), "utf8").trimEnd().split("\n");
  const messagesOf = (chunk: Chunk | undefined) => chunk?.entries?.map(({ message }) => message);

  /** The next entries, in however many pieces they come. */
  async function next(count: number): Promise<string[]> {
    const messages: string[] = [];
    while (messages.length < count) messages.push(...(messagesOf(await source.next()) ?? []));
    return messages;
  }

  async function rest(): Promise<string[]> {
    const messages: string[] = [];
    for (;;) {
      const chunk = await source.next();
      if (!chunk) return messages;
      messages.push(...(messagesOf(chunk) ?? []));
    }
  }

  it("[REQ-LOG-3] gives what there is, in order, filtered as asked for, and ends", async () => {
    write("a.service", "one", "two");
    write("b.service", "other");
    write("a.service", "three");
    open({ units: ["a.service"], lines: 2, priority: "err", since: "today", until: "now" });
    deepEqual(await rest(), ["two", "three"]);
    const [sync, read, ...more] = calls();
    equal(sync, "--sync");
    for (const arg of [
      ..."--lines=2 --unit=a.service --priority=err --since=today --until=now --all".split(" "),
    ]) {
      ok(read?.split(" ").includes(arg), arg);
    }
    deepEqual(more, []);
  });

  it("[REQ-LOG-3] runs nothing before it is asked for something", async () => {
    open({});
    source.stop();
    equal(existsSync(join(directory(), "calls")), false);
  });

  it("[REQ-LOG-4] goes on with what comes, nothing twice and nothing missing", async () => {
    write("a.service", "one", "two");
    open({ units: ["a.service"], follow: true, lines: 1 });
    deepEqual(messagesOf(await source.next()), ["two"]);
    // Between the end of what there was and the beginning of what follows.
    write("b.service", "other");
    write("a.service", "three");
    deepEqual(messagesOf(await source.next()), ["three"]);
    const last = write("a.service", "four");
    const chunk = await source.next();
    deepEqual(messagesOf(chunk), ["four"]);
    equal(chunk?.cursor, last);
  });

  it("[REQ-LOG-4] says where it begins when there is no entry yet", async () => {
    const tail = write("b.service", "other");
    open({ units: ["a.service"], follow: true });
    deepEqual(await source.next(), { entries: [], cursor: tail, size: 256 });
    write("a.service", "first");
    deepEqual(messagesOf(await source.next()), ["first"]);
  });

  it("[REQ-LOG-5] is taken up after a cursor, whatever was asked for at first", async () => {
    const seen = write("a.service", "one");
    write("a.service", "two", "three");
    open({ units: ["a.service"], cursor: seen, lines: 1, since: "today" });
    deepEqual(await rest(), ["two", "three"]);
    open({ units: ["a.service"], cursor: seen, lines: 0, follow: true });
    deepEqual(await next(2), ["two", "three"]);
    write("a.service", "four");
    deepEqual(messagesOf(await source.next()), ["four"]);
  });

  it("[REQ-LOG-6] says what journalctl cannot read, and has nothing of units nobody knows", async () => {
    open({ since: "whenever" });
    await rejects(
      source.next(),
      (error) => isHirteError(error, "bad-argument") && /whenever/.test(error.message),
    );
    open({ units: ["none-*"] });
    deepEqual(await rest(), []);
    source = new Logs({ log: silentLog(), command: ["/no/such/journalctl"] }).open({
      id: "i".repeat(32),
    });
    await rejects(source.next(), (error) => isHirteError(error, "journal-unavailable"));
  });

  it("[REQ-LIM-7] leaves out entries of units that may not be read, while it follows, too", async () => {
    write("a.service", "one");
    write("b.service", "secret");
    const request = { id: "i".repeat(32), follow: true };
    const command = [process.execPath, join(directory(), "journalctl.cjs"), directory()] as const;
    const logs = new Logs({ log: silentLog(), command });
    source = logs.open(request, (unit) => unit === "a.service");
    deepEqual(await next(1), ["one"]);
    write("b.service", "secret", "secret");
    write("a.service", "two");
    write("b.service", "secret");
    write("a.service", "three");
    deepEqual(await next(2), ["two", "three"]);
  });

  it("[REQ-LOG-7] leaves no process behind when it is let go of", async () => {
    write("a.service", "one");
    open({ follow: true });
    await source.next();
    write("a.service", "two");
    await source.next();
    const pid = Number(readFileSync(join(directory(), "followers"), "utf8"));
    ok(isAlive(pid));
    source.stop();
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("[REQ-LOG-3] puts entries into pieces of at most 64 KiB", async () => {
    const text = "ü".repeat(4000);
    for (let i = 0; i < 40; i++) write("a.service", `${i} ${text}`);
    open({});
    let count = 0;
    for (;;) {
      const chunk = await source.next();
      if (!chunk) break;
      const bytes = Buffer.byteLength(JSON.stringify(chunk));
      ok(bytes < 60 * 1024 && chunk.size >= bytes - 256, `${bytes} of ${chunk.size}`);
      count += chunk.entries?.length ?? 0;
    }
    equal(count, 40);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
