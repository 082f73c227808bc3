import { operations } from '../../generated/operations.js';
import { type LambdaHandler, toLambdaHandler } from '../adapters/lambda.js';
import { createMwaaEngine } from '../engines/mwaa.js';
import { HttpError } from '../errors.js';
import { createHandler, type Handler } from '../handler.js';
import { createJsonLog, type Log } from '../log.js';
import type { ServiceDescription } from '../operation.js';
import { findPackage } from '../package-root.js';
import { describeFailure } from '../redact.js';
import { problem, toResponse } from '../respond.js';
import { createS3Store } from '../stores/s3.js';
import { composeAccess } from './access.js';
import { type Environment, readServerSettings, type ServerSettings } from './settings.js';

let opened: Promise<LambdaHandler> | undefined;

/**
 * Serves the whole interface behind a REST API with proxy integration, composed at the first event from the
 * environment: `S3_BUCKET_STAGING`, `MWAA_ENV_NAME`, `REGION`, `JWT_SECRET_KEY_ARN` and `STAGE` as the first
 * deployment has them, and `LABCAS_CONFIG_PARAMETER`, `LABCAS_CORS_ORIGINS` and more of our own.
 */
export const router: LambdaHandler = async (event) => {
  opened ??= open(
    process.env,
    createJsonLog((line) => void process.stdout.write(line)),
  );
  return (await opened)(event);
};

async function open(environment: Environment, log: Log): Promise<LambdaHandler> {
  const { version } = await findPackage().catch(() => ({ version: 'unknown' }));
  const options = { basePath: environment.LABCAS_BASE_PATH, log };
  try {
    return toLambdaHandler(compose(environment, version, log), options);
  } catch (error) {
    log.error('the server cannot start', { error: describeFailure(error) });
    return toLambdaHandler(notReady, options);
  }
}

/** Lambda would start a function that fails again and again, and the gateway would say nothing of why. */
const notReady: Handler = async ({ method }, { requestId = '' } = {}) => {
  const error = new HttpError(503, 'config-unavailable', 'The server is not configured; its log says why.');
  return toResponse(problem(error, requestId), method);
};

function compose(environment: Environment, version: string, log: Log): Handler {
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
