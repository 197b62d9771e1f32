/** Stages of hecate.yaml as configs/hecate.example.yaml has them, with shorter times and without what the lab has not. */

const stop = (unit: string, at: string) => ({
  ...{ stop: unit, at, timeout: "95s", on_failure: "continue" },
  // biome-ignore lint/suspicious/noThenProperty: a key of hecate.yaml
  then: { command: "k3s-killall" },
});

export const shutdown = [
  { name: "freeze", steps: [{ flux: "suspend", timeout: "5s", on_failure: "continue" }] },
  {
    name: "snapshot",
    skippable: true,
    steps: [
      {
        ...{ command: "k3s-etcd-snapshot", at: "role:k3s-server", first: 1 },
        ...{ timeout: "20s", on_failure: "continue" },
      },
    ],
  },
  {
    name: "quiesce",
    skippable: true,
    steps: [{ kube: "quiesce" }, { kube: "volumes-detached", on_failure: "continue" }],
  },
  { name: "workers", steps: [stop("k3s-agent.service", "role:k3s-agent")] },
  { name: "servers", steps: [stop("k3s.service", "role:k3s-server")] },
  { name: "off-workers", steps: [{ poweroff: "role:k3s-agent & !role:ups-host" }] },
  { name: "off-servers", steps: [{ poweroff: "role:k3s-server" }] },
  { name: "off-ups-hosts", steps: [{ poweroff: "role:ups-host" }] },
];

const wake = (at: string) => ({ wake: at, timeout: "60s" });

export const startup = [
  {
    name: "wake",
    steps: [wake("role:k3s-server"), wake("role:k3s-agent"), wake("role:ups-host")],
  },
  { name: "servers", steps: [{ start: "k3s.service", at: "role:k3s-server" }] },
  { name: "api", steps: [{ kube: "ready", timeout: "30s" }] },
  { name: "workers", steps: [{ start: "k3s-agent.service", at: "role:k3s-agent" }] },
  {
    name: "nodes",
    steps: [{ kube: "nodes-ready", at_least: 3, timeout: "30s" }, { kube: "uncordon-ours" }],
  },
  { name: "storage", steps: [{ kube: "storage-ready", provider: "longhorn", timeout: "30s" }] },
  { name: "restore", steps: [{ kube: "restore-replicas", order: "reverse" }] },
  { name: "flux", steps: [{ flux: "source-ready-or-fallback" }, { flux: "resume-ours" }] },
  { name: "soak", steps: [{ soak: "1s" }] },
];
