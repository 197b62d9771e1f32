/** What is about the others: broker, peers, and what hangs on which UPS. */
import { type Check, configOf, daemonOf, type Facts, type Finding, finding, ok } from "./model.ts";

/** Checks of the cluster. */
export const checksOfCluster: readonly Check[] = [
  {
    name: "broker",
    of: (facts) => facts.links.map((link) => linkFinding(link, facts)),
  },
  {
    name: "daemon-links",
    of: (facts) =>
      (daemonOf(facts)?.links ?? []).map(({ name, server, isUp, problem }) =>
        isUp
          ? ok(`the daemon is connected as ${name}`)
          : finding(
              "failed",
              `the daemon is not connected to ${server} as ${name}: ${problem ?? "it has just begun"}`,
              "see the check broker",
            ),
      ),
  },
  {
    name: "hirte",
    of: ({ broker }) => {
      if (!broker) return [];
      return broker.isManagerUp
        ? [ok("hirte is at work")]
        : [
            finding(
              "failed",
              "hirte is not at work: no node can be asked for anything",
              "systemctl status hirte, on the broker's host",
            ),
          ];
    },
  },
  {
    name: "kubernetes",
    of: (facts) => {
      const { kubernetes } = facts;
      const file = configOf(facts)?.kubernetes?.kubeconfig;
      if (!kubernetes || file === undefined) return [];
      const { problem } = kubernetes;
      if (problem === undefined) return [ok("the API of the cluster answers")];
      const cure = `kubectl --kubeconfig ${file} get --raw /readyz, on this host`;
      return [finding("failed", `the cluster cannot be asked: ${problem}`, cure)];
    },
  },
  {
    name: "wake",
    of: (facts) => {
      const config = configOf(facts);
      if (!config || config.self !== config.coordinator) return [];
      return config.nodes.flatMap((node) => {
        const { name, wake, returnPath } = node;
        const wakes = wake?.wol !== undefined || wake?.bmc !== undefined;
        if (wakes || returnPath || name === config.coordinator) return [];
        const text = `${name}: nothing wakes it after a shutdown`;
        return [
          finding(
            "warning",
            text,
            "wake of that node in hecate.yaml, or return_path where it comes back by itself",
          ),
        ];
      });
    },
  },
  {
    name: "ups-host",
    of: (facts) => {
      const config = configOf(facts);
      if (!config) return [];
      const peers = new Map(daemonOf(facts)?.state.peers.map((peer) => [peer.host, peer]));
      const hosts = new Set([config.coordinator, ...config.upses.map(({ host }) => host)]);
      hosts.delete(config.self);
      return [...hosts].flatMap((host) => {
        const publisher = facts.broker?.publishers[host]?.publisher ?? peers.get(host)?.publisher;
        if (publisher === "up") return [ok(`${host}: its hecate is there`)];
        if (!facts.broker && publisher !== "down") return [];
        return [
          finding(
            "failed",
            `${host}: it has no hecate that the broker knows of: nobody reads its UPS`,
            `systemctl status hecate on ${host}`,
          ),
        ];
      });
    },
  },
  {
    name: "same-config",
    of: (facts) => {
      const config = configOf(facts);
      if (!config) return [];
      const told = new Map<string, string>();
      for (const { host, configHash } of daemonOf(facts)?.state.peers ?? []) {
        if (configHash !== undefined) told.set(host, configHash);
      }
      for (const [host, { configHash }] of Object.entries(facts.broker?.publishers ?? {})) {
        if (configHash !== undefined && host !== config.self) told.set(host, configHash);
      }
      return [...told].map(([host, hash]) =>
        hash === config.configHash
          ? ok(`${host}: it has the same hecate.yaml`)
          : finding(
              "warning",
              `${host}: it has another hecate.yaml (hash ${hash})`,
              `copy ${config.file} there, and systemctl reload hecate`,
            ),
      );
    },
  },
  {
    name: "fallback",
    of: (facts) =>
      (configOf(facts)?.peers ?? []).map(({ host, fallbackLocalShutdown }) =>
        fallbackLocalShutdown
          ? ok(`${host}: it stops itself in time where the coordinator does not answer`)
          : finding(
              "warning",
              `${host}: it goes down with its battery where the coordinator does not answer`,
              `peers.${host}.fallback_local_shutdown: true`,
            ),
      ),
  },
  {
    name: "network",
    of: (facts) => {
      const network = configOf(facts)?.network;
      if (network?.length === 0) {
        return [
          finding(
            "note",
            "network is empty: whether switches and routers hang on a UPS, nobody can see from here",
            "name them by network: in hecate.yaml, with the UPS that feeds each",
          ),
        ];
      }
      return (network ?? []).map(({ name, feeds }) =>
        feeds.length > 0
          ? ok(`${name}: it hangs on ${feeds.join(" ")}`)
          : finding(
              "failed",
              `${name}: it hangs on no UPS, and no node is reached without it in an outage`,
              "put it on a UPS, and say so by feeds:",
            ),
      );
    },
  },
];

function linkFinding(link: Facts["links"][number], facts: Facts): Finding {
  switch (link.kind) {
    case "accepted":
      return ok(`it takes this host as ${link.as}`);
    case "refused":
      return link.as === "coordinator"
        ? finding(
            "failed",
            `it does not take this host as the coordinator: ${link.problem}`,
            `PowerCoordinator=${configOf(facts)?.self ?? "NODE"} in hirte.conf, and systemctl reload hirte`,
          )
        : finding(
            "failed",
            `it does not take this host as ${link.as}: ${link.problem}`,
            "its certificate has to be that of this node, and the node in AllowedNodeNames=",
          );
    case "unreachable": {
      const { certificate } = facts;
      if (certificate && "problem" in certificate && link.problem.endsWith(certificate.problem)) {
        const text = `it is not reached as ${link.as}, for want of a certificate`;
        return finding("failed", text, "see the check certificate");
      }
      return finding(
        "failed",
        `it is not reached as ${link.as}: ${link.problem}`,
        "see broker.url in hecate.yaml, ManagerPort= in hirte.conf, and systemctl status hirte on its host",
      );
    }
  }
}
