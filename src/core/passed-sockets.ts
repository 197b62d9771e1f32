/** What systemd sets for a program that it hands sockets to (sd_listen_fds(3)). */
export interface PassingEnvironment {
  readonly LISTEN_PID?: string | undefined;
  readonly LISTEN_FDS?: string | undefined;
  readonly LISTEN_FDNAMES?: string | undefined;
}

const firstDescriptor = 3;
/** More than any unit passes. */
const most = 1024;

/** Descriptors of the sockets that were passed to this process, by name; those without a name are `unknown`. */
export function passedSockets(
  { LISTEN_PID: pid, LISTEN_FDS: count = "", LISTEN_FDNAMES: names = "" }: PassingEnvironment,
  ownPid: number,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  // Said to another process, of which this one is a child.
  if (pid !== String(ownPid) || !/^\d{1,4}$/.test(count)) return found;
  const words = names.split(":");
  for (let i = 0; i < Math.min(Number(count), most); i++) {
    const name = words[i] || "unknown";
    found.set(name, [...(found.get(name) ?? []), firstDescriptor + i]);
  }
  return found;
}
