import { createAuthenticator } from '../auth.js';
import { createSsmConfig, jwtKeyFromSsm } from '../configs/ssm.js';
import type { HandlerDeps } from '../handler.js';
import type { Log } from '../log.js';
import { type Environment, readAccessSettings } from './settings.js';

/** Composes what says who may call, of Systems Manager; a `StartError` names what the environment misses. */
export function composeAccess(
  environment: Environment,
  log: Log,
): Pick<HandlerDeps, 'authenticate' | 'config'> {
  const { config, key, endpoint, ...accepted } = readAccessSettings(environment);
  return {
    config: createSsmConfig({ ...config, endpoint, log }),
    authenticate: createAuthenticator({ ...accepted, key: jwtKeyFromSsm({ ...key, endpoint, log }) }),
  };
}
