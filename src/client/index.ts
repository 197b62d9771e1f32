/**
 * What programs import that drive hirte: `import { connect } from "hirte"`.
 * @packageDocumentation
 */
export { type ErrorCode, errorCodes, HirteError, isHirteError } from "../core/errors.ts";
export type { Job, NodeRow, NodeState, UnitRow, UnitState } from "../protocol/generated/schemas.ts";
export type { HirteEvent, ManagerEvent, NodeEvent, UnitEvent } from "./events.ts";
export { connect, type Hirte, type HirteOptions, type UnitJobOptions } from "./hirte.ts";
export type {
  ArgsOf,
  ChangeName,
  JobHandle,
  QueryOptions,
  RowOf,
  RowVerb,
  SubmitOptions,
  WatchFilter,
} from "./hirte-client.ts";
