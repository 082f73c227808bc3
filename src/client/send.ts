import { sleep, within } from './abort.js';
import { isWorkflowApiError, NetworkError, ServerError, type WorkflowApiError } from './errors.js';
import type { ClientOptions, RequestEvent, RetryOptions, Timeouts } from './options.js';
import { readBody } from './read-body.js';
import { requestIdOf, retryAfterOf, transientStatuses } from './responses.js';
import type { Tokens } from './tokens.js';

/** What a request means for whoever sends it. */
export interface Exchange {
  /** Whether the request may be sent again when it is not known what became of it. */
  repeatable: boolean;
  /** Called just before anything is sent. */
  onSend?: (() => void) | undefined;
  /** Whether the token goes with it. */
  secured: boolean;
  timeouts: Timeouts;
  retry: RetryOptions;
}

/** Sends a request as its exchange says, and reads the whole answer. */
export type Send = (request: Request, exchange: Exchange) => Promise<Response>;

type Hooks = Pick<ClientOptions, 'onRequest' | 'onResponse' | 'onRetry' | 'logger'>;

/** Puts tokens, timeouts and retries around a fetch. The answers of all statuses are returned. */
export function createSend(
  origin: string,
  fetch: (request: Request) => Promise<Response>,
  tokens: Tokens,
  hooks: Hooks,
): Send {
  return (request, exchange) =>
    within(exchange.timeouts.total, request.signal, async (signal) => {
      const body = request.body === null ? null : await request.text();
      const endsAt = Date.now() + exchange.timeouts.total;
      for (let attempt = 1; ; attempt++) {
        const event: RequestEvent = { method: request.method, url: request.url, attempt };
        const outcome = await authorized(request, body, exchange, signal, event).catch(keepOurs);
        const delay = delayBefore(outcome, attempt, exchange);
        if (delay === undefined || Date.now() + delay >= endsAt) return unwrap(outcome);
        reportRetry(event, delay, outcome instanceof Response ? outcome.status : outcome.code);
        await sleep(delay, signal);
      }
    });

  /** One attempt, and one more with another token when the first is refused. */
  async function authorized(
    request: Request,
    body: string | null,
    exchange: Exchange,
    signal: AbortSignal,
    event: RequestEvent,
  ): Promise<Response> {
    const once = (token: string | undefined) =>
      within(exchange.timeouts.attempt, signal, (signal) => {
        exchange.onSend?.();
        return exchangeOnce(request, body, token, signal, event);
      });
    const own =
      exchange.secured && new URL(request.url).origin === origin && !request.headers.has('authorization');
    const token = own ? await tokens.get() : undefined;
    const response = await once(token);
    const other = response.status === 401 && token !== undefined ? await tokens.replace(token) : undefined;
    return other === undefined ? response : once(other);
  }

  async function exchangeOnce(
    request: Request,
    body: string | null,
    token: string | undefined,
    signal: AbortSignal,
    event: RequestEvent,
  ): Promise<Response> {
    const headers = new Headers(request.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    hooks.onRequest?.(event);
    const start = Date.now();
    // Redirects are not followed: the API has none, and they would carry the request elsewhere.
    const init: RequestInit = { headers, signal, redirect: 'manual', ...(body !== null && { body }) };
    const response = await fetch(new Request(request, init)).catch(networkError);
    refuseRedirect(response);
    const whole = await readBody(response).catch(networkError);
    reportResponse(event, whole, Date.now() - start);
    return whole;
  }

  function reportResponse(event: RequestEvent, response: Response, ms: number): void {
    hooks.onResponse?.({ ...event, status: response.status, ms, requestId: requestIdOf(response) });
    hooks.logger?.debug(`${event.method} ${pathOf(event.url)} ${response.status} ${ms} ms`);
  }

  function reportRetry(event: RequestEvent, delay: number, reason: number | string): void {
    hooks.onRetry?.({ ...event, delay, reason });
    hooks.logger?.warn(`${event.method} ${pathOf(event.url)} ${reason}: again in ${Math.round(delay)} ms`);
  }
}

type Outcome = Response | WorkflowApiError;

/** Milliseconds to wait before the next attempt; undefined when there is to be none. */
function delayBefore(outcome: Outcome, attempt: number, { repeatable, retry }: Exchange): number | undefined {
  if (attempt >= retry.attempts || !mayRepeat(outcome, repeatable)) return undefined;
  const asked = outcome instanceof Response ? (retryAfterOf(outcome) ?? 0) * 1000 : 0;
  return asked > retry.maxRetryAfter ? undefined : asked + jitter(attempt, retry);
}

/** Full jitter: milliseconds to wait after so many failures, at random up to a bound that doubles. */
export function jitter(failures: number, { baseDelay, maxDelay }: RetryOptions): number {
  return Math.random() * Math.min(maxDelay, baseDelay * 2 ** (failures - 1));
}

function mayRepeat(outcome: Outcome, repeatable: boolean): boolean {
  // Whoever is answered 429 has not been served, so that anything may be sent again.
  if (outcome instanceof Response)
    return outcome.status === 429 || (repeatable && transientStatuses.has(outcome.status));
  return outcome.retryable && (repeatable || unsentCodes.has(outcome.code));
}

function unwrap(outcome: Outcome): Response {
  if (outcome instanceof Response) return outcome;
  throw outcome;
}

function keepOurs(error: unknown): WorkflowApiError {
  if (isWorkflowApiError(error)) return error;
  throw error;
}

// Errors from before anything was sent.
const unsentCodes = new Set(['unreachable', 'token-unavailable']);
// And as Node names them.
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function networkError(error: unknown): never {
  if (isWorkflowApiError(error)) throw error;
  const cause = error instanceof Error ? error.cause : undefined;
  const reason =
    typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  const code = reason !== undefined && unsent.has(reason) ? 'unreachable' : 'network';
  const message =
    code === 'unreachable'
      ? 'The server cannot be reached'
      : 'The connection failed before the answer was complete';
  throw new NetworkError(code, `${message}${reason ? ` (${reason})` : ''}.`, {
    retryable: true,
    cause: error,
  });
}

function refuseRedirect({ status, type, headers }: Response): void {
  if (type !== 'opaqueredirect' && (status < 300 || status > 399)) return;
  const location = headers.get('location') ?? '';
  const to = URL.canParse(location) ? new URL(location).origin : '';
  const message = `The server redirects${to ? ` to ${to}` : ''}; the API has no redirects, so baseUrl may be wrong.`;
  throw new ServerError('unexpected-redirect', message, { status });
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
