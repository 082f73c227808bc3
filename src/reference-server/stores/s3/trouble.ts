import { MissingPackage } from '../../peer.js';
import { StoreError, type StoreErrorKind } from '../../store.js';

const reasons: Readonly<Record<string, readonly [StoreErrorKind, string]>> = {
  NoSuchBucket: ['unavailable', 'there is no such bucket'],
  AccessDenied: ['unavailable', 'permission is denied'],
  InvalidAccessKeyId: ['unavailable', 'the credentials are refused'],
  SignatureDoesNotMatch: ['unavailable', 'the credentials are refused'],
  ExpiredToken: ['unavailable', 'the credentials have expired'],
  CredentialsProviderError: ['unavailable', 'there are no credentials'],
  SlowDown: ['unavailable', 'it is asked too often'],
  ThrottlingException: ['unavailable', 'it is asked too often'],
  RequestTimeout: ['timeout', 'it takes too long'],
  TimeoutError: ['timeout', 'it takes too long'],
  AbortError: ['timeout', 'it takes too long'],
};

/** Makes a `StoreError` of what S3 or the way there answered; `what` is a sentence without its stop. */
export function failure(what: string, error: unknown): unknown {
  if (error instanceof MissingPackage)
    return new StoreError('unavailable', `${what}: ${error.message}.`, { cause: error });
  if (!(error instanceof Error)) return error;
  const [kind, reason] = reasons[error.name] ?? byCode(error) ?? byStatus(error) ?? [];
  if (kind === undefined || reason === undefined) return error;
  return new StoreError(kind, `${what}: ${reason}.`, { cause: error });
}

function byCode(error: Error): readonly [StoreErrorKind, string] | undefined {
  if (error.message === 'Region is missing') return ['unavailable', 'no AWS region is set'];
  const known = 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
  return known ? ['unavailable', `it cannot be reached (${error.code})`] : undefined;
}

function byStatus(error: Error): readonly [StoreErrorKind, string] | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const status = 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : 0;
  // Answers to HEAD have no body that could name the error.
  if (status === 403) return ['unavailable', 'permission is denied'];
  return status >= 500 ? ['unavailable', `it answers ${status}`] : ['failed', `it answers ${error.name}`];
}
