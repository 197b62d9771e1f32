/** As whom the coordinator connects, and asks: the one that decides about the power. No user of hirte is called so. */
export const coordinatorUser = "coordinator";

const upsPrefix = "ups:";

/** As whom somebody connects who reads the UPSes of a host. */
export function upsUser(host: string): string {
  return `${upsPrefix}${host}`;
}
