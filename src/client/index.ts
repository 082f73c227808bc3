export type { SavedMetadata } from './annotate.js';
export { createClient, type WorkflowClient } from './client.js';
export { type CreateRunOptions, type WorkflowRef, workflowRef } from './create-run.js';
export { createDataSelections, type DataSelections } from './data-selections.js';
export type { Download, DownloadOptions, DownloadProgress } from './download.js';
export {
  AbortedError,
  AuthenticationError,
  ConflictError,
  type ErrorItem,
  type ErrorName,
  type ErrorsByName,
  isWorkflowApiError,
  NetworkError,
  NotFoundError,
  NotOfferedError,
  OutcomeUnknownError,
  PermissionError,
  RateLimitError,
  RunFailedError,
  ServerError,
  TimeoutError,
  ValidationError,
  WorkflowApiError,
} from './errors.js';
export type { Lazy } from './lazy.js';
export type { OutputLocation } from './locations.js';
export type { LogOptions, TaskLog } from './log.js';
export { type LoginOptions, labcasLogin } from './login.js';
export type {
  DataSelection,
  Feature,
  Open,
  OutputEntry,
  OutputFile,
  OutputFolder,
  OutputMetadata,
  Run,
  RunFailure,
  RunParameters,
  RunRef,
  RunStatus,
  ServiceInfo,
  Task,
  TaskStatus,
  Workflow,
  WorkflowDetails,
  WorkflowParameter,
} from './models.js';
export type {
  CallOptions,
  ClientOptions,
  Logger,
  Polling,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  RetryOptions,
  Timeouts,
} from './options.js';
export { createOutputs, type Outputs } from './outputs.js';
export type { List, ListOptions, Page } from './pages.js';
export type { RunListOptions } from './run-lists.js';
export { createRuns, type Runs } from './runs.js';
export type { Service } from './service.js';
export type { TokenSource } from './tokens.js';
export { createTransport, type Transport, type TransportOptions, type WorkflowApi } from './transport.js';
export type { RunChange, WaitOptions, WatchOptions } from './wait.js';
export { createWorkflows, type Workflows } from './workflows.js';
