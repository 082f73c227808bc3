import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gatewayDocument } from '../../scripts/gateway/document.js';
import { operations } from '../../src/generated/operations.js';
import { router } from '../../src/reference-server/lambda/router.js';
import { signToken } from '../../src/reference-server/token.js';
import { formatText } from '../contract/reports/text.js';
import { awsTestEnvironment } from '../reference-server/support/ssm-server.js';
import { type AirflowRelease, startAirflow } from '../servers/airflow.js';
import { invokeLocally } from '../servers/gateway/invoke.js';
import { type GatewayServer, startGateway } from '../servers/gateway.js';
import { callMoto } from '../servers/moto.js';
import { formSession, startMwaa, tokenSession } from '../servers/mwaa.js';
import { ran } from '../support/contract/expect-cases.js';
import { awsEndpoint } from './endpoint.js';

const release = (process.env.LABCAS_TEST_AIRFLOW ?? '') as AirflowRelease | '';
const isMissing = awsEndpoint === undefined || release === '';
const reason = isMissing ? ' (skipped: run npm run test:aws with LABCAS_TEST_AIRFLOW=2.10.3 or 3.0.6)' : '';

const config = `
collections:
  colon/fhl2:
    bucket: archive
    prefix: colon/fhl2/
    workflows:
      nebraska: { authorized_users: [researcher] }
      rehearsal: { authorized_users: [researcher, reviewer] }
  cells/phase:
    bucket: archive
    prefix: cells/phase/
    workflows:
      nebraska: { authorized_users: [researcher] }
`;

describe.skipIf(isMissing)(`the Lambda router over MWAA with Airflow ${release}, S3 and SSM${reason}`, () => {
  const endpoint = awsEndpoint ?? '';
  const name = randomUUID();
  const jwtSecret = randomUUID();
  const stops: (() => Promise<void>)[] = [];
  let gateway: GatewayServer;

  beforeAll(async () => {
    Object.assign(process.env, awsTestEnvironment);
    await callMoto(endpoint, 'AmazonSSM.PutParameter', {
      Name: `/labcas/${name}`,
      Value: config,
      Type: 'String',
    });
    await callMoto(endpoint, 'secretsmanager.CreateSecret', { Name: name, SecretString: jwtSecret });
    await fillBuckets(endpoint, `staging-${name}`);
    const mwaa = await startEnvironment(endpoint, stops);
    Object.assign(process.env, {
      STAGE: 'dev',
      REGION: 'us-west-2',
      MWAA_ENV_NAME: 'labcas',
      S3_BUCKET_STAGING: `staging-${name}`,
      LABCAS_CONFIG_PARAMETER: `/labcas/${name}`,
      LABCAS_JWT_KEY_PARAMETER: `/aws/reference/secretsmanager/${name}`,
      LABCAS_CORS_ORIGINS: 'http://localhost:3000',
      AWS_ENDPOINT_URL_SSM: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_ENDPOINT_URL_MWAA: mwaa,
    });
    gateway = await startGateway({ document: importDocument(), invoke: invokeLocally({ router }) });
    stops.push(() => gateway.close());
  }, 600_000);
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  }, 60_000);

  it('passes every case of the contract but the one that asks S3 to verify a signature', async () => {
    // The router logs each of a thousand requests.
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const first = await signToken(jwtSecret, { user: 'researcher', lifetime: 7200 });
    const second = await signToken(jwtSecret, { user: 'reviewer', lifetime: 7200 });
    const identities = { jwtSecret, tokens: { first, second } };
    const allowed = { allowCreate: true, allowChange: true, runTimeout: 420_000 };
    const report = await ran({ baseUrl: gateway.url, ...identities, ...allowed });
    const idsOf = (wanted: string) =>
      report.cases.filter(({ outcome }) => outcome === wanted).map(({ id }) => id);
    // moto verifies nothing: it gives a file to whoever asks.
    expect(idsOf('fail'), formatText(report)).toEqual(['browse-outputs/link-damaged']);
    // Airflow itself lets every workflow take any parameter.
    const reasons = report.cases.flatMap(({ outcome, reason }) => (outcome === 'skip' ? [reason] : []));
    expect(new Set(reasons)).toEqual(new Set(['the workflow takes any parameter']));
    expect(idsOf('pass').length).toBeGreaterThan(600);
    console.log(`Airflow ${release}: ${idsOf('pass').length} passed, ${reasons.length} skipped`);
  }, 900_000);
});

async function fillBuckets(endpoint: string, staging: string): Promise<void> {
  const client = new S3Client({ endpoint, forcePathStyle: true });
  for (const Bucket of ['archive', staging]) {
    const CreateBucketConfiguration = { LocationConstraint: 'us-west-2' as const };
    await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  }
  const Body = await readFile(new URL('../../examples/data/ihc.png', import.meta.url));
  await client.send(new PutObjectCommand({ Bucket: 'archive', Key: 'colon/fhl2/ihc.png', Body }));
}

async function startEnvironment(endpoint: string, stops: (() => Promise<void>)[]): Promise<string> {
  if (release === '') throw new Error(reason);
  const airflow = await startAirflow(release, {
    ...awsTestEnvironment,
    AWS_DEFAULT_REGION: awsTestEnvironment.AWS_REGION,
    AWS_ENDPOINT_URL: endpoint,
  });
  stops.push(airflow.stop);
  const isFirst = release.startsWith('2');
  const mwaa = await startMwaa({
    environment: 'labcas',
    airflow: { baseUrl: airflow.baseUrl, version: isFirst ? 'v1' : 'v2' },
    signIn: () => (isFirst ? formSession(airflow) : tokenSession(airflow)),
  });
  stops.push(mwaa.close);
  return mwaa.endpoint;
}

function importDocument() {
  return gatewayDocument(Object.values(operations), {
    title: 'LabCAS Workflow API',
    version: '1.1.0',
    region: 'us-west-2',
    functionPrefix: 'arn:aws:lambda:us-west-2:123456789012:function:labcas-',
    origins: ['http://localhost:3000'],
  });
}
