// Generated from openapi.yml by `npm run generate`. Do not edit.

/** The limits of one named schema. A pattern is to be compiled with the `u` flag. */
export interface Rule {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** The rule that the keys of the object must follow. */
  readonly propertyNames?: RuleName;
}

/** The schemas that have limits. */
export type RuleName =
  | 'DataSelectionId'
  | 'WorkflowId'
  | 'RunId'
  | 'TaskId'
  | 'PageToken'
  | 'IdempotencyKey'
  | 'OutputPrefix'
  | 'MetadataKey'
  | 'MetadataValue'
  | 'MetadataFileName'
  | 'MetadataProperties';

export const dataSelectionIdRule = {
  minLength: 1,
  maxLength: 512,
  pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
} as const;
export const workflowIdRule = {
  minLength: 1,
  maxLength: 250,
  pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
} as const;
export const runIdRule = {
  minLength: 1,
  maxLength: 250,
  pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
} as const;
export const taskIdRule = {
  minLength: 1,
  maxLength: 250,
  pattern: '^[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*$',
} as const;
export const pageTokenRule = { minLength: 1, maxLength: 2048 } as const;
export const idempotencyKeyRule = { minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' } as const;
export const outputPrefixRule = {
  minLength: 1,
  maxLength: 1024,
  pattern: '^(?!\\/)(?!\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\.{1,2}(?:\\/|$))(?![\\s\\S]*\\/\\/)[^\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$',
} as const;
export const metadataKeyRule = {
  minLength: 1,
  maxLength: 255,
  pattern: '^[^\\s=:#;\\[\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^=:\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s=:\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?$',
} as const;
export const metadataValueRule = {
  maxLength: 8192,
  pattern: '^(?:[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?(?:\\n+[^\\s#;\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff](?:[^\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff])?)*)?$',
} as const;
export const metadataFileNameRule = {
  minLength: 1,
  maxLength: 255,
  pattern: '^(?!\\.{1,2}$)(?!DEFAULT$)[^\\/\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]+$',
} as const;
export const metadataPropertiesRule = { maxProperties: 100, propertyNames: 'MetadataKey' } as const;

/** The limits of the named schemas; whoever needs few of them and must stay small imports those alone. */
export const rules = {
  DataSelectionId: dataSelectionIdRule,
  WorkflowId: workflowIdRule,
  RunId: runIdRule,
  TaskId: taskIdRule,
  PageToken: pageTokenRule,
  IdempotencyKey: idempotencyKeyRule,
  OutputPrefix: outputPrefixRule,
  MetadataKey: metadataKeyRule,
  MetadataValue: metadataValueRule,
  MetadataFileName: metadataFileNameRule,
  MetadataProperties: metadataPropertiesRule,
} as const satisfies Record<RuleName, Rule>;

/** The closed lists of values among the named schemas. */
export const enums = {
  RunStatus: ['queued', 'running', 'success', 'failed'],
  FailureCode: ['cancelled', 'interrupted', 'timeout', 'exit', 'engine'],
  TaskStatus: [
    'waiting',
    'queued',
    'running',
    'retrying',
    'success',
    'failed',
    'upstream_failed',
    'skipped',
  ],
  Feature: [
    'runs-detail',
    'cancel',
    'tasks',
    'logs',
    'idempotency',
    'paging',
    'all-runs',
    'path-form',
    'service-info',
  ],
  ProblemCode: [
    'invalid-path',
    'invalid-json',
    'invalid-body',
    'invalid-parameter',
    'unknown-parameter',
    'duplicate-parameter',
    'invalid-page-token',
    'unknown-data-selection',
    'missing-token',
    'invalid-token',
    'expired-token',
    'not-authorized',
    'not-found',
    'data-selection-not-found',
    'workflow-not-found',
    'run-not-found',
    'task-not-found',
    'output-not-found',
    'method-not-allowed',
    'not-acceptable',
    'run-ended',
    'metadata-conflict',
    'body-too-large',
    'idempotency-key-reused',
    'too-many-requests',
    'internal-error',
    'engine-failed',
    'engine-unavailable',
    'engine-timeout',
    'store-failed',
    'store-unavailable',
    'store-timeout',
    'config-unavailable',
  ],
} as const;
