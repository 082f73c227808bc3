import { HttpError } from '../errors.js';
import { type FileFacts, fileHeaders, isRangeWanted, isUnchanged } from './file-headers.js';
import { type ByteRange, readRange } from './range.js';

/** Refuses what is neither GET nor HEAD, before a store looks at anything. */
export function requireReading({ method }: Request): void {
  if (method === 'GET' || method === 'HEAD') return;
  const headers = { Allow: 'GET, HEAD' };
  throw new HttpError(405, 'method-not-allowed', 'A file can only be read here.', { headers });
}

/** The answer for a link to a file that is not there any more. */
export function gone(): HttpError {
  return new HttpError(404, 'output-not-found', 'This file does not exist any more.');
}

/** Answers a GET or HEAD for a file; `open` gives the bytes of a range, which is never empty. */
export function answerFile(
  request: Request,
  facts: FileFacts,
  open: (range: ByteRange) => BodyInit,
): Response {
  const headers = fileHeaders(facts);
  if (isUnchanged(request.headers, facts)) return new Response(null, { status: 304, headers });
  const { size } = facts;
  const range = rangeOf(request, facts);
  if (range === 'unsatisfiable') throw unsatisfiable(size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const length = end - start + 1;
  const body = request.method === 'HEAD' || length === 0 ? null : open({ start, end });
  return new Response(body, {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headers,
      'Content-Length': `${length}`,
      ...(range === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

// RFC 9110 defines ranges for GET alone.
function rangeOf({ method, headers }: Request, facts: FileFacts) {
  if (method !== 'GET' || !isRangeWanted(headers, facts)) return undefined;
  return readRange(headers.get('range'), facts.size);
}

function unsatisfiable(size: number): HttpError {
  const headers = { 'Content-Range': `bytes */${size}` };
  return new HttpError(416, 'invalid-parameter', `The file has ${size} bytes, none of them in this range.`, {
    headers,
  });
}
