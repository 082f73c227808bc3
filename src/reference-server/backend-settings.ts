import { readForeignSecret } from './secret.js';
import { StartError } from './start-error.js';

/** Which engine runs workflows and where outputs lie; whatever is not given comes from the environment. */
export interface BackendSettings {
  /** `embedded`, on this machine, when not given. `LABCAS_ENGINE` */
  engine?: 'embedded' | 'airflow' | undefined;
  /** The one that goes with the engine when not given: `filesystem` with `embedded`, `s3` with `airflow`. `LABCAS_STORE` */
  store?: 'filesystem' | 's3' | undefined;
  /** The web server of Airflow, without `/api/v1`. `LABCAS_AIRFLOW_URL` */
  airflowUrl?: string | undefined;
  /** `LABCAS_AIRFLOW_USER`, beside `LABCAS_AIRFLOW_PASSWORD` or `LABCAS_AIRFLOW_PASSWORD_FILE`. */
  airflowUser?: string | undefined;
  /** A server of S3 other than that of AWS. `LABCAS_S3_ENDPOINT` */
  s3Endpoint?: string | undefined;
}

/** The engine with the store that goes with it. */
export type Backend = { engine: 'embedded' } | ({ engine: 'airflow' } & AirflowBackend);

export interface AirflowBackend {
  url: string;
  login: { token: string } | { user: string; password: string };
  s3: { endpoint: string | undefined; region: string | undefined };
}

type Environment = Readonly<Record<string, string | undefined>>;
type Text = (name: string) => string | undefined;

/** Completes the choice from the environment; a `StartError` says what to set when it makes no sense. */
export async function readBackend(given: BackendSettings, environment: Environment): Promise<Backend> {
  const text: Text = (name) => environment[name]?.trim() || undefined;
  const engine = oneOf('LABCAS_ENGINE', given.engine ?? text('LABCAS_ENGINE') ?? 'embedded', [
    'embedded',
    'airflow',
  ]);
  const goesWith = engine === 'embedded' ? 'filesystem' : 's3';
  const store = oneOf('LABCAS_STORE', given.store ?? text('LABCAS_STORE') ?? goesWith, ['filesystem', 's3']);
  const url = given.airflowUrl ?? text('LABCAS_AIRFLOW_URL');
  const endpoint = given.s3Endpoint ?? text('LABCAS_S3_ENDPOINT');
  if (engine === 'embedded') {
    refuseStore(store, goesWith, 'The embedded engine reads and writes files');
    refuseUnused('LABCAS_AIRFLOW_URL', url);
    refuseUnused('LABCAS_S3_ENDPOINT', endpoint);
    return { engine };
  }
  refuseStore(store, goesWith, 'The DAGs of Airflow read and write objects');
  return {
    engine,
    url: address('LABCAS_AIRFLOW_URL', url ?? missing('LABCAS_AIRFLOW_URL', 'the web server of Airflow')),
    login: await readLogin(given.airflowUser ?? text('LABCAS_AIRFLOW_USER'), text),
    s3: {
      endpoint: endpoint === undefined ? undefined : address('LABCAS_S3_ENDPOINT', endpoint),
      region: text('AWS_REGION') ?? text('AWS_DEFAULT_REGION'),
    },
  };
}

async function readLogin(user: string | undefined, text: Text): Promise<AirflowBackend['login']> {
  const token = await readHidden('LABCAS_AIRFLOW_TOKEN', text);
  const password = await readHidden('LABCAS_AIRFLOW_PASSWORD', text);
  if (token !== undefined) {
    if (user === undefined && password === undefined) return { token };
    throw new StartError('Set LABCAS_AIRFLOW_TOKEN, or LABCAS_AIRFLOW_USER with a password, but not both.');
  }
  if (user !== undefined && password !== undefined) return { user, password };
  const what = 'set LABCAS_AIRFLOW_USER and LABCAS_AIRFLOW_PASSWORD, or LABCAS_AIRFLOW_TOKEN';
  throw new StartError(`Airflow needs a login: ${what} (or the same names with _FILE).`);
}

/** Secrets are never options, which everybody on the machine can see. */
async function readHidden(name: string, text: Text): Promise<string | undefined> {
  const file = text(`${name}_FILE`);
  if (file === undefined) return text(name);
  if (text(name) !== undefined) throw new StartError(`Set ${name} or ${name}_FILE, but not both.`);
  return readForeignSecret(file);
}

function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new StartError(`${JSON.stringify(value)} (${name}) is unknown; expected ${known.join(' or ')}.`);
}

function refuseStore(store: string, wanted: string, why: string): void {
  if (store === wanted) return;
  const other = wanted === 's3' ? 'embedded' : 'airflow';
  throw new StartError(
    `${why}: set --store ${wanted} (LABCAS_STORE), or leave it out; ${store} goes with --engine ${other} (LABCAS_ENGINE).`,
  );
}

function refuseUnused(name: string, value: string | undefined): void {
  if (value === undefined) return;
  throw new StartError(`${name} is set for the embedded engine: set --engine airflow (LABCAS_ENGINE) too.`);
}

function address(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
  // What is no address may be a password in the wrong place.
  if (!isPlain) throw new StartError(`${name} is no address; expected one such as https://host.example.org`);
  return value.replace(/\/+$/, '');
}

function missing(name: string, what: string): never {
  const option = name.slice('LABCAS_'.length).toLowerCase().replaceAll('_', '-');
  throw new StartError(`The engine airflow needs --${option} (${name}): the address of ${what}.`);
}
