import { HttpError } from './errors.js';

/** A request target, taken apart. */
export interface Target {
  /** Decoded once. A segment may hold `/` where the caller wrote `%2F`. */
  segments: readonly string[];
  finalSlash: boolean;
  /** What follows `?`, as it came. */
  search: string;
}

/** Takes a raw request target apart; a 400 `invalid-path` when it is not a path that is safe to go by. */
export function readTarget(raw: string): Target {
  const [path = '', ...search] = raw.split('?');
  if (!path.startsWith('/')) throw refused('The path must begin with a slash.');
  if (/[^\x21-\x7e]|#/.test(path)) throw refused('The path must be percent-encoded.');
  const segments = path.slice(1).split('/').map(decodeSegment);
  const finalSlash = segments.at(-1) === '';
  if (finalSlash) segments.pop();
  checkShape(segments, finalSlash);
  return { segments, finalSlash, search: search.join('?') };
}

function decodeSegment(raw: string): string {
  const segment = decode(raw);
  if (segment === undefined) throw refused('The percent-encoding of the path is malformed.');
  if (/[\\\p{Cc}]/u.test(segment)) throw refused('The path must not hold backslashes or control characters.');
  return segment;
}

/** Decodes percent-encoded UTF-8; `undefined` when it is malformed. */
export function decode(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

// `%2F` separates as `/` does, so that no encoding of a path reaches further than its plain form.
function checkShape(segments: readonly string[], finalSlash: boolean): void {
  if (segments.length === 0) return;
  const parts = segments.join('/').split('/');
  if (!finalSlash && parts.at(-1) === '') parts.pop();
  if (parts.some((part) => part === '.' || part === '..'))
    throw refused('The path must not hold `.` or `..`.');
  if (parts.includes('')) throw refused('The path must not hold empty segments.');
}

function refused(detail: string): HttpError {
  return new HttpError(400, 'invalid-path', detail);
}
