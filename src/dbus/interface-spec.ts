/** A name and a D-Bus signature of one complete type. */
export type ArgSpec = readonly [name: string, type: string];

/** Members of an interface as types; src/dbus/generated has them for schemas/dbus. */
export interface InterfaceMembers {
  readonly methods: Readonly<
    Record<string, { readonly args: readonly unknown[]; readonly result: readonly unknown[] }>
  >;
  readonly signals: Readonly<Record<string, readonly unknown[]>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A method as introspection tells it. */
export interface MethodSpec {
  readonly in: readonly ArgSpec[];
  readonly out: readonly ArgSpec[];
}

/** A property as introspection tells it; all are read only. */
export interface PropertySpec {
  readonly type: string;
  /** EmitsChangedSignal: whether a change is told with its value, without it, never; or there is none. */
  readonly change: string;
}

/** What an interface has. */
export interface InterfaceSpec<T extends InterfaceMembers> {
  readonly name: string;
  readonly methods: { readonly [M in keyof T["methods"]]: MethodSpec };
  readonly signals: { readonly [S in keyof T["signals"]]: readonly ArgSpec[] };
  readonly properties: { readonly [P in keyof T["properties"]]: PropertySpec };
}

/** Who calls a method. */
export interface Caller {
  /** Unique name on the bus. */
  readonly sender: string;
  /** Done right after the answer to this call was sent, or could not be. */
  onAnswered(action: () => void): void;
}

/** What stands behind an interface of an object. Errors thrown are answered, see `busError`. */
export interface Implementation<T extends InterfaceMembers> {
  readonly methods: {
    readonly [M in keyof T["methods"]]: (
      caller: Caller,
      ...args: T["methods"][M]["args"]
    ) => T["methods"][M]["result"] | Promise<T["methods"][M]["result"]>;
  };
  readonly properties: {
    readonly [P in keyof T["properties"]]: () => T["properties"][P] | Promise<T["properties"][P]>;
  };
}

/** Signature of several arguments in a row. */
export function signatureOf(args: readonly ArgSpec[]): string {
  return args.map(([, type]) => type).join("");
}
