import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Authenticator, createAuthenticator } from './auth.js';
import type { Collection } from './config.js';
import { createYamlFileConfig } from './configs/yaml-file.js';
import type { Engine } from './engine.js';
import { readCatalog } from './engines/embedded/catalog.js';
import { createEmbeddedEngine } from './engines/embedded.js';
import { seedExamples } from './examples.js';
import { createHandler, type Handler } from './handler.js';
import { createJsonLog, type Log } from './log.js';
import type { ServiceDescription } from './operation.js';
import { findPackage } from './package-root.js';
import { deriveKey, readForeignSecret, readOrCreateSecret } from './secret.js';
import { readSettings, type Settings } from './settings.js';
import { StartError } from './start-error.js';
import { createFilesystemStore } from './stores/filesystem.js';
import { reasonOf } from './system-error.js';

export interface ComposeOptions extends Settings {
  /** Checks every answer against the document; one that breaks it becomes a 500. */
  validateResponses?: boolean | undefined;
  /** How many runs are in flight at a time; 2 when not given. */
  concurrency?: number | undefined;
  /** What the server says about itself, beside what it knows. */
  service?: Partial<ServiceDescription> | undefined;
  /** JSON lines on standard error when not given. */
  log?: Log | undefined;
  /** `process.env` when not given. */
  environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A server that is ready for requests. */
export interface ComposedServer {
  handler: Handler;
  /** Where everything is, as absolute paths. `secret` signs the tokens; it is null when LabCAS signs them. */
  paths: { dataDir: string; config: string; catalog: string; secret: string | null };
  /** Stops the engine, which keeps its runs. */
  close(): Promise<void>;
}

/**
 * Composes a server of what one machine has: the embedded engine, files, and a configuration in YAML.
 * A `StartError`, `ConfigError` or `EngineError` says why it cannot start.
 */
export async function composeServer(options: ComposeOptions = {}): Promise<ComposedServer> {
  const log = options.log ?? createJsonLog((line) => process.stderr.write(line));
  const settings = readSettings(options, options.environment ?? process.env);
  const { root, version } = await findPackage();
  const places = locate(settings, join(root, 'examples'));
  const config = createYamlFileConfig(places.config, { log });
  const { collections } = await config.read();
  const catalog = await readCatalog(places.catalog);
  await makeFolder(places.dataDir);
  // Before anything is written: it makes sure that no other server uses the directory.
  const engine = await createEmbeddedEngine({
    dataDir: places.dataDir,
    bucketsDir: places.buckets,
    catalog,
    log,
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  });
  try {
    const secret = await readOrCreateSecret(places.secret);
    await fillBuckets(places, settings);
    await warnOfGaps([...collections.values()], engine, places.buckets, log);
    const handler = createHandler({
      engine,
      store: createFilesystemStore({ root: places.buckets, signingKey: deriveKey(secret, 'file links') }),
      config,
      authenticate: await openAuthenticator(settings, secret),
      outputBucket: settings.outputBucket,
      service: describe(version, options.service),
      corsOrigins: settings.corsOrigins,
      publicUrl: settings.publicUrl,
      trustProxy: settings.trustProxy,
      validateResponses: options.validateResponses,
      log,
    });
    return { handler, paths: shown(places, settings), close: () => engine.close() };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

type Complete = ReturnType<typeof readSettings>;
type Places = ReturnType<typeof locate>;

function locate({ dataDir, config, catalog }: Complete, examples: string) {
  return {
    dataDir: resolve(dataDir),
    buckets: resolve(dataDir, 'buckets'),
    secret: resolve(dataDir, 'secret'),
    examples,
    config: resolve(config ?? join(examples, 'config.yaml')),
    catalog: resolve(catalog ?? join(examples, 'catalog.yaml')),
  };
}

function shown(
  { dataDir, config, catalog, secret }: Places,
  { jwtSecretFile }: Complete,
): ComposedServer['paths'] {
  return { dataDir, config, catalog, secret: jwtSecretFile === undefined ? secret : null };
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(`The data directory ${path} cannot be made: ${reasonOf(cause)}.`, { cause });
  }
}

async function fillBuckets({ examples, buckets }: Places, { config, outputBucket }: Complete): Promise<void> {
  try {
    if (config === undefined) await seedExamples(examples, buckets);
    await mkdir(join(buckets, outputBucket), { recursive: true });
  } catch (cause) {
    throw new StartError(`The buckets in ${buckets} cannot be made: ${reasonOf(cause)}.`, { cause });
  }
}

async function openAuthenticator(settings: Complete, secret: string): Promise<Authenticator> {
  const { jwtSecretFile, issuers, audiences, baseDns } = settings;
  const key = jwtSecretFile === undefined ? secret : await readForeignSecret(jwtSecretFile);
  return createAuthenticator({ key, issuers, audiences, baseDns });
}

/** Says what users would otherwise find out: workflows that cannot be run, and data that is not there. */
async function warnOfGaps(
  collections: readonly Collection[],
  engine: Engine,
  buckets: string,
  log: Log,
): Promise<void> {
  const named = [...new Set(collections.flatMap(({ workflows }) => [...workflows.keys()]))];
  const known = new Set((await engine.listWorkflows(named)).map(({ id }) => id));
  for (const workflow of named.filter((id) => !known.has(id))) {
    log.warn('the configuration names a workflow that the catalogue does not have', { workflow });
  }
  for (const { id, bucket, prefix } of collections) {
    const isThere = await stat(join(buckets, bucket, prefix)).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isThere)
      log.warn('the folder of a collection is missing', {
        collection: id,
        folder: join(buckets, bucket, prefix),
      });
  }
}

function describe(version: string, given: Partial<ServiceDescription> = {}): ServiceDescription {
  return {
    id: 'localhost.labcas-workflow-api',
    name: 'LabCAS Workflow API',
    description: 'Workflows on one machine, run by the reference server.',
    organization: { name: 'Not configured', url: 'http://localhost/' },
    environment: 'dev',
    version,
    features,
    ...given,
  };
}

const features: ServiceDescription['features'] = [
  'runs-detail',
  'cancel',
  'tasks',
  'logs',
  'idempotency',
  'paging',
  'all-runs',
  'path-form',
  'service-info',
];
