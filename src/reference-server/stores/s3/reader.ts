import { type Beside, metadataName, ownerName, readMetadata } from '../metadata.js';
import { isName } from '../names.js';
import type { Objects, StoredObject } from './objects.js';

/** What is known of the files of one folder while one request is answered; nothing is asked for twice. */
export interface FolderReader {
  keyOf(name: string): string;
  /** Tells what a listing has shown, so that it need not be asked for. */
  learn(name: string, exists: boolean): void;
  /** Whether there is a file of this name, and it is not the metadata of another. */
  isFile(name: string): Promise<boolean>;
  isMetadata(name: string): Promise<boolean>;
  readBeside(name: string): Promise<{ beside: Beside; etag: string | undefined }>;
  /** Forgets what lay beside a file, because another writer has changed it. */
  forgetBeside(name: string): void;
}

/** A reader for one folder of a bucket. */
export function createFolderReader(
  objects: Objects,
  { bucket, prefix }: { bucket: string; prefix: string },
  signal: AbortSignal,
): FolderReader {
  const present = new Map<string, Promise<boolean>>();
  const contents = new Map<string, Promise<StoredObject | undefined>>();
  const keyOf = (name: string) => prefix + name;
  const exists = (name: string) =>
    remember(present, name, () => objects.exists({ bucket, key: keyOf(name) }, signal));
  const read = (name: string) =>
    remember(contents, name, async () =>
      (await present.get(name)) === false ? undefined : objects.read({ bucket, key: keyOf(name) }, signal),
    );
  const reader: FolderReader = {
    keyOf,
    learn: (name, known) => present.set(name, Promise.resolve(known)),
    isFile: async (name) => isName(name) && (await exists(name)) && !(await reader.isMetadata(name)),
    async isMetadata(name) {
      const owner = ownerName(name);
      if (owner === undefined || !(await reader.isFile(owner))) return false;
      return typeof (await reader.readBeside(owner)).beside === 'object';
    },
    async readBeside(name) {
      const object = await read(metadataName(name));
      if (object === undefined) return { beside: undefined, etag: undefined };
      const metadata = object.bytes === undefined ? undefined : readMetadata(object.bytes, name);
      return { beside: metadata ?? 'other', etag: object.etag };
    },
    forgetBeside(name) {
      present.delete(metadataName(name));
      contents.delete(metadataName(name));
    },
  };
  return reader;
}

function remember<T>(known: Map<string, Promise<T>>, name: string, ask: () => Promise<T>): Promise<T> {
  const found = known.get(name) ?? ask();
  known.set(name, found);
  return found;
}
