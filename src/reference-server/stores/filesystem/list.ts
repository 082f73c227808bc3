import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { decodePageToken, encodePageToken } from '../../page-token.js';
import type { FolderRef, ListOptions, StoredFile, StorePage } from '../../store.js';
import { mapParallel } from '../parallel.js';
import { type Entry, holdsFiles, readEntries } from './entries.js';
import { isMetadata, readBeside } from './metadata.js';
import { findFile, findFolder } from './places.js';

// How many files are looked into at once.
const parallel = 16;
// Each round reads the whole folder, so with small pages too it takes in a good number.
const leastRound = 256;
// Bytes of metadata after which a page ends early, so that no page is too large to be answered.
const maxPageBytes = 4 * 1024 * 1024;

/** One page of one level of a folder; see `Store.list`. */
export async function listFolder(
  root: string,
  ref: FolderRef,
  { pageSize, pageToken }: ListOptions,
): Promise<StorePage | undefined> {
  const kind = tokenKind(ref);
  const after = pageToken === undefined ? undefined : decodePageToken(kind, 'string', pageToken);
  const folder = await findFolder(root, ref);
  if (folder === undefined) return undefined;
  const { items, more } = await collect(folder, after, pageSize);
  if (items.length === 0 && pageToken === undefined) return undefined;
  const last = items.at(-1)?.key;
  return {
    folders: items.filter(({ file }) => file === undefined).map(({ key }) => key),
    files: items.flatMap(({ file }) => file ?? []),
    ...(more && last !== undefined ? { nextPageToken: encodePageToken(kind, last) } : {}),
  };
}

/** Something to be listed. */
interface Item {
  key: string;
  file?: StoredFile;
}

/** Goes on past what is not to be listed until the page is full and it is known whether anything follows. */
async function collect(folder: string, start: string | undefined, pageSize: number) {
  const items: Item[] = [];
  let bytes = 0;
  for await (const item of itemsAfter(folder, start, pageSize)) {
    if (items.length === pageSize || bytes > maxPageBytes) return { items, more: true };
    items.push(item);
    bytes += sizeOf(item.file?.properties ?? {});
  }
  return { items, more: false };
}

async function* itemsAfter(
  folder: string,
  start: string | undefined,
  pageSize: number,
): AsyncGenerator<Item> {
  const round = Math.max(pageSize + 1, leastRound);
  let after = start;
  for (;;) {
    const entries = await readEntries(folder, after, round);
    for (let at = 0; at < entries.length; at += parallel) {
      const items = await mapParallel(entries.slice(at, at + parallel), parallel, (entry) =>
        look(folder, entry),
      );
      yield* items.filter((item) => item !== undefined);
    }
    if (entries.length < round) return;
    after = entries.at(-1)?.key.toString();
  }
}

/** Looks into an entry; `undefined` when it is not to be listed. */
async function look(folder: string, { name, isFolder, key }: Entry): Promise<Item | undefined> {
  if (isFolder) return (await holdsFiles(join(folder, name))) ? { key: key.toString() } : undefined;
  const stats = await findFile(folder, name);
  if (stats === undefined || (await isMetadata(folder, name))) return undefined;
  const beside = await readBeside(folder, name);
  const file = {
    name,
    size: Number(stats.size),
    lastModified: stats.mtime.toISOString(),
    properties: typeof beside === 'object' ? beside.properties : {},
  };
  return { key: name, file };
}

function sizeOf(properties: Readonly<Record<string, string>>): number {
  return Object.entries(properties).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
}

// A digest, because a token has less room than a prefix may take.
function tokenKind({ bucket, prefix }: FolderRef): string {
  return createHash('sha256')
    .update(JSON.stringify([bucket, prefix]))
    .digest('base64url')
    .slice(0, 22);
}
