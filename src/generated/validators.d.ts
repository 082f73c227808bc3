// Generated from openapi.yml by `npm run generate`. Do not edit.

/** One way in which a value breaks its schema. */
export interface ValidationError {
  /** Where in the value, as a JSON Pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The key that is wrong, for an error about the name of a property. */
  readonly propertyName?: string;
}

/** Says whether a value is valid; when it is not, `errors` holds the reasons until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: ValidationError[] | null;
}

/** The component schemas by name, then the inline schemas by where they stand. */
export type ValidatorName =
  | 'DataSelectionId'
  | 'WorkflowId'
  | 'RunId'
  | 'TaskId'
  | 'PageToken'
  | 'IdempotencyKey'
  | 'OutputPrefix'
  | 'LogText'
  | 'DataSelection'
  | 'DataSelectionList'
  | 'Workflow'
  | 'WorkflowList'
  | 'WorkflowParameter'
  | 'WorkflowDetails'
  | 'RunStatus'
  | 'FailureCode'
  | 'RunFailure'
  | 'RunParameters'
  | 'Run'
  | 'RunList'
  | 'FlatRunRequest'
  | 'NestedRunRequest'
  | 'CreateRunRequest'
  | 'TaskStatus'
  | 'Task'
  | 'TaskList'
  | 'OutputProperties'
  | 'OutputFolder'
  | 'OutputFile'
  | 'OutputListing'
  | 'MetadataKey'
  | 'MetadataValue'
  | 'MetadataFileName'
  | 'MetadataProperties'
  | 'MetadataFile'
  | 'MetadataUpdate'
  | 'MetadataSaved'
  | 'Feature'
  | 'ServiceInfo'
  | 'ProblemCode'
  | 'ProblemItem'
  | 'Problem'
  | 'headers.XRequestId'
  | 'headers.CacheControl'
  | 'headers.WWWAuthenticate'
  | 'headers.RetryAfter'
  | 'parameters.PageSize'
  | 'headers.Location'
  | 'parameters.Try'
  | 'parameters.MapIndex'
  | 'headers.Link'
  | 'parameters.OutputPageSize'
  | 'browseOutputRoot.200.text/html'
  | 'browseOutputs.200.text/html'
  | 'headers.Allow';

/** One validator for every schema. Parameters and headers are validated as values of their own type. */
export const validators: Readonly<Record<ValidatorName, Validator>>;
