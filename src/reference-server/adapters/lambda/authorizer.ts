import { accessOf } from '../../access.js';
import type { Authenticator, User } from '../../auth.js';
import type { ConfigSource } from '../../config.js';
import { HttpError } from '../../errors.js';
import type { Log } from '../../log.js';
import { describeFailure } from '../../redact.js';
import type { AuthorizerEvent, AuthorizerResult } from './event.js';
import { readHeaders } from './request.js';

export interface AuthorizerOptions {
  authenticate: Authenticator;
  config: ConfigSource;
  log: Log;
}

export type LambdaAuthorizer = (event: AuthorizerEvent) => Promise<AuthorizerResult>;

/**
 * A Lambda authorizer for those who want the gateway to refuse first: the gateway answers 401 to what is no
 * token of ours, and 403 to a user whom the configuration names nowhere. The handler checks every token again.
 */
export function createAuthorizer({ authenticate, config, log }: AuthorizerOptions): LambdaAuthorizer {
  return async (event) => {
    try {
      const user = await authenticate(requestOf(event));
      const isKnown = accessOf(await config.read(), user).workflowIds.length > 0;
      log.info('authorize', { user: user.name, allowed: isKnown });
      return policy(user, isKnown ? 'Allow' : 'Deny', event.methodArn);
    } catch (error) {
      throw toGatewayError(error, log);
    }
  };
}

function requestOf({ headers, multiValueHeaders, authorizationToken }: AuthorizerEvent): Request {
  const read = readHeaders(headers, multiValueHeaders);
  if (typeof authorizationToken === 'string') read.set('authorization', authorizationToken);
  return new Request('https://localhost/', { headers: read });
}

// The gateway keeps a policy and uses it for other methods and paths of the same token, so it covers them all.
function policy(user: User, effect: 'Allow' | 'Deny', methodArn: string): AuthorizerResult {
  const [api = '', stage = ''] = methodArn.split('/');
  const statement = {
    Action: 'execute-api:Invoke' as const,
    Effect: effect,
    Resource: `${api}/${stage}/*/*`,
  };
  return { principalId: user.name, policyDocument: { Version: '2012-10-17', Statement: [statement] } };
}

/** The gateway answers 401 to an error with exactly this message, and 500 to any other. */
function toGatewayError(error: unknown, log: Log): Error {
  if (error instanceof HttpError && error.status === 401) {
    log.info('authorize', { allowed: false, code: error.code });
    return new Error('Unauthorized');
  }
  log.error('authorize', { error: describeFailure(error) });
  return new Error('The authorizer failed; its log says why.');
}
