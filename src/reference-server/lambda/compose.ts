import { operations } from '../../generated/operations.js';
import { createAuthorizer, type LambdaAuthorizer } from '../adapters/lambda/authorizer.js';
import { createAuthenticator } from '../auth.js';
import { createSsmConfig, jwtKeyFromSsm } from '../configs/ssm.js';
import { createMwaaEngine } from '../engines/mwaa.js';
import { createHandler, type Handler } from '../handler.js';
import type { Log } from '../log.js';
import type { ServiceDescription } from '../operation.js';
import { createS3Store } from '../stores/s3.js';
import { type Environment, readAccessSettings, readServerSettings, type ServerSettings } from './settings.js';

/** Composes the server of MWAA, S3 and Systems Manager; a `StartError` names what the environment misses. */
export function composeHandler(environment: Environment, version: string, log: Log): Handler {
  const settings = readServerSettings(environment);
  const { region, mwaa, s3Endpoint, outputBucket, corsOrigins, publicUrl } = settings;
  return createHandler({
    ...composeAccess(environment, log),
    engine: createMwaaEngine({ ...mwaa, region }),
    store: createS3Store({ region, endpoint: s3Endpoint }),
    outputBucket,
    service: describe(version, settings),
    corsOrigins,
    publicUrl,
    log,
  });
}

/** Composes the authorizer of Systems Manager alone. */
export function composeAuthorizer(environment: Environment, log: Log): LambdaAuthorizer {
  return createAuthorizer({ ...composeAccess(environment, log), log });
}

function composeAccess(environment: Environment, log: Log) {
  const { config, key, endpoint, ...accepted } = readAccessSettings(environment);
  return {
    config: createSsmConfig({ ...config, endpoint, log }),
    authenticate: createAuthenticator({ ...accepted, key: jwtKeyFromSsm({ ...key, endpoint, log }) }),
  };
}

function describe(version: string, { organization, stage }: ServerSettings): ServiceDescription {
  return {
    id: 'localhost.labcas-workflow-api',
    name: 'LabCAS Workflow API',
    description: 'Workflows on Amazon MWAA, served from AWS Lambda.',
    organization,
    ...(stage === undefined ? {} : { environment: stage }),
    version,
    features: features(),
  };
}

/** Every feature of the document. */
function features(): ServiceDescription['features'] {
  const named = Object.values(operations).flatMap(({ feature, parameters }) => [
    feature,
    ...parameters.map((parameter) => parameter.feature),
  ]);
  return [...new Set(named.filter((feature) => feature !== null))] as ServiceDescription['features'];
}
