import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeServer, type NodeServer } from '../../src/reference-server/adapters/node-server.js';
import { composeServer } from '../../src/reference-server/compose.js';
import { signToken } from '../../src/reference-server/token.js';
import { formatText } from '../contract/reports/text.js';
import { callMoto } from '../servers/moto.js';
import { silent } from '../support/contract/deployment.js';
import { ran } from '../support/contract/expect-cases.js';
import { release, titled } from './release.js';
import { type Servers, startServers } from './servers.js';

const jwtSecret = 'a secret of the tests, which signs tokens';

describe.skipIf(release === undefined)(titled('the reference server over Airflow, S3 and SSM'), () => {
  let servers: Servers;
  let server: NodeServer;
  let baseUrl: string;

  beforeAll(async () => {
    if (release === undefined) return;
    servers = await startServers(release);
    const { airflow, s3, aws } = servers;
    const config = await readFile(new URL('../../examples/config.yaml', import.meta.url), 'utf8');
    await callMoto(aws, 'AmazonSSM.PutParameter', { Name: '/labcas/config', Value: config, Type: 'String' });
    await callMoto(aws, 'secretsmanager.CreateSecret', { Name: 'jwt', SecretString: jwtSecret });
    const environment = {
      LABCAS_ENGINE: 'airflow',
      LABCAS_STORE: 's3',
      LABCAS_CONFIG: 'ssm:/labcas/config',
      LABCAS_JWT_KEY_PARAMETER: '/aws/reference/secretsmanager/jwt',
      LABCAS_AIRFLOW_URL: airflow.baseUrl,
      LABCAS_AIRFLOW_USER: airflow.username,
      LABCAS_AIRFLOW_PASSWORD: airflow.password,
      LABCAS_S3_ENDPOINT: s3,
      AWS_REGION: 'us-west-2',
      AWS_ENDPOINT_URL_SSM: aws,
    };
    const { handler } = await composeServer({ environment, validateResponses: true, log: silent });
    server = createNodeServer(handler, { log: silent });
    baseUrl = (await server.listen({ port: 0 })).url;
  }, 600_000);

  afterAll(async () => {
    await server?.close();
    await servers?.stop();
  }, 60_000);

  it('passes every case of the contract', async () => {
    const [first, second] = await Promise.all(
      ['thomas', 'dliu'].map((user) => signToken(jwtSecret, { user, lifetime: 7200 })),
    );
    const tokens = { first: first ?? '', second: second ?? '' };
    const allowed = { allowCreate: true, allowChange: true, runTimeout: 300_000 };
    const start = Date.now();
    const report = await ran({ baseUrl, jwtSecret, tokens, ...allowed });
    await record(report.counts, (Date.now() - start) / 1000);
    expect(report.counts.fail, formatText(report)).toBe(0);
    // Airflow itself lets every workflow take any parameter.
    const reasons = report.cases.flatMap(({ outcome, reason }) => (outcome === 'skip' ? [reason] : []));
    expect(new Set(reasons)).toEqual(new Set(['the workflow takes any parameter']));
    expect(report.counts.pass).toBeGreaterThan(600);
  }, 900_000);
});

/** For the table of compositions. */
async function record(counts: { pass: number; fail: number; skip: number }, seconds: number): Promise<void> {
  const composition = `Airflow ${release} + S3 + SSM, over node:http`;
  const folder = new URL('../../build/compositions/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(
    new URL(`airflow-${release}.json`, folder),
    JSON.stringify({ composition, ...counts, seconds: Math.round(seconds) }),
  );
}
