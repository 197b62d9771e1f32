import { scopeOfFired } from "../../power/feeds.ts";
import type { PowerConfig, PowerView } from "../../power/model.ts";
import { isOfCluster } from "../../power/plan.ts";

/**
 * ms, from now on at most, until a run that is about some nodes of the cluster may be about all of them, so that what is
 * evicted now would be evicted for nothing: a UPS on the mains of one that has fired is on battery, its polls count
 * already, and with it everything goes. 0: nothing of the kind is to be awaited.
 */
export function drainsInDoubtMs(view: PowerView, config: PowerConfig): number {
  const { debouncePolls, pollIntervalMs } = config.policy;
  const mainsOf = (ups: string) => config.upses.find(({ name }) => name === ups)?.mains;
  const fired = view.upses.filter((ups) => ups.fired);
  const onItsWay = view.upses.filter(
    ({ ups, line, bad, fired: hasFired }) =>
      !hasFired &&
      line === "ob" &&
      bad > 0 &&
      fired.some((other) => mainsOf(other.ups) === mainsOf(ups)),
  );
  if (onItsWay.length === 0) return 0;
  const gone = [...fired, ...onItsWay].map(({ ups }) => ups);
  const scope = scopeOfFired(gone, config);
  if (!config.nodes.filter(isOfCluster).every(({ name }) => scope.includes(name))) return 0;
  // The one that counts next, and the way of its word.
  const polls = Math.max(...onItsWay.map(({ bad }) => debouncePolls - bad));
  return (Math.max(0, polls) + 1) * pollIntervalMs;
}
