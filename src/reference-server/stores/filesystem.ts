import type { Store } from '../store.js';
import { createFileLinks } from './filesystem/links.js';
import { listFolder } from './filesystem/list.js';
import { serveFile } from './filesystem/serve.js';
import { guard } from './filesystem/trouble.js';
import { writeMetadata } from './filesystem/write.js';
import { createSerial } from './serial.js';

export interface FilesystemStoreOptions {
  /** The folder of the buckets; it must exist. */
  root: string;
  /** Signs the links to files; at least 32 bytes that nobody else knows. */
  signingKey: Uint8Array;
  /** Seconds for which a link works; 900 when not given. */
  linkLifetime?: number | undefined;
  /** The clock. */
  now?: (() => Date) | undefined;
}

/** A store of plain files, for one server process on one machine: each bucket is a folder below `root`. */
export function createFilesystemStore(
  options: FilesystemStoreOptions,
): Store & Required<Pick<Store, 'serve'>> {
  const { root, signingKey, linkLifetime = 900, now = () => new Date() } = options;
  if (signingKey.byteLength < 32) throw new TypeError('signingKey must have at least 32 bytes.');
  const links = createFileLinks({ signingKey, lifetime: linkLifetime, now });
  const serial = createSerial();
  const reading = 'The outputs cannot be read';
  const writing = 'The metadata cannot be written; nothing was changed';
  return {
    list: (folder, page) => guard(reading, () => listFolder(root, folder, page)),
    writeProperties: (folder, properties) =>
      guard(writing, () => writeMetadata(root, serial, folder, properties)),
    link: async (folder, name, baseUrl) => baseUrl + links.sign({ folder, name }),
    serve: (request, target) => guard(reading, () => serveFile(root, links, request, target)),
  };
}
