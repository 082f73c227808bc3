import { within } from './abort.js';
import { isWorkflowApiError, NetworkError, ServerError } from './errors.js';
import { errorOfResponse } from './responses.js';

/** What is read of a file in one go. */
export interface Part {
  response: Response;
  /** Bytes at the beginning that are here already. */
  skip: number;
  /** Bytes of the whole file; null when not known. */
  size: number | null;
  /** The entity tag, where it can be read. */
  version: string | null;
}

/** What a part is asked for with. */
export interface PartOptions {
  fetch: (request: Request) => Promise<Response>;
  signal: AbortSignal | undefined;
  /** Milliseconds to wait for the next bytes. */
  stall: number;
  /** The file in words, for errors. */
  what: string;
}

/** Asks for a file from a byte on. */
export async function openPart(href: string, from: number, options: PartOptions): Promise<Part> {
  const { fetch, signal, stall, what } = options;
  if (!/^https?:/.test(href) || !URL.canParse(href)) {
    throw new ServerError('invalid-response', `The link of ${what} is no address.`);
  }
  // The link is a key of its own: neither token nor cookies go with it, and it is not told to others.
  const init: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };
  const headers = from === 0 ? {} : { range: `bytes=${from}-` };
  const send = (signal: AbortSignal) => fetch(new Request(href, { ...init, headers, signal })).catch(broken);
  const response = await within(stall, signal, send);
  return toPart(response, from, what);
}

/** The bytes of a part, as they come. */
export async function* readPart(
  part: Part,
  { signal, stall }: PartOptions,
): AsyncGenerator<Uint8Array, void> {
  const reader = part.response.body?.getReader();
  if (!reader) return;
  let { skip } = part;
  try {
    for (;;) {
      const { done, value } = await within(stall, signal, () => reader.read().catch(broken));
      if (done) return;
      const piece = value.subarray(skip);
      skip = Math.max(0, skip - value.length);
      if (piece.length > 0) yield piece;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function toPart(response: Response, from: number, what: string): Part {
  const { status, headers } = response;
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  const version = headers.get('etag');
  // Nothing is left after the last byte.
  if (status === 416 && Number(total) === from) {
    return { response: new Response(null), skip: 0, size: from, version };
  }
  if (!response.ok) {
    response.body?.cancel().catch(() => undefined);
    throw errorOfResponse(response, undefined, `The download of ${what}`);
  }
  if (status === 206) return { response, skip: 0, size: total === undefined ? null : Number(total), version };
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  return { response, skip: from, size: length === null ? null : Number(length), version };
}

function broken(cause: unknown): never {
  if (isWorkflowApiError(cause)) throw cause;
  throw new NetworkError('network', 'The connection broke during the download.', { retryable: true, cause });
}
