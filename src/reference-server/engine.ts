import type { components } from '../generated/types.js';

type Schemas = components['schemas'];

/** A workflow as the engine knows it; who may run it is the configuration's business. */
export interface EngineWorkflow {
  id: string;
  description: string | null;
  schedule: string | null;
  parameters: Record<string, Schemas['WorkflowParameter']>;
  /** Whether parameters that are not declared are passed on. */
  additionalParameters: boolean;
}

/**
 * A run as the engine knows it. `conf` holds the workflow's parameters beside the server's own keys
 * (`in_data_selection`, `in_bucket`, `in_prefix`, `out_bucket`, `out_prefix`, `username`), as runs of the
 * first deployment do: they are found and owned by `conf.username`.
 */
export interface EngineRun {
  runId: string;
  workflowId: string;
  status: Schemas['RunStatus'];
  /** ISO 8601 instants, in UTC. */
  createdAt: string;
  startTime: string | null;
  endTime: string | null;
  conf: Record<string, unknown>;
  failure: Exclude<Schemas['RunFailure'], undefined>;
}

export interface RunRequest {
  workflowId: string;
  /** Chosen by the server: a second request with the same id is the same run. */
  runId: string;
  /** Parameters as they were given. To what it runs, the engine adds the declared defaults of the others. */
  conf: Record<string, unknown>;
}

export interface RunQuery {
  /** Only runs of these workflows. */
  workflowIds: readonly string[];
  /** Only runs whose `conf.username` is this. */
  username: string;
  status?: Schemas['RunStatus'] | undefined;
  pageSize: number;
  pageToken?: string | undefined;
}

export interface RunPage {
  /** Newest first. */
  runs: EngineRun[];
  nextPageToken?: string | undefined;
}

export interface RunRef {
  workflowId: string;
  runId: string;
}

export interface TaskQuery extends RunRef {
  pageSize: number;
  pageToken?: string | undefined;
}

export interface TaskPage {
  tasks: Schemas['Task'][];
  nextPageToken?: string | undefined;
}

export interface LogQuery extends RunRef {
  taskId: string;
  /** The latest when not given; the first is 1. */
  try?: number | undefined;
  mapIndex?: number | undefined;
  pageToken?: string | undefined;
}

export interface LogPart {
  text: string;
  /** Set while there is more, or the task still runs. */
  nextPageToken?: string | undefined;
}

/**
 * What runs workflows. Callers have checked who may do what; an engine knows nothing of authorization.
 * What does not exist is `undefined`; what goes wrong is an `EngineError`; a page token that the engine did
 * not issue is a `PageTokenError`.
 */
export interface Engine {
  /** Those of the given workflows that exist, in any order. */
  listWorkflows(ids: readonly string[]): Promise<EngineWorkflow[]>;
  getWorkflow(id: string): Promise<EngineWorkflow | undefined>;
  /** Durable before it resolves. With an id that exists, nothing is started and that run is returned. */
  createRun(request: RunRequest): Promise<{ run: EngineRun; created: boolean }>;
  listRuns(query: RunQuery): Promise<RunPage>;
  getRun(ref: RunRef): Promise<EngineRun | undefined>;
  /** `ended` when there is nothing left to cancel. */
  cancelRun(ref: RunRef): Promise<EngineRun | 'ended' | undefined>;
  listTasks(query: TaskQuery): Promise<TaskPage | undefined>;
  getTaskLog(query: LogQuery): Promise<LogPart | undefined>;
}

/**
 * `rejected`: the engine refused the request, for the reason in the message. `busy`: it takes no more now.
 * `unavailable`: it cannot be reached or cannot write. `timeout`: it took too long. `failed`: its answer
 * makes no sense. The message is shown to the caller; details for the log go into `cause`.
 */
export type EngineErrorKind = 'rejected' | 'busy' | 'unavailable' | 'timeout' | 'failed';

/** The one way in which an engine fails. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(kind: EngineErrorKind, message: string, options: ErrorOptions & { retryAfter?: number } = {}) {
    super(message, options);
    this.kind = kind;
    this.retryAfter = options.retryAfter;
  }
}
