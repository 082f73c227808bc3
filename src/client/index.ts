export { createClient, type WorkflowClient } from './client.js';
export { type CreateRunOptions, type WorkflowRef, workflowRef } from './create-run.js';
export type { DataSelections } from './data-selections.js';
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
export type { OutputLocation, Outputs, SavedMetadata } from './outputs.js';
export type { List, ListOptions, Page } from './pages.js';
export type { RunListOptions, Runs } from './runs.js';
export type { TokenSource } from './tokens.js';
export type { TransportOptions, WorkflowApi } from './transport.js';
export type { RunChange, WaitOptions, WatchOptions } from './wait.js';
export type { Workflows } from './workflows.js';
