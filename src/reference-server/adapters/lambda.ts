import { HttpError } from '../errors.js';
import type { Handler } from '../handler.js';
import type { Log } from '../log.js';
import { describeFailure } from '../redact.js';
import type { ProxyEvent, ProxyResult } from './lambda/event.js';
import { readEvent } from './lambda/request.js';
import { problemResult, toResult } from './lambda/result.js';

export interface LambdaHandlerOptions {
  /** The base path that a custom domain maps to the API, such as `/labcas`; the stage is found out. */
  basePath?: string | undefined;
  log: Log;
}

export type LambdaHandler = (event: ProxyEvent) => Promise<ProxyResult>;

/**
 * Serves a handler from a REST API of API Gateway with Lambda proxy integration. It never rejects, and what it
 * answers is never turned into a 502 by the gateway: an answer above 6 MB becomes a problem of status 500.
 * Binary answers are base64; for the gateway to send bytes, its binary media types must cover them.
 */
export function toLambdaHandler(handler: Handler, { basePath, log }: LambdaHandlerOptions): LambdaHandler {
  const mapping = (basePath ?? '').replace(/^\/*(?=.)/, '/').replace(/\/+$/, '');
  return async (event) => {
    const fallbackId = crypto.randomUUID();
    try {
      const { request, info } = readEvent(checked(event), mapping);
      const requestId = info.requestId ?? fallbackId;
      return await toResult(await handler(request, { ...info, requestId }), requestId);
    } catch (cause) {
      log.error('an event was not served', { request_id: fallbackId, error: describeFailure(cause) });
      const detail = 'The server failed; its log names this request.';
      const headers = new Headers({ 'X-Request-Id': fallbackId });
      return problemResult(new HttpError(500, 'internal-error', detail, { cause }), fallbackId, headers);
    }
  };
}

function checked(event: ProxyEvent): ProxyEvent {
  if (typeof event?.httpMethod === 'string' && typeof event.path === 'string') return event;
  throw new TypeError('The event is not of a REST API with proxy integration (payload format 1.0).');
}
