import { ConfigError } from '../../config.js';
import { loadPeer, MissingPackage } from '../../peer.js';

/** Reads the whole text of a parameter by its name; a `ConfigError` says why it cannot be had. */
export type ParameterReader = (name: string) => Promise<string>;

export interface ParameterReaderOptions {
  /** From the environment when not given, as the AWS SDK finds it. */
  region?: string | undefined;
  /** Another address than that of AWS. */
  endpoint?: string | undefined;
  /** For one reading with its retries, in milliseconds; 5 s when not given. */
  timeout?: number | undefined;
}

/**
 * Reads from the Parameter Store of AWS Systems Manager, decrypted; a name below
 * `/aws/reference/secretsmanager/` is that of a secret of Secrets Manager.
 */
export function createParameterReader(options: ParameterReaderOptions = {}): ParameterReader {
  const { timeout = 5_000 } = options;
  let sender: Promise<Sender> | undefined;
  return async (name) => {
    try {
      sender ??= createSender(options);
      const text = await (await sender)(name, AbortSignal.timeout(timeout));
      if (text === undefined || text === '') throw unreadable(name, 'it is empty');
      return text;
    } catch (error) {
      throw error instanceof ConfigError ? error : unreadable(name, reasonOf(error), error);
    }
  };
}

type Sender = (name: string, signal: AbortSignal) => Promise<string | undefined>;

async function createSender({ region, endpoint }: ParameterReaderOptions): Promise<Sender> {
  const { GetParameterCommand, SSMClient } = await loadPeer('@aws-sdk/client-ssm', () => import('./sdk.js'));
  const client = new SSMClient({
    maxAttempts: 2,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return async (name, abortSignal) => {
    // Secrets are only handed out decrypted, and on other parameters it changes nothing.
    const command = new GetParameterCommand({ Name: name, WithDecryption: true });
    return (await client.send(command, { abortSignal })).Parameter?.Value;
  };
}

/** The error of a parameter that cannot be used. */
export function unreadable(name: string, reason: string, cause?: unknown): ConfigError {
  return new ConfigError(`ssm:${name}`, [{ line: 1, message: `cannot be read: ${reason}` }], { cause });
}

const reasons: Readonly<Record<string, string>> = {
  ParameterNotFound: 'there is no such parameter',
  ParameterVersionNotFound: 'there is no such version of the parameter',
  AccessDeniedException: 'this server has no permission to read it',
  ValidationException: 'this is no name of a parameter',
  ThrottlingException: 'Systems Manager is asked too often',
  CredentialsProviderError: 'there are no AWS credentials',
  ExpiredTokenException: 'the AWS credentials have expired',
  UnrecognizedClientException: 'the AWS credentials are refused',
  AbortError: 'Systems Manager does not answer in time',
  TimeoutError: 'Systems Manager does not answer in time',
};

function reasonOf(error: unknown): string {
  if (error instanceof MissingPackage) return error.message;
  if (!(error instanceof Error)) return 'reading failed';
  if (reasons[error.name] !== undefined) return reasons[error.name] ?? '';
  if ('code' in error && typeof error.code === 'string')
    return `Systems Manager cannot be reached (${error.code})`;
  return error.message === 'Region is missing'
    ? 'no AWS region is set'
    : `Systems Manager reports ${error.name}`;
}
