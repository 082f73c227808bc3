import { join, resolve } from 'node:path';
import { type Authenticator, createAuthenticator } from './auth.js';
import { type BackendSettings, type EngineName, readBackend } from './backend-settings.js';
import { openAirflow, refuseEmbedded } from './compose/airflow.js';
import type { OpenBackend } from './compose/backend.js';
import { openEmbedded } from './compose/embedded.js';
import type { Collection, ConfigSource } from './config.js';
import { createSsmConfig, jwtKeyFromSsm } from './configs/ssm.js';
import { createYamlFileConfig } from './configs/yaml-file.js';
import { createHandler, type Handler } from './handler.js';
import { createJsonLog, type Log } from './log.js';
import type { ServiceDescription } from './operation.js';
import { findPackage } from './package-root.js';
import { describeFailure } from './redact.js';
import { readForeignSecret } from './secret.js';
import { type CompleteSettings, readSettings, type Settings } from './settings.js';
import { StartError } from './start-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ComposeOptions extends Settings, BackendSettings {
  /** Checks every answer against the document; one that breaks it becomes a 500. */
  validateResponses?: boolean | undefined;
  /** How many runs the embedded engine has in flight at a time; 2 when not given. */
  concurrency?: number | undefined;
  /** What the server says about itself, beside what it knows. */
  service?: Partial<ServiceDescription> | undefined;
  /** JSON lines on standard error when not given. */
  log?: Log | undefined;
  /** `process.env` when not given. */
  environment?: Environment | undefined;
}

/** A server that is ready for requests. */
export interface ComposedServer {
  handler: Handler;
  /**
   * Where everything is, as absolute paths; null where nothing is kept on disk. `secret` signs the tokens; it is
   * null when LabCAS signs them. `config` may be `ssm:` and a name.
   */
  paths: OpenBackend['paths'] & { config: string };
  /** Stops the engine, which keeps its runs. */
  close(): Promise<void>;
}

/**
 * Composes a server: of what one machine has, the embedded engine and files, unless the settings name an Airflow
 * and its S3. A `StartError`, `ConfigError` or `EngineError` says why it cannot start.
 */
export async function composeServer(options: ComposeOptions = {}): Promise<ComposedServer> {
  const { concurrency, environment = process.env } = options;
  const log = options.log ?? createJsonLog((line) => process.stderr.write(line));
  const settings = readSettings(options, environment);
  const choice = await readBackend(options, environment);
  if (choice.engine !== 'embedded') refuseEmbedded(choice.engine, settings);
  const { root, version } = await findPackage();
  const examples = join(root, 'examples');
  const open = () =>
    choice.engine === 'embedded'
      ? openEmbedded({ settings, examples, concurrency, log })
      : openAirflow(settings, choice);
  const file = settings.config ?? join(examples, 'config.yaml');
  const place = file.startsWith('ssm:') ? file : resolve(file);
  const config = openConfig(place, environment, log);
  // A configuration that is wrong or out of reach is told before anything is written.
  const collections = [...(await config.read()).collections.values()];
  const backend = await open();
  try {
    await warnOfGaps(collections, backend, log);
    const handler = createHandler({
      engine: backend.engine,
      store: backend.store,
      config,
      authenticate: await openAuthenticator(settings, backend.secret, environment, log),
      outputBucket: settings.outputBucket,
      service: describe(version, choice.engine, options.service),
      corsOrigins: settings.corsOrigins,
      publicUrl: settings.publicUrl,
      trustProxy: settings.trustProxy,
      validateResponses: options.validateResponses,
      log,
    });
    return { handler, paths: shown(backend, place, settings), close: () => backend.close() };
  } catch (error) {
    await backend.close();
    throw error;
  }
}

function openConfig(place: string, environment: Environment, log: Log): ConfigSource {
  if (!place.startsWith('ssm:')) return createYamlFileConfig(place, { log });
  const name = place.slice('ssm:'.length);
  if (/^[\w./-]+$/.test(name)) return createSsmConfig({ name, ...ssmOf(environment), log });
  throw new StartError('ssm: (LABCAS_CONFIG) needs the name of a parameter, as in ssm:/labcas/config.');
}

function ssmOf(environment: Environment) {
  const text = (name: string) => environment[name]?.trim() || undefined;
  return {
    region: text('AWS_REGION') ?? text('AWS_DEFAULT_REGION'),
    endpoint: text('AWS_ENDPOINT_URL_SSM'),
  };
}

function shown(
  { paths }: OpenBackend,
  config: string,
  { jwtSecretFile, jwtKeyParameter }: CompleteSettings,
): ComposedServer['paths'] {
  const isOwn = jwtSecretFile === undefined && jwtKeyParameter === undefined;
  return { ...paths, config, secret: isOwn ? paths.secret : null };
}

async function openAuthenticator(
  { jwtSecretFile, jwtKeyParameter: name, issuers, audiences, baseDns }: CompleteSettings,
  own: string | undefined,
  environment: Environment,
  log: Log,
): Promise<Authenticator> {
  const accepted = { issuers, audiences, baseDns };
  if (name !== undefined) {
    if (jwtSecretFile !== undefined)
      throw new StartError('Set LABCAS_JWT_SECRET_FILE or LABCAS_JWT_KEY_PARAMETER, but not both.');
    const key = jwtKeyFromSsm({ name, ...ssmOf(environment), log });
    await key();
    return createAuthenticator({ key, ...accepted });
  }
  const key = jwtSecretFile === undefined ? own : await readForeignSecret(jwtSecretFile);
  if (key === undefined) throw new StartError('There is no secret by which tokens are signed.');
  return createAuthenticator({ key, ...accepted });
}

/** Says what users would otherwise find out: workflows that cannot be run, and data that is not there. */
async function warnOfGaps(
  collections: readonly Collection[],
  { engine, hasData, placeOf }: OpenBackend,
  log: Log,
): Promise<void> {
  const unknown = (what: string) => (error: unknown) => {
    log.warn(`${what} cannot be asked; the server starts without`, { error: describeFailure(error) });
    return undefined;
  };
  const named = [...new Set(collections.flatMap(({ workflows }) => [...workflows.keys()]))];
  const found = await engine.listWorkflows(named).catch(unknown('the engine'));
  const known = new Set(found?.map(({ id }) => id) ?? named);
  for (const workflow of named.filter((id) => !known.has(id))) {
    log.warn('the configuration names a workflow that the engine does not have', { workflow });
  }
  for (const collection of collections) {
    const isThere = await hasData(collection).catch(unknown('the storage'));
    if (isThere === false)
      log.warn('the folder of a collection is missing', {
        collection: collection.id,
        folder: placeOf(collection),
      });
  }
}

function describe(
  version: string,
  engine: EngineName,
  given: Partial<ServiceDescription> = {},
): ServiceDescription {
  return {
    id: 'localhost.labcas-workflow-api',
    name: 'LabCAS Workflow API',
    description: `Workflows ${places[engine]}, run by the reference server.`,
    organization: { name: 'Not configured', url: 'http://localhost/' },
    environment: 'dev',
    version,
    features,
    ...given,
  };
}

const places = { embedded: 'on one machine', airflow: 'on Apache Airflow', mwaa: 'on Amazon MWAA' } as const;

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
