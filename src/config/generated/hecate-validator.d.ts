// Generated from schemas/config/hecate.json by scripts/gen-hecate-config.ts. Do not edit.
import type { HecateFile } from "./hecate-file.ts";
export interface SchemaPart {
  readonly allowed?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [keyword: string]: unknown;
}
export interface HecateFileError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly propertyName?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly schema: unknown;
  readonly parentSchema: SchemaPart;
  readonly data: unknown;
}
export interface HecateFileValidator {
  (file: unknown): file is HecateFile;
  errors?: readonly HecateFileError[] | null;
}
export const hecateFile: HecateFileValidator;
