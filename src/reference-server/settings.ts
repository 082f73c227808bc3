import { bucketNameForm, isBucketName } from './bucket-name.js';
import { parseDn } from './dn.js';
import { StartError } from './start-error.js';

/** What a server on one machine can be told; whatever is not given comes from the environment. */
export interface Settings {
  /** Holds the runs, the buckets and the secret; made when it is missing. `LABCAS_DATA_DIR` */
  dataDir?: string | undefined;
  /** The configuration, a file in YAML or `ssm:` and the name of a parameter; the example's when not given. `LABCAS_CONFIG` */
  config?: string | undefined;
  /** The catalogue of workflows, in YAML; the example's when not given. `LABCAS_CATALOG` */
  catalog?: string | undefined;
  /** The bucket that runs write to; `staging` when not given. `LABCAS_OUTPUT_BUCKET` */
  outputBucket?: string | undefined;
  /** The file of the secret by which LabCAS signs tokens; the server's own when not given. `LABCAS_JWT_SECRET_FILE` */
  jwtSecretFile?: string | undefined;
  /** The parameter of Systems Manager that holds that secret, instead of a file. `LABCAS_JWT_KEY_PARAMETER` */
  jwtKeyParameter?: string | undefined;
  /** `LABCAS_JWT_ISSUERS`, separated by commas. */
  issuers?: readonly string[] | undefined;
  /** `LABCAS_JWT_AUDIENCES`, separated by commas. */
  audiences?: readonly string[] | undefined;
  /** Where in the directory users stand. `LABCAS_BASE_DNS`, separated by semicolons. */
  baseDns?: readonly string[] | undefined;
  /** Origins whose pages may call; pages of this machine when not given. `LABCAS_CORS_ORIGINS`, separated by commas. */
  corsOrigins?: readonly string[] | undefined;
  /** Where callers reach the server, if that differs from where requests come in. `LABCAS_PUBLIC_URL` */
  publicUrl?: string | undefined;
  /** Whether a proxy of our own sets `X-Forwarded-Proto` and `X-Forwarded-Host`. `LABCAS_TRUST_PROXY` */
  trustProxy?: boolean | undefined;
}

export type CompleteSettings = ReturnType<typeof readSettings>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Completes settings from the environment; a `StartError` names what makes no sense. */
export function readSettings(given: Settings, environment: Environment) {
  const text = (name: string) => environment[name]?.trim() || undefined;
  const list = (name: string, separator: string) =>
    text(name)
      ?.split(separator)
      .map((item) => item.trim());
  const settings = {
    dataDir: given.dataDir ?? text('LABCAS_DATA_DIR') ?? './labcas-data',
    config: given.config ?? text('LABCAS_CONFIG'),
    catalog: given.catalog ?? text('LABCAS_CATALOG'),
    outputBucket: given.outputBucket ?? text('LABCAS_OUTPUT_BUCKET') ?? 'staging',
    jwtSecretFile: given.jwtSecretFile ?? text('LABCAS_JWT_SECRET_FILE'),
    jwtKeyParameter: given.jwtKeyParameter ?? text('LABCAS_JWT_KEY_PARAMETER'),
    issuers: given.issuers ?? list('LABCAS_JWT_ISSUERS', ','),
    audiences: given.audiences ?? list('LABCAS_JWT_AUDIENCES', ','),
    baseDns: given.baseDns ?? list('LABCAS_BASE_DNS', ';'),
    corsOrigins: given.corsOrigins ?? list('LABCAS_CORS_ORIGINS', ',') ?? localOrigins,
    publicUrl: given.publicUrl ?? text('LABCAS_PUBLIC_URL'),
    trustProxy: given.trustProxy ?? readSwitch('LABCAS_TRUST_PROXY', text('LABCAS_TRUST_PROXY')),
  };
  refuse('LABCAS_OUTPUT_BUCKET', [settings.outputBucket], bucketFault);
  refuse('LABCAS_BASE_DNS', settings.baseDns ?? [], dnFault);
  refuse('LABCAS_CORS_ORIGINS', settings.corsOrigins, originFault);
  refuse('LABCAS_PUBLIC_URL', settings.publicUrl === undefined ? [] : [settings.publicUrl], urlFault);
  return settings;
}

const localOrigins = ['http://localhost:*', 'http://127.0.0.1:*'];

type Fault = (value: string) => string | undefined;

function refuse(name: string, values: readonly string[], faultOf: Fault): void {
  for (const value of values) {
    const fault = faultOf(value);
    if (fault !== undefined) throw new StartError(`${JSON.stringify(value)} (${name}) ${fault}.`);
  }
}

const bucketFault: Fault = (name) =>
  isBucketName(name) ? undefined : `is no name of a bucket; expected ${bucketNameForm}`;

function dnFault(value: string): string | undefined {
  try {
    parseDn(value);
    return undefined;
  } catch {
    return 'is no distinguished name; expected one such as dc=example,dc=org';
  }
}

function originFault(value: string): string | undefined {
  const origin = value.replace(/:\*$/, '');
  const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin && origin !== 'null';
  return isOrigin
    ? undefined
    : 'is no origin; expected one such as https://portal.example.org, without a path';
}

function urlFault(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain =
    url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
  return isPlain ? undefined : 'is no address; expected one such as https://api.example.org/prod';
}

function readSwitch(name: string, value: string | undefined): boolean {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw new StartError(`${JSON.stringify(value)} (${name}) is neither true nor false.`);
}
