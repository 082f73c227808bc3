import { operations as table } from '../generated/operations.js';
import { accessOf } from './access.js';
import type { Authenticator } from './auth.js';
import { readBody } from './body.js';
import type { ConfigSource } from './config.js';
import { findViolations } from './conformance.js';
import { createCors } from './cors.js';
import type { Engine } from './engine.js';
import { HttpError, toHttpError } from './errors.js';
import { type Exchange, logExchange, type RequestInfo, rawTarget, startExchange } from './exchange.js';
import { createLinks } from './links.js';
import type { Log } from './log.js';
import type { Operations, ServiceDescription, Services } from './operation.js';
import { dataSelections } from './operations/data-selections.js';
import { outputs } from './operations/outputs.js';
import { runs } from './operations/runs.js';
import { service } from './operations/service.js';
import { workflows } from './operations/workflows.js';
import { readTarget, type Target } from './path.js';
import { problem, type Reply, toResponse } from './respond.js';
import { createRouter, type Match, methodNotAllowed, type Router } from './router.js';
import type { Store } from './store.js';
import { createTimestamps } from './timestamps.js';
import { readParameters } from './validation.js';

export type { RequestInfo } from './exchange.js';

export interface HandlerDeps {
  engine: Engine;
  store: Store;
  config: ConfigSource;
  authenticate: Authenticator;
  /** The bucket that runs write to, each user below a folder of their own. */
  outputBucket: string;
  /** What the server says about itself. */
  service: ServiceDescription;
  /** Origins whose pages may call; `http://localhost:*` stands for every port. */
  corsOrigins: readonly string[];
  /** Where callers reach the server, if that differs from where requests come in. */
  publicUrl?: string | undefined;
  /** Whether `X-Forwarded-Proto` and `X-Forwarded-Host` are set by a proxy of our own. */
  trustProxy?: boolean | undefined;
  /** Checks every answer against the document; one that breaks it becomes a 500. */
  validateResponses?: boolean | undefined;
  log: Log;
  now?: (() => Date) | undefined;
}

/** Answers one request; it never rejects. */
export type Handler = (request: Request, info?: RequestInfo) => Promise<Response>;

const implementation = {
  ...dataSelections,
  ...workflows,
  ...runs,
  ...outputs,
  ...service,
} satisfies Operations;

/** The reference server as a function of a request, for every runtime that has the Fetch API. */
export function createHandler(deps: HandlerDeps): Handler {
  const server: Server = {
    deps,
    router: createRouter(Object.values(table)),
    services: { ...deps, nextTimestamp: createTimestamps(deps.now ?? (() => new Date())) },
  };
  const cors = createCors(deps.corsOrigins);
  return async (request, info = {}) => {
    const exchange = startExchange(request, info);
    const response = await answer(server, exchange);
    const origin = request.headers.get('origin');
    addHeaders(response.headers, cors.headers(origin));
    if (request.method === 'OPTIONS') addHeaders(response.headers, cors.preflight(origin));
    response.headers.set('X-Request-Id', exchange.requestId);
    logExchange(deps.log, exchange, response.status);
    return response;
  };
}

interface Server {
  deps: HandlerDeps;
  router: Router;
  services: Services;
}

async function answer(server: Server, exchange: Exchange): Promise<Response> {
  try {
    const { request } = exchange;
    const target = rawTarget(exchange);
    if (request.method === 'OPTIONS') return options(server.router, target);
    if (target.startsWith('/_files/')) return await serveFile(server, exchange, target);
    const reply = await operate(server, exchange, readTarget(target));
    return finish(server, exchange, reply);
  } catch (error) {
    exchange.error = toHttpError(error);
    return finishProblem(server, exchange, exchange.error);
  }
}

// A browser must get past the preflight to be shown why the request itself is refused, so any path is answered.
function options(router: Router, target: string): Response {
  const allow = allowOf(router, target);
  return new Response(null, { status: 204, headers: allow === undefined ? {} : { Allow: allow } });
}

function allowOf(router: Router, target: string): string | undefined {
  try {
    return router.allow(readTarget(target));
  } catch {
    return undefined;
  }
}

async function serveFile({ deps: { store } }: Server, exchange: Exchange, target: string): Promise<Response> {
  const { request } = exchange;
  readTarget(target);
  if (store.serve === undefined) throw new HttpError(404, 'not-found', 'There is nothing at this path.');
  exchange.operation = 'serveFile';
  if (!['GET', 'HEAD'].includes(request.method)) throw methodNotAllowed(request.method, 'GET, HEAD, OPTIONS');
  const { body, status, headers } = await store.serve(request, target);
  // A copy, because the headers of a response that was fetched cannot be changed.
  return new Response(body, { status, headers });
}

async function operate(server: Server, exchange: Exchange, target: Target): Promise<Reply> {
  const { request, info } = exchange;
  const { deps } = server;
  const match = server.router.match(request.method, target);
  exchange.spec = match.spec;
  exchange.operation = match.spec.operationId;
  const access = match.spec.secured ? await authorize(deps, exchange) : undefined;
  const call = {
    ...server.services,
    ...(await readInput(match, request, target.search)),
    request,
    links: createLinks(request, { ...deps, basePath: info.basePath }),
    access,
  };
  // Validation has just made the call what the document says that this operation takes.
  const run = implementation[match.spec.operationId] as unknown as (input: typeof call) => Promise<Reply>;
  return run(call);
}

async function authorize({ authenticate, config }: HandlerDeps, exchange: Exchange) {
  const user = await authenticate(exchange.request);
  exchange.user = user.name;
  const access = accessOf(await config.read(), user);
  if (access.workflowIds.length > 0) return access;
  throw new HttpError(403, 'not-authorized', 'This user is not authorized to use any workflow.');
}

async function readInput({ spec, values }: Match, request: Request, search: string) {
  const parameters = readParameters(spec, { path: values, search, headers: request.headers });
  return {
    ...parameters,
    body: spec.requestBody === null ? undefined : await readBody(request, spec.requestBody),
  };
}

function finish(server: Server, exchange: Exchange, reply: Reply): Response {
  const { spec } = exchange;
  const cache = spec?.secured ? { 'Cache-Control': 'no-store' } : {};
  const complete = { ...reply, headers: { ...reply.headers, ...cache, 'X-Request-Id': exchange.requestId } };
  // The files of a store are no part of the document.
  const isDocumented = exchange.operation !== 'serveFile';
  const violations = server.deps.validateResponses && isDocumented ? findViolations(spec, complete) : [];
  if (violations.length > 0) throw new Error(`the answer breaks the document: ${violations.join('; ')}`);
  return toResponse(complete, exchange.request.method);
}

function finishProblem(server: Server, exchange: Exchange, error: HttpError): Response {
  try {
    return finish(server, exchange, problem(error, exchange.requestId));
  } catch (violation) {
    exchange.error = toHttpError(new Error(String(violation), { cause: error }));
    return toResponse(problem(exchange.error, exchange.requestId), exchange.request.method);
  }
}

function addHeaders(headers: Headers, more: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(more)) {
    if (name === 'Vary') headers.append(name, value);
    else headers.set(name, value);
  }
}
