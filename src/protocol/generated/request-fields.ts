// Generated from schemas/request*.json by scripts/gen-validators.ts. Do not edit.
/** The fields of each request, by the name of its schema. */
export const requestFields: Readonly<Record<`request${string}`, readonly string[]>> = {
  "request-add-node": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "node",
    "lifeMs"
  ],
  "request-audit": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "since",
    "until",
    "user",
    "nodes",
    "units",
    "failed",
    "limit"
  ],
  "request-command": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "name",
    "pipe",
    "run"
  ],
  "request-job": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "job"
  ],
  "request-kill": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit",
    "whom",
    "signal"
  ],
  "request-log-level": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "level"
  ],
  "request-logs": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "units",
    "follow",
    "lines",
    "since",
    "until",
    "priority",
    "cursor"
  ],
  "request-new-user": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "user",
    "password",
    "role",
    "nodes",
    "units"
  ],
  "request-nodes": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "nodes"
  ],
  "request-password": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "user",
    "password",
    "oldPassword"
  ],
  "request-power": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "do",
    "run",
    "forceAfterMs",
    "bootId",
    "outage"
  ],
  "request-properties": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit",
    "interface",
    "property"
  ],
  "request-reset-failed": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit"
  ],
  "request-run": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit",
    "argv",
    "shell",
    "pipe",
    "wait",
    "user",
    "workingDirectory",
    "environment",
    "description",
    "assignments",
    "properties",
    "mode"
  ],
  "request-set-property": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit",
    "runtime",
    "assignments",
    "properties"
  ],
  "request-show": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "units",
    "properties",
    "all"
  ],
  "request-unit-file": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit",
    "runtime",
    "force",
    "reload"
  ],
  "request-unit-job": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit",
    "mode",
    "settleMs"
  ],
  "request-unit-names": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "units"
  ],
  "request-unit": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "unit"
  ],
  "request-units": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "nodes",
    "units",
    "lines"
  ],
  "request-user-rights": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "user",
    "role",
    "nodes",
    "units"
  ],
  "request-user": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs",
    "user"
  ],
  "request": [
    "id",
    "startBy",
    "endBy",
    "startWithinMs",
    "endWithinMs"
  ]
};
