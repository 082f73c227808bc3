import { createAuthorizer, type LambdaAuthorizer } from '../adapters/lambda/authorizer.js';
import { createJsonLog, type Log } from '../log.js';
import { describeFailure } from '../redact.js';
import { composeAccess } from './access.js';
import type { Environment } from './settings.js';

let opened: LambdaAuthorizer | undefined;

/** A Lambda authorizer for REQUEST events, composed at its first event from the environment of the router. */
export const authorizer: LambdaAuthorizer = (event) => {
  opened ??= open(
    process.env,
    createJsonLog((line) => void process.stdout.write(line)),
  );
  return opened(event);
};

function open(environment: Environment, log: Log): LambdaAuthorizer {
  try {
    return createAuthorizer({ ...composeAccess(environment, log), log });
  } catch (error) {
    log.error('the authorizer cannot start', { error: describeFailure(error) });
    return () => Promise.reject(new Error('The authorizer is not configured; its log says why.'));
  }
}
