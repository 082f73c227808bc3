import type { OperationId } from '../../src/generated/operations.js';
import type { Handler, RequestInfo } from '../../src/reference-server/handler.js';
import type { CaseClass } from '../../test/contract/classes.js';
import { findOperation } from '../../test/contract/routes.js';

/** One way in which a server can be wrong, put round a right one. */
export interface Fault {
  id: string;
  class: CaseClass;
  what: string;
  wrap(right: Handler, secrets: Secrets): Handler;
}

/** What a fault may need to let in whom it should not. */
export interface Secrets {
  jwtSecret: string;
  first: string;
  second: string;
}

/** One request on its way to the right server. */
export interface Passing {
  request: Request;
  info: RequestInfo;
  operation: OperationId | undefined;
  /** Path and query, as they came. */
  target: string;
  right: Handler;
  /** The request once more, its body not yet read. */
  fresh(): Request;
}

/** A fault in how requests are answered. */
export function fault(
  id: string,
  kind: CaseClass,
  what: string,
  answer: (passing: Passing, secrets: Secrets) => Promise<Response>,
): Fault {
  return {
    id,
    class: kind,
    what,
    wrap:
      (right, secrets) =>
      async (request, info = {}) =>
        answer(await passingOf(request, info, right), secrets),
  };
}

/** A fault in the answers of some operations, where they have one of the statuses. */
export function badAnswer(
  id: string,
  kind: CaseClass,
  what: string,
  where: { operation?: OperationId | readonly OperationId[]; status?: readonly number[] },
  change: (response: Response, passing: Passing) => Response | Promise<Response>,
): Fault {
  return fault(id, kind, what, async (passing) => {
    const { operation, request, info, right } = passing;
    const own =
      where.operation === undefined ||
      (operation !== undefined && [where.operation].flat().includes(operation));
    const response = await right(passing.fresh(), info);
    const hit =
      own && request.method !== 'OPTIONS' && (where.status ?? [200, 201, 202]).includes(response.status);
    return hit && !passing.target.startsWith('/_files/') ? change(response, passing) : response;
  });
}

/** A fault in the JSON of answers. */
export function badJson<Body = Json>(
  id: string,
  kind: CaseClass,
  what: string,
  where: { operation?: OperationId | readonly OperationId[]; status?: readonly number[] },
  change: (body: Body, passing: Passing) => unknown,
): Fault {
  return badAnswer(id, kind, what, where, async (response, passing) => {
    if (passing.request.method === 'HEAD' || !/json/.test(response.headers.get('content-type') ?? ''))
      return response;
    return withBody(response, JSON.stringify(change((await response.json()) as Body, passing)));
  });
}

/** A JSON object whose shape the fault knows. */
export type Json = Record<string, unknown>;

/** The same answer with another body. */
export function withBody(response: Response, body: string | null, status = response.status): Response {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(body, { status, headers });
}

/** The same answer with other headers; null takes one away. */
export function withHeaders(response: Response, changes: Readonly<Record<string, string | null>>): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, headers });
}

/** The request to another target, or with other headers, method or body. */
export function passOn(
  { request, fresh, info, right, target }: Passing,
  changes: {
    target?: string;
    method?: string;
    headers?: Readonly<Record<string, string | null>>;
    body?: string | null;
  } = {},
): Promise<Response> {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(changes.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const next = changes.target ?? target;
  const url = new URL(request.url);
  const method = changes.method ?? request.method;
  const body = changes.body === undefined ? fresh().body : changes.body;
  const made = new Request(`${url.origin}${info.basePath ?? ''}${safe(next)}`, {
    method,
    headers,
    ...(body === null || ['GET', 'HEAD'].includes(method) ? {} : { body, duplex: 'half' }),
  });
  return right(made, { ...info, target: next });
}

async function passingOf(request: Request, info: RequestInfo, right: Handler): Promise<Passing> {
  const url = new URL(request.url);
  const target = info.target ?? url.pathname + url.search;
  const { method, headers } = request;
  // Not by `clone`: what is read of one copy only is never let go.
  const body = request.body === null ? undefined : await request.arrayBuffer();
  const fresh = () => new Request(request.url, { method, headers, ...(body && { body }) });
  return {
    request: fresh(),
    fresh,
    info,
    right,
    target,
    operation: findOperation(method, target)?.operationId,
  };
}

// The handler goes by the raw target; the URL only has to be one.
function safe(target: string): string {
  return URL.canParse(target, 'http://server.invalid') ? target : '/';
}
