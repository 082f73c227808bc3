import type { ServerResponse } from 'node:http';
import type { GatewayDocument } from '../../../scripts/gateway/document.js';

/** A way in which the gateway itself answers, by the names of API Gateway. */
export type GatewayFailure =
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'UNAUTHORIZED'
  | 'ACCESS_DENIED'
  | 'AUTHORIZER_FAILURE'
  | 'REQUEST_TOO_LARGE'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT';

const defaults: Readonly<Record<GatewayFailure, readonly [number, string | null]>> = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token'],
  UNAUTHORIZED: [401, 'Unauthorized'],
  ACCESS_DENIED: [403, 'User is not authorized to access this resource with an explicit deny'],
  AUTHORIZER_FAILURE: [500, null],
  REQUEST_TOO_LARGE: [413, 'Request Too Long'],
  INTEGRATION_FAILURE: [502, 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out'],
};

/** What is known of the request when the gateway answers by itself. */
export interface FailureContext {
  requestId: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Answers as the document's gateway responses say, else as API Gateway does. */
export function answerFailure(
  response: ServerResponse,
  document: GatewayDocument,
  failure: GatewayFailure,
  context: FailureContext,
): void {
  const [usual, message] = defaults[failure];
  const all = document['x-amazon-apigateway-gateway-responses'];
  const own = all[failure] ?? all[usual < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'];
  const status = own?.statusCode ?? usual;
  const text = JSON.stringify(message);
  const values: Record<string, string> = {
    '$context.status': String(status),
    '$context.error.messageString': text,
    '$context.requestId': context.requestId,
  };
  const template = own?.responseTemplates['application/json'] ?? '{"message":$context.error.messageString}';
  for (const [name, value] of Object.entries(own?.responseParameters ?? {})) {
    const resolved = resolve(value, context);
    if (resolved !== undefined) response.setHeader(name.replace('gatewayresponse.header.', ''), resolved);
  }
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('x-amzn-RequestId', context.requestId);
  response.writeHead(status);
  response.end(template.replace(/\$context\.[\w.]+/g, (name) => values[name] ?? ''));
}

function resolve(value: string, { requestId, headers }: FailureContext): string | undefined {
  if (value.startsWith("'")) return value.slice(1, -1);
  if (value === 'context.requestId') return requestId;
  const header = headers[value.replace('method.request.header.', '').toLowerCase()];
  return typeof header === 'string' ? header : undefined;
}

interface Result {
  statusCode: number | string;
  headers?: Record<string, string | boolean>;
  multiValueHeaders?: Record<string, string[]>;
  body?: string;
  isBase64Encoded?: boolean;
}

/** What a function answered, when it is what the gateway takes. */
export function readResult(value: unknown): Result | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const result = value as Record<string, unknown>;
  const known = ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'];
  const isScalar = (each: unknown) => typeof each === 'string' || typeof each === 'boolean';
  const fits =
    Object.keys(result).every((key) => known.includes(key)) &&
    /^[1-5]\d\d$/.test(String(result.statusCode)) &&
    (result.body === undefined || typeof result.body === 'string') &&
    Object.values(result.headers ?? {}).every(isScalar) &&
    Object.values(result.multiValueHeaders ?? {}).every(
      (values) => Array.isArray(values) && values.every(isScalar),
    );
  return fits ? (value as Result) : undefined;
}

// The gateway has headers of its own by these names and keeps the function's under another.
const renamed = new Set([
  'connection',
  'content-length',
  'date',
  'host',
  'server',
  'user-agent',
  'www-authenticate',
]);

/** Sends what a function answered, renaming what the gateway renames. Without binary media types, base64 stays text. */
export function answerResult(response: ServerResponse, result: Result, requestId: string): void {
  const headers: [string, string | string[]][] = [
    ...Object.entries(result.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    ...Object.entries(result.multiValueHeaders ?? {}),
  ];
  response.setHeader('Content-Type', 'application/json');
  for (const [name, value] of headers) {
    const isRenamed = renamed.has(name.toLowerCase());
    response.setHeader(isRenamed ? `x-amzn-Remapped-${name}` : name, value);
  }
  response.setHeader('x-amzn-RequestId', requestId);
  response.writeHead(Number(result.statusCode));
  response.end(result.body ?? '');
}
