import { Cluster, type ClusterOptions } from "./cluster.ts";

/**
 * Gives each test of the enclosing `describe` a cluster as new, set up with these options. After a
 * test that failed it prints what hirte and its agents logged meanwhile.
 */
export function useCluster(options: ClusterOptions = {}): Cluster {
  const cluster = Cluster.get();
  let startedMs = 0;

  beforeEach("a cluster as new", async () => {
    startedMs = Date.now();
    try {
      await cluster.ready(options);
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

  after(() => cluster.close());
  return cluster;
}

async function printReport(cluster: Cluster, sinceMs: number): Promise<void> {
  const text = await cluster.report(sinceMs).catch((error) => `no report: ${error}`);
  console.log(text.replace(/^/gm, "      │ "));
}
