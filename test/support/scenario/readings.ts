import type { Origin, Reading } from "../../../src/power/model.ts";
import { type Command, named, valuesOf } from "./command.ts";
import { happen, type ScenarioUps, upsesOf } from "./upses.ts";
import type { World } from "./world.ts";

/** What publishers have said. */
interface Published {
  session: string;
  readonly seqs: Map<string, number>;
  last?: { readonly ups: ScenarioUps; readonly reading: Reading };
}

const keys = {
  runtime: "runtimeS",
  charge: "chargePercent",
  load: "loadPercent",
  voltage: "inputVoltageV",
  nominal: "inputVoltageNominalV",
} as const;

/**
 * `[NAME] OB LB runtime=329 charge=60`: a poll of a UPS comes, live and new. Instead of words of the status:
 * `comms=data-stale`. With `retained` it is an old copy, with `local` it comes from this process; `session=` and
 * `seq=` are the publisher's own. The name may be left out where there is one UPS.
 */
const reading: Command = {
  isFor: (words, world) =>
    upsesOf(world).byName.has(words[0] ?? "") ||
    words.every((word) => /^([A-Z]+|retained|local|[a-z]+=\S+)$/.test(word)),
  run: (words, world) => {
    const { byName } = upsesOf(world);
    const named = byName.get(words[0] ?? "");
    const ups = named ?? [...byName.values()][0];
    if (!ups || (!named && byName.size > 1)) throw new Error("which UPS is it?");
    const told = named ? words.slice(1) : words;
    const values = valuesOf(told);
    const published = world.part(newPublished);
    const session = values.get("session") ?? published.session;
    const key = `${ups.name} ${session}`;
    const seq = Number(values.get("seq") ?? (published.seqs.get(key) ?? 0) + 1);
    published.seqs.set(key, Math.max(seq, published.seqs.get(key) ?? 0));
    const comms = values.get("comms") ?? "ok";
    const poll: Reading = {
      ...{ session, seq },
      // The words of a scenario are the words of the schema.
      comms: comms as Reading["comms"],
      flags: told.filter((word) => /^[A-Z]+$/.test(word)),
      ...Object.fromEntries(
        Object.entries(keys).flatMap(([word, name]) => {
          const value = values.get(word);
          return value === undefined ? [] : [[name, Number(value)]];
        }),
      ),
    };
    published.last = { ups, reading: poll };
    const origin = values.has("retained") ? "retained" : values.has("local") ? "local" : "live";
    deliver(world, ups, poll, origin);
  },
};

/** `again`: the last poll is delivered once more. */
const again = named("again", (_words, world) => {
  const { last } = world.part(newPublished);
  if (!last) throw new Error("nothing was published");
  deliver(world, last.ups, last.reading, "live");
});

/** `publisher NAME`: from now on polls come from a new session. */
const publisher = named("publisher", ([session = "p2"], world) => {
  world.part(newPublished).session = session;
});

function newPublished(): Published {
  return { session: "p1", seqs: new Map() };
}

function deliver(world: World, ups: ScenarioUps, poll: Reading, origin: Origin): void {
  happen(world, ups, { kind: "reading", origin, reading: poll, atMs: world.bootMs });
}

/** Commands about what is read of UPSes; `reading` is for all lines that are no other command's. */
export const readingCommands = [again, publisher, reading];
