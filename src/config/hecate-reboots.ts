import type { Step as FileStep, HecateFile } from "./generated/hecate-file.ts";
import { list, type Report } from "./hecate-report.ts";
import { selectedBy, withoutNode } from "./hecate-steps.ts";
import type { SelectableNode } from "./node-selector.ts";

/**
 * Reports reboots that would end the run itself, or what it has started; and, as warnings, those of which something comes
 * that is hardly meant.
 */
export function checkReboots(
  { coordinator, broker, startup, ups }: HecateFile,
  nodes: readonly SelectableNode[],
  report: Report,
): void {
  const of = (text: string | undefined) => (text === undefined ? [] : selectedBy(text, nodes));
  const startedBy = ({ start, restart, at }: FileStep) =>
    start === undefined && restart === undefined ? [] : of(at);
  const started = new Map<string, string>();
  const later = (from: number) =>
    new Set(startup.stages.slice(from).flatMap(({ steps }) => steps.flatMap(startedBy)));
  for (const [index, { name, steps }] of startup.stages.entries()) {
    for (const [place, step] of steps.entries()) {
      const path = ["startup", "stages", index, "steps", place, "reboot"];
      const besides = steps.filter((other) => other !== step);
      const named = new Set(
        besides.flatMap(({ at, reboot, wake }) => [at, reboot, wake].flatMap(of)),
      );
      const rebooted = of(step.reboot);
      const isLeft = later(index + 1);
      for (const node of rebooted) {
        const before = started.get(node);
        if (node === coordinator) {
          const cure = withoutNode("role:coordinator", {
            text: step.reboot ?? "",
            selected: rebooted,
          });
          const text = `${node} is the coordinator, and a run does not end the machine that it runs on: ${cure}`;
          report.wrong(path, text);
        } else if (node === broker.host) {
          const text = `${node} is the broker's host, without which no node is told anything: ${withoutNode(node, { text: step.reboot ?? "", selected: rebooted })}`;
          report.wrong(path, text);
        } else if (before !== undefined) {
          const text = `something is started on ${node} in stage ${before}: reboot it in a stage before that`;
          report.wrong(path, text);
        } else if (named.has(node)) {
          const text = `${node} is in another step of this stage, and steps of a stage go on at the same time: reboot it in a stage of its own`;
          report.wrong(path, text);
        } else if (!isLeft.has(node)) {
          const text = `no step starts anything on ${node} after it: every startup reboots it, also one after an outage of others`;
          report.odd(path, text);
        }
      }
      const hosts = Object.entries(ups).filter(([, { host }]) => rebooted.includes(host));
      if (hosts.length > 0) {
        const read = list(hosts.map(([upsName]) => upsName));
        report.odd(path, `nobody reads ${read} while its host reboots`);
      }
    }
    for (const node of steps.flatMap(startedBy)) {
      if (!started.has(node)) started.set(node, name);
    }
  }
}
