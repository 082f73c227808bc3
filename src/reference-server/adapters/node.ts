import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import { HttpError, toHttpError } from '../errors.js';
import type { Handler } from '../handler.js';
import type { Log } from '../log.js';
import { describeFailure } from '../redact.js';
import { problem, toResponse } from '../respond.js';

export interface NodeListenerOptions {
  log: Log;
}

/** Serves a handler from `node:http`. The handler sees each request target as it came over the wire. */
export function createNodeListener(handler: Handler, { log }: NodeListenerOptions): RequestListener {
  const targets = new WeakMap<IncomingMessage, string>();
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const message = incoming as IncomingMessage;
      if (!hasPlainHost(message)) throw new RequestError('odd host');
      const response = await handler(request, { target: targets.get(message) });
      return guardBody(response, (error) => breakOff(outgoing as ServerResponse, log, error));
    },
    { overrideGlobalObjects: false, errorHandler: (error) => refusal(log, error) },
  );
  return (incoming, outgoing) => {
    const target = incoming.url ?? '';
    targets.set(incoming, target);
    // What no URL can hold would be refused without the headers that answers have; the handler refuses it better.
    if (!target.startsWith('/') || target.includes('\\')) incoming.url = '/';
    void listener(incoming, outgoing);
  };
}

/** Addresses in answers are made from the host, so it must be one, and there must be only one. */
function hasPlainHost({ headersDistinct }: IncomingMessage): boolean {
  const [host, ...others] = headersDistinct.host ?? [];
  if (host === undefined || others.length > 0) return false;
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host) && URL.canParse(`http://${host}/`);
}

function refusal(log: Log, error: unknown): Response {
  const requestId = crypto.randomUUID();
  const answer = error instanceof RequestError ? badHost() : toHttpError(error);
  const fields = { request_id: requestId, status: answer.status, code: answer.code };
  if (answer.status < 500) log.info('request', fields);
  else log.error('request', { ...fields, error: describeFailure(answer) });
  const reply = problem(answer, requestId);
  const headers = { ...reply.headers, 'X-Request-Id': requestId };
  return toResponse({ ...reply, headers }, 'GET');
}

function badHost(): HttpError {
  const errors = [{ detail: 'must name this server, once', parameter: 'Host' }];
  return new HttpError(400, 'invalid-parameter', 'The Host header must name this server, once.', { errors });
}

/**
 * A file can become unreadable while it is sent. The listener would write the error to the console and to
 * the caller; here it goes to the log, and the caller sees the connection end before the body does.
 */
function guardBody(response: Response, fail: (error: unknown) => void): Response {
  const isWhole = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  if (response.body === null || isWhole) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          fail(error);
          return { done: true, value: undefined };
        });
        if (done || value === undefined) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}

function breakOff(outgoing: ServerResponse, log: Log, error: unknown): void {
  log.error('an answer broke off', { error: describeFailure(error) });
  outgoing.destroy();
}
