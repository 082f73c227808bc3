import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { HttpError } from '../../errors.js';
import { streamFile } from './body.js';
import { fileHeaders, isRangeWanted, isUnchanged } from './headers.js';
import type { LinkedFile, Links } from './links.js';
import { findFolder, openFile } from './places.js';
import { readRange } from './range.js';

/** Answers a request for a file by a signed link; nothing on disk is touched before the link is verified. */
export async function serveFile(
  root: string,
  links: Links,
  request: Request,
  target: string,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const headers = { Allow: 'GET, HEAD' };
    throw new HttpError(405, 'method-not-allowed', 'A file can only be read here.', { headers });
  }
  const linked = links.verify(target);
  const file = await open(root, linked);
  let streaming = false;
  try {
    const response = answer(request, linked.name, file, await file.stat({ bigint: true }));
    streaming = response.body !== null;
    return response;
  } finally {
    if (!streaming) await file.close();
  }
}

async function open(root: string, { folder, name }: LinkedFile): Promise<FileHandle> {
  const path = await findFolder(root, folder);
  const file = path === undefined ? undefined : await openFile(path, name);
  if (file === undefined) throw new HttpError(404, 'output-not-found', 'This file does not exist any more.');
  return file;
}

function answer(request: Request, name: string, file: FileHandle, stats: BigIntStats): Response {
  const headers = fileHeaders(name, stats);
  if (isUnchanged(request.headers, stats)) return new Response(null, { status: 304, headers });
  const size = Number(stats.size);
  const range = rangeOf(request, stats);
  if (range === 'unsatisfiable') throw unsatisfiable(size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const length = end - start + 1;
  const body =
    request.method === 'HEAD' || length === 0 ? null : streamFile(file, { start, end }, request.signal);
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
function rangeOf({ method, headers }: Request, stats: BigIntStats) {
  if (method !== 'GET' || !isRangeWanted(headers, stats)) return undefined;
  return readRange(headers.get('range'), Number(stats.size));
}

function unsatisfiable(size: number): HttpError {
  const headers = { 'Content-Range': `bytes */${size}` };
  return new HttpError(416, 'invalid-parameter', `The file has ${size} bytes, none of them in this range.`, {
    headers,
  });
}
