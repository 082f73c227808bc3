import { join, resolve } from 'node:path';
import type { AirflowBackend, MwaaBackend } from '../backend-settings.js';
import type { Engine } from '../engine.js';
import {
  basicCredentials,
  bearerCredentials,
  tokenLoginCredentials,
} from '../engines/airflow/credentials.js';
import {
  type AirflowTransport,
  type Credentials,
  createHttpTransport,
} from '../engines/airflow/transport.js';
import { createAirflowEngine } from '../engines/airflow.js';
import { createMwaaEngine } from '../engines/mwaa.js';
import { readOrCreateSecret } from '../secret.js';
import type { CompleteSettings } from '../settings.js';
import { StartError } from '../start-error.js';
import { createS3Store } from '../stores/s3.js';
import type { OpenBackend } from './backend.js';
import { makeDataDir } from './data-dir.js';
import { requireSdk } from './sdk.js';

/**
 * Opens an Airflow, one's own or one of MWAA, and the S3 that its DAGs write to; nothing but the server's own secret
 * is kept on disk.
 */
export async function openAirflow(
  settings: CompleteSettings,
  backend: AirflowBackend | MwaaBackend,
): Promise<OpenBackend> {
  await requireSdk('s3', ...(backend.engine === 'mwaa' ? ['mwaa' as const] : []));
  const store = createS3Store(backend.s3);
  return {
    engine: openEngine(backend),
    store,
    ...(await openSecret(settings)),
    placeOf: ({ bucket, prefix }) => `s3://${bucket}/${prefix}`,
    hasData: async ({ bucket, prefix }) =>
      (await store.list({ bucket, prefix }, { pageSize: 1 })) !== undefined,
    close: async () => undefined,
  };
}

function openEngine(backend: AirflowBackend | MwaaBackend): Engine {
  if (backend.engine === 'airflow')
    return createAirflowEngine({ transport: createTransport(backend.url, backend.login) });
  return createMwaaEngine({ environment: backend.environment, ...backend.mwaa });
}

/** Refuses what only the embedded engine has, with a `StartError`. */
export function refuseEmbedded(engine: string, { catalog, config }: CompleteSettings): void {
  if (catalog !== undefined)
    throw new StartError(
      'A catalogue (--catalog, LABCAS_CATALOG) is of the embedded engine; Airflow has its DAGs. Leave it out.',
    );
  if (config === undefined)
    throw new StartError(
      `The engine ${engine} needs --config FILE or --config ssm:NAME (LABCAS_CONFIG): who may run which DAGs.`,
    );
}

function createTransport(baseUrl: string, login: AirflowBackend['login']): AirflowTransport {
  const transport = createHttpTransport({ baseUrl, credentials: createCredentials() });
  return transport;

  function createCredentials(): Credentials {
    if ('token' in login) return bearerCredentials(login.token);
    const basic = basicCredentials(login.user, login.password);
    const session = tokenLoginCredentials({ baseUrl, username: login.user, password: login.password });
    // Airflow 3 has no HTTP Basic, and Airflow 2 no tokens.
    return async (refused, signal) =>
      (await transport.version()) === 'v1' ? basic(refused, signal) : session(refused, signal);
  }
}

async function openSecret(settings: CompleteSettings): Promise<Pick<OpenBackend, 'paths' | 'secret'>> {
  const isForeign = settings.jwtSecretFile !== undefined || settings.jwtKeyParameter !== undefined;
  if (isForeign) return { paths: { dataDir: null, catalog: null, secret: null }, secret: undefined };
  const dataDir = resolve(settings.dataDir);
  const secret = join(dataDir, 'secret');
  await makeDataDir(dataDir);
  return { paths: { dataDir, catalog: null, secret }, secret: await readOrCreateSecret(secret) };
}
