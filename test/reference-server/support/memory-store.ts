import { decodePageToken, encodePageToken } from '../../../src/reference-server/page-token.js';
import type { FolderRef, Store, StoredFile } from '../../../src/reference-server/store.js';

/** A store that keeps everything in memory. */
export interface MemoryStore extends Store {
  /** Puts a file of this size at `bucket/key`. */
  put(bucket: string, key: string, size?: number): void;
  /** Makes the file's metadata unwritable, as a `.cfg` file that is not its metadata does. */
  block(bucket: string, key: string): void;
  /** The metadata of every file that has any, by `bucket/key`. */
  readonly properties: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export function createMemoryStore(): MemoryStore {
  const files = new Map<string, { size: number; lastModified: string }>();
  const blocked = new Set<string>();
  const properties = new Map<string, Readonly<Record<string, string>>>();

  const entriesOf = (folder: FolderRef) => {
    const start = keyOf(folder, '');
    const names = [...files.keys()].flatMap((key) =>
      key.startsWith(start) ? [key.slice(start.length)] : [],
    );
    return [...new Set(names.map((name) => name.replace(/\/.*/s, '/')))].sort();
  };
  const fileOf = (folder: FolderRef, name: string): StoredFile[] => {
    const file = files.get(keyOf(folder, name));
    return file === undefined
      ? []
      : [{ name, ...file, properties: { ...properties.get(keyOf(folder, name)) } }];
  };

  return {
    properties,
    put(bucket, key, size = 0) {
      files.set(`${bucket}/${key}`, { size, lastModified: '2026-11-23T19:12:09.001Z' });
    },
    block(bucket, key) {
      blocked.add(`${bucket}/${key}`);
    },
    async list(folder, { pageSize, pageToken }) {
      const start = pageToken === undefined ? 0 : decodePageToken('store', 'number', pageToken);
      const entries = entriesOf(folder);
      if (entries.length === 0) return undefined;
      const page = entries.slice(start, start + pageSize);
      const end = start + page.length;
      return {
        folders: page.filter((name) => name.endsWith('/')),
        files: page.flatMap((name) => fileOf(folder, name)),
        nextPageToken: end < entries.length ? encodePageToken('store', end) : undefined,
      };
    },
    async writeProperties(folder, updates) {
      const names = [...updates.keys()];
      const missing = names.filter((name) => !files.has(keyOf(folder, name)));
      const conflicting = names.filter((name) => blocked.has(keyOf(folder, name)));
      if (missing.length > 0 || conflicting.length > 0) return { missing, conflicting };
      for (const [name, update] of updates) {
        if (Object.keys(update).length === 0) properties.delete(keyOf(folder, name));
        else properties.set(keyOf(folder, name), { ...update });
      }
      return { missing, conflicting };
    },
    async link(folder, name, baseUrl) {
      const path = keyOf(folder, name).split('/').map(encodeURIComponent).join('/');
      return `${baseUrl}/_files/${path}?expires=4102444800&signature=s3cr3t`;
    },
    async serve(request, target) {
      if (!target.includes('signature=s3cr3t')) return new Response('no', { status: 403 });
      return new Response(request.method === 'HEAD' ? null : 'content', {
        headers: { 'Content-Type': 'text/plain' },
      });
    },
  };
}

function keyOf({ bucket, prefix }: FolderRef, name: string): string {
  return `${bucket}/${prefix}${name}`;
}
