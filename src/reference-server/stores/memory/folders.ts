import type { FolderRef, ListOptions, StoredFile, StorePage } from '../../store.js';
import { type Item, readPage, startOf } from '../listing.js';
import { type Beside, metadataName, ownerName, readMetadata } from '../metadata.js';
import { isName } from '../names.js';

/** A file in memory. */
export interface MemoryFile {
  bytes: Uint8Array<ArrayBuffer>;
  changedAt: Date;
  /** Another one for each write. */
  version: number;
}

/** Files by their bucket and key, and the folders that their keys make. */
export interface Folders {
  put(path: string, content: string | Uint8Array, changedAt?: Date): void;
  get(path: string): MemoryFile | undefined;
  remove(path: string): void;
  find(folder: FolderRef, name: string): MemoryFile | undefined;
  /** What lies where the metadata of a file would. */
  beside(folder: FolderRef, name: string): Beside;
  /** Whether a file is the metadata of another one that is there, and so no file of its own. */
  isMetadata(folder: FolderRef, name: string): boolean;
  list(folder: FolderRef, options: ListOptions): Promise<StorePage | undefined>;
}

/** Folders in memory, in which nothing lies yet. */
export function createFolders(now: () => Date): Folders {
  const files = new Map<string, MemoryFile>();
  let version = 0;

  const find = (folder: FolderRef, name: string) => files.get(pathOf(folder, name));

  function beside(folder: FolderRef, name: string): Beside {
    const file = find(folder, metadataName(name));
    return file && (readMetadata(file.bytes, name) ?? 'other');
  }

  function isMetadata(folder: FolderRef, name: string): boolean {
    const owner = ownerName(name);
    if (owner === undefined || find(folder, owner) === undefined || isMetadata(folder, owner)) return false;
    return typeof beside(folder, owner) === 'object';
  }

  function read(folder: FolderRef, name: string): StoredFile | undefined {
    const file = find(folder, name);
    if (file === undefined || isMetadata(folder, name)) return undefined;
    const metadata = beside(folder, name);
    return {
      name,
      size: file.bytes.byteLength,
      lastModified: file.changedAt.toISOString(),
      properties: typeof metadata === 'object' ? metadata.properties : {},
    };
  }

  async function* itemsAfter(folder: FolderRef, start: string | undefined): AsyncGenerator<Item> {
    for (const key of keysIn(folder, files.keys())) {
      if (start !== undefined && byCodePoint(key, start) <= 0) continue;
      if (key.endsWith('/')) yield { key };
      const file = read(folder, key);
      if (file !== undefined) yield { key, file };
    }
  }

  return {
    put(path, content, changedAt = now()) {
      version += 1;
      const bytes =
        typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
      files.set(path, { bytes, changedAt, version });
    },
    get: (path) => files.get(path),
    remove: (path) => void files.delete(path),
    find,
    beside,
    isMetadata,
    async list(folder, options) {
      const start = await startOf(folder, options);
      const page = await readPage(folder, options, itemsAfter(folder, start));
      const isEmpty = page.folders.length + page.files.length === 0;
      return isEmpty && options.pageToken === undefined ? undefined : page;
    },
  };
}

/** Where a file of a folder lies among all files. */
export function pathOf({ bucket, prefix }: FolderRef, name: string): string {
  return `${bucket}/${prefix}${name}`;
}

/** The names of one level of a folder, with a final `/` for those of folders, in the order of their UTF-8 bytes. */
function keysIn(folder: FolderRef, paths: Iterable<string>): string[] {
  const start = pathOf(folder, '');
  const keys = new Set<string>();
  for (const path of paths) {
    if (!path.startsWith(start)) continue;
    const [name = '', ...below] = path.slice(start.length).split('/');
    if (isName(name)) keys.add(below.length > 0 ? `${name}/` : name);
  }
  return [...keys].sort(byCodePoint);
}

// UTF-8 keeps the order of code points; comparing strings would go by UTF-16, which does not.
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}
