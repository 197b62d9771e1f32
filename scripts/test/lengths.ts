/**
 * About how long files of system tests take beside each other, in seconds, as it is said above what each has shown: the
 * longest are begun first.
 */
const lengths: Readonly<Record<string, number>> = {
  "hecate-runs": 330,
  install: 210,
  "exec-faults": 155,
  logs: 120,
  "faults-mosquitto": 115,
  "faults-of-hirte": 105,
  "hecate-peers": 100,
  "faults-of-nodes": 95,
  guide: 85,
  better: 80,
  "hecate-left-out": 80,
  "power-decision": 80,
  chaos: 65,
  "proxies-faults": 65,
  jobs: 58,
  "cli-nodes": 57,
  demo: 55,
  "operators-socket": 55,
  actions: 52,
  exec: 52,
  "mosquitto-acl": 52,
  "dbus-monitors": 50,
  "keep-up": 50,
  tls: 50,
  dbus: 48,
  proxies: 48,
  "power-guard": 47,
  "bad-input": 45,
  limits: 45,
  reload: 40,
  "node-hands": 38,
  quadlet: 35,
  "manager-lost": 33,
  verbs: 33,
  "dbus-node": 31,
  hecate: 27,
  "agent-bus": 23,
  lab: 21,
  "ssh-way": 22,
  "user-agent": 22,
  "service-units": 15,
  command: 13,
  "state-manager": 6,
};
/** Where nothing is said. */
const usual = 50;

export function lengthOf({ name }: { readonly name: string }): number {
  return lengths[name] ?? usual;
}
