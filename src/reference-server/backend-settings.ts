import { readForeignSecret } from './secret.js';
import { StartError } from './start-error.js';

/** Which engine runs workflows and where outputs lie; whatever is not given comes from the environment. */
export interface BackendSettings {
  /** `embedded`, on this machine, when not given. `LABCAS_ENGINE` */
  engine?: EngineName | undefined;
  /** The one that goes with the engine when not given: `filesystem` with `embedded`, else `s3`. `LABCAS_STORE` */
  store?: 'filesystem' | 's3' | undefined;
  /** The web server of Airflow, without `/api/v1`. `LABCAS_AIRFLOW_URL` */
  airflowUrl?: string | undefined;
  /** `LABCAS_AIRFLOW_USER`, beside `LABCAS_AIRFLOW_PASSWORD` or `LABCAS_AIRFLOW_PASSWORD_FILE`. */
  airflowUser?: string | undefined;
  /** The name of the environment of Amazon MWAA. `LABCAS_MWAA_ENVIRONMENT` */
  mwaaEnvironment?: string | undefined;
  /** A server of S3 other than that of AWS. `LABCAS_S3_ENDPOINT` */
  s3Endpoint?: string | undefined;
}

/** What runs workflows: processes on this machine, an Apache Airflow, or one of Amazon MWAA. */
export type EngineName = (typeof engineNames)[number];
export const engineNames = ['embedded', 'airflow', 'mwaa'] as const;

/** The engine with the store that goes with it. */
export type Backend = { engine: 'embedded' } | AirflowBackend | MwaaBackend;

export interface AirflowBackend {
  engine: 'airflow';
  url: string;
  login: { token: string } | { user: string; password: string };
  s3: Place;
}

export interface MwaaBackend {
  engine: 'mwaa';
  /** The name of the environment. */
  environment: string;
  mwaa: Place;
  s3: Place;
}

/** Where a service of AWS is; as the SDK finds it when not given. */
interface Place {
  endpoint: string | undefined;
  region: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Text = (name: string) => string | undefined;

/** Completes the choice from the environment; a `StartError` says what to set when it makes no sense. */
export async function readBackend(given: BackendSettings, environment: Environment): Promise<Backend> {
  const text: Text = (name) => environment[name]?.trim() || undefined;
  const engine = oneOf('LABCAS_ENGINE', given.engine ?? text('LABCAS_ENGINE') ?? 'embedded', engineNames);
  const settings = {
    LABCAS_AIRFLOW_URL: given.airflowUrl ?? text('LABCAS_AIRFLOW_URL'),
    LABCAS_AIRFLOW_USER: given.airflowUser ?? text('LABCAS_AIRFLOW_USER'),
    LABCAS_MWAA_ENVIRONMENT: given.mwaaEnvironment ?? text('LABCAS_MWAA_ENVIRONMENT'),
    LABCAS_S3_ENDPOINT: given.s3Endpoint ?? text('LABCAS_S3_ENDPOINT'),
  };
  checkStore(engine, given.store ?? text('LABCAS_STORE'));
  refuseUnused(engine, settings);
  if (engine === 'embedded') return { engine };
  const { LABCAS_S3_ENDPOINT: endpoint } = settings;
  const region = text('AWS_REGION') ?? text('AWS_DEFAULT_REGION');
  const s3 = {
    endpoint: endpoint === undefined ? undefined : address('LABCAS_S3_ENDPOINT', endpoint),
    region,
  };
  if (engine === 'mwaa') {
    const name = settings.LABCAS_MWAA_ENVIRONMENT ?? missing(engine, 'LABCAS_MWAA_ENVIRONMENT', 'its name');
    return { engine, environment: name, mwaa: { endpoint: text('AWS_ENDPOINT_URL_MWAA'), region }, s3 };
  }
  const what = 'the address of the web server of Airflow';
  const url = settings.LABCAS_AIRFLOW_URL ?? missing(engine, 'LABCAS_AIRFLOW_URL', what);
  const login = await readLogin(settings.LABCAS_AIRFLOW_USER, text);
  return { engine, url: address('LABCAS_AIRFLOW_URL', url), login, s3 };
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

/** The store of each engine, and why it has no other. */
const stores: Readonly<Record<EngineName, readonly [store: string, why: string]>> = {
  embedded: ['filesystem', 'The embedded engine reads and writes files'],
  airflow: ['s3', 'The DAGs of Airflow read and write objects'],
  mwaa: ['s3', 'The DAGs of Airflow read and write objects'],
};

function checkStore(engine: EngineName, given: string | undefined): void {
  const [wanted, why] = stores[engine];
  const store = oneOf('LABCAS_STORE', given ?? wanted, ['filesystem', 's3']);
  if (store === wanted) return;
  const others = engineNames.filter((name) => stores[name][0] === store).join(' and ');
  throw new StartError(
    `${why}: set --store ${wanted} (LABCAS_STORE), or leave it out; ${store} goes with --engine ${others} (LABCAS_ENGINE).`,
  );
}

/** The engines that each setting is for. */
const owners = {
  LABCAS_AIRFLOW_URL: ['airflow'],
  LABCAS_AIRFLOW_USER: ['airflow'],
  LABCAS_MWAA_ENVIRONMENT: ['mwaa'],
  LABCAS_S3_ENDPOINT: ['airflow', 'mwaa'],
} as const satisfies Readonly<Record<string, readonly EngineName[]>>;

function refuseUnused(
  engine: EngineName,
  settings: Readonly<Record<keyof typeof owners, string | undefined>>,
): void {
  for (const [name, engines] of Object.entries(owners)) {
    if (settings[name as keyof typeof owners] === undefined || engines.some((own) => own === engine))
      continue;
    throw new StartError(
      `${name} is set for the engine ${engine}: set --engine ${engines.join(' or ')} (LABCAS_ENGINE) too, or leave it out.`,
    );
  }
}

function address(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
  // What is no address may be a password in the wrong place.
  if (!isPlain) throw new StartError(`${name} is no address; expected one such as https://host.example.org`);
  return value.replace(/\/+$/, '');
}

function missing(engine: EngineName, name: string, what: string): never {
  const option = name.slice('LABCAS_'.length).toLowerCase().replaceAll('_', '-');
  throw new StartError(`The engine ${engine} needs --${option} (${name}): ${what}.`);
}
