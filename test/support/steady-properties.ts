const moving =
  /^(\w*(Current|Peak|Available|NSec|Bytes|Operations|Packets)|NJobs|NInstalledJobs|NFailedJobs|Progress|\w*Elapse\w*|\w*Timestamp\w*|Job|NFailedUnits|NNames|Watchdog\w*|Environment)=/;
/** Units that depend on this one. systemd has them in a hash table, which changes its order as units come and go. */
const dependents =
  /^(\w+(By|Of)|Before|After|Wants|Requires|Conflicts|Triggers|References|PropagatesStopTo)=/;

/**
 * What `systemctl show` prints, without the values of what differs from one moment to the next, and with lists of
 * units in alphabetical order.
 */
export function steadyProperties(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const end = line.indexOf("=") + 1;
      if (moving.test(line)) return line.slice(0, end - 1);
      if (!dependents.test(line)) return line;
      return line.slice(0, end) + line.slice(end).split(" ").sort().join(" ");
    });
}
