import type { RequestInfo } from '../../handler.js';
import type { MultiValueMap, ProxyEvent, ValueMap } from './event.js';

/** The request that an event tells of, with what the handler wants to know beside it. */
export function readEvent(event: ProxyEvent, mapping: string): { request: Request; info: RequestInfo } {
  const { path, basePath } = splitPath(event, mapping);
  const target = path + queryOf(event);
  const headers = readHeaders(event.headers, event.multiValueHeaders);
  const origin = originOf(event, headers);
  // What is no URL is refused by the handler, which goes by the raw target.
  const url = URL.canParse(`${origin}${basePath}${target}`) ? `${origin}${basePath}${target}` : `${origin}/`;
  const request = new Request(url, { method: event.httpMethod, headers, body: bodyOf(event) });
  return { request, info: { target, basePath, requestId: requestIdOf(event) } };
}

/** Headers in either of the gateway's forms, whatever the case of their names. */
export function readHeaders(single: ValueMap, multiple: MultiValueMap): Headers {
  const headers = new Headers();
  const repeated = Object.entries(multiple ?? {});
  const entries: (readonly [string, readonly (string | undefined)[] | undefined])[] =
    repeated.length > 0 ? repeated : Object.entries(single ?? {}).map(([name, value]) => [name, [value]]);
  for (const [name, values] of entries) for (const value of values ?? []) append(headers, name, value);
  return headers;
}

function append(headers: Headers, name: string, value: string | undefined): void {
  if (typeof value !== 'string') return;
  try {
    // Headers hold bytes, and the gateway has decoded them.
    headers.append(name, Buffer.from(value, 'utf8').toString('latin1'));
  } catch {
    // Such a header could not have been sent over HTTP.
  }
}

// `requestContext.path` is what the caller asked for: it begins with the stage, or with the base path of a
// custom domain. `path` has no stage, but it does have that base path, which no one but the deployer knows.
function splitPath(event: ProxyEvent, mapping: string): { path: string; basePath: string } {
  const { path } = event;
  const whole = event.requestContext?.path ?? path;
  const above = whole.endsWith(path) ? whole.slice(0, whole.length - path.length) : stageOf(event, whole);
  const isMapped = mapping !== '' && (path === mapping || path.startsWith(`${mapping}/`));
  if (!isMapped) return { path, basePath: above };
  return { path: path.slice(mapping.length) || '/', basePath: above + mapping };
}

function stageOf({ requestContext }: ProxyEvent, whole: string): string {
  const base = `/${requestContext?.stage ?? ''}`;
  return base !== '/' && whole.startsWith(`${base}/`) ? base : '';
}

// The gateway has decoded the query once, so that encoding it again gives what the caller meant.
function queryOf(event: ProxyEvent): string {
  const repeated = Object.entries(event.multiValueQueryStringParameters ?? {});
  const pairs =
    repeated.length > 0
      ? repeated.flatMap(([name, values]) => (values ?? []).map((value) => [name, value]))
      : Object.entries(event.queryStringParameters ?? {}).map(([name, value]) => [name, value ?? '']);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

// The gateway's own word goes before a header that the caller wrote.
function originOf({ requestContext }: ProxyEvent, headers: Headers): string {
  const scheme = headers.get('x-forwarded-proto') === 'http' ? 'http' : 'https';
  const host = requestContext?.domainName ?? headers.get('host') ?? '';
  return /^[\w.-]+(?::\d{1,5})?$/.test(host) && URL.canParse(`${scheme}://${host}`)
    ? `${scheme}://${host}`
    : `${scheme}://localhost`;
}

function bodyOf({ httpMethod, body, isBase64Encoded }: ProxyEvent): string | Uint8Array<ArrayBuffer> | null {
  if (typeof body !== 'string' || httpMethod === 'GET' || httpMethod === 'HEAD') return null;
  return isBase64Encoded ? Uint8Array.from(Buffer.from(body, 'base64')) : body;
}

// It goes into a header of the answer.
function requestIdOf({ requestContext }: ProxyEvent): string | undefined {
  const id = requestContext?.requestId ?? '';
  return /^[\w-]{1,128}$/.test(id) ? id : undefined;
}
