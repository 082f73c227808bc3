import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from '../generated/types.js';
import { type CallOptions, type ClientOptions, checkBaseUrl, retriesOf, timeoutsOf } from './options.js';
import { fillPath } from './paths.js';
import { errorOfResponse, invalidResponse } from './responses.js';
import { createSend, type Exchange } from './send.js';
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
}

/** The way to the server. */
export interface Transport {
  /** Without a final `/`. */
  baseUrl: string;
  api: WorkflowApi;
  fetch: (request: Request) => Promise<Response>;
  options: ClientOptions;
}

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Builds the client of openapi-fetch over a fetch that has the timeouts, retries and tokens. */
export function createTransport(options: ClientOptions): Transport {
  const baseUrl = checkBaseUrl(options.baseUrl);
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const send = createSend(
    new URL(baseUrl).origin,
    fetch,
    createTokens(options.token, timeoutsOf(options.timeout).attempt),
    options,
  );
  // Checked here once, so that a wrong option is not found by the first call.
  retriesOf(options.retry);
  const inner = createFetchClient<paths>({
    baseUrl,
    headers: options.headers ?? {},
    pathSerializer: fillPath,
  });
  if (options.middleware) inner.use(...options.middleware);
  const untyped = inner as unknown as {
    request(method: string, path: string, init: object): Promise<Answer>;
  };

  async function request(method: string, path: string, init: TransportOptions = {}): Promise<Answer> {
    const { timeout, retry, onSend, repeatable = /^(get|head|put|options)$/i.test(method), ...rest } = init;
    const exchange: Exchange = {
      repeatable,
      onSend,
      secured: path !== '/service-info',
      timeouts: timeoutsOf(options.timeout, timeout),
      retry: retriesOf(options.retry, retry),
    };
    let response: Response | undefined;
    const sendThis = async (request: Request) => {
      response = await send(request, exchange);
      return response;
    };
    try {
      return await untyped.request(method, path, { fetch: sendThis, ...rest });
    } catch (error) {
      if (error instanceof SyntaxError && response)
        throw invalidResponse(response, `${method} ${path}`, error);
      throw error;
    }
  }
  return { baseUrl, api: withMethods(inner, request), fetch, options };
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
