// Generated from schemas/dbus/*.xml by scripts/gen-dbus.ts. Do not edit.
import type { Variant } from "../codec.ts";
import type { InterfaceSpec } from "../interface-spec.ts";

/** Members of hirte.Agent1. */
export type Agent1Members = {
  methods: {
    CreateProxyOf: { args: readonly [proxy_unit: string, instance: string]; result: readonly [] };
    RemoveProxyOf: { args: readonly [proxy_unit: string, instance: string]; result: readonly [] };
  };
  signals: {
  };
  properties: {
  };
};

/** hirte.Agent1. */
export const agent1Interface: InterfaceSpec<Agent1Members> = {
  name: "hirte.Agent1",
  methods: {
    CreateProxyOf: {"in":[["proxy_unit","s"],["instance","s"]],"out":[]},
    RemoveProxyOf: {"in":[["proxy_unit","s"],["instance","s"]],"out":[]},
  },
  signals: {
  },
  properties: {
  },
};

/** Members of org.eclipse.bluechi.Agent. */
export type AgentMembers = {
  methods: {
    CreateProxy: { args: readonly [local_service_name: string, node: string, unit: string]; result: readonly [] };
    RemoveProxy: { args: readonly [local_service_name: string, node: string, unit: string]; result: readonly [] };
    SwitchController: { args: readonly [dbus_address: string]; result: readonly [] };
  };
  signals: {
  };
  properties: {
    Status: string;
    LogLevel: string;
    LogTarget: string;
    DisconnectTimestamp: number | bigint;
    DisconnectTimestampMonotonic: number | bigint;
    LastSeenTimestamp: number | bigint;
    LastSeenTimestampMonotonic: number | bigint;
    ControllerAddress: string;
  };
};

/** org.eclipse.bluechi.Agent. */
export const agentInterface: InterfaceSpec<AgentMembers> = {
  name: "org.eclipse.bluechi.Agent",
  methods: {
    CreateProxy: {"in":[["local_service_name","s"],["node","s"],["unit","s"]],"out":[]},
    RemoveProxy: {"in":[["local_service_name","s"],["node","s"],["unit","s"]],"out":[]},
    SwitchController: {"in":[["dbus_address","s"]],"out":[]},
  },
  signals: {
  },
  properties: {
    Status: {"type":"s","change":"true"},
    LogLevel: {"type":"s","change":"false"},
    LogTarget: {"type":"s","change":"const"},
    DisconnectTimestamp: {"type":"t","change":"false"},
    DisconnectTimestampMonotonic: {"type":"t","change":"false"},
    LastSeenTimestamp: {"type":"t","change":"false"},
    LastSeenTimestampMonotonic: {"type":"t","change":"false"},
    ControllerAddress: {"type":"s","change":"true"},
  },
};

/** Members of org.eclipse.bluechi.Controller. */
export type ControllerMembers = {
  methods: {
    ListUnits: { args: readonly []; result: readonly [units: Readonly<Record<string, readonly (readonly [string, string, string, string, string, string, string, number, string, string])[]>>] };
    ListUnitFiles: { args: readonly []; result: readonly [unitfiles: Readonly<Record<string, readonly (readonly [string, string])[]>>] };
    ListNodes: { args: readonly []; result: readonly [nodes: readonly (readonly [string, string, string, string])[]] };
    GetNode: { args: readonly [name: string]; result: readonly [path: string] };
    CreateMonitor: { args: readonly []; result: readonly [monitor: string] };
    EnableMetrics: { args: readonly []; result: readonly [] };
    DisableMetrics: { args: readonly []; result: readonly [] };
    SetLogLevel: { args: readonly [loglevel: string]; result: readonly [] };
  };
  signals: {
    JobNew: readonly [id: number, job: string];
    JobRemoved: readonly [id: number, job: string, node: string, unit: string, result: string];
  };
  properties: {
    Status: string;
    LogLevel: string;
    LogTarget: string;
  };
};

/** org.eclipse.bluechi.Controller. */
export const controllerInterface: InterfaceSpec<ControllerMembers> = {
  name: "org.eclipse.bluechi.Controller",
  methods: {
    ListUnits: {"in":[],"out":[["units","a{sa(ssssssouso)}"]]},
    ListUnitFiles: {"in":[],"out":[["unitfiles","a{sa(ss)}"]]},
    ListNodes: {"in":[],"out":[["nodes","a(soss)"]]},
    GetNode: {"in":[["name","s"]],"out":[["path","o"]]},
    CreateMonitor: {"in":[],"out":[["monitor","o"]]},
    EnableMetrics: {"in":[],"out":[]},
    DisableMetrics: {"in":[],"out":[]},
    SetLogLevel: {"in":[["loglevel","s"]],"out":[]},
  },
  signals: {
    JobNew: [["id","u"],["job","o"]],
    JobRemoved: [["id","u"],["job","o"],["node","s"],["unit","s"],["result","s"]],
  },
  properties: {
    Status: {"type":"s","change":"true"},
    LogLevel: {"type":"s","change":"false"},
    LogTarget: {"type":"s","change":"const"},
  },
};

/** Members of org.eclipse.bluechi.Job. */
export type JobMembers = {
  methods: {
    Cancel: { args: readonly []; result: readonly [] };
  };
  signals: {
  };
  properties: {
    Id: number;
    Node: string;
    Unit: string;
    JobType: string;
    State: string;
  };
};

/** org.eclipse.bluechi.Job. */
export const jobInterface: InterfaceSpec<JobMembers> = {
  name: "org.eclipse.bluechi.Job",
  methods: {
    Cancel: {"in":[],"out":[]},
  },
  signals: {
  },
  properties: {
    Id: {"type":"u","change":"const"},
    Node: {"type":"s","change":"const"},
    Unit: {"type":"s","change":"const"},
    JobType: {"type":"s","change":"const"},
    State: {"type":"s","change":"true"},
  },
};

/** Members of org.eclipse.bluechi.Metrics. */
export type MetricsMembers = {
  methods: {
  };
  signals: {
    StartUnitJobMetrics: readonly [node_name: string, job_id: string, unit: string, job_measured_time_micros: number | bigint, unit_start_prop_time_micros: number | bigint];
    AgentJobMetrics: readonly [node_name: string, unit: string, method: string, systemd_job_time_micros: number | bigint];
  };
  properties: {
  };
};

/** org.eclipse.bluechi.Metrics. */
export const metricsInterface: InterfaceSpec<MetricsMembers> = {
  name: "org.eclipse.bluechi.Metrics",
  methods: {
  },
  signals: {
    StartUnitJobMetrics: [["node_name","s"],["job_id","s"],["unit","s"],["job_measured_time_micros","t"],["unit_start_prop_time_micros","t"]],
    AgentJobMetrics: [["node_name","s"],["unit","s"],["method","s"],["systemd_job_time_micros","t"]],
  },
  properties: {
  },
};

/** Members of org.eclipse.bluechi.Monitor. */
export type MonitorMembers = {
  methods: {
    Close: { args: readonly []; result: readonly [] };
    Subscribe: { args: readonly [node: string, unit: string]; result: readonly [id: number] };
    Unsubscribe: { args: readonly [id: number]; result: readonly [] };
    SubscribeList: { args: readonly [node: string, units: readonly string[]]; result: readonly [id: number] };
    AddPeer: { args: readonly [name: string]; result: readonly [id: number] };
    RemovePeer: { args: readonly [id: number, reason: string]; result: readonly [] };
  };
  signals: {
    UnitPropertiesChanged: readonly [node: string, unit: string, interface_: string, props: Readonly<Record<string, Variant>>];
    UnitStateChanged: readonly [node: string, unit: string, active_state: string, sub_state: string, reason: string];
    UnitNew: readonly [node: string, unit: string, reason: string];
    UnitRemoved: readonly [node: string, unit: string, reason: string];
    PeerRemoved: readonly [reason: string];
  };
  properties: {
  };
};

/** org.eclipse.bluechi.Monitor. */
export const monitorInterface: InterfaceSpec<MonitorMembers> = {
  name: "org.eclipse.bluechi.Monitor",
  methods: {
    Close: {"in":[],"out":[]},
    Subscribe: {"in":[["node","s"],["unit","s"]],"out":[["id","u"]]},
    Unsubscribe: {"in":[["id","u"]],"out":[]},
    SubscribeList: {"in":[["node","s"],["units","as"]],"out":[["id","u"]]},
    AddPeer: {"in":[["name","s"]],"out":[["id","u"]]},
    RemovePeer: {"in":[["id","u"],["reason","s"]],"out":[]},
  },
  signals: {
    UnitPropertiesChanged: [["node","s"],["unit","s"],["interface","s"],["props","a{sv}"]],
    UnitStateChanged: [["node","s"],["unit","s"],["active_state","s"],["sub_state","s"],["reason","s"]],
    UnitNew: [["node","s"],["unit","s"],["reason","s"]],
    UnitRemoved: [["node","s"],["unit","s"],["reason","s"]],
    PeerRemoved: [["reason","s"]],
  },
  properties: {
  },
};

/** Members of org.eclipse.bluechi.Node. */
export type NodeMembers = {
  methods: {
    StartUnit: { args: readonly [name: string, mode: string]; result: readonly [job: string] };
    StartTransientUnit: { args: readonly [name: string, mode: string, props: readonly (readonly [string, Variant])[], aux: readonly (readonly [string, readonly (readonly [string, Variant])[]])[]]; result: readonly [job: string] };
    StopUnit: { args: readonly [name: string, mode: string]; result: readonly [job: string] };
    FreezeUnit: { args: readonly [name: string]; result: readonly [] };
    ThawUnit: { args: readonly [name: string]; result: readonly [] };
    ReloadUnit: { args: readonly [name: string, mode: string]; result: readonly [job: string] };
    RestartUnit: { args: readonly [name: string, mode: string]; result: readonly [job: string] };
    KillUnit: { args: readonly [name: string, who: string, signal: number]; result: readonly [] };
    GetUnitProperties: { args: readonly [name: string, interface_: string]; result: readonly [props: Readonly<Record<string, Variant>>] };
    GetUnitProperty: { args: readonly [name: string, interface_: string, property: string]; result: readonly [value: Variant] };
    SetUnitProperties: { args: readonly [name: string, runtime: boolean, keyvalues: readonly (readonly [string, Variant])[]]; result: readonly [] };
    EnableUnitFiles: { args: readonly [files: readonly string[], runtime: boolean, force: boolean]; result: readonly [carries_install_info: boolean, changes: readonly (readonly [string, string, string])[]] };
    DisableUnitFiles: { args: readonly [files: readonly string[], runtime: boolean]; result: readonly [changes: readonly (readonly [string, string, string])[]] };
    ListUnits: { args: readonly []; result: readonly [units: readonly (readonly [string, string, string, string, string, string, string, number, string, string])[]] };
    ListUnitFiles: { args: readonly []; result: readonly [unitfiles: readonly (readonly [string, string])[]] };
    GetUnitFileState: { args: readonly [file: string]; result: readonly [state: string] };
    Reload: { args: readonly []; result: readonly [] };
    SetLogLevel: { args: readonly [level: string]; result: readonly [] };
    ResetFailed: { args: readonly []; result: readonly [] };
    ResetFailedUnit: { args: readonly [name: string]; result: readonly [] };
    GetDefaultTarget: { args: readonly []; result: readonly [defaulttarget: string] };
    SetDefaultTarget: { args: readonly [defaulttarget: string, force: boolean]; result: readonly [out: readonly (readonly [string, string, string])[]] };
  };
  signals: {
  };
  properties: {
    Name: string;
    Status: string;
    PeerIp: string;
    LastSeenTimestamp: number | bigint;
    LastSeenTimestampMonotonic: number | bigint;
  };
};

/** org.eclipse.bluechi.Node. */
export const nodeInterface: InterfaceSpec<NodeMembers> = {
  name: "org.eclipse.bluechi.Node",
  methods: {
    StartUnit: {"in":[["name","s"],["mode","s"]],"out":[["job","o"]]},
    StartTransientUnit: {"in":[["name","s"],["mode","s"],["props","a(sv)"],["aux","a(sa(sv))"]],"out":[["job","o"]]},
    StopUnit: {"in":[["name","s"],["mode","s"]],"out":[["job","o"]]},
    FreezeUnit: {"in":[["name","s"]],"out":[]},
    ThawUnit: {"in":[["name","s"]],"out":[]},
    ReloadUnit: {"in":[["name","s"],["mode","s"]],"out":[["job","o"]]},
    RestartUnit: {"in":[["name","s"],["mode","s"]],"out":[["job","o"]]},
    KillUnit: {"in":[["name","s"],["who","s"],["signal","i"]],"out":[]},
    GetUnitProperties: {"in":[["name","s"],["interface","s"]],"out":[["props","a{sv}"]]},
    GetUnitProperty: {"in":[["name","s"],["interface","s"],["property","s"]],"out":[["value","v"]]},
    SetUnitProperties: {"in":[["name","s"],["runtime","b"],["keyvalues","a(sv)"]],"out":[]},
    EnableUnitFiles: {"in":[["files","as"],["runtime","b"],["force","b"]],"out":[["carries_install_info","b"],["changes","a(sss)"]]},
    DisableUnitFiles: {"in":[["files","as"],["runtime","b"]],"out":[["changes","a(sss)"]]},
    ListUnits: {"in":[],"out":[["units","a(ssssssouso)"]]},
    ListUnitFiles: {"in":[],"out":[["unitfiles","a(ss)"]]},
    GetUnitFileState: {"in":[["file","s"]],"out":[["state","s"]]},
    Reload: {"in":[],"out":[]},
    SetLogLevel: {"in":[["level","s"]],"out":[]},
    ResetFailed: {"in":[],"out":[]},
    ResetFailedUnit: {"in":[["name","s"]],"out":[]},
    GetDefaultTarget: {"in":[],"out":[["defaulttarget","s"]]},
    SetDefaultTarget: {"in":[["defaulttarget","s"],["force","b"]],"out":[["out","a(sss)"]]},
  },
  signals: {
  },
  properties: {
    Name: {"type":"s","change":"const"},
    Status: {"type":"s","change":"true"},
    PeerIp: {"type":"s","change":"false"},
    LastSeenTimestamp: {"type":"t","change":"false"},
    LastSeenTimestampMonotonic: {"type":"t","change":"false"},
  },
};
