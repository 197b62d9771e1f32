/**
 * About how long files of system tests take beside each other, in seconds, as it is said above what each has shown: the
 * longest are begun first.
 */
const lengths: Readonly<Record<string, number>> = {
  "hecate-runs": 274,
  "exec-faults": 127,
  "faults-mosquitto": 97,
  install: 93,
  "power-decision": 75,
  "hecate-left-out": 74,
  logs: 71,
  "hecate-peers": 71,
  "faults-of-hirte": 64,
  "faults-of-nodes": 59,
  "proxies-faults": 46,
  chaos: 44,
  better: 41,
  "mosquitto-acl": 40,
  "power-guard": 35,
  guide: 34,
  "keep-up": 33,
  jobs: 31,
  limits: 29,
  "dbus-monitors": 27,
  dbus: 26,
  exec: 26,
  "operators-socket": 24,
  "node-hands": 24,
  "manager-lost": 23,
  "bad-input": 22,
  hecate: 22,
  tls: 20,
  "service-units": 19,
  reload: 19,
  actions: 18,
  demo: 18,
  command: 16,
  "user-agent": 16,
  "cli-nodes": 15,
  "agent-bus": 15,
  "ssh-way": 14,
  verbs: 14,
  proxies: 13,
  quadlet: 12,
  "dbus-node": 11,
  lab: 11,
  "state-manager": 10,
};
/** Where nothing is said. */
const usual = 30;

export function lengthOf({ name }: { readonly name: string }): number {
  return lengths[name] ?? usual;
}
