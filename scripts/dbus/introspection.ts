/** A name and a D-Bus signature. */
export type Arg = readonly [name: string, type: string];

/** What a D-Bus interface has, as introspection tells it. */
export interface Interface {
  readonly name: string;
  readonly methods: ReadonlyMap<
    string,
    { readonly in: readonly Arg[]; readonly out: readonly Arg[] }
  >;
  readonly signals: ReadonlyMap<string, readonly Arg[]>;
  readonly properties: ReadonlyMap<
    string,
    { readonly type: string; readonly access: string; readonly change: string }
  >;
}

/**
 * The interfaces in an introspection document (D-Bus specification, "Introspection Data Format"). It
 * reads what schemas/dbus and D-Bus programs write, not any XML.
 */
export function parseInterfaces(xml: string): readonly Interface[] {
  const text = xml.replace(/<!--[\s\S]*?-->/g, "");
  return elements(text, "interface").map(({ attributes, inner }) => ({
    name: attributes["name"] ?? "",
    methods: new Map(
      elements(inner, "method").map((method) => [
        method.attributes["name"] ?? "",
        { in: args(method.inner, "in"), out: args(method.inner, "out") },
      ]),
    ),
    signals: new Map(
      elements(inner, "signal").map((signal) => [
        signal.attributes["name"] ?? "",
        args(signal.inner, undefined),
      ]),
    ),
    properties: new Map(
      elements(inner, "property").map((property) => [
        property.attributes["name"] ?? "",
        {
          type: property.attributes["type"] ?? "",
          access: property.attributes["access"] ?? "",
          change:
            elements(property.inner, "annotation").find(({ attributes }) =>
              attributes["name"]?.endsWith(".EmitsChangedSignal"),
            )?.attributes["value"] ?? "true",
        },
      ]),
    ),
  }));
}

interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  readonly inner: string;
}

/** Elements of one kind; none of them is ever inside another of its kind. */
function elements(text: string, tag: string): readonly Element[] {
  const pattern = new RegExp(
    `<${tag}((?:\\s+[\\w.]+="[^"]*")*)\\s*(?:/>|>([\\s\\S]*?)</${tag}>)`,
    "g",
  );
  return [...text.matchAll(pattern)].map(([, attributes = "", inner = ""]) => ({
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([\w.]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]),
    ),
    inner,
  }));
}

function args(inner: string, direction: string | undefined): readonly Arg[] {
  return elements(inner, "arg")
    .filter(({ attributes }) => direction === undefined || attributes["direction"] === direction)
    .map(({ attributes }): Arg => [attributes["name"] ?? "", attributes["type"] ?? ""]);
}
