import type { ConfigSource } from '../config.js';
import { parseConfig } from '../config-document.js';
import type { Log } from '../log.js';
import { describeFailure } from '../redact.js';
import { createRefreshed } from '../refreshed.js';
import { createParameterReader, type ParameterReader, type ParameterReaderOptions } from './ssm/parameter.js';

export interface SsmOptions extends ParameterReaderOptions {
  /** The name of the parameter. */
  name: string;
  /** For how long a value is used before it is read again, in milliseconds; a minute when not given. */
  timeToLive?: number | undefined;
  log: Log;
  now?: (() => number) | undefined;
}

/** Where the first deployment keeps its configuration. */
export const defaultConfigName = '/labcas/workflow/api/config';

/**
 * A configuration in a parameter of AWS Systems Manager, as YAML. While it cannot be read or is wrong, the last
 * good one holds and the log says why; as long as there was none, reading is a `ConfigError`.
 */
export function createSsmConfig(options: SsmOptions): ConfigSource {
  const read = createParameterReader(options);
  return {
    read: refreshed(options, async () => parseConfig(await read(options.name), `ssm:${options.name}`)),
  };
}

/**
 * The secret that signs the tokens, from a parameter or, below `/aws/reference/secretsmanager/`, from a secret;
 * read again from time to time, so that a rotated one comes into use within the time to live.
 */
export function jwtKeyFromSsm(options: SsmOptions): () => Promise<string> {
  const read: ParameterReader = createParameterReader(options);
  return refreshed(options, () => read(options.name));
}

function refreshed<T>({ name, timeToLive = 60_000, log, now }: SsmOptions, load: () => Promise<T>) {
  const onStale = (error: unknown) =>
    log.warn('a parameter cannot be read; its last good value holds', {
      parameter: name,
      error: describeFailure(error),
    });
  return createRefreshed({ load, timeToLive, onStale, now });
}
