/** The part of the client of Kubernetes that is used. It is loaded where a cluster is configured, and not before. */
export { KubeConfig } from "@kubernetes/client-node/dist/config.js";
