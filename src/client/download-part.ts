import { within } from './abort.js';
import { isWorkflowApiError, NetworkError, ServerError } from './errors.js';
import { discard } from './network.js';
import { errorOfResponse } from './responses.js';

/** What is read of a file in one go. */
export interface Part {
  response: Response;
  /** Bytes at the beginning that are here already. */
  skip: number;
  /** Bytes of the whole file; null when not known. */
  size: number | null;
  /** The entity tag, where it can be read; a weak one is as good, as the bytes are those that were stored. */
  tag: string | null;
  /** When the file was last modified, in seconds since 1970, where it can be read. */
  modified: number | null;
  /** Whether it was stored compressed: its sizes are not those of what is read, and it has no parts. */
  isEncoded: boolean;
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

/** Asks for a file from a byte on; where `isWhole`, for all of it, of which the bytes before are skipped. */
export async function openPart(
  href: string,
  from: number,
  isWhole: boolean,
  options: PartOptions,
): Promise<Part> {
  const { fetch, signal, stall, what } = options;
  if (!/^https?:/.test(href) || !URL.canParse(href)) {
    throw new ServerError('invalid-response', `The link of ${what} is no address.`);
  }
  // The link is a key of its own: neither token nor cookies go with it, and it is not told to others.
  const init: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };
  const range = from === 0 || isWhole ? undefined : `bytes=${from}-`;
  // As it is stored: a proxy that compresses would change the sizes. Pages cannot ask for it, and are not refused.
  const headers = { 'accept-encoding': 'identity', ...(range && { range }) };
  const send = (signal: AbortSignal) => fetch(new Request(href, { ...init, headers, signal })).catch(broken);
  const response = await within(stall, signal, send);
  if (response.status === 206 && isEncoded(response)) {
    // A part of what is compressed cannot be read.
    discard(response);
    return openPart(href, from, true, options);
  }
  return toPart(response, from, what);
}

/** The bytes of a part, as they come. */
export async function* readPart(
  part: Part,
  { signal, stall, what }: PartOptions,
): AsyncGenerator<Uint8Array, void> {
  const reader = part.response.body?.getReader();
  let { skip } = part;
  try {
    while (reader) {
      const { done, value } = await within(stall, signal, () => reader.read().catch(broken));
      if (done) break;
      const piece = value.subarray(skip);
      skip = Math.max(0, skip - value.length);
      if (piece.length > 0) yield piece;
    }
  } finally {
    reader?.cancel().catch(() => undefined);
  }
  if (skip > 0) throw fileChanged(`${what} is shorter than what is here of it.`);
}

/** The error for a file of which the parts do not belong together. */
export function fileChanged(message: string): ServerError {
  return new ServerError('file-changed', message);
}

function toPart(response: Response, from: number, what: string): Part {
  const { status, headers } = response;
  const [, first, total] =
    /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  const modified = Date.parse(headers.get('last-modified') ?? '') / 1000;
  const part = {
    response,
    skip: 0,
    size: total === undefined ? null : numberOf(total),
    tag: headers.get('etag')?.replace(/^W\//, '') ?? null,
    modified: Number.isNaN(modified) ? null : modified,
    isEncoded: isEncoded(response),
  };
  // Nothing is left after the last byte.
  if (status === 416 && part.size === from) {
    discard(response);
    return { ...part, response: new Response(null) };
  }
  if (!response.ok) {
    discard(response);
    throw errorOfResponse(response, undefined, `The download of ${what}`);
  }
  if (status === 206) {
    // A page may not be allowed to read where the part begins.
    const start = first === undefined ? from : Number(first);
    if (start > from) {
      discard(response);
      throw new ServerError('invalid-response', `${what} was sent from byte ${start} instead of ${from}.`);
    }
    return { ...part, skip: from - start };
  }
  const length = headers.get('content-length');
  return { ...part, skip: from, size: part.isEncoded || length === null ? null : numberOf(length) };
}

function isEncoded({ headers }: Response): boolean {
  return (headers.get('content-encoding') ?? 'identity') !== 'identity';
}

function numberOf(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

function broken(cause: unknown): never {
  if (isWorkflowApiError(cause)) throw cause;
  throw new NetworkError('network', 'The connection broke during the download.', { retryable: true, cause });
}
