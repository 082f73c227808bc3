import type { components } from '../generated/types.js';
import { ConfigError } from './config.js';
import { EngineError, type EngineErrorKind } from './engine.js';
import { PageTokenError } from './page-token.js';
import { StoreError, type StoreErrorKind } from './store.js';

export type ProblemCode = components['schemas']['ProblemCode'];
export type ProblemItem = components['schemas']['ProblemItem'];

export interface HttpErrorOptions extends ErrorOptions {
  errors?: readonly ProblemItem[];
  headers?: Readonly<Record<string, string>>;
}

/** An answer other than success; the detail and the errors are shown to the caller, the cause is not. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors: readonly ProblemItem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: ProblemCode, detail: string, options: HttpErrorOptions = {}) {
    super(detail, options);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = options.errors ?? [];
    this.headers = { ...defaultHeaders(status), ...options.headers };
  }
}

/** A 400 that lists what is wrong; its detail is the first of them. */
export function invalid(code: ProblemCode, mistakes: readonly ProblemItem[]): HttpError {
  const errors = mistakes.map(withinReach);
  const [first] = errors;
  const where = first?.parameter ?? first?.pointer?.slice(1);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new HttpError(400, code, `${where ? `${where} ` : ''}${first?.detail ?? 'is not valid'}${more}`, {
    errors,
  });
}

const longestPointer = 512;

// Names can be as long as a body, and each mistake below one would repeat it: such a pointer ends above it.
function withinReach(item: ProblemItem): ProblemItem {
  const { pointer = '' } = item;
  if (pointer.length <= longestPointer) return item;
  return { ...item, pointer: pointer.slice(0, pointer.lastIndexOf('/', longestPointer)) };
}

/** What the caller is to be told of any failure. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof EngineError) return fromEngine(error);
  if (error instanceof StoreError) return fromStore(error);
  if (error instanceof PageTokenError) return fromPageToken(error);
  if (error instanceof ConfigError) {
    return new HttpError(503, 'config-unavailable', 'The configuration cannot be read.', { cause: error });
  }
  return new HttpError(500, 'internal-error', 'The server failed; its log names this request.', {
    cause: error,
  });
}

const engineAnswers: Record<EngineErrorKind, readonly [number, ProblemCode]> = {
  rejected: [400, 'invalid-body'],
  busy: [429, 'too-many-requests'],
  unavailable: [503, 'engine-unavailable'],
  timeout: [504, 'engine-timeout'],
  failed: [502, 'engine-failed'],
};

const storeAnswers: Record<StoreErrorKind, readonly [number, ProblemCode]> = {
  unavailable: [503, 'store-unavailable'],
  timeout: [504, 'store-timeout'],
  failed: [502, 'store-failed'],
};

function fromEngine(error: EngineError): HttpError {
  const [status, code] = engineAnswers[error.kind];
  const wait = error.retryAfter;
  const headers: Record<string, string> =
    wait === undefined ? {} : { 'Retry-After': String(Math.max(0, Math.ceil(wait))) };
  return new HttpError(status, code, error.message, { cause: error, headers });
}

function fromStore(error: StoreError): HttpError {
  const [status, code] = storeAnswers[error.kind];
  return new HttpError(status, code, error.message, { cause: error });
}

function fromPageToken(error: PageTokenError): HttpError {
  const errors = [{ detail: error.message, parameter: 'page_token' }];
  return new HttpError(400, 'invalid-page-token', error.message, { cause: error, errors });
}

// The document requires these headers of these statuses, whoever answers them.
function defaultHeaders(status: number): Record<string, string> {
  if (status === 401) return { 'WWW-Authenticate': 'Bearer' };
  return status === 429 || status === 503 ? { 'Retry-After': '5' } : {};
}
