import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toLambdaHandler } from '../../src/reference-server/adapters/lambda.js';
import { createNodeServer } from '../../src/reference-server/adapters/node-server.js';
import type { Handler } from '../../src/reference-server/handler.js';
import { signToken } from '../../src/reference-server/token.js';
import { awsTestEnvironment } from '../reference-server/support/ssm-server.js';
import { invokeLocally } from '../servers/gateway/invoke.js';
import { startZip } from '../servers/gateway/zip.js';
import { startGateway } from '../servers/gateway.js';
import { callMoto } from '../servers/moto.js';
import { formSession, startMwaa, tokenSession } from '../servers/mwaa.js';
import { keepComposition, skippedIn } from '../support/contract/composition.js';
import { silent } from '../support/contract/deployment.js';
import { expectNoFailure, ran } from '../support/contract/expect-cases.js';
import { importDocument } from '../support/contract/import-document.js';
import { composeOnAirflow, composeOnMwaa } from './compose.js';
import { release } from './release.js';
import type { Servers } from './servers.js';

const configName = '/labcas/config';
const jwtKeyName = '/aws/reference/secretsmanager/jwt';
const jwtSecret = 'a secret of the tests, which signs tokens';

const composition = { log: silent, validateResponses: true, configName, jwtKeyName };

/** The whole contract against every composition of the server with an Airflow. */
export function describeCompositions(servers: () => Servers): void {
  describe('the contract', () => {
    let handler: Handler;

    beforeAll(async () => {
      const config = await readFile(new URL('../../examples/config.yaml', import.meta.url), 'utf8');
      const { aws } = servers();
      await callMoto(aws, 'AmazonSSM.PutParameter', { Name: configName, Value: config, Type: 'String' });
      await callMoto(aws, 'secretsmanager.CreateSecret', { Name: 'jwt', SecretString: jwtSecret });
      ({ handler } = await composeOnAirflow(servers(), composition));
    });

    it('holds over node:http', async () => {
      const server = createNodeServer(handler, { log: silent });
      await expectContract((await server.listen({ port: 0 })).url, `Airflow ${release}`, 'node:http');
      await server.close();
    }, 900_000);

    it('holds over Lambda', async () => {
      const invoke = invokeLocally({ router: toLambdaHandler(handler, { log: silent }) });
      const gateway = await startGateway({ document: importDocument(), invoke });
      await expectContract(gateway.url, `Airflow ${release}`, 'API Gateway and Lambda');
      await gateway.close();
    }, 900_000);

    describe('with MWAA', () => {
      const stops: (() => void | Promise<void>)[] = [];
      afterAll(async () => {
        for (const stop of stops.reverse()) await stop();
      });

      /** An environment whose sessions end after some requests. */
      const start = async (requestsPerSession: number) => {
        const { airflow } = servers();
        const isFirst = release?.startsWith('2') ?? false;
        const mwaa = await startMwaa({
          environment: 'labcas',
          airflow: { baseUrl: airflow.baseUrl, version: isFirst ? 'v1' : 'v2' },
          requestsPerSession,
          signIn: () => (isFirst ? formSession(airflow) : tokenSession(airflow)),
        });
        stops.push(mwaa.close);
        return mwaa;
      };

      it('holds over node:http, composed as by serve', async () => {
        const mwaa = await start(1000);
        const { handler } = await composeOnMwaa(mwaa.endpoint, 'labcas', servers(), composition);
        const server = createNodeServer(handler, { log: silent });
        stops.push(server.close);
        await expectContract(
          (await server.listen({ port: 0 })).url,
          `MWAA with Airflow ${release}`,
          'node:http',
        );
      }, 900_000);

      it('holds over Lambda, though a session ends after 40 requests', async () => {
        const { aws, s3 } = servers();
        const mwaa = await start(40);
        const functions = await startZip({
          ...awsTestEnvironment,
          STAGE: 'dev',
          REGION: 'us-west-2',
          MWAA_ENV_NAME: 'labcas',
          S3_BUCKET_STAGING: 'staging',
          LABCAS_CONFIG_PARAMETER: configName,
          LABCAS_JWT_KEY_PARAMETER: jwtKeyName,
          LABCAS_CORS_ORIGINS: 'http://localhost:3000',
          AWS_ENDPOINT_URL_SSM: aws,
          AWS_ENDPOINT_URL_S3: s3,
          AWS_ENDPOINT_URL_MWAA: mwaa.endpoint,
        });
        stops.push(functions.close);
        const { invoke } = functions;
        const gateway = await startGateway({ document: importDocument('each'), invoke });
        stops.push(gateway.close);
        await expectContract(
          gateway.url,
          `MWAA with Airflow ${release}`,
          'API Gateway and the zip for Lambda',
        );
        expect(functions.printed()).toContain('"operation":"createRun"');
        expect(functions.printed()).not.toMatch(/Bearer|session=|X-Amz-Signature|a secret of the tests/);
        expect(mwaa.counts.logins).toBeGreaterThan(10);
      }, 900_000);
    });
  });
}

async function expectContract(baseUrl: string, engine: string, adapter: string): Promise<void> {
  const sign = (user: string) => signToken(jwtSecret, { user, lifetime: 7200 });
  const tokens = { first: await sign('thomas'), second: await sign('dliu') };
  // Few at a time: two web workers of Airflow share the processors with its tasks and with the suite.
  const allowed = { allowCreate: true, allowChange: true, runTimeout: 300_000, concurrency: 4 };
  const report = await ran({ baseUrl, jwtSecret, tokens, ...allowed });
  await keepComposition(`${engine} + S3 + SSM`, adapter, report);
  expectNoFailure(report);
  // Airflow itself lets every workflow take any parameter.
  expect(Object.keys(skippedIn(report))).toEqual(['the workflow takes any parameter']);
}
