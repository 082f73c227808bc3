import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayDocument } from '../../scripts/gateway/document.js';
import { answerFailure, answerResult, type GatewayFailure, readResult } from './gateway/answers.js';
import { createGuard } from './gateway/authorize.js';
import { type EventInput, proxyEvent } from './gateway/event.js';
import { importProblems } from './gateway/import-rules.js';
import type { Invoke } from './gateway/invoke.js';
import { findRoute, type Route } from './gateway/routes.js';

export interface GatewayOptions {
  document: GatewayDocument;
  invoke: Invoke;
  stage?: string;
  stageVariables?: Record<string, string>;
  /** With one, even an empty one, the server is a custom domain that maps it to the stage. */
  customBasePath?: string;
}

export interface GatewayServer {
  /** With the stage or the base path. */
  url: string;
  close(): Promise<void>;
}

/** Stands in for API Gateway: an HTTP server that does what an import document says, and fails as the gateway does. */
export async function startGateway(options: GatewayOptions): Promise<GatewayServer> {
  const problems = importProblems(options.document);
  if (problems.length > 0) throw new Error(`The document cannot be imported: ${problems.join('; ')}`);
  const { stage = 'dev', customBasePath } = options;
  const base = customBasePath ?? `/${stage}`;
  const guard = guardOf(options);
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const fail = (failure: GatewayFailure) =>
      answerFailure(response, options.document, failure, { requestId, headers: request.headers });
    const body = await readBody(request);
    if (body === undefined) return fail('REQUEST_TOO_LARGE');
    const [target = '', search] = (request.url ?? '').split(/\?(.*)/s);
    const path = target.startsWith(`${base}/`)
      ? target.slice(base.length)
      : target === base
        ? '/'
        : undefined;
    const method = request.method ?? '';
    const route = path === undefined ? undefined : findRoute(options.document, method, path);
    if (path === undefined || route === undefined) return fail('MISSING_AUTHENTICATION_TOKEN');
    const query = readQuery(search);
    const sent = { path, query, requestId, ...(body.byteLength > 0 ? { body } : {}) };
    const input = { ...inputOf(request, route, { ...options, stage }), ...sent };
    const verdict = route.method.security === undefined ? undefined : await guard?.(input);
    if (typeof verdict === 'string') return fail(verdict);
    return integrate(route, { ...input, ...verdict }, response, fail);
  }

  async function integrate(
    { method }: Route,
    input: EventInput & { requestId: string },
    response: ServerResponse,
    fail: (failure: GatewayFailure) => void,
  ): Promise<void> {
    const { uri, timeoutInMillis } = method['x-amazon-apigateway-integration'];
    const event = proxyEvent(input);
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, timeoutInMillis, 'late').unref());
    const answer = await Promise.race([options.invoke(functionOf(uri), event), late]).catch(() => undefined);
    if (answer === 'late') return fail('INTEGRATION_TIMEOUT');
    const result = readResult(answer);
    if (result === undefined) return fail('INTEGRATION_FAILURE');
    return answerResult(response, result, input.requestId);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The name after the prefix, which ends with the last `-` of every function's ARN. */
function functionOf(uri: string): string {
  return /-(\w+)\/invocations$/.exec(uri)?.[1] ?? '';
}

function guardOf({ document, invoke }: GatewayOptions) {
  const scheme = document.components?.securitySchemes.authorizer as
    | { 'x-amazon-apigateway-authorizer': { authorizerUri: string; authorizerResultTtlInSeconds: number } }
    | undefined;
  if (scheme === undefined) return undefined;
  const { authorizerUri, authorizerResultTtlInSeconds } = scheme['x-amazon-apigateway-authorizer'];
  return createGuard(invoke, functionOf(authorizerUri), authorizerResultTtlInSeconds);
}

function inputOf(request: IncomingMessage, route: Route, options: GatewayOptions & { stage: string }) {
  const { stage, stageVariables, customBasePath } = options;
  const raw = request.rawHeaders;
  const sent = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
  // The gateway sets these itself; they are `http` and this host here because the stand-in speaks plain HTTP.
  const own = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'x-forwarded-proto']);
  const headers = [
    ...sent.filter(([name]) => !own.has(name.toLowerCase())),
    ['X-Forwarded-Proto', 'http'] as const,
  ];
  return {
    method: request.method ?? '',
    resource: route.resource,
    pathParameters: route.pathParameters,
    headers,
    stage,
    domainName: request.headers.host ?? '',
    ...(stageVariables === undefined ? {} : { stageVariables }),
    ...(customBasePath === undefined ? {} : { customBasePath }),
  };
}

function readQuery(search = ''): (readonly [string, string])[] {
  const pairs = search.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return [decode(name), decode(rest.join('='))] as const;
  });
}

// What the gateway does to malformed encoding is not documented; like most that decode, it may leave it alone.
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** `undefined` when it is larger than the gateway takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= 10 * 1024 * 1024) chunks.push(chunk);
  }
  return size > 10 * 1024 * 1024 ? undefined : Buffer.concat(chunks);
}
