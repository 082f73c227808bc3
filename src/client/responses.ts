import {
  AuthenticationError,
  ConflictError,
  type ErrorDetails,
  type ErrorItem,
  NotFoundError,
  NotOfferedError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
  WorkflowApiError,
} from './errors.js';

const byStatus: Readonly<Record<number, typeof WorkflowApiError>> = {
  400: ValidationError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  413: ValidationError,
  416: ValidationError,
  422: ValidationError,
  429: RateLimitError,
  501: NotOfferedError,
};

/** The statuses that may be different the next time. */
export const transientStatuses: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

const bodyLimit = 2000;

/** The error for an answer that is not a success, whatever its body is. */
export function errorOfResponse(response: Response, body: unknown, what: string): WorkflowApiError {
  const { status } = response;
  const problem = isRecord(body) ? body : {};
  const message = messageOf(body, problem) ?? `${what} was answered ${status} ${response.statusText}`.trim();
  // API Gateway's answer for a path or method that the deployment does not have.
  const missing = status === 403 && message === 'Missing Authentication Token';
  const Class = missing
    ? NotOfferedError
    : (byStatus[status] ?? (status >= 500 ? ServerError : WorkflowApiError));
  const code = typeof problem.code === 'string' ? problem.code : missing ? 'not-offered' : `http-${status}`;
  return new Class(code, missing ? `This deployment does not offer ${what}.` : message, {
    ...detailsOf(response, body),
    requestId: requestIdOf(response) ?? stringOf(problem.request_id),
    errors: itemsOf(problem.errors),
  });
}

/** The error for an answer that makes no sense, though its status says success. */
export function invalidResponse(response: Response, what: string, cause?: unknown): ServerError {
  const type = response.headers.get('content-type') ?? 'no content type';
  const message = `${what} was answered ${response.status} with a body that cannot be read (${type}).`;
  return new ServerError('invalid-response', message, { ...detailsOf(response, undefined), cause });
}

/** What the server or its gateway calls a request. */
export function requestIdOf({ headers }: Response): string | undefined {
  const names = ['x-request-id', 'x-amzn-requestid', 'x-amz-apigw-id'];
  return names.map((name) => headers.get(name)).find((id) => id !== null && id !== '') ?? undefined;
}

/** The seconds of `Retry-After`, which may be a number or a date. */
export function retryAfterOf({ headers }: Response): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Whether a value is an object with names, as the body of most answers is. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function detailsOf(response: Response, body: unknown): ErrorDetails {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return {
    status: response.status,
    requestId: requestIdOf(response),
    retryAfter: retryAfterOf(response),
    retryable: transientStatuses.has(response.status),
    body: text === '' ? undefined : text.slice(0, bodyLimit),
  };
}

/** From problem details, the gateway's own forms, or a line of plain text. */
function messageOf(body: unknown, problem: Record<string, unknown>): string | undefined {
  const texts = [problem.detail, problem.message, problem.Message, problem.title, body];
  return texts.map(stringOf).find((text) => text !== undefined && text.length < 500 && !text.startsWith('<'));
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function itemsOf(value: unknown): ErrorItem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map(({ detail, pointer, parameter }) => ({
    detail: stringOf(detail) ?? '',
    ...(typeof pointer === 'string' && { pointer }),
    ...(typeof parameter === 'string' && { parameter }),
  }));
}
