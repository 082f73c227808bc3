import type { Run } from './models.js';
import { redact } from './redact.js';

const brand = Symbol.for('labcas-workflow-api.error');
const inspect = Symbol.for('nodejs.util.inspect.custom');

/** One of the things that are wrong with a request. */
export interface ErrorItem {
  /** What is wrong, for people. */
  detail: string;
  /** Where in the body, as a JSON Pointer. */
  pointer?: string;
  /** Which path, query or header parameter. */
  parameter?: string;
}

/** What an error carries beside its code and message. */
export interface ErrorDetails {
  /** The HTTP status, when there was an answer. */
  status?: number | undefined;
  /** What the server or its gateway calls the request. */
  requestId?: string | undefined;
  /** Seconds after which the server asks to be asked again. */
  retryAfter?: number | undefined;
  /** Whether the same call may succeed later, unchanged. */
  retryable?: boolean | undefined;
  /** The beginning of the answer's body. */
  body?: string | undefined;
  errors?: readonly ErrorItem[] | undefined;
  cause?: unknown;
}

/**
 * The base of every error of this package. Tokens and signed links are taken out of its texts.
 * Ask with `isWorkflowApiError`, which also knows the errors of another copy of the package.
 */
export class WorkflowApiError extends Error {
  /** The name of the class, as `isWorkflowApiError` takes it. */
  override readonly name: string = 'WorkflowApiError';
  /** Says what went wrong, for programs: the server's own code, or one of the client's. Stable. */
  readonly code: string;
  /** The HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** What the server or its gateway calls the request; quote it when reporting a problem. */
  readonly requestId: string | undefined;
  /** Seconds after which the server asks to be asked again. */
  readonly retryAfter: number | undefined;
  /** Whether the same call may succeed later, unchanged. */
  readonly retryable: boolean;
  /** The beginning of the answer's body. */
  readonly body: string | undefined;
  /** What is wrong with the request, item by item. */
  readonly errors: readonly ErrorItem[];

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(redact(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = redact(code);
    this.status = details.status;
    this.requestId = details.requestId === undefined ? undefined : redact(details.requestId);
    this.retryAfter = details.retryAfter;
    this.retryable = details.retryable ?? false;
    this.body = details.body === undefined ? undefined : redact(details.body);
    this.errors = (details.errors ?? []).map((item) => ({ ...item, detail: redact(item.detail) }));
  }

  /** @internal */
  get [brand](): true {
    return true;
  }

  /** What may be logged: neither the body nor the cause. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, status, requestId, retryAfter, retryable, errors } = this;
    return { name, message, code, status, requestId, retryAfter, retryable, errors };
  }

  /** @internal */
  [inspect](): string {
    const { name: _, message: __, ...fields } = this.toJSON();
    const cause = this.cause === undefined ? '' : `\n[cause]: ${redact(textOf(this.cause))}`;
    return `${redact(this.stack ?? String(this))} ${JSON.stringify(fields)}${cause}`;
  }
}

/** A value in words, whatever it is: one without a prototype has none of its own. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** There is no valid token: it is missing, refused or expired, or it could not be had. */
export class AuthenticationError extends WorkflowApiError {
  override readonly name = 'AuthenticationError';
}

/** The token is valid, but its user may not do this. */
export class PermissionError extends WorkflowApiError {
  override readonly name = 'PermissionError';
}

/** There is no such thing, or none that the caller may know of. */
export class NotFoundError extends WorkflowApiError {
  override readonly name = 'NotFoundError';
}

/** The request is wrong; `errors` says where. Without a `status` it was refused before it was sent. */
export class ValidationError extends WorkflowApiError {
  override readonly name = 'ValidationError';
}

/** The state of the thing does not allow it. */
export class ConflictError extends WorkflowApiError {
  override readonly name = 'ConflictError';
}

/** Too many requests; `retryAfter` says when to come back, if the server does. */
export class RateLimitError extends WorkflowApiError {
  override readonly name = 'RateLimitError';
}

/** The server failed, or its answer makes no sense. */
export class ServerError extends WorkflowApiError {
  override readonly name = 'ServerError';
}

/** The server cannot be reached, or the connection broke. */
export class NetworkError extends WorkflowApiError {
  override readonly name = 'NetworkError';
}

/** It took longer than the time allowed. */
export class TimeoutError extends WorkflowApiError {
  override readonly name = 'TimeoutError';
}

/** The caller's signal ended the call; `cause` is the signal's reason. */
export class AbortedError extends WorkflowApiError {
  override readonly name = 'AbortedError';
}

/** The operation is not part of this deployment. */
export class NotOfferedError extends WorkflowApiError {
  override readonly name = 'NotOfferedError';
}

/**
 * A run was asked for and may or may not have been started: `cause` says what went wrong.
 * Look among the runs created since `startedAt` before asking again.
 */
export class OutcomeUnknownError extends WorkflowApiError {
  override readonly name = 'OutcomeUnknownError';
  /** The workflow of which a run was asked for. */
  readonly workflowId: string;
  /** When the request was first sent, as ISO 8601 instant in UTC by this machine's clock. */
  readonly startedAt: string;
  /** The key of the attempt. */
  readonly idempotencyKey: string;
  /** Whether `runs.create` with this key starts no second run: true where the server knows keys. */
  readonly repeatable: boolean;

  constructor(
    attempt: { workflowId: string; startedAt: string; idempotencyKey: string; repeatable: boolean },
    cause: unknown,
  ) {
    const { workflowId, startedAt, idempotencyKey, repeatable } = attempt;
    const remedy = repeatable
      ? `Call runs.create again with idempotencyKey '${idempotencyKey}': it starts no second run.`
      : `Look with runs.list('${workflowId}') for a run begun since ${startedAt} before starting another.`;
    const known: Partial<WorkflowApiError> = isWorkflowApiError(cause) ? cause : {};
    const { status, requestId, retryAfter, body } = known;
    const details = { status, requestId, retryAfter, body, cause };
    const reason = cause instanceof Error ? cause.message : textOf(cause);
    super('outcome-unknown', `It is not known whether the run was started. ${remedy} (${reason})`, details);
    this.workflowId = workflowId;
    this.startedAt = startedAt;
    this.idempotencyKey = idempotencyKey;
    this.repeatable = repeatable;
  }

  override toJSON(): Record<string, unknown> {
    const { workflowId, startedAt, idempotencyKey, repeatable } = this;
    return { ...super.toJSON(), workflowId, startedAt, idempotencyKey, repeatable };
  }
}

/** A run that was waited for has failed. */
export class RunFailedError extends WorkflowApiError {
  override readonly name = 'RunFailedError';
  /** The run as it ended, with its `failure`. */
  readonly run: Run;

  constructor(run: Run) {
    const reason = run.failure ? `: ${run.failure.message}` : '.';
    super('run-failed', `Run ${run.run_id} of ${run.workflow_id} failed${reason}`);
    this.run = run;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), run: this.run };
  }
}

/** The errors by their names. */
export interface ErrorsByName {
  AuthenticationError: AuthenticationError;
  PermissionError: PermissionError;
  NotFoundError: NotFoundError;
  ValidationError: ValidationError;
  ConflictError: ConflictError;
  RateLimitError: RateLimitError;
  ServerError: ServerError;
  NetworkError: NetworkError;
  TimeoutError: TimeoutError;
  AbortedError: AbortedError;
  NotOfferedError: NotOfferedError;
  OutcomeUnknownError: OutcomeUnknownError;
  RunFailedError: RunFailedError;
}

/** The name of an error. */
export type ErrorName = keyof ErrorsByName;

/**
 * Whether a value is an error of this package, from this or another copy of it; with a name, of that name.
 *
 * @example
 * if (isWorkflowApiError(error, 'RunFailedError')) console.log(error.run.failure);
 */
export function isWorkflowApiError<N extends ErrorName>(value: unknown, name: N): value is ErrorsByName[N];
export function isWorkflowApiError(value: unknown): value is WorkflowApiError;
export function isWorkflowApiError(value: unknown, name?: string): boolean {
  if (typeof value !== 'object' || value === null || !(brand in value)) return false;
  return name === undefined || ('name' in value && value.name === name);
}
