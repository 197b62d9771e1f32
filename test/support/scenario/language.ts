import { clusterCommands } from "./cluster.ts";
import type { Command } from "./command.ts";
import { durationOf } from "./command.ts";
import { policyCommands } from "./policy.ts";
import { readingCommands } from "./readings.ts";
import { upsCommands } from "./upses.ts";
import { World } from "./world.ts";

/** Families of commands; polls are last, for what is no other command is one. */
const commands: readonly Command[] = [
  ...clusterCommands,
  ...upsCommands,
  ...policyCommands,
  ...readingCommands,
];

/** A line of a scenario file, and what it makes of the record. */
interface Line {
  readonly text: string;
  readonly number: number;
}

/**
 * What a scenario file is when its record is written as things are.
 *
 *     # Prose. A line that begins with == is the title of a scenario; each has a world of its own.
 *     == one bad poll
 *     ups pyrphoros threshold=330
 *     00:05 OB runtime=329          | 00:05 row 11 watching
 *     every 5s x3 OB runtime=329    | 00:35 row 11 counting 1/3
 *                                   | 00:40 …
 *     +3m wait
 *
 * A line is: when (a moment, `+` a time, or nothing: now), `every TIME xN` or nothing, and a command; in one that is
 * repeated, `runtime=600..400` goes from the one to the other. Behind `|` is the record: what comes of it, and of
 * what is repeated only what is new. Ticks go on by themselves every five seconds, at :01 and :06, and say the same.
 */
export function rewritten(file: string, name: string): string {
  let world = new World();
  const output: string[] = [];
  for (const { text, number } of linesOf(file)) {
    if (text.startsWith("== ")) world = new World();
    try {
      if (text !== "" && !/^(#|==)/.test(text)) run(text, world);
    } catch (error) {
      throw new Error(`${name}:${number}: ${text}`, { cause: error });
    }
    const said = world.takeSaid();
    output.push(said.length === 0 ? text : `${text.padEnd(column)} | ${said[0]}`);
    for (const more of said.slice(1)) output.push(`${" ".repeat(column)} | ${more}`);
  }
  return `${output.join("\n").trimEnd()}\n`;
}

/** Where the record begins. */
const column = 52;

/** The lines without the record. */
function linesOf(file: string): readonly Line[] {
  return file
    .split("\n")
    .map((text, index) => ({ text, number: index + 1 }))
    .filter(({ text }) => !/^\s+\|/.test(text))
    .map(({ text, number }) => ({
      text: text.startsWith("#") ? text : (text.split(" | ")[0] ?? "").trimEnd(),
      number,
    }));
}

function run(text: string, world: World): void {
  const words = text.split(/\s+/);
  const [first = ""] = words;
  const moment = momentOf(first, world);
  if (moment !== undefined) {
    world.goTo(moment);
    words.shift();
  }
  if (words[0] !== "every") {
    command(words, world);
    return;
  }
  const [, step = "", times = "", ...rest] = words;
  const count = Number(times.slice(1));
  world.isRepeating = true;
  for (let n = 0; n < count; n++) {
    world.goTo(world.atMs + durationOf(step));
    command(
      rest.map((word) => between(word, n / Math.max(1, count - 1))),
      world,
    );
  }
  world.isRepeating = false;
}

/** `runtime=600..400` goes from the one to the other while the line is repeated. */
function between(word: string, part: number): string {
  return word.replace(/=([\d.]+?)\.\.([\d.]+)$/, (_, from: string, to: string) => {
    const value = Number(from) + (Number(to) - Number(from)) * part;
    return `=${Math.round(value * 10) / 10}`;
  });
}

function command(words: readonly string[], world: World): void {
  if (words[0] === "wait") return;
  const found = commands.find((one) => one.isFor(words, world));
  if (!found) throw new Error(`no such command: ${words.join(" ")}`);
  found.run(words, world);
}

function momentOf(word: string, world: World): number | undefined {
  if (word.startsWith("+")) return world.atMs + durationOf(word.slice(1));
  const parts = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(word);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return Math.round((((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000);
}
