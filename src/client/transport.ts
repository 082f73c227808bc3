import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from '../generated/types.js';
import { abortError } from './abort.js';
import { createAttempts, type Exchange } from './attempts.js';
import { type Draft, dispatch, draft } from './draft.js';
import { limitBody, networkError, refuseRedirect } from './network.js';
import {
  type CallOptions,
  type ClientOptions,
  checkBaseUrl,
  type RequestEvent,
  retriesOf,
  timeoutsOf,
} from './options.js';
import { fillPath } from './paths.js';
import { errorOfResponse, invalidResponse } from './responses.js';
import { createTokens } from './tokens.js';

/**
 * The client of openapi-fetch, typed by the API's document: its methods return `{ data, error, response }` for
 * every status, and throw only when there is no answer that makes sense. Each takes {@link CallOptions} too.
 */
export type WorkflowApi = Client<paths>;

/** What a call of the transport may say beside what openapi-fetch knows. */
export interface TransportOptions extends CallOptions {
  /** Whether the request may be sent again when it is not known what became of it; reads and PUT may. */
  repeatable?: boolean;
  /** Called just before anything is sent. */
  onSend?: () => void;
  /** Called with the answer or the error of each request. */
  onOutcome?: (outcome: unknown) => void;
  /** Used instead of the client's. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The way to the server, for `createRuns` and its like, which one by one are smaller than the whole client. */
export interface Transport {
  /** Without a final `/`. */
  baseUrl: string;
  /** The typed openapi-fetch client. */
  api: WorkflowApi;
  /** What sends requests: the option `fetch`, else the global one. */
  fetch: (request: Request) => Promise<Response>;
  /** The options as they were given. */
  options: ClientOptions;
}

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/**
 * The way to a server: openapi-fetch with timeouts, retries and tokens around each of its requests.
 *
 * @example
 * const runs = createRuns(createTransport({ baseUrl, token }));
 */
export function createTransport(options: ClientOptions): Transport {
  const baseUrl = checkBaseUrl(options.baseUrl);
  const timeouts = timeoutsOf(options.timeout);
  const retries = retriesOf(options.retry);
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const attempt = createAttempts(createTokens(options.token, timeouts.attempt), options);
  const headers = options.headers ?? {};
  const inner = createFetchClient<paths>({ baseUrl, fetch, headers, pathSerializer: fillPath });
  let hasMiddleware = false;
  const use: WorkflowApi['use'] = (...middleware) => {
    hasMiddleware ||= middleware.length > 0;
    inner.use(...middleware);
  };
  use(...(options.middleware ?? []));
  const transport = { baseUrl, fetch, options };

  function request(method: string, path: string, init: TransportOptions = {}): Promise<Answer> {
    const { timeout, retry, onSend, onOutcome, signal, repeatable = isRepeatable(method), ...rest } = init;
    const exchange: Exchange = {
      method,
      repeatable,
      secured: path !== '/service-info',
      timeouts: timeout === undefined ? timeouts : timeoutsOf(options.timeout, timeout),
      retry: retry === undefined ? retries : retriesOf(options.retry, retry),
      signal: signal ?? undefined,
      onOutcome,
    };
    const what = `${method} ${path}`;
    const wire: Wire = { what, baseUrl, fetch: rest.fetch ?? options.fetch, options, onSend };
    const Request = hasMiddleware || 'middleware' in rest ? undefined : draft;
    const answer = attempt(exchange, (token, signal, event) =>
      sendOnce(wire, token, event, (fetch) =>
        untyped(inner).request(method, path, { Request, ...rest, signal, redirect: 'manual', fetch }),
      ),
    );
    return signal && 'parseAs' in rest && rest.parseAs === 'stream'
      ? answer.then((streamed) => endedBy(signal, streamed))
      : answer;
  }
  return { ...transport, api: withMethods({ ...inner, use }, request) };
}

/** The call is over when its stream begins; what ends the call is to end the stream too. */
function endedBy(signal: AbortSignal, answer: Answer): Answer {
  const { data } = answer;
  if (!(data instanceof ReadableStream)) return answer;
  const own = new AbortController();
  const end = () => own.abort(abortError(signal));
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return { ...answer, data: data.pipeThrough(new TransformStream(), { signal: own.signal }) };
}

type Send = (request: Request | Draft) => Promise<Response>;

interface Wire {
  /** The call in words, for errors. */
  what: string;
  baseUrl: string;
  /** The global one when there is none. */
  fetch: ((request: Request) => Promise<Response>) | undefined;
  options: ClientOptions;
  onSend: (() => void) | undefined;
}

/** Makes one call of openapi-fetch, and sees to what passes between it and the network. */
async function sendOnce(
  { what, baseUrl, fetch, options, onSend }: Wire,
  token: string | undefined,
  event: RequestEvent,
  call: (fetch: Send) => Promise<Answer>,
): Promise<Answer> {
  let response: Response | undefined;
  const send: Send = async (request) => {
    event.url = request.url;
    authorize(request, token, baseUrl);
    options.onRequest?.(event);
    onSend?.();
    response = await dispatch(fetch, request).catch(networkError);
    refuseRedirect(response);
    return limitBody(response);
  };
  try {
    return await call(send);
  } catch (error) {
    if (error instanceof SyntaxError && response) throw invalidResponse(response, what, error);
    // Whatever reading a body fails with comes from the connection, and each runtime has its own words for it.
    if (response?.bodyUsed) return networkError(error);
    throw error;
  }
}

/** Middleware may have led elsewhere, where the token must not go, or have set a token of its own. */
function authorize(request: Request | Draft, token: string | undefined, baseUrl: string): void {
  if (token === undefined || request.headers.has('authorization')) return;
  if (request.url.startsWith(`${baseUrl}/`)) request.headers.set('authorization', `Bearer ${token}`);
}

/** Reads, and PUT, which replaces: sent twice they do no more than once. */
function isRepeatable(method: string): boolean {
  return /^(get|head|put|options)$/i.test(method);
}

/** openapi-fetch with any method and path; the types are put back by {@link withMethods}. */
function untyped(client: WorkflowApi) {
  return client as unknown as {
    request(method: string, path: string, init: object): Promise<Answer>;
  };
}

/** The options of a call as the methods of the API take them. */
export function initOf({ signal, ...rest }: CallOptions) {
  return { ...rest, ...(signal && { signal }) };
}

/** What `convert` makes of the answer of a call; the error that it is when it is none, or makes no sense. */
export async function read<T>(
  what: string,
  call: Promise<Answer>,
  convert: (data: unknown, response: Response) => T | undefined,
): Promise<T> {
  const { data, error, response } = await call;
  // An empty body of an error is falsy: only the status tells.
  if (!response.ok) throw errorOfResponse(response, error, what);
  const result = convert(data, response);
  if (result === undefined) throw invalidResponse(response, what);
  return result;
}

type RequestFunction = (method: string, path: string, init?: TransportOptions) => Promise<Answer>;

/** openapi-fetch's own client with `request` under every method. */
function withMethods(inner: WorkflowApi, request: RequestFunction): WorkflowApi {
  const names = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];
  const methods = names.map((name) => [
    name,
    (path: string, init?: TransportOptions) => request(name, path, init),
  ]);
  return Object.assign({ ...inner, request }, Object.fromEntries(methods));
}
