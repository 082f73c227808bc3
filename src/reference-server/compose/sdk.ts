import { loadPeer, MissingPackage } from '../peer.js';
import { StartError } from '../start-error.js';

/** The parts of the AWS SDK that a server may need. */
export type SdkPart = 'mwaa' | 's3' | 'ssm';

const parts: Readonly<Record<SdkPart, readonly (() => Promise<unknown>)[]>> = {
  mwaa: [() => loadPeer('@aws-sdk/client-mwaa', () => import('../engines/mwaa/sdk.js'))],
  s3: [
    () => loadPeer('@aws-sdk/client-s3', () => import('../stores/s3/sdk.js')),
    () => loadPeer('@aws-sdk/s3-request-presigner', () => import('@aws-sdk/s3-request-presigner')),
  ],
  ssm: [() => loadPeer('@aws-sdk/client-ssm', () => import('../configs/ssm/sdk.js'))],
};

/** Tries to load parts of the SDK, and gives why some were not. */
export async function loadSdk(...names: readonly SdkPart[]): Promise<unknown[]> {
  const loads = names.flatMap((name) => parts[name]).map((load) => load());
  const results = await Promise.allSettled(loads);
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
}

/** Loads parts of the SDK, or fails with a `StartError`: users would find out one request at a time. */
export async function requireSdk(...names: readonly SdkPart[]): Promise<void> {
  const failures = await loadSdk(...names);
  const missing = failures.filter((failure) => failure instanceof MissingPackage);
  if (missing.length > 0) {
    const packages = missing.map((failure) => failure.package).join(' ');
    throw new StartError(`Packages that this server needs are not installed: npm install ${packages}`);
  }
  if (failures.length > 0) throw failures[0];
}
