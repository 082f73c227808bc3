import { readFile } from 'node:fs/promises';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { awsTestEnvironment } from '../reference-server/support/ssm-server.js';
import { type AirflowRelease, type AirflowServer, startAirflow } from '../servers/airflow.js';
import { startMoto } from '../servers/moto.js';
import { startSignedS3 } from '../servers/signed-s3.js';

export interface Servers {
  airflow: AirflowServer;
  /** S3 that verifies its links, with the buckets `archive` and `staging`. */
  s3: string;
  /** Systems Manager and Secrets Manager. */
  aws: string;
  stop(): Promise<void>;
}

/** Starts an Airflow that runs several tasks at a time, and the S3 of its DAGs. */
export async function startServers(release: AirflowRelease): Promise<Servers> {
  Object.assign(process.env, awsTestEnvironment);
  const moto = await startMoto();
  const front = await startSignedS3(moto.endpoint, awsTestEnvironment.AWS_SECRET_ACCESS_KEY);
  const stopStorage = async () => {
    await front.close();
    await moto.stop();
  };
  try {
    await fillBuckets(moto.endpoint);
    const airflow = await startAirflow(release, {
      ...awsTestEnvironment,
      AWS_DEFAULT_REGION: awsTestEnvironment.AWS_REGION,
      AWS_ENDPOINT_URL: moto.endpoint,
      AIRFLOW__CORE__EXECUTOR: 'LocalExecutor',
      AIRFLOW__CORE__PARALLELISM: '3',
      // One task at a time is what SQLite is for, but a run that goes on would hold up all others.
      _AIRFLOW__SKIP_DATABASE_EXECUTOR_COMPATIBILITY_CHECK: '1',
    });
    const stop = async () => {
      await airflow.stop();
      await stopStorage();
    };
    return { airflow, s3: front.endpoint, aws: moto.endpoint, stop };
  } catch (error) {
    await stopStorage();
    throw error;
  }
}

async function fillBuckets(endpoint: string): Promise<void> {
  const client = new S3Client({ endpoint, forcePathStyle: true });
  for (const Bucket of ['archive', 'staging']) {
    const CreateBucketConfiguration = { LocationConstraint: 'us-west-2' as const };
    await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  }
  const data = { 'colon/fhl2/ihc.png': 'ihc.png', 'cells/phase/cell.png': 'cell.png' };
  for (const [Key, file] of Object.entries(data)) {
    const Body = await readFile(new URL(`../../examples/data/${file}`, import.meta.url));
    await client.send(new PutObjectCommand({ Bucket: 'archive', Key, Body }));
  }
}
