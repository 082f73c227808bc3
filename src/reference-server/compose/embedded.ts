import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readCatalog } from '../engines/embedded/catalog.js';
import { createEmbeddedEngine } from '../engines/embedded.js';
import { seedExamples } from '../examples.js';
import type { Log } from '../log.js';
import { deriveKey, readOrCreateSecret } from '../secret.js';
import type { CompleteSettings } from '../settings.js';
import { StartError } from '../start-error.js';
import { createFilesystemStore } from '../stores/filesystem.js';
import { reasonOf } from '../system-error.js';
import type { OpenBackend } from './backend.js';
import { makeDataDir } from './data-dir.js';

export interface EmbeddedOptions {
  settings: CompleteSettings;
  /** The folder of the package's examples. */
  examples: string;
  concurrency: number | undefined;
  log: Log;
}

/** Opens the engine and the files of one machine. */
export async function openEmbedded(options: EmbeddedOptions): Promise<OpenBackend> {
  const { settings, examples, concurrency, log } = options;
  const dataDir = resolve(settings.dataDir);
  const paths = { dataDir, catalog: resolve(settings.catalog ?? join(examples, 'catalog.yaml')) };
  const buckets = join(dataDir, 'buckets');
  const catalog = await readCatalog(paths.catalog);
  await makeDataDir(dataDir);
  // Before anything is written: it makes sure that no other server uses the directory.
  const engine = await createEmbeddedEngine({
    dataDir,
    bucketsDir: buckets,
    catalog,
    log,
    ...(concurrency !== undefined && { concurrency }),
  });
  try {
    const file = join(dataDir, 'secret');
    const secret = await readOrCreateSecret(file);
    await fillBuckets(buckets, settings, examples);
    return {
      engine,
      store: createFilesystemStore({ root: buckets, signingKey: deriveKey(secret, 'file links') }),
      paths: { ...paths, secret: file },
      secret,
      placeOf: ({ bucket, prefix }) => join(buckets, bucket, prefix),
      hasData: ({ bucket, prefix }) => isFolder(join(buckets, bucket, prefix)),
      close: () => engine.close(),
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function fillBuckets(
  buckets: string,
  { config, outputBucket }: CompleteSettings,
  examples: string,
): Promise<void> {
  try {
    if (config === undefined) await seedExamples(examples, buckets);
    await mkdir(join(buckets, outputBucket), { recursive: true });
  } catch (cause) {
    throw new StartError(`The buckets in ${buckets} cannot be made: ${reasonOf(cause)}.`, { cause });
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
