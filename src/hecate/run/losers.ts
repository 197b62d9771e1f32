import { scopeOfFired } from "../../power/feeds.ts";
import type { PowerConfig, PowerView } from "../../power/model.ts";

/**
 * Nodes that are to be stopped by batteries that have fired, as long as the mains are not seen: at that UPS, or, where it
 * says nothing, at another one on the same mains.
 */
export function losersOf({ upses }: PowerView, config: PowerConfig): readonly string[] {
  const mainsOf = (ups: string) => config.upses.find(({ name }) => name === ups)?.mains;
  const backMains = upses.filter(({ line }) => line === "ol").map(({ ups }) => mainsOf(ups));
  const isBack = ({ ups, line }: PowerView["upses"][number]) =>
    line === "ol" || (line !== "ob" && backMains.includes(mainsOf(ups)));
  const firing = upses.filter((ups) => ups.fired && !isBack(ups)).map(({ ups }) => ups);
  return scopeOfFired(firing, config);
}
