/** Units of k3s, of a server and of an agent: a node has one of them. */
export const k3sUnits = ["k3s.service", "k3s-agent.service"] as const;
/** What k3s brings along: stopping it leaves its containers running, and their volumes mounted. */
export const k3sKillall = "/usr/local/bin/k3s-killall.sh";
