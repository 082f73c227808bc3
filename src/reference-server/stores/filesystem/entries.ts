import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { readName } from './names.js';
import { ifPresent } from './trouble.js';

/** A regular file or a folder, before anybody has looked into it. */
export interface Entry {
  name: string;
  isFolder: boolean;
  /** The name, with a final `/` for a folder, in UTF-8: what the order goes by, as it does in S3. */
  key: Buffer;
}

/**
 * The first `count` entries of a folder whose keys come after `after`, in order; empty when there is no such
 * folder. Reads the folder as a stream and never holds more than twice as many entries.
 */
export async function readEntries(path: string, after: string | undefined, count: number): Promise<Entry[]> {
  const start = after === undefined ? undefined : Buffer.from(after);
  let kept: Entry[] = [];
  let bound: Buffer | undefined;
  for await (const entry of entriesOf(path)) {
    if (start !== undefined && entry.key.compare(start) <= 0) continue;
    if (bound !== undefined && entry.key.compare(bound) > 0) continue;
    kept.push(entry);
    if (kept.length < 2 * count) continue;
    kept = smallest(kept, count);
    bound = kept.at(-1)?.key;
  }
  return smallest(kept, count);
}

/** Whether a regular file lies in a folder or anywhere below it: only then has S3 such a folder. */
export async function holdsFiles(path: string): Promise<boolean> {
  for await (const { isFolder, name } of entriesOf(path)) {
    if (!isFolder || (await holdsFiles(join(path, name)))) return true;
  }
  return false;
}

async function* entriesOf(path: string): AsyncGenerator<Entry> {
  const folder = await ifPresent(opendir(path, { encoding: 'buffer' as BufferEncoding }));
  if (folder === undefined) return;
  for await (const dirent of folder) {
    const entry = toEntry(dirent);
    if (entry !== undefined) yield entry;
  }
}

// Asked for bytes, because text would not tell a name that is not UTF-8 from one that holds U+FFFD.
function toEntry(dirent: Dirent): Entry | undefined {
  const isFolder = dirent.isDirectory();
  if (!isFolder && !dirent.isFile()) return undefined;
  const bytes: unknown = dirent.name;
  const name = bytes instanceof Uint8Array ? readName(bytes) : undefined;
  return name === undefined ? undefined : { name, isFolder, key: Buffer.from(isFolder ? `${name}/` : name) };
}

function smallest(entries: Entry[], count: number): Entry[] {
  return entries.sort((a, b) => a.key.compare(b.key)).slice(0, count);
}
