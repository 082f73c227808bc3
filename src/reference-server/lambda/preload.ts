/** The parts of the AWS SDK that a function may need. */
export type SdkPart = 'mwaa' | 's3' | 'ssm';

const parts: Readonly<Record<SdkPart, () => Promise<unknown>>> = {
  mwaa: () => import('../engines/mwaa/sdk.js'),
  s3: () => Promise.all([import('../stores/s3/sdk.js'), import('@aws-sdk/s3-request-presigner')]),
  ssm: () => import('../configs/ssm/sdk.js'),
};

/**
 * Loads parts of the SDK before the first request: while Lambda starts a function, it has a whole processor and
 * nobody waits. What fails here fails again, with its reason, where the part is used.
 */
export async function preload(...names: readonly SdkPart[]): Promise<void> {
  await Promise.allSettled(names.map((name) => parts[name]()));
}
