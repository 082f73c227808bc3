import type { Store } from '../store.js';
import { createReadAhead } from './filesystem/ahead.js';
import { listFolder } from './filesystem/list.js';
import { serveFile } from './filesystem/serve.js';
import { guard } from './filesystem/trouble.js';
import { writeMetadata } from './filesystem/write.js';
import { createFileLinks, type LinkOptions } from './links.js';
import { createSerial } from './serial.js';

export interface FilesystemStoreOptions extends LinkOptions {
  /** The folder of the buckets; it must exist. */
  root: string;
}

/** A store of plain files, for one server process on one machine: each bucket is a folder below `root`. */
export function createFilesystemStore({
  root,
  ...linkOptions
}: FilesystemStoreOptions): Store & Required<Pick<Store, 'serve'>> {
  const links = createFileLinks(linkOptions);
  const serial = createSerial();
  const readEntries = createReadAhead();
  const reading = 'The outputs cannot be read';
  const writing = 'The metadata cannot be written; nothing was changed';
  return {
    list: (folder, page) => guard(reading, () => listFolder(root, readEntries, folder, page)),
    writeProperties: (folder, properties) =>
      guard(writing, () => writeMetadata(root, serial, folder, properties)),
    link: async (folder, name, baseUrl) => baseUrl + (await links.sign({ folder, name })),
    serve: (request, target) => guard(reading, () => serveFile(root, links, request, target)),
  };
}
