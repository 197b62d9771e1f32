declare const HIRTE_VERSION: string | undefined;

/** Version of the package; put in by scripts/build.ts, and "development" when run from source. */
export const programVersion: string =
  typeof HIRTE_VERSION === "undefined" ? "development" : HIRTE_VERSION;
