import type { ArgSpec, MethodSpec, PropertySpec } from "./interface-spec.ts";

/** What introspection tells of an interface. */
export interface DescribedInterface {
  readonly name: string;
  readonly methods: Readonly<Record<string, MethodSpec>>;
  readonly signals: Readonly<Record<string, readonly ArgSpec[]>>;
  readonly properties: Readonly<Record<string, PropertySpec>>;
}

/** What every object has (D-Bus specification, "Standard Interfaces"). */
export const standardInterfaces = {
  peer: {
    name: "org.freedesktop.DBus.Peer",
    methods: {
      Ping: { in: [], out: [] },
      GetMachineId: { in: [], out: [["machine_uuid", "s"]] },
    },
    signals: {},
    properties: {},
  },
  introspectable: {
    name: "org.freedesktop.DBus.Introspectable",
    methods: { Introspect: { in: [], out: [["xml_data", "s"]] } },
    signals: {},
    properties: {},
  },
  properties: {
    name: "org.freedesktop.DBus.Properties",
    methods: {
      Get: {
        in: [
          ["interface_name", "s"],
          ["property_name", "s"],
        ],
        out: [["value", "v"]],
      },
      Set: {
        in: [
          ["interface_name", "s"],
          ["property_name", "s"],
          ["value", "v"],
        ],
        out: [],
      },
      GetAll: { in: [["interface_name", "s"]], out: [["props", "a{sv}"]] },
    },
    signals: {
      PropertiesChanged: [
        ["interface_name", "s"],
        ["changed_properties", "a{sv}"],
        ["invalidated_properties", "as"],
      ],
    },
    properties: {},
  },
} as const satisfies Readonly<Record<string, DescribedInterface>>;

/** The introspection document of an object (D-Bus specification, "Introspection Data Format"). */
export function introspectionOf(
  interfaces: readonly DescribedInterface[],
  children: readonly string[],
): string {
  return [
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"',
    ' "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">',
    "<node>",
    ...interfaces.flatMap(interfaceLines),
    // An element of a path holds letters, digits and _ only.
    ...children.map((child) => `  <node name="${child}"/>`),
    "</node>",
    "",
  ].join("\n");
}

function interfaceLines(described: DescribedInterface): string[] {
  const { name, methods, signals, properties } = described;
  return [
    `  <interface name="${name}">`,
    ...Object.entries(methods).flatMap(([method, args]) => [
      `    <method name="${method}">`,
      ...argLines(args.in, ' direction="in"'),
      ...argLines(args.out, ' direction="out"'),
      "    </method>",
    ]),
    ...Object.entries(signals).flatMap(([signal, args]) => [
      `    <signal name="${signal}">`,
      ...argLines(args, ""),
      "    </signal>",
    ]),
    ...Object.entries(properties).flatMap(([property, { type, change }]) => [
      `    <property name="${property}" type="${type}" access="read">`,
      `      <annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="${change}"/>`,
      "    </property>",
    ]),
    "  </interface>",
  ];
}

function argLines(args: readonly ArgSpec[], direction: string): string[] {
  return args.map(([name, type]) => `      <arg name="${name}" type="${type}"${direction}/>`);
}
