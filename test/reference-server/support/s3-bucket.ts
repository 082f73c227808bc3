import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createS3Store } from '../../../src/reference-server/stores/s3.js';
import type { StoreFixture } from '../stores/suite.js';

/** Makes a bucket, and a store that reads and writes it with the credentials of the environment. */
export async function openS3Bucket(endpoint: string): Promise<StoreFixture> {
  const client = new S3Client({ endpoint, forcePathStyle: true, region: 'us-west-2' });
  const bucket = `staging-${randomUUID()}`;
  const CreateBucketConfiguration = { LocationConstraint: 'us-west-2' as const };
  await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration }));
  return {
    store: createS3Store({ endpoint }),
    bucket,
    async put(key, content) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
    },
    async get(key) {
      const answer = client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return answer.then(({ Body }) => Body?.transformToString()).catch(() => undefined);
    },
    fetch: (link, init) => fetch(link, init),
    close: async () => client.destroy(),
  };
}
