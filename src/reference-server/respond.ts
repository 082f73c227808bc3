import type { HttpError } from './errors.js';

/** An answer before it is written out. */
export interface Reply {
  status: number;
  /** The media type of the body, without parameters. */
  type: string;
  /** Any JSON value for a JSON type, else a string. */
  body: unknown;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** The answer that tells a caller of an error, as RFC 9457 describes problem details. */
export function problem(error: HttpError, requestId: string): Reply {
  const { status, code, detail, errors, headers } = error;
  const body = {
    type: `urn:labcas:workflow-api:problem:${code}`,
    title: titles[status] ?? 'Error',
    status,
    detail,
    code,
    request_id: requestId,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return {
    status,
    type: 'application/problem+json',
    body,
    headers: { ...headers, 'Cache-Control': 'no-store' },
  };
}

/** Writes an answer out; the answer to HEAD has the headers of the same GET. */
export function toResponse(reply: Reply, method: string): Response {
  const isJson = /[/+]json$/.test(reply.type);
  const bytes = new TextEncoder().encode(isJson ? JSON.stringify(reply.body) : String(reply.body));
  const headers = {
    ...reply.headers,
    'Content-Type': isJson ? reply.type : `${reply.type}; charset=utf-8`,
    'Content-Length': String(bytes.byteLength),
    'X-Content-Type-Options': 'nosniff',
  };
  return new Response(method === 'HEAD' ? null : bytes, { status: reply.status, headers });
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  413: 'Content Too Large',
  416: 'Range Not Satisfiable',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
