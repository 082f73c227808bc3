import type { Store } from '../store.js';
import { answerFile, gone, requireReading } from './file-answer.js';
import { createFileLinks, type LinkOptions } from './links.js';
import { createFolders } from './memory/folders.js';
import { writeMetadata } from './memory/write.js';

export interface MemoryStoreOptions extends Omit<LinkOptions, 'signingKey'> {}

/** A store that keeps its files in memory, for as long as the process or the page lives. */
export interface MemoryStore extends Required<Store> {
  /** Puts a file into a bucket, past the API. */
  put(bucket: string, key: string, content: string | Uint8Array, changedAt?: Date): void;
  /** The content of a file in a bucket, past the API. */
  get(bucket: string, key: string): Uint8Array | undefined;
}

/** A store in memory; it needs nothing but the Web Crypto API. */
export function createMemoryStore({
  now = () => new Date(),
  ...options
}: MemoryStoreOptions = {}): MemoryStore {
  const links = createFileLinks({ ...options, now, signingKey: crypto.getRandomValues(new Uint8Array(32)) });
  const folders = createFolders(now);
  return {
    put: (bucket, key, content, changedAt) => folders.put(`${bucket}/${key}`, content, changedAt),
    get: (bucket, key) => folders.get(`${bucket}/${key}`)?.bytes,
    list: (folder, page) => folders.list(folder, page),
    writeProperties: async (folder, properties) => writeMetadata(folders, folder, properties),
    link: async (folder, name, baseUrl) => baseUrl + (await links.sign({ folder, name })),
    async serve(request, target) {
      requireReading(request);
      const { folder, name } = await links.verify(target);
      const file = folders.find(folder, name);
      if (file === undefined) throw gone();
      const facts = {
        name,
        size: file.bytes.byteLength,
        changedAt: file.changedAt,
        etag: `"${file.version}"`,
      };
      return answerFile(request, facts, ({ start, end }) => file.bytes.slice(start, end + 1));
    },
  };
}
