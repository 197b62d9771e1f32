import { valueAt } from "../../../src/kube/values.ts";
import { type Json, mergePatch } from "./kinds.ts";

/** Who changes objects without applying them. */
const updates = "updates";

/** What an apply comes to. */
export type Applied =
  | { readonly kind: "applied"; readonly object: unknown }
  | { readonly kind: "conflict"; readonly with: string; readonly field: string };

/** Whose which field of which object is: what server-side apply goes by. Lists count as one field. */
export class FieldOwners {
  readonly #places = new Map<string, Map<string, Set<string>>>();

  /** Sets what is applied, and takes away what this manager applied before, and nobody else has set. */
  apply(of: {
    readonly place: string;
    readonly manager: string;
    readonly isForced: boolean;
    readonly object: Json;
    readonly body: Json;
  }): Applied {
    const { place, manager, isForced, object, body } = of;
    const owners = this.#at(place);
    const mine = owners.get(manager) ?? new Set();
    const next = new Set(fieldsOf(body));
    const others = [...owners].filter(([name]) => name !== manager);
    for (const field of next) {
      if (isSame(at(object, field), at(body, field))) continue;
      for (const [name, fields] of others) {
        if (!fields.has(field)) continue;
        const text = `.${pathOf(field).join(".")}`;
        if (!isForced) return { kind: "conflict", with: name, field: text };
        fields.delete(field);
      }
    }
    let result: unknown = object;
    for (const field of mine) {
      if (next.has(field) || others.some(([, fields]) => fields.has(field))) continue;
      result = mergePatch(result, nested(pathOf(field), null));
    }
    owners.set(manager, next);
    const managedFields = [...owners.keys()].map((name) => ({
      ...{ manager: name, operation: name === updates ? "Update" : "Apply" },
    }));
    const told = { metadata: { managedFields } };
    return { kind: "applied", object: mergePatch(mergePatch(result, body), told) };
  }

  /** Somebody changes fields by a patch: they are his. */
  update(place: string, object: Json, patch: Json): void {
    const owners = this.#at(place);
    for (const field of fieldsOf(patch)) {
      const value = at(patch, field);
      if (isSame(at(object, field), value)) continue;
      for (const fields of owners.values()) fields.delete(field);
      if (value === null) continue;
      const own = owners.get(updates) ?? new Set();
      owners.set(updates, own.add(field));
    }
  }

  /** The object is gone: one of the same name is another. */
  forget(place: string): void {
    this.#places.delete(place);
  }

  #at(place: string): Map<string, Set<string>> {
    const owners = this.#places.get(place) ?? new Map<string, Set<string>>();
    this.#places.set(place, owners);
    return owners;
  }
}

function fieldsOf(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    // What an object is called belongs to nobody.
    const isName = path.length === 1 || ["name", "namespace"].includes(path.slice(1).join("."));
    return isName && path[0] !== "data" ? [] : [JSON.stringify(path)];
  }
  return Object.entries(value).flatMap(([key, each]) => fieldsOf(each, [...path, key]));
}

function pathOf(field: string): readonly string[] {
  // It was made of a path above.
  return JSON.parse(field) as readonly string[];
}

function at(object: unknown, field: string): unknown {
  return valueAt(object, ...pathOf(field));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nested([key, ...rest]: readonly string[], value: unknown): unknown {
  return key === undefined ? value : { [key]: nested(rest, value) };
}
