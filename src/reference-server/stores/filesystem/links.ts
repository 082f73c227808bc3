import { createHmac, timingSafeEqual } from 'node:crypto';
import { HttpError } from '../../errors.js';
import type { FolderRef } from '../../store.js';

export interface LinkOptions {
  signingKey: Uint8Array;
  /** Seconds. */
  lifetime: number;
  now: () => Date;
}

/** A file that a link leads to. */
export interface LinkedFile {
  folder: FolderRef;
  name: string;
}

/** Makes and reads the signed part of links to files. */
export interface Links {
  /** The path below the server's base path, and the query. */
  sign(file: LinkedFile): string;
  /** Reads a raw request target back; an `HttpError` 403 unless it was made here and has not expired. */
  verify(target: string): LinkedFile;
}

const start = '/_files/';

/** Links that anyone who has them can use until they expire. */
export function createFileLinks({ signingKey, lifetime, now }: LinkOptions): Links {
  const seconds = () => Math.floor(now().getTime() / 1000);
  const signature = (path: readonly string[], expires: number) =>
    // The first item sets these apart from whatever else the same key may sign.
    createHmac('sha256', signingKey)
      .update(JSON.stringify(['file-link', expires, ...path]))
      .digest('base64url');
  return {
    sign({ folder: { bucket, prefix }, name }) {
      const path = [bucket, ...(prefix + name).split('/')];
      const expires = seconds() + lifetime;
      const query = new URLSearchParams({ expires: `${expires}`, signature: signature(path, expires) });
      return `${start}${path.map(encodeURIComponent).join('/')}?${query}`;
    },
    verify(target) {
      const { path, expires, signature: given } = readTarget(target);
      if (!equal(given, signature(path, expires))) throw refused('The signature of this link is not valid.');
      if (seconds() >= expires) throw refused('This link has expired; list the folder again for a new one.');
      const [bucket = '', ...key] = path;
      const name = key.pop() ?? '';
      return { folder: { bucket, prefix: key.map((segment) => `${segment}/`).join('') }, name };
    },
  };
}

// Taken from the raw target: a URL parser would fold dot segments away before the signature is checked.
function readTarget(target: string): { path: string[]; expires: number; signature: string } {
  const [path = '', search = '', ...rest] = target.split('?');
  const query = new URLSearchParams(search);
  const [expires = '', signature = ''] = [query.get('expires') ?? '', query.get('signature') ?? ''];
  const whole =
    rest.length === 0 && [...query].length === 2 && /^[1-9]\d{0,11}$/.test(expires) && signature !== '';
  if (!path.startsWith(start) || !whole) throw refused('This link is not complete.');
  return { path: path.slice(start.length).split('/').map(decode), expires: Number(expires), signature };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, 'invalid-path', 'The percent-encoding of the path is malformed.');
  }
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(detail: string): HttpError {
  return new HttpError(403, 'not-authorized', detail);
}
