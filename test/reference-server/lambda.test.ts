import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readAccessSettings, readServerSettings } from '../../src/reference-server/lambda/settings.js';
import { signToken } from '../../src/reference-server/token.js';
import { authorizerEvent, proxyEvent } from '../servers/gateway/event.js';
import { awsTestEnvironment, type SsmServer, startSsmServer } from './support/ssm-server.js';

const arn = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:labcas/jwtSecret-AbC123';
const deployment = {
  STAGE: 'dev',
  S3_BUCKET_STAGING: 'labcas-staging',
  MWAA_ENV_NAME: 'labcas',
  REGION: 'us-west-2',
  JWT_SECRET_KEY_ARN: arn,
};

describe('the environment of the first deployment', () => {
  test('says all that is needed', () => {
    expect(readAccessSettings(deployment)).toMatchObject({
      config: { name: '/labcas/workflow/api/config', region: 'us-west-2' },
      key: { name: '/aws/reference/secretsmanager/labcas/jwtSecret', region: 'us-west-2' },
    });
    expect(readServerSettings(deployment)).toMatchObject({
      outputBucket: 'labcas-staging',
      mwaa: { environment: 'labcas' },
      corsOrigins: [],
    });
  });

  test('a secret of another region is looked for there', () => {
    const elsewhere = { ...deployment, JWT_SECRET_KEY_ARN: arn.replace('us-west-2', 'us-east-1') };
    expect(readAccessSettings(elsewhere).key.region).toBe('us-east-1');
  });

  test.each(['S3_BUCKET_STAGING', 'MWAA_ENV_NAME'])('without %s, the error names it', (name) => {
    expect(() => readServerSettings({ ...deployment, [name]: ' ' })).toThrow(name);
  });

  test('without a key, or with something else, the error says what is expected', () => {
    expect(() => readAccessSettings({})).toThrow('JWT_SECRET_KEY_ARN is missing');
    expect(() => readAccessSettings({ JWT_SECRET_KEY_ARN: 'a-secret' })).toThrow('no ARN of a secret');
    const { key } = readAccessSettings({ LABCAS_JWT_KEY_PARAMETER: '/labcas/key' });
    expect(key.name).toBe('/labcas/key');
  });
});

describe('the functions', () => {
  const secret = 'a-secret-of-the-tests';
  const listing = { method: 'GET', resource: '/workflows', path: '/workflows' };
  let ssm: SsmServer;
  let printed: string[];

  beforeEach(async () => {
    ssm = await startSsmServer();
    const environment = { ...awsTestEnvironment, ...deployment, AWS_ENDPOINT_URL_SSM: ssm.endpoint };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    ssm.parameters.set('/aws/reference/secretsmanager/labcas/jwtSecret', secret);
    ssm.parameters.set('/labcas/workflow/api/config', config);
    printed = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    vi.resetModules();
  });
  afterEach(() => ssm.close());

  const config = `
collections:
  colon: { bucket: archive, prefix: colon, workflows: { nebraska: { authorized_users: [researcher] } } }
`;
  const headersOf = async (user: string) =>
    [['authorization', `Bearer ${await signToken(secret, { user })}`]] as const;

  // Each function of Lambda is a process of its own.
  const load = () => import('../../src/reference-server/lambda.js');

  test('the router answers from the configuration and the key in Systems Manager', async () => {
    const { router } = await load();
    const headers = await headersOf('researcher');
    const selections = await router(
      proxyEvent({ method: 'GET', resource: '/data-selections', path: '/data-selections', headers }),
    );
    expect(selections.statusCode).toBe(200);
    expect(JSON.parse(selections.body).data_selections).toMatchObject([{ id: 'colon' }]);
    const outsider = await router(proxyEvent({ ...listing, headers: await headersOf('outsider') }));
    expect(outsider.statusCode).toBe(403);
    expect((await router(proxyEvent(listing))).statusCode).toBe(401);
    expect(ssm.calls).toHaveLength(2);
    expect(printed.join('')).not.toContain('eyJ');
  });

  test('an engine that cannot be reached is a 503 of the engine, while the rest works', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_MWAA', 'http://127.0.0.1:9');
    const { router } = await load();
    const result = await router(proxyEvent({ ...listing, headers: await headersOf('researcher') }));
    expect(JSON.parse(result.body)).toMatchObject({ status: 503, code: 'engine-unavailable' });
    const info = await router(
      proxyEvent({ method: 'GET', resource: '/service-info', path: '/service-info' }),
    );
    expect(JSON.parse(info.body)).toMatchObject({
      environment: 'dev',
      features: expect.arrayContaining(['cancel']),
    });
  });

  test('a configuration that cannot be read is a 503 that the log explains', async () => {
    ssm.parameters.delete('/labcas/workflow/api/config');
    const { router } = await load();
    const result = await router(proxyEvent({ ...listing, headers: await headersOf('researcher') }));
    expect(JSON.parse(result.body)).toMatchObject({ status: 503, code: 'config-unavailable' });
    expect(printed.join('')).toContain('there is no such parameter');
  });

  test('an environment that misses something is a 503, and the log names it', async () => {
    vi.stubEnv('MWAA_ENV_NAME', '');
    const { router } = await load();
    const result = await router(proxyEvent(listing));
    expect(JSON.parse(result.body)).toMatchObject({ status: 503, code: 'config-unavailable' });
    expect(printed.join('')).toContain('MWAA_ENV_NAME');
  });

  test('the authorizer needs neither a bucket nor an engine', async () => {
    vi.stubEnv('MWAA_ENV_NAME', undefined);
    vi.stubEnv('S3_BUCKET_STAGING', undefined);
    const { authorizer } = await load();
    const event = authorizerEvent({ ...listing, headers: await headersOf('researcher') });
    expect((await authorizer(event)).policyDocument.Statement[0]?.Effect).toBe('Allow');
    await expect(authorizer(authorizerEvent(listing))).rejects.toThrow(/^Unauthorized$/);
  });

  test('an authorizer without a key fails with another error, and the log names what is missing', async () => {
    vi.stubEnv('JWT_SECRET_KEY_ARN', undefined);
    const { authorizer } = await load();
    await expect(authorizer(authorizerEvent(listing))).rejects.toThrow('not configured');
    expect(printed.join('')).toContain('JWT_SECRET_KEY_ARN is missing');
  });

  test('parts of the SDK can be loaded beforehand', async () => {
    const { preload } = await load();
    await expect(preload('mwaa', 's3', 'ssm')).resolves.toBeUndefined();
  });
});
