/**
 * Resource controls of systemd.resource-control(5) that weigh, limit and count, by the names of
 * systemctl and of the bus. None of them makes a unit run anything, opens a device or a network to it,
 * or takes a protection from it: what is not here is of the same permission as running a command.
 */
const names: readonly string[] = [
  ...["CPUAccounting", "CPUWeight", "CPUShares", "CPUQuota", "CPUQuotaPerSecUSec"],
  ...["CPUQuotaPeriodSec", "CPUQuotaPeriodUSec", "AllowedCPUs", "AllowedMemoryNodes"],
  ...["MemoryAccounting", "MemoryMin", "MemoryLow", "MemoryHigh", "MemoryMax", "MemoryLimit"],
  ...["MemorySwapMax", "MemoryZSwapMax", "MemoryZSwapWriteback"],
  ...["DefaultMemoryMin", "DefaultMemoryLow", "DefaultStartupMemoryLow"],
  ...["MemoryPressureWatch", "MemoryPressureThresholdSec", "MemoryPressureThresholdUSec"],
  ...["TasksAccounting", "TasksMax"],
  ...["IOAccounting", "IOWeight", "IODeviceWeight", "IOReadBandwidthMax", "IOWriteBandwidthMax"],
  ...["IOReadIOPSMax", "IOWriteIOPSMax", "IODeviceLatencyTargetSec", "IODeviceLatencyTargetUSec"],
  ...["BlockIOAccounting", "BlockIOWeight", "BlockIODeviceWeight"],
  ...["BlockIOReadBandwidth", "BlockIOWriteBandwidth", "IPAccounting"],
  ...["ManagedOOMSwap", "ManagedOOMMemoryPressure", "ManagedOOMMemoryPressureLimit"],
  ...["ManagedOOMMemoryPressureDurationSec", "ManagedOOMMemoryPressureDurationUSec"],
  "ManagedOOMPreference",
];
const known: ReadonlySet<string> = new Set(names);

/** Whether whoever may act on a node may set this property of its units, without AllowExec=. */
export function isResourceControl(name: string): boolean {
  // On the bus memory and tasks are also given as a share of what there is: MemoryMaxScale.
  return known.has(name.replace(/^Startup/, "").replace(/^((?:Memory|Tasks).*)Scale$/, "$1"));
}
