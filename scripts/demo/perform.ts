import type { Machines } from "./machines.ts";
import { Stage } from "./stage.ts";
import { tour } from "./tour.ts";

const linesToTry = (systemctl: readonly string[]) => `
The machines stay up until Ctrl-C. From another terminal, in this folder:

   scripts/demo/hirtectl list-nodes
   scripts/demo/hirtectl list-units node2
   scripts/demo/hirtectl monitor
   scripts/demo/hirtectl restart node2 demo.service
   scripts/demo/on node2                  a shell on node2
   scripts/demo/on node2 ${systemctl.join(" ")} kill -s KILL hirte-agent
`;

/**
 * Brings the machines up, shows the tour and, unless it is to end with it, waits for ever. Resolves
 * to the exit status; the machines are taken down by who called.
 */
export async function perform(
  machines: Machines,
  options: {
    readonly endsAfterTour: boolean;
    readonly onTourDone: () => void;
    readonly stage?: Stage;
  },
): Promise<number> {
  const { stage = new Stage() } = options;
  const startedMs = performance.now();
  try {
    stage.say(`demo: starting ${machines.kind}:`);
    stage.say("demo: primary, node1, node2");
    await machines.up();
    stage.say(`demo: hirte and its agents run (${seconds(performance.now() - startedMs)} s)`);
    await tour(machines, stage);
  } catch (error) {
    stage.say(`\ndemo: it went wrong: ${error instanceof Error ? error.message : error}`);
    return 1;
  }
  options.onTourDone();
  stage.say(`\ndemo: all of it went as it should (${seconds(performance.now() - startedMs)} s)`);
  if (options.endsAfterTour) return 0;
  stage.say(linesToTry(machines.systemctl));
  // Nothing is waited for but a signal; a timer keeps the process.
  await new Promise(() => setInterval(() => {}, 1 << 30));
  return 0;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
