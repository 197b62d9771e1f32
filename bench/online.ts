import type { HirteClient, Watch } from "../src/client/hirte-client.ts";

const patienceMs = 15_000;

/** Waits until hirte says that all of these are online, and their units known. @throws when that takes too long */
export async function areOnline(client: HirteClient, names: readonly string[]): Promise<void> {
  let watch: Promise<Watch> | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = () =>
        reject(new Error(`not online within ${patienceMs} ms: ${names.join(", ")}`));
      timer = setTimeout(fail, patienceMs);
      watch = client.watchNodes((_change, view) => {
        const online = [...view.nodes()].flatMap(({ node, state }) =>
          state.state === "online" && state.synced ? [node] : [],
        );
        if (names.every((name) => online.includes(name))) resolve();
      });
      watch.catch(reject);
    });
  } finally {
    clearTimeout(timer);
    (await watch)?.close();
  }
}
