import { setMaxListeners } from 'node:events';
import type { Store } from '../store.js';
import { attachment } from './names.js';
import { listFolder } from './s3/list.js';
import { connect, type Objects, type S3Options } from './s3/objects.js';
import { failure } from './s3/trouble.js';
import { writeMetadata } from './s3/write.js';
import { createSerial } from './serial.js';

export interface S3StoreOptions extends S3Options {
  /** Seconds for which a link works; 900 when not given. It ends sooner with the credentials that sign it. */
  linkLifetime?: number | undefined;
  /** For everything that one call asks of S3, in milliseconds; 20 s when not given. */
  timeout?: number | undefined;
}

/** A store in Amazon S3, or a server of its kind. The SDK is loaded at the first call. */
export function createS3Store(options: S3StoreOptions = {}): Store {
  const { linkLifetime = 900, timeout = 20_000 } = options;
  const serial = createSerial();
  let connection: Promise<Objects> | undefined;
  const ask = async <T>(what: string, work: (objects: Objects, signal: AbortSignal) => Promise<T>) => {
    try {
      connection ??= connect(options);
      const signal = AbortSignal.timeout(timeout);
      // Many requests share it, and each listens.
      setMaxListeners(0, signal);
      return await work(await connection, signal);
    } catch (error) {
      throw failure(what, error);
    }
  };
  const reading = 'The outputs cannot be read from the storage';
  const writing = 'The metadata cannot be written to the storage';
  return {
    list: (folder, page) => ask(reading, (objects, signal) => listFolder(objects, folder, page, signal)),
    writeProperties: (folder, properties) =>
      serial(`${folder.bucket}/${folder.prefix}`, () =>
        ask(writing, (objects, signal) => writeMetadata(objects, folder, properties, signal)),
      ),
    link: ({ bucket, prefix }, name) =>
      ask(reading, (objects) => objects.link({ bucket, key: prefix + name }, attachment(name), linkLifetime)),
  };
}
