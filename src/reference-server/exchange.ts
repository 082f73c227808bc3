import type { OperationSpec } from '../generated/operations.js';
import type { HttpError } from './errors.js';
import type { Log } from './log.js';
import { describeFailure } from './redact.js';

/** What a platform knows of a request beside the request itself. */
export interface RequestInfo {
  /** The raw request target below the base path, before anything normalised it. */
  target?: string | undefined;
  /** The path below which the server is mounted, such as `/dev`. */
  basePath?: string | undefined;
  requestId?: string | undefined;
}

/** One request on its way, with what the log is to say about it. */
export interface Exchange {
  request: Request;
  info: RequestInfo;
  requestId: string;
  started: number;
  spec?: OperationSpec;
  operation?: string;
  user?: string;
  error?: HttpError;
}

/** Begins an exchange; an id that cannot stand in a header is replaced. */
export function startExchange(request: Request, info: RequestInfo): Exchange {
  const isUsable = info.requestId !== undefined && /^[\x21-\x7e]{1,200}$/.test(info.requestId);
  const requestId = isUsable ? info.requestId : undefined;
  return { request, info, requestId: requestId ?? crypto.randomUUID(), started: performance.now() };
}

/** The request target below the base path, as raw as the platform hands it over. */
export function rawTarget({ request, info }: Exchange): string {
  // A caller of a proxy sends the whole address.
  if (info.target !== undefined) return info.target.replace(/^https?:\/\/[^/?]*/i, '');
  const { pathname, search } = new URL(request.url);
  const { basePath = '' } = info;
  return (pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname) + search;
}

/** Writes the one line that the log has about a request; it holds no address, for that may be signed. */
export function logExchange(log: Log, exchange: Exchange, status: number): void {
  const { request, requestId, operation, user, error, started } = exchange;
  const fields = {
    request_id: requestId,
    method: request.method,
    operation: operation ?? null,
    user: user ?? null,
    status,
    ms: Math.round(performance.now() - started),
    ...(error === undefined ? {} : { code: error.code }),
  };
  if (error === undefined || status < 500) log.info('request', fields);
  else log.error('request', { ...fields, error: describeFailure(error) });
}
