import { Cluster, type ClusterOptions } from "./cluster.ts";

/**
 * Gives each test of the enclosing `describe` a cluster as new, set up with these options. After a
 * test that failed it prints what hirte and its agents logged meanwhile.
 * @param makeOwn makes another cluster of it, once for all these tests: what a test writes as units and
 *   spawns is taken away after it, and all else stays, unless it failed
 */
export function useCluster(
  options: ClusterOptions = {},
  makeOwn?: (cluster: Cluster) => Promise<void>,
): Cluster {
  const cluster = Cluster.get();
  let startedMs = 0;
  let isOwn = false;

  async function makeReady(): Promise<void> {
    if (isOwn && !cluster.machines.some(({ isDisturbed }) => isDisturbed)) {
      await Promise.all(cluster.machines.map((machine) => machine.tidy()));
      return;
    }
    isOwn = false;
    await cluster.ready(options);
    if (!makeOwn) return;
    await makeOwn(cluster);
    isOwn = true;
  }

  beforeEach("a cluster as new", async () => {
    startedMs = Date.now();
    try {
      await makeReady();
    } catch (error) {
      await printReport(cluster, startedMs);
      await cluster.startAfresh(options).catch(() => {}); // the next test may have better luck
      throw error;
    }
    startedMs = Date.now();
  });

  afterEach("what was logged", async function () {
    if (this.currentTest?.state !== "failed") return;
    await printReport(cluster, startedMs);
    cluster.primary.disturb();
  });

  after(() => {
    // Nobody else can do with it.
    if (makeOwn) for (const machine of cluster.machines) machine.disturb();
    return cluster.close();
  });
  return cluster;
}

async function printReport(cluster: Cluster, sinceMs: number): Promise<void> {
  const text = await cluster.report(sinceMs).catch((error) => `no report: ${error}`);
  console.log(text.replace(/^/gm, "      │ "));
}
