import { isWorkflowApiError, NetworkError, ServerError } from './errors.js';

// Far more than a page of anything; it keeps an endless answer from filling the memory.
const bodyLimit = 64 * 1024 * 1024;

// Failures from before anything was sent, as Node names them.
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Throws what a failed fetch, or a body that broke off, is. */
export function networkError(error: unknown): never {
  if (isWorkflowApiError(error)) throw error;
  const cause = error instanceof Error ? error.cause : undefined;
  const reason =
    typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  const isUnsent = reason !== undefined && unsent.has(reason);
  const what = isUnsent
    ? 'The server cannot be reached'
    : 'The connection failed before the answer was complete';
  throw new NetworkError(isUnsent ? 'unreachable' : 'network', `${what}${reason ? ` (${reason})` : ''}.`, {
    retryable: true,
    cause: error,
  });
}

/** Redirects are not followed: the API has none, and they would carry the request elsewhere. */
export function refuseRedirect(response: Response): void {
  const { status, type, headers } = response;
  if (type !== 'opaqueredirect' && (status < 300 || status > 399)) return;
  const location = headers.get('location') ?? '';
  const to = URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
  const message = `The server redirects${to}; the API has no redirects, so baseUrl may be wrong.`;
  discard(response);
  throw new ServerError('unexpected-redirect', message, { status });
}

/** The response, with a body that fails when it does not end; most say how long it is. */
export function limitBody(response: Response): Response {
  const length = response.headers.get('content-length');
  if (length !== null && Number(length) > bodyLimit) {
    discard(response);
    throw tooLarge();
  }
  // The length is that of what is sent, which may be compressed a thousandfold.
  const isKnown = length !== null && !response.headers.has('content-encoding');
  if (isKnown || response.body === null) return response;
  const { status, statusText, headers, body } = response;
  let size = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > bodyLimit) throw tooLarge();
      controller.enqueue(chunk);
    },
  });
  return new Response(body.pipeThrough(counter), { status, statusText, headers });
}

/** Ends an answer of which the body is not wanted: what is left unread keeps its connection, and the program. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

function tooLarge(): ServerError {
  return new ServerError('response-too-large', `The answer is larger than ${bodyLimit} bytes.`);
}
