import { decodePageToken, encodePageToken } from '../page-token.js';
import type { FolderRef, ListOptions, StoredFile, StorePage } from '../store.js';

/** Something to be listed: a file, or else a folder. */
export interface Item {
  /** The name, with a final `/` for a folder. */
  key: string;
  file?: StoredFile;
}

// Bytes of metadata after which a page ends early, so that no page is too large to be answered.
const maxPageBytes = 4 * 1024 * 1024;

/** Where a page begins; a `PageTokenError` unless the token was issued for this folder. */
export async function startOf(ref: FolderRef, { pageToken }: ListOptions): Promise<string | undefined> {
  return pageToken === undefined ? undefined : decodePageToken(await tokenKind(ref), 'string', pageToken);
}

/** Makes a page of the items that follow, and finds out whether there are more. */
export async function readPage(
  ref: FolderRef,
  { pageSize }: ListOptions,
  source: AsyncIterable<Item>,
): Promise<StorePage> {
  const { items, more } = await collect(source, pageSize);
  const last = items.at(-1)?.key;
  return {
    folders: items.filter(({ file }) => file === undefined).map(({ key }) => key),
    files: items.flatMap(({ file }) => file ?? []),
    ...(more && last !== undefined ? { nextPageToken: encodePageToken(await tokenKind(ref), last) } : {}),
  };
}

async function collect(source: AsyncIterable<Item>, pageSize: number) {
  const items: Item[] = [];
  let bytes = 0;
  for await (const item of source) {
    if (items.length === pageSize || bytes > maxPageBytes) return { items, more: true };
    items.push(item);
    bytes += sizeOf(item.file?.properties ?? {});
  }
  return { items, more: false };
}

function sizeOf(properties: Readonly<Record<string, string>>): number {
  return Object.entries(properties).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
}

// A digest, because a token has less room than a prefix may take.
async function tokenKind({ bucket, prefix }: FolderRef): Promise<string> {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(JSON.stringify([bucket, prefix])),
  );
  return btoa(String.fromCharCode(...new Uint8Array(digest, 0, 12)));
}
