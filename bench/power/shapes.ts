import { Random } from "../../test/chaos/random.ts";
import { Battery } from "./battery.ts";
import { drawStory } from "./draw.ts";
import { reserveS } from "./judge.ts";
import type { GaugeStory, Span, Story, UpsStory } from "./story.ts";

/** A story that has in it what a rule is about, drawn by chance in all else. */
export type Shape = (seed: number) => Story;

/** Outages of these stories begin then, s: the UPSes were read for long enough by then. */
const outageAtS = 200;

interface Drawn {
  readonly random: Random;
  readonly story: Story;
}

/** A cluster within the declared bounds, with no outage yet, and nothing that UPSes do besides. */
function cluster(seed: number, wanted: (story: Story) => boolean = () => true): Drawn {
  for (let n = 0; ; n++) {
    const story = drawStory(seed + 10_000_019 * n, "declared");
    const upses = story.upses.map((ups) => ({ ...ups, blind: [], tests: [], discharges: [] }));
    const plain: Story = { ...story, seed, outages: [], startS: 0, endS: 900, upses };
    if (wanted(plain)) return { random: new Random(seed ^ 0x5eed), story: plain };
  }
}

const hasPeer = ({ upses }: Story) => upses.length > 1;
const hasWorkerAtStatera = ({ hosts }: Story) =>
  hosts.some(({ kind, feeds }) => kind === "worker" && feeds.join() === "statera");

function withOutages(story: Story, ...outages: readonly Span[]): Story {
  return { ...story, outages, endS: Math.max(900, (outages.at(-1)?.toS ?? 0) + 300) };
}

function withUpses(story: Story, change: (ups: UpsStory) => Partial<UpsStory>): Story {
  return { ...story, upses: story.upses.map((ups) => ({ ...ups, ...change(ups) })) };
}

function withGauges(story: Story, change: (ups: UpsStory) => Partial<GaugeStory>): Story {
  return withUpses(story, (ups) => ({ gauge: { ...ups.gauge, ...change(ups) } }));
}

/** How long a UPS lasts when the story begins. */
export function runtimeS(story: Story, ups: UpsStory): number {
  let loadW = ups.baseW;
  for (const { feeds, loadW: hostW } of story.hosts)
    if (feeds.includes(ups.name)) loadW += hostW / feeds.length;
  return new Battery(ups).runtimeS(loadW);
}

/** Batteries that last so many times the reserve that any policy may keep. */
function lasting(story: Story, times: (ups: UpsStory) => number): Story {
  return withUpses(story, (ups) => {
    const wantedS = times(ups) * reserveS(story, ups);
    return { fullS: (ups.fullS * wantedS) / runtimeS(story, ups) };
  });
}

/** An outage that outlasts every battery, with time enough for a shutdown. */
function dark({ random, story }: Drawn, least = 1.3, most = 2.5): Story {
  const sized = lasting(story, () => least + (most - least) * random.next());
  const longestS = Math.max(...sized.upses.map((ups) => runtimeS(sized, ups)));
  return withOutages(sized, { fromS: outageAtS, toS: outageAtS + 1.5 * longestS + 900 });
}

/** An outage that is over long before any battery is. */
function short({ random, story }: Drawn, leastS = 60, mostS = 180): Story {
  const sized = lasting(story, () => 3 + 3 * random.next());
  const toS = outageAtS + leastS + (mostS - leastS) * random.next();
  return withOutages(sized, { fromS: outageAtS, toS });
}

/** The end of the first outage. */
function endOf({ outages, endS }: Story): number {
  return outages[0]?.toS ?? endS;
}

/** What a shutdown really takes in this story, the coordinator's own stop included. */
function shutdownS({ prepareS, hosts }: Story): number {
  const longest = (kind: string) =>
    Math.max(0, ...hosts.filter((host) => host.kind === kind).map(({ stopS }) => stopS));
  return prepareS + longest("worker") + longest("ups-host") + longest("coordinator");
}

/** Hosts that draw next to nothing: their end gives the others no time. */
function steady({ random, story }: Drawn): Drawn {
  const hosts = story.hosts.map((host) =>
    host.kind === "coordinator" ? host : { ...host, loadW: 2 + 2 * random.next() },
  );
  return { random, story: { ...story, hosts } };
}

/**
 * Stops as long as the longest that was learnt, whose end gives no time to others, and a gauge that says as much too
 * much as is declared: there is no second to lose.
 */
function tight({ random, story }: Drawn): Story {
  const longestS = Math.max(180, ...story.learntS);
  const others = story.hosts.filter(({ kind }) => kind !== "coordinator");
  const scale = (longestS - 1) / shutdownS({ ...story, hosts: others });
  const hosts = story.hosts.map((host) =>
    host.kind === "coordinator"
      ? { ...host, stopS: 60 }
      : { ...host, stopS: host.stopS * scale, offTimeoutS: 1000 },
  );
  const slow = { ...story, prepareS: story.prepareS * scale, hosts };
  const bias = 1.09 + 0.01 * random.next();
  const out = dark(steady({ random, story: slow }), 1.2, 1.6);
  return withGauges(out, () => ({ bias, clip: 0.1, knowsPhysics: true }));
}

/** Each shape by what is in it. */
export const shapes = {
  /** Nothing but an outage that outlasts the batteries. */
  dark: (seed) => dark(cluster(seed)),
  tight: (seed) => tight(cluster(seed)),
  short: (seed) => short(cluster(seed)),

  /** A battery that is nearly as large as the longest reserve asks for: who keeps twice as much begins needlessly. */
  ample: (seed) => {
    const drawn = cluster(seed);
    return dark(drawn, 1.9, 3);
  },

  /** Somebody else sets FSD in an outage, and cuts the load when a shutdown has had its time. */
  fsdInOutage: (seed) => {
    const drawn = cluster(seed);
    const story = dark(drawn, 3, 5);
    const fsdAtS = outageAtS + 40 + 60 * drawn.random.next();
    const cutAtS = fsdAtS + shutdownS(story) + 90;
    return withUpses(story, () => ({ fsdAtS, cutAtS }));
  },

  /** FSD is still set from an outage long past, and the mains are there. */
  fsdLatched: (seed) => withUpses(cluster(seed).story, () => ({ fsdAtS: 0 })),

  /** The same, and the UPS tests itself. */
  fsdInTest: (seed) => {
    const fromS = outageAtS;
    const tests = [{ fromS, toS: fromS + 20, saysCal: true }];
    return withUpses(cluster(seed).story, () => ({ fsdAtS: 0, tests }));
  },

  /** Nobody has ever read it. */
  unknown: (seed) => {
    const { random, story } = cluster(seed);
    return withUpses(story, () => ({ blind: [{ fromS: 0, toS: 250 + 300 * random.next() }] }));
  },

  /** Out of sight, on mains, for minutes. */
  blindOnMains: (seed) => {
    const { random, story } = cluster(seed);
    const toS = 320 + 300 * random.next();
    return withUpses(story, () => ({ blind: [{ fromS: 60, toS }] }));
  },

  /** statera falls silent at the transfer, and is the first to be empty. */
  blindAtTransfer: (seed) => {
    const { random, story } = cluster(seed, (s) => hasPeer(s) && hasWorkerAtStatera(s));
    const factor = 1.3 + 0.6 * random.next();
    const sized = lasting(story, ({ name }) => (name === "statera" ? factor : 3 * factor));
    const toS = outageAtS + 4 * Math.max(...sized.upses.map((ups) => runtimeS(sized, ups)));
    const out = withOutages(sized, { fromS: outageAtS, toS });
    const fromS = outageAtS - 4 * random.next();
    return withUpses(out, ({ name }) => (name === "statera" ? { blind: [{ fromS, toS }] } : {}));
  },

  /** The same in an outage of minutes, with batteries that last. */
  blindBeside: (seed) => {
    const drawn = cluster(seed, hasPeer);
    const story = short(drawn, 230, 320);
    const fromS = outageAtS - 4 * drawn.random.next();
    const blind = [{ fromS, toS: endOf(story) }];
    return withUpses(story, ({ name }) => (name === "statera" ? { blind } : {}));
  },

  /** Out of sight from some moment of an outage on, until the battery is empty. */
  blindInOutage: (seed) => {
    const drawn = cluster(seed);
    const story = dark(drawn);
    const fromS = outageAtS + 40 + 60 * drawn.random.next();
    return withUpses(story, () => ({ blind: [{ fromS, toS: endOf(story) }] }));
  },

  /** The same, and what was said last is three times the truth. */
  blindAfterBoast: (seed) => {
    const drawn = cluster(seed);
    const story = dark(drawn, 2, 3);
    const fromS = outageAtS + 40 + 20 * drawn.random.next();
    const toS = endOf(story);
    const boasting = withUpses(story, () => ({ lb: "never" as const, blind: [{ fromS, toS }] }));
    return withGauges(boasting, () => ({ jumps: [{ fromS: 0, toS, factor: 3 }] }));
  },

  /** Nothing but seconds without mains, in which every UPS drops out of sight, and batteries that no shutdown could rely on. */
  dropInBlip: (seed) => {
    const { random, story } = cluster(seed);
    const sized = lasting(story, () => 0.7 + 0.2 * random.next());
    const toS = outageAtS + 6 + 3 * random.next();
    const blind = [{ fromS: outageAtS + 5, toS: outageAtS + 25 + 4 * random.next() }];
    const out = withOutages(sized, { fromS: outageAtS, toS });
    return withUpses(out, () => ({ blind, lb: "never" as const }));
  },

  /** Out of sight in an outage for a minute or two, with batteries that last. */
  blindForAWhile: (seed) => {
    const drawn = cluster(seed);
    const story = short(drawn, 200, 300);
    const fromS = outageAtS + 40 + 20 * drawn.random.next();
    const toS = fromS + 30 + 100 * drawn.random.next();
    return withUpses(story, () => ({ blind: [{ fromS, toS }] }));
  },

  /** Out of sight from the middle of an outage on, until long after its end, which the UPS beside it has seen. */
  blindThenBack: (seed) => {
    const drawn = cluster(seed, hasPeer);
    const story = short(drawn, 60, 120);
    const fromS = outageAtS + 30 + 20 * drawn.random.next();
    const blind = [{ fromS, toS: fromS + 300 }];
    return withUpses(story, ({ name }) => (name === "pyrphoros" ? { blind } : {}));
  },

  /** The mains flap, and each time the gauge collapses for the one or two polls that are judged before they are back. */
  flapping: (seed) => {
    const { random, story } = cluster(seed);
    const sized = lasting(story, () => 3 + 3 * random.next());
    const outages: Span[] = [];
    for (let n = 0, atS = outageAtS; n < 4; n++) {
      const toS = atS + 38;
      outages.push({ fromS: atS, toS });
      atS = toS + 15 + 30 * random.next();
    }
    const jumps = outages.map(({ toS }) => ({ fromS: toS - 12, toS, factor: 0.1 }));
    return withGauges(withOutages(sized, ...outages), () => ({ jumps, refreshS: 1 }));
  },

  /** A node on two UPSes, the coordinator too: the output of one is off, and the other runs out. */
  off: (seed) => {
    const drawn = cluster(seed, hasPeer);
    const feeds = ["pyrphoros", "statera"];
    const hosts = drawn.story.hosts.map((host) => ({ ...host, feeds }));
    const story = dark({ ...drawn, story: { ...drawn.story, hosts } }, 2.2, 3);
    const off = [{ fromS: 100, toS: story.endS }];
    return withUpses(story, ({ name }) => (name === "statera" ? { off } : {}));
  },

  /** It says OFF for a while on battery, and is not. */
  offSaid: (seed) => {
    const drawn = cluster(seed);
    const fromS = outageAtS + 20 + 20 * drawn.random.next();
    const saysOff = [{ fromS, toS: fromS + 10 + 40 * drawn.random.next() }];
    return withUpses(short(drawn, 120, 200), () => ({ saysOff }));
  },

  /** A calibration that draws the battery down to a bit more than half of what a shutdown takes. */
  calibration: (seed) => {
    const { random, story } = cluster(seed);
    const sized = lasting(story, () => 1.3 + 0.7 * random.next());
    const share = 0.65 + 0.1 * random.next();
    const said = withUpses(sized, (ups) => {
      const toS = outageAtS + runtimeS(sized, ups) - share * reserveS(sized, ups);
      return { tests: [{ fromS: outageAtS, toS, saysCal: true }], lb: "never" as const };
    });
    const endS = Math.max(...said.upses.flatMap(({ tests }) => tests.map(({ toS }) => toS)));
    return { ...said, endS: endS + 300 };
  },

  /** CAL that was never taken back, in an outage. */
  calSticks: (seed) => withUpses(dark(cluster(seed)), () => ({ calSticks: true })),

  /** The gauge boasts and the charge stands still: nobody knows but the firmware, which says LB in time. */
  lbAlone: (seed) => {
    const story = dark(steady(cluster(seed)), 2, 3);
    const low = { runtimeS: shutdownS(story) + 90, charge: 0 };
    const jumps = [{ fromS: 0, toS: endOf(story), factor: 4 }];
    const boasting = withGauges(story, () => ({ jumps, chargeStuck: 0.95 }));
    return withUpses(boasting, () => ({ lb: "right" as const, low }));
  },

  /** The gauge boasts, and LB comes so late that there is no time to wait whether it lasts. */
  lbLate: (seed) => {
    const drawn = steady(cluster(seed));
    const story = dark(drawn, 3, 4);
    const low = { runtimeS: shutdownS(story) + 24 + 8 * drawn.random.next(), charge: 0 };
    const jumps = [{ fromS: 0, toS: endOf(story), factor: 4 }];
    const boasting = withGauges(story, () => ({ jumps, chargeStuck: 0.25 }));
    return withUpses(boasting, () => ({ lb: "right" as const, low }));
  },

  /** LB at the transfer, for seconds, of a battery that lasts. */
  lbAtTransfer: (seed) => withUpses(short(cluster(seed)), () => ({ lb: "at-transfer" as const })),

  /** The gauge collapses at the transfer, and steadies itself. */
  unsteady: (seed) => {
    const drawn = cluster(seed);
    const toS = outageAtS + 16 + 12 * drawn.random.next();
    const jumps = [{ fromS: outageAtS, toS, factor: 0.1 }];
    return withGauges(short(drawn), () => ({ jumps, refreshS: 1 }));
  },

  /** One wrong poll or two, in the middle. */
  glitch: (seed) => {
    const drawn = cluster(seed);
    const story = short(drawn, 90, 200);
    const fromS = outageAtS + 45 + 20 * drawn.random.next();
    const jumps = [{ fromS, toS: fromS + 5 + 4.9 * drawn.random.next(), factor: 0.1 }];
    return withGauges(story, () => ({ jumps, refreshS: 1 }));
  },

  /** A gauge that goes up and down, beyond the bounds for moments, where there is no second to lose. */
  jitter: (seed) => {
    const gauge = { bias: 1.12, clip: 0.2, jitter: 0.07, refreshS: 1, stepS: 1 };
    return withGauges(tight(cluster(seed)), () => gauge);
  },

  /** No runtime is told, nor LB. */
  noRuntime: (seed) => {
    const story = withGauges(dark(cluster(seed), 2.2, 4), () => ({ saysNoRuntime: true }));
    return withUpses(story, () => ({ lb: "never" as const }));
  },
  noRuntimeShort: (seed) =>
    withGauges(short(cluster(seed), 60, 150), () => ({ saysNoRuntime: true })),

  /** The gauge stands still from the beginning of an outage on, and LB is never said. */
  frozen: (seed) => {
    const drawn = cluster(seed);
    const story = dark(drawn);
    const fromS = outageAtS + 20 + 40 * drawn.random.next();
    const silent = withUpses(story, () => ({ lb: "never" as const }));
    return withGauges(silent, () => ({ frozen: [{ fromS, toS: endOf(story) }] }));
  },
} satisfies Record<string, Shape>;
