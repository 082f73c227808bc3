/** The caller sent a page token that was not issued here, or not for this list. */
export class PageTokenError extends Error {
  override readonly name = 'PageTokenError';
}

/** Makes an opaque page token that says where the next page of the list `kind` begins. */
export function encodePageToken(kind: string, position: string | number): string {
  const bytes = new TextEncoder().encode(JSON.stringify([kind, position]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Reads the position back; anything but a token of the same list is a `PageTokenError`. */
export function decodePageToken<T extends 'string' | 'number'>(
  kind: string,
  type: T,
  token: string,
): T extends 'string' ? string : number;
export function decodePageToken(kind: string, type: 'string' | 'number', token: string): string | number {
  const value = parse(token);
  if (Array.isArray(value) && value.length === 2 && value[0] === kind) {
    const position: unknown = value[1];
    if (type === 'string' && typeof position === 'string') return position;
    if (type === 'number' && typeof position === 'number' && Number.isSafeInteger(position)) return position;
  }
  throw new PageTokenError('This page token was not issued for this list.');
}

function parse(token: string): unknown {
  try {
    const binary = atob(token.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
