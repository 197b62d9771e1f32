/**
 * About how long files of system tests take, in seconds, as their heads say after each run: the longest are begun first.
 */
const lengths: Readonly<Record<string, number>> = {
  "hecate-runs": 290,
  "exec-faults": 160,
  logs: 115,
  "hecate-peers": 100,
  "power-decision": 75,
  "faults-mosquitto": 115,
  "faults-of-nodes": 95,
  "faults-of-hirte": 95,
  verbs: 95,
  demo: 70,
  install: 80,
  chaos: 70,
  jobs: 65,
  "cli-nodes": 60,
  exec: 60,
  actions: 60,
  "proxies-faults": 60,
  "dbus-monitors": 60,
  better: 60,
  "keep-up": 50,
  guide: 50,
  dbus: 45,
  proxies: 45,
  reload: 45,
  "dbus-node": 35,
  "power-guard": 45,
  hecate: 35,
  lab: 35,
  "node-hands": 25,
  "agent-bus": 17,
  command: 17,
  "user-agent": 14,
  "state-manager": 7,
  "service-units": 2,
};
/** Where nothing is said. */
const usual = 30;

export function lengthOf({ name }: { readonly name: string }): number {
  return lengths[name] ?? usual;
}
