import type { LambdaAuthorizer } from './adapters/lambda/authorizer.js';
import { type LambdaHandler, toLambdaHandler } from './adapters/lambda.js';
import { HttpError } from './errors.js';
import type { Handler } from './handler.js';
import { composeAuthorizer, composeHandler } from './lambda/compose.js';
import { createJsonLog, type Log } from './log.js';
import { findPackage } from './package-root.js';
import { describeFailure } from './redact.js';
import { problem, toResponse } from './respond.js';

export {
  type AuthorizerOptions,
  createAuthorizer,
  type LambdaAuthorizer,
} from './adapters/lambda/authorizer.js';
export type {
  AuthorizerEvent,
  AuthorizerResult,
  MultiValueMap,
  ProxyEvent,
  ProxyRequestContext,
  ProxyResult,
  ValueMap,
} from './adapters/lambda/event.js';
export { type LambdaHandler, type LambdaHandlerOptions, toLambdaHandler } from './adapters/lambda.js';
export { createSsmConfig, jwtKeyFromSsm, type SsmOptions } from './configs/ssm.js';
export { createMwaaEngine, type MwaaEngineOptions } from './engines/mwaa.js';
export { preload, type SdkPart } from './lambda/preload.js';
export { createS3Store, type S3StoreOptions } from './stores/s3.js';

let opened: Promise<LambdaHandler> | undefined;
let openedAuthorizer: LambdaAuthorizer | undefined;

/**
 * Serves the whole interface behind a REST API with proxy integration, composed at the first event from the
 * environment: `S3_BUCKET_STAGING`, `MWAA_ENV_NAME`, `REGION`, `JWT_SECRET_KEY_ARN` and `STAGE` as the first
 * deployment has them, and `LABCAS_CONFIG_PARAMETER`, `LABCAS_CORS_ORIGINS` and more of our own.
 */
export const router: LambdaHandler = async (event) => {
  opened ??= open(process.env, createStandardLog());
  return (await opened)(event);
};

/** A Lambda authorizer for REQUEST events, composed at its first event from the same environment. */
export const authorizer: LambdaAuthorizer = (event) => {
  openedAuthorizer ??= openAuthorizer(process.env, createStandardLog());
  return openedAuthorizer(event);
};

async function open(environment: NodeJS.ProcessEnv, log: Log): Promise<LambdaHandler> {
  const { version } = await findPackage().catch(() => ({ version: 'unknown' }));
  const options = { basePath: environment.LABCAS_BASE_PATH, log };
  try {
    return toLambdaHandler(composeHandler(environment, version, log), options);
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

function openAuthorizer(environment: NodeJS.ProcessEnv, log: Log): LambdaAuthorizer {
  try {
    return composeAuthorizer(environment, log);
  } catch (error) {
    log.error('the authorizer cannot start', { error: describeFailure(error) });
    return () => Promise.reject(new Error('The authorizer is not configured; its log says why.'));
  }
}

function createStandardLog(): Log {
  return createJsonLog((line) => void process.stdout.write(line));
}
