import { HttpError } from '../errors.js';
import type { FolderRef } from '../store.js';

export interface LinkOptions {
  /** At least 32 bytes that nobody else knows. */
  signingKey: Uint8Array;
  /** Seconds for which a link works; 900 when not given. */
  linkLifetime?: number | undefined;
  /** The clock. */
  now?: (() => Date) | undefined;
}

/** A file that a link leads to. */
export interface LinkedFile {
  folder: FolderRef;
  name: string;
}

/** Makes and reads the signed part of links to files. */
export interface Links {
  /** The path below the server's base path, and the query. */
  sign(file: LinkedFile): Promise<string>;
  /** Reads a raw request target back; an `HttpError` 403 unless it was made here and has not expired. */
  verify(target: string): Promise<LinkedFile>;
}

const start = '/_files/';
const hmac = { name: 'HMAC', hash: 'SHA-256' };

/** Links that anyone who has them can use until they expire. */
export function createFileLinks({
  signingKey,
  linkLifetime = 900,
  now = () => new Date(),
}: LinkOptions): Links {
  if (signingKey.byteLength < 32) throw new TypeError('signingKey must have at least 32 bytes.');
  // Web Crypto, because a store in a page has no other.
  const imported = crypto.subtle.importKey('raw', Uint8Array.from(signingKey), hmac, false, [
    'sign',
    'verify',
  ]);
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    async sign({ folder: { bucket, prefix }, name }) {
      const path = [bucket, ...(prefix + name).split('/')];
      const expires = seconds() + linkLifetime;
      const signature = await crypto.subtle.sign('HMAC', await imported, signed(path, expires));
      const query = new URLSearchParams({
        expires: `${expires}`,
        signature: encode(new Uint8Array(signature)),
      });
      return `${start}${path.map(encodeURIComponent).join('/')}?${query}`;
    },
    async verify(target) {
      const { path, expires, signature } = readTarget(target);
      const isOurs = await crypto.subtle.verify('HMAC', await imported, signature, signed(path, expires));
      if (!isOurs) throw refused('The signature of this link is not valid.');
      if (seconds() >= expires) throw refused('This link has expired; list the folder again for a new one.');
      const [bucket = '', ...key] = path;
      const name = key.pop() ?? '';
      return { folder: { bucket, prefix: key.map((segment) => `${segment}/`).join('') }, name };
    },
  };
}

// The first item sets these apart from whatever else the same key may sign.
function signed(path: readonly string[], expires: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(['file-link', expires, ...path]));
}

interface ReadLink {
  path: string[];
  expires: number;
  signature: Uint8Array<ArrayBuffer>;
}

// Taken from the raw target: a URL parser would fold dot segments away before the signature is checked.
function readTarget(target: string): ReadLink {
  const [path = '', search = '', ...rest] = target.split('?');
  const query = new URLSearchParams(search);
  const expires = query.get('expires') ?? '';
  const signature = decode(query.get('signature') ?? '');
  const whole = rest.length === 0 && [...query].length === 2 && /^[1-9]\d{0,11}$/.test(expires);
  if (!path.startsWith(start) || !whole || !signature) throw refused('This link is not complete.');
  const segments = path.slice(start.length).split('/').map(decodeSegment);
  return { path: segments, expires: Number(expires), signature };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, 'invalid-path', 'The percent-encoding of the path is malformed.');
  }
}

function encode(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

// Only the one form in which the signature was made: what decodes to the same bytes is another link.
function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]{43}$/.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
  return encode(bytes) === text ? bytes : undefined;
}

function refused(detail: string): HttpError {
  return new HttpError(403, 'not-authorized', detail);
}
