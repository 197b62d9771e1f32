import { Random } from "../../test/chaos/random.ts";
import type { Bounds, HostStory, Span, Story, UpsStory } from "./story.ts";

const preludeS = 180;

/** Draws an outage. The same seed and bounds give the same. */
export function drawStory(seed: number, bounds: Bounds): Story {
  const random = new Random(seed);
  const isWild = bounds === "beyond";
  const outages = drawOutages(random.fork());
  const stops = random.fork();
  const median = 15 + 60 * stops.next();
  const spread = 0.25 + 0.35 * stops.next();
  const prepareMedian = 10 + 50 * stops.next();
  const hosts = drawHosts(random.fork()).map((host) => ({
    ...host,
    stopS: host.kind === "coordinator" ? 15 + 30 * stops.next() : logNormal(stops, median, spread),
  }));
  const learnt = learn({
    random: random.fork(),
    median,
    spread,
    prepareMedian,
    hosts: hosts.length,
  });
  const longest = Math.max(...learnt.map(({ totalS }) => totalS));
  const drawn = { prepareS: logNormal(stops, prepareMedian, spread), hosts };
  const fitted = isWild ? withHangs(drawn, stops) : withinLearnt(drawn, longest);
  const upses = drawUpses(random.fork(), { isWild, outages, hosts: fitted.hosts });
  const faults = random.fork();
  const first = outages[0] ?? { fromS: preludeS, toS: preludeS };
  const last = outages.at(-1) ?? first;
  const anyTime = (span: Span): Span[] => {
    const fromS = span.fromS + faults.next() * (span.toS - span.fromS);
    return [{ fromS, toS: fromS + logNormal(faults, 300, 1) }];
  };
  return {
    seed,
    bounds,
    outages,
    ...boundsOf(outages, upses),
    upses,
    ...fitted,
    learntS: learnt.map(({ totalS }) => totalS),
    networkOut:
      isWild && faults.percent(10)
        ? [{ fromS: first.fromS + 5 * faults.next(), toS: last.toS }]
        : [],
    coordinatorOut: isWild && faults.percent(8) ? anyTime(first) : [],
    pollPhaseS: faults.between(0, 4),
  };
}

/** Seconds of quiet before the first event, and after the last: longer than a silence on battery is borne. */
const [beforeS, afterS] = [90, 300] as const;

/** From before the first that happens until after the last. */
function boundsOf(
  outages: readonly Span[],
  upses: readonly UpsStory[],
): Pick<Story, "startS" | "endS"> {
  const events = [
    ...outages,
    ...upses.flatMap(({ blind, tests, discharges, fsdAtS = preludeS }) => [
      ...blind,
      ...tests,
      ...discharges,
      { fromS: fsdAtS, toS: fsdAtS },
    ]),
  ];
  const firstS = Math.min(...events.map(({ fromS }) => fromS));
  const lastS = Math.max(...events.map(({ toS }) => toS));
  return { startS: Math.max(0, Math.floor(firstS) - beforeS), endS: lastS + afterS };
}

/** One outage, or several: blips, minutes, hours. */
function drawOutages(random: Random): Span[] {
  const spans: Span[] = [];
  let atS = preludeS + random.between(0, 60);
  do {
    const lengthS = {
      blip: () => 1 + 20 * random.next(),
      minutes: () => logNormal(random, 240, 0.8),
      long: () => logNormal(random, 2400, 0.8),
    }[random.weighted({ blip: 25, minutes: 40, long: 35 })]();
    spans.push({ fromS: atS, toS: atS + Math.min(lengthS, 4 * 3600) });
    atS += lengthS + logNormal(random, 240, 1.2);
  } while (spans.length < 4 && random.percent(30));
  return spans;
}

function drawHosts(random: Random): Omit<HostStory, "stopS">[] {
  const hasPeer = random.percent(70);
  const rest = { hangs: false, offTimeoutS: 120 } as const;
  const load = () => 25 + 75 * random.next();
  const hosts: Omit<HostStory, "stopS">[] = [
    { name: "titan-db", kind: "coordinator", feeds: ["pyrphoros"], loadW: load(), ...rest },
  ];
  if (hasPeer)
    hosts.push({ name: "tethys", kind: "ups-host", feeds: ["statera"], loadW: load(), ...rest });
  for (let i = 0; i < random.between(1, 5); i++) {
    const feeds = !hasPeer
      ? ["pyrphoros"]
      : random.pick([["pyrphoros"], ["statera"], ["pyrphoros", "statera"]]);
    hosts.push({ name: `titan-${i}`, kind: "worker", feeds, loadW: load(), ...rest });
  }
  return hosts;
}

function drawUpses(
  random: Random,
  about: {
    readonly isWild: boolean;
    readonly outages: readonly Span[];
    readonly hosts: readonly HostStory[];
  },
): UpsStory[] {
  const { isWild, outages, hosts } = about;
  const first = outages[0]?.fromS ?? preludeS;
  return ["pyrphoros", "statera"]
    .filter((name) => hosts.some(({ feeds }) => feeds.includes(name)))
    .map((name): UpsStory => {
      const ratedW = hosts
        .filter(({ feeds }) => feeds.includes(name))
        .reduce((sum, { loadW }) => sum + loadW, 20);
      const ageing = 0.5 + 0.5 * random.next();
      const wild = (percent: number) => isWild && random.percent(percent);
      return {
        name,
        host: name === "pyrphoros" ? "titan-db" : "tethys",
        fullS: Math.min(logNormal(random, 1500, 0.6), 4 * 3600),
        ratedW,
        peukert: 1.05 + 0.2 * random.next(),
        ageing,
        baseW: 20,
        startCharge: random.percent(80) ? 1 : 0.5 + 0.5 * random.next(),
        rechargeS: 4 * 3600 * (0.7 + random.next()),
        gauge: {
          bias: 1 + (isWild ? 0.3 : 0.1) * (2 * random.next() - 1),
          knowsPhysics: !wild(40),
          clip: isWild ? 0.3 : 0.1,
          stepS: wild(20) ? 60 : random.pick([1, 1, 5]),
          refreshS: wild(30) ? 30 : random.pick([1, 5, 10]),
          frozen: wild(5) ? [{ fromS: first, toS: first + 3600 }] : [],
          jumps: wild(10)
            ? [
                {
                  fromS: first + 60 * random.next(),
                  toS: first + 120,
                  factor: random.pick([0.1, 3]),
                },
              ]
            : [],
          saysNoRuntime: wild(4),
        },
        low: {
          runtimeS: random.pick([60, 120, 180]),
          charge: isWild ? random.pick([0, 0.1, 0.35]) : 0,
        },
        lb: isWild
          ? random.weighted({
              right: 70,
              never: 10,
              "at-transfer": 6,
              "on-battery": 6,
              "on-mains": 8,
            })
          : "right",
        blind: drawBlindness(random, { isWild, outages }),
        tests: random.percent(15)
          ? [{ fromS: 30 + 60 * random.next(), toS: 130, saysCal: random.percent(60) }].map(
              (t) => ({
                ...t,
                toS: t.fromS + 8,
              }),
            )
          : [],
        discharges: random.percent(5) ? [{ fromS: 20, toS: 60 }] : [],
        fsdAtS: wild(3) ? 30 + 600 * random.next() : wild(2) ? 0 : undefined,
      };
    });
}

/** USB drops at the transfer, drivers that hang, on mains and on battery. */
function drawBlindness(
  random: Random,
  { isWild, outages }: { readonly isWild: boolean; readonly outages: readonly Span[] },
): Span[] {
  const spans: Span[] = [];
  for (const { fromS, toS } of outages) {
    const dropS = isWild ? 20 + 20 * random.next() : 5 + 20 * random.next();
    if (random.percent(10)) spans.push({ fromS, toS: fromS + dropS });
    if (!random.percent(12)) continue;
    const at = fromS + random.next() * (toS - fromS);
    spans.push({ fromS: at, toS: at + (isWild ? logNormal(random, 120, 1) : 60 * random.next()) });
  }
  const most = isWild ? 90 : mostBlindS;
  if (random.percent(15)) spans.push({ fromS: 40, toS: 40 + most * random.next() });
  return isWild ? spans : spans.map((span) => withinBounds(span, spans));
}

/** s that a UPS is out of sight at most within the declared bounds, on battery or on mains. */
const mostBlindS = 60;

/** Ends a silence where, with those that it goes on from, it would be longer than is declared. */
function withinBounds(span: Span, spans: readonly Span[]): Span {
  const before = spans.filter(({ fromS, toS }) => fromS < span.fromS && toS >= span.fromS);
  const sinceS = Math.min(span.fromS, ...before.map(({ fromS }) => fromS));
  return { ...span, toS: Math.max(span.fromS, Math.min(span.toS, sinceS + mostBlindS)) };
}

/** Five earlier shutdowns of the same cluster. */
function learn(about: {
  readonly random: Random;
  readonly median: number;
  readonly spread: number;
  readonly prepareMedian: number;
  readonly hosts: number;
}): { readonly totalS: number }[] {
  const { random, median, spread, prepareMedian, hosts } = about;
  return Array.from({ length: 5 }, () => {
    const stops = Array.from({ length: hosts }, () => logNormal(random, median, spread));
    return { totalS: logNormal(random, prepareMedian, spread) + twoStages(stops) };
  });
}

/** Workers beside each other, then the host of the other UPS. */
function twoStages(stops: readonly number[]): number {
  const [first = 0, ...rest] = stops;
  return first + Math.max(0, ...rest);
}

interface Stops {
  readonly prepareS: number;
  readonly hosts: readonly HostStory[];
}

/** The same, no longer than what was learnt. */
function withinLearnt({ prepareS, hosts }: Stops, longestS: number): Stops {
  const others = hosts.filter(({ kind }) => kind !== "coordinator");
  const peer = others.find(({ kind }) => kind === "ups-host")?.stopS ?? 0;
  const workers = others.filter(({ kind }) => kind === "worker").map(({ stopS }) => stopS);
  const totalS = prepareS + peer + Math.max(0, ...workers);
  const scale = Math.min(1, (longestS - 2) / totalS);
  return {
    prepareS: prepareS * scale,
    hosts: hosts.map((host) =>
      host.kind === "coordinator" ? host : { ...host, stopS: host.stopS * scale },
    ),
  };
}

function withHangs({ prepareS, hosts }: Stops, random: Random): Stops {
  return {
    prepareS,
    hosts: hosts.map((host) =>
      host.kind !== "coordinator" && random.percent(4) ? { ...host, hangs: true } : host,
    ),
  };
}

function logNormal(random: Random, median: number, spread: number): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return median * Math.exp(spread * normal);
}
