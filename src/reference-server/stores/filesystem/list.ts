import { join } from 'node:path';
import type { FolderRef, ListOptions, StorePage } from '../../store.js';
import { type Item, readPage, startOf } from '../listing.js';
import { mapParallel } from '../parallel.js';
import type { ReadEntries } from './ahead.js';
import { type Entry, holdsFiles } from './entries.js';
import { isMetadata, readBeside } from './metadata.js';
import { findFile, findFolder } from './places.js';
import { changedAt } from './times.js';

// How many files are looked into at once.
const parallel = 16;
// A round may have to read the whole folder, so with small pages too it takes in a good number.
const leastRound = 256;

/** One page of one level of a folder; see `Store.list`. */
export async function listFolder(
  root: string,
  readEntries: ReadEntries,
  ref: FolderRef,
  options: ListOptions,
): Promise<StorePage | undefined> {
  const after = await startOf(ref, options);
  const folder = await findFolder(root, ref);
  if (folder === undefined) return undefined;
  const page = await readPage(ref, options, itemsAfter(folder, readEntries, after, options.pageSize));
  const isEmpty = page.folders.length + page.files.length === 0;
  return isEmpty && options.pageToken === undefined ? undefined : page;
}

async function* itemsAfter(
  folder: string,
  readEntries: ReadEntries,
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
    lastModified: changedAt(stats).toISOString(),
    properties: typeof beside === 'object' ? beside.properties : {},
  };
  return { key: name, file };
}
