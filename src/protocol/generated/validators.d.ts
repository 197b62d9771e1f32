// Generated from schemas/*.json by scripts/gen-validators.ts. Do not edit.
export interface ValidationError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Record<string, unknown>;
}
export interface Validator {
  (message: unknown): boolean;
  errors?: ValidationError[] | null;
}
export const command: Validator;
export const credit: Validator;
export const echo: Validator;
export const gone: Validator;
export const heartbeat: Validator;
export const hello: Validator;
export const inventory: Validator;
export const job: Validator;
export const manager_state: Validator;
export const node_state: Validator;
export const proxies: Validator;
export const proxy_states: Validator;
export const pulse: Validator;
export const reply: Validator;
export const report: Validator;
export const request_command: Validator;
export const request_job: Validator;
export const request_kill: Validator;
export const request_log_level: Validator;
export const request_logs: Validator;
export const request_nodes: Validator;
export const request_properties: Validator;
export const request_reset_failed: Validator;
export const request_run: Validator;
export const request_set_property: Validator;
export const request_show: Validator;
export const request_unit_file: Validator;
export const request_unit_job: Validator;
export const request_unit_names: Validator;
export const request_unit: Validator;
export const request_units: Validator;
export const request: Validator;
export const row_active_state: Validator;
export const row_allowed_node: Validator;
export const row_default_target: Validator;
export const row_file_state: Validator;
export const row_file: Validator;
export const row_log_level: Validator;
export const row_node: Validator;
export const row_property: Validator;
export const row_status: Validator;
export const row_time: Validator;
export const row_typed_property: Validator;
export const row_unit_file: Validator;
export const row_unit: Validator;
export const stream: Validator;
export const unit_state: Validator;
export const welcome: Validator;
