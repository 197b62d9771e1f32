/** What `systemctl show` prints, without the values of what differs from one moment to the next. */
export function steadyProperties(text: string): string[] {
  const moving =
    /^(\w*(Current|Peak|Available|NSec|Bytes|Operations|Packets)|NJobs|NInstalledJobs|NFailedJobs|Progress|\w*Elapse\w*|\w*Timestamp\w*|Job|NFailedUnits|NNames|Watchdog\w*|Environment)=/;
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (moving.test(line) ? line.slice(0, line.indexOf("=")) : line));
}
