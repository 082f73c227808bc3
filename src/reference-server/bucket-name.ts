/** Whether this can be the name of a bucket: it becomes a folder where buckets are folders. */
export function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/.test(name) && !name.includes('..');
}

/** What the name of a bucket looks like, for messages. */
export const bucketNameForm = 'letters, digits, `.`, `_` and `-`, the first a letter or digit, without `..`';
