import { defaultConfigName } from '../configs/ssm.js';
import { readSettings } from '../settings.js';
import { StartError } from '../start-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the configuration and the key of the tokens are, and which tokens are accepted. */
export interface AccessSettings {
  config: { name: string; region: string | undefined };
  key: { name: string; region: string | undefined };
  /** Of Systems Manager, when it is not that of AWS. */
  endpoint: string | undefined;
  issuers: readonly string[] | undefined;
  audiences: readonly string[] | undefined;
  baseDns: readonly string[] | undefined;
}

/**
 * Reads what says who may call: `JWT_SECRET_KEY_ARN` or `LABCAS_JWT_KEY_PARAMETER`, `LABCAS_CONFIG_PARAMETER`,
 * `REGION`, and those of `serve` for tokens. A `StartError` names what is missing.
 */
export function readAccessSettings(environment: Environment): AccessSettings {
  const text = reader(environment);
  const region = text('REGION') ?? text('AWS_REGION');
  const parameter = text('LABCAS_JWT_KEY_PARAMETER');
  const key =
    parameter === undefined ? keyOfArn(text('JWT_SECRET_KEY_ARN')) : { name: parameter, region: undefined };
  const { issuers, audiences, baseDns } = readSettings({}, environment);
  return {
    config: { name: text('LABCAS_CONFIG_PARAMETER') ?? defaultConfigName, region },
    key: { name: key.name, region: key.region ?? region },
    endpoint: text('AWS_ENDPOINT_URL_SSM'),
    issuers,
    audiences,
    baseDns,
  };
}

export type ServerSettings = ReturnType<typeof readServerSettings>;

/**
 * Reads the rest: `S3_BUCKET_STAGING`, `MWAA_ENV_NAME`, `STAGE`, `LABCAS_BASE_PATH`,
 * `LABCAS_ORGANIZATION_NAME`, `LABCAS_ORGANIZATION_URL`, `LABCAS_CORS_ORIGINS` and `LABCAS_PUBLIC_URL`.
 */
export function readServerSettings(environment: Environment) {
  const text = reader(environment);
  const outputBucket = text('S3_BUCKET_STAGING') ?? text('LABCAS_OUTPUT_BUCKET');
  // On AWS no page of a developer's machine may call unless somebody says so.
  const corsOrigins = text('LABCAS_CORS_ORIGINS') === undefined ? [] : undefined;
  const settings = readSettings({ outputBucket, corsOrigins }, environment);
  return {
    region: text('REGION') ?? text('AWS_REGION'),
    outputBucket: outputBucket ?? missing('S3_BUCKET_STAGING', 'the name of the bucket that runs write to'),
    mwaa: {
      environment: text('MWAA_ENV_NAME') ?? missing('MWAA_ENV_NAME', 'the name of the MWAA environment'),
      endpoint: text('AWS_ENDPOINT_URL_MWAA'),
    },
    s3Endpoint: text('AWS_ENDPOINT_URL_S3'),
    stage: text('STAGE'),
    organization: {
      name: text('LABCAS_ORGANIZATION_NAME') ?? 'Not configured',
      url: text('LABCAS_ORGANIZATION_URL') ?? 'http://localhost/',
    },
    corsOrigins: settings.corsOrigins,
    publicUrl: settings.publicUrl,
  };
}

function reader(environment: Environment) {
  return (name: string) => environment[name]?.trim() || undefined;
}

// Systems Manager knows a secret by its name alone, to which its ARN adds six random characters.
function keyOfArn(arn: string | undefined): { name: string; region: string | undefined } {
  if (arn === undefined) return missing('JWT_SECRET_KEY_ARN', 'the ARN of the secret that signs the tokens');
  const found = /^arn:aws[\w-]*:secretsmanager:([\w-]+):\d+:secret:(.+)$/.exec(arn);
  if (found === null) throw new StartError('JWT_SECRET_KEY_ARN is no ARN of a secret of Secrets Manager.');
  const name = (found[2] ?? '').replace(/-[A-Za-z0-9]{6}$/, '');
  return { name: `/aws/reference/secretsmanager/${name}`, region: found[1] };
}

function missing(name: string, what: string): never {
  throw new StartError(`The environment variable ${name} is missing: it is ${what}.`);
}
